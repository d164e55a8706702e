"""A month that is not open, and a sheet that lies with the chief: nothing passes, and it is the lock that stops it."""

from datetime import timedelta

import pytest

from otop_portal import clock
from sales import sentences, transitions
from sales.models import Officer, ReportingMonth, Role, Sheet, Stage
from sales.transitions import engine
from sales.transitions.table import ABSENT, TABLE, Action, roles_for
from tests import factories
from tests.contents import ledger_contents
from tests.factories import AUGUST

from .test_matrix import SECOND_HALF, act, ask_before, at_stage, empty_at_stage, prepare

pytestmark = pytest.mark.django_db

# An import books old years, closed ones above all; that a month has begun it asks itself (sales.imports).
# What ends a request changes no figure.
ENDS = [Action.REFUSE_CORRECTION, Action.WITHDRAW_CORRECTION]
ACTIONS = [action for action in Action if action not in (Action.IMPORT, *ENDS)]
# About what the province has confirmed the district may ask while the chief looks at the rest.
OF_THE_DISTRICT = [
    action for action in ACTIONS if roles_for(action) == {Role.DISTRICT} and action != Action.REQUEST_CORRECTION
]
WHO = {Role.DISTRICT: factories.district_officer, Role.PROVINCE: factories.province_officer}


@pytest.fixture(autouse=True)
def officers():
    for make in WHO.values():
        make()


def actor(action: Action) -> Officer:
    (role,) = roles_for(action)
    return WHO[role]()


def ready_for(action: Action) -> Sheet | None:
    """A sheet to which the action could be done."""
    prepare(action)
    if (ABSENT, action) in TABLE and (ABSENT, action) not in SECOND_HALF:
        return at_stage(ABSENT)
    sheet = at_stage(next(stage for stage in Stage if (stage, action) in TABLE))
    ask_before(action, sheet)
    return sheet


def close() -> str:
    ReportingMonth.objects.filter(pk=AUGUST).update(closed_on=clock.today())
    return sentences.closed(2566, clock.today(), "สำนักงานพัฒนาชุมชนจังหวัดหนองคาย")


def open_tomorrow() -> str:
    tomorrow = clock.today() + timedelta(days=1)
    ReportingMonth.objects.filter(pk=AUGUST).update(opens_on=tomorrow)
    return sentences.not_yet_open(tomorrow)


def refused(action: Action, sheet: Sheet | None, sentence: str) -> None:
    before = ledger_contents()
    with pytest.raises(transitions.Refused) as refusal:
        act(action, sheet, actor(action))
    assert refusal.value.sentence == sentence
    assert ledger_contents() == before


@pytest.mark.parametrize("lock", [close, open_tomorrow])
@pytest.mark.parametrize("action", ACTIONS)
def test_nothing_is_done_in_a_month_that_is_not_open(action, lock, monkeypatch):
    sheet = ready_for(action)

    refused(action, sheet, lock())

    monkeypatch.setattr(engine, "month_lock", lambda *_: None)
    assert act(action, sheet, actor(action)).event, "without the lock it would have been done"


@pytest.mark.parametrize("action", ENDS)
def test_a_request_can_be_ended_in_a_closed_year(action):
    sheet = ready_for(action)
    close()
    assert act(action, sheet, actor(action)).event


@pytest.mark.parametrize("action", ACTIONS)
def test_a_month_is_open_until_the_day_on_which_it_closes(action):
    sheet = ready_for(action)
    tomorrow = clock.today() + timedelta(days=1)
    ReportingMonth.objects.filter(pk=AUGUST).update(opens_on=clock.today(), closed_on=tomorrow)
    assert act(action, sheet, actor(action)).event


@pytest.mark.parametrize("action", OF_THE_DISTRICT)
def test_the_district_changes_nothing_while_the_chief_has_the_sheet(action):
    needs_none = action in (Action.COPY, Action.DECLARE_NOTHING)
    sheet = empty_at_stage(Stage.DRAFT) if needs_none else at_stage(Stage.DRAFT)
    prepare(action)
    Sheet.objects.filter(pk=sheet.pk).update(submitted_by=actor(action), submitted_at=clock.now())

    refused(action, sheet, sentences.LOCKED_BY_CHIEF)

    Sheet.objects.filter(pk=sheet.pk).update(submitted_by=None, submitted_at=None)
    assert act(action, sheet, actor(action)).event, "without the lock it would have been done"
