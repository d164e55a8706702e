import pytest
from django.core.management import CommandError, call_command

from sales.models import Role, Stage
from sales.transitions.table import TABLE, Action, roles_for


def test_every_action_stands_in_the_table():
    assert {action for _, action in TABLE} == set(Action)


@pytest.mark.parametrize("action", Action)
def test_every_action_belongs_to_exactly_one_level(action):
    assert len(roles_for(action)) == 1


def test_only_the_province_or_an_import_makes_a_row_visible_to_the_department():
    ways = {action: rule.roles for (_, action), rule in TABLE.items() if rule.to == Stage.PROVINCE}
    assert ways == {
        Action.CONFIRM_BY_PROVINCE: frozenset({Role.PROVINCE}),
        Action.IMPORT: frozenset({Role.ADMIN}),
    }


def test_the_diagram_in_the_documents_is_the_tables():
    call_command("state_diagram", check=True)


def test_a_stale_diagram_is_noticed(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "states.md").write_text("yesterday's")
    with pytest.raises(CommandError, match="stale"):
        call_command("state_diagram", check=True)
