import pytest

from sales.models import Role, Stage
from sales.transitions.table import TABLE, Action, roles_for


def test_every_action_stands_in_the_table():
    assert {action for _, action in TABLE} == set(Action)


@pytest.mark.parametrize("action", Action)
def test_every_action_belongs_to_exactly_one_level(action):
    assert len(roles_for(action)) == 1


def test_only_the_province_or_an_import_makes_a_row_visible_to_the_department():
    ways = {
        action: rule.roles
        for (stage, action), rule in TABLE.items()
        if rule.to == Stage.PROVINCE and (stage != Stage.PROVINCE or action == Action.ACCEPT_CORRECTION)
    }
    assert ways == {
        Action.CONFIRM_BY_PROVINCE: frozenset({Role.PROVINCE}),
        Action.ACCEPT_CORRECTION: frozenset({Role.PROVINCE}),
        Action.IMPORT: frozenset({Role.ADMIN}),
    }
