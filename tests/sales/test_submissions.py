"""C1 and C2: nothing is lost when two save at once, and nothing is done twice when one clicks twice."""

from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest

from otop_portal import thai
from sales import transitions
from sales.models import CHANNELS, SheetEvent
from sales.transitions import rows
from sales.transitions.refusals import Kind
from sales.verification import differences
from tests import factories
from tests.sizes import size
from tests.threads import together

from .rounds import ACTIONS, DRAFT, Round

pytestmark = pytest.mark.django_db(transaction=True)

# Each repeats its whole content with its submission; an import is its own protection, the register has its events.
WITHOUT_SUBMISSION = {"book old", "rename", "close"}
SUBMITTED = [name for name in ACTIONS if name not in WITHOUT_SUBMISSION]


@pytest.mark.parametrize("times", [2, 20])
@pytest.mark.parametrize("name", SUBMITTED)
def test_a_submission_repeated_later_shows_the_first_answer(name, times):
    action = ACTIONS[name](Round("4317", empty=name == "declare").start())
    submission = uuid4()

    first, *again = [action(submission=submission) for _ in range(times)]

    assert first.event is not None
    assert not first.repeated
    assert {(answer.repeated, answer.event.pk, answer.problems) for answer in again} == {
        (True, first.event.pk, first.problems)
    }


@pytest.mark.parametrize("name", SUBMITTED)
def test_a_submission_sent_many_times_at_once_has_one_effect(name):
    at = Round("4317", empty=name == "declare").start()
    action, submission, before = ACTIONS[name](at), uuid4(), SheetEvent.objects.count()

    answers = together(*[lambda: action(submission=submission)] * size(4, full=20))

    assert sorted(answer.repeated for answer in answers) == [False] + [True] * (len(answers) - 1)
    assert len({answer.event.pk for answer in answers}) == 1
    assert len({answer.problems for answer in answers}) == 1
    assert SheetEvent.objects.count() == before + 1
    assert [*differences()] == []


def test_other_figures_under_the_same_submission_are_a_new_one():
    """Back button, other figures, save again: checked by versions, not taken for the first."""
    at, submission = Round("4317").start(), uuid4()
    first, other = (factories.edit(at.row(DRAFT), domestic_offline=value) for value in (70, 71))
    save(at, first, submission=submission)

    answer = save(at, other, submission=submission)

    assert not answer.repeated
    assert [problem.kind for problem in answer.problems] == [Kind.CLASH]


def test_without_its_submission_a_repeat_is_not_recognised():
    """The control: versions alone keep the figures, but nobody gets the first answer again."""
    at = Round("4317").start()
    action = ACTIONS["save"](at)

    answers = together(*[action] * 4)

    assert not any(answer.repeated for answer in answers)
    assert len({answer.event and answer.event.pk for answer in answers}) == 2


def save(at: Round, *edits: transitions.RowEdit, **more) -> transitions.Outcome:
    return transitions.save_rows(**at.where, by=at.district_officer, edits=edits, **more)


def type_together(at: Round, cells: list[tuple[str, int]]) -> list[transitions.Outcome]:
    """Officers who have read the same page save one cell each, all at once."""
    row = at.row(DRAFT)
    edits = [factories.edit(row, **{channel: value}) for channel, value in cells]
    return together(*[partial(save, at, edit) for edit in edits])


@pytest.mark.parametrize("code", range(2000, 2000 + size(5, full=200)))
def test_cells_typed_at_the_same_moment_are_all_kept(code):
    at = Round(str(code)).start()

    answers = type_together(at, [(channel, 10 + place) for place, channel in enumerate(CHANNELS)])

    assert [answer.problems for answer in answers] == [()] * 4
    assert at.row(DRAFT).amounts == factories.baht(10, 11, 12, 13)


@pytest.mark.parametrize("code", range(2000, 2000 + size(5, full=200)))
def test_of_one_cell_the_first_is_kept_and_every_other_is_told_both_values(code):
    at, values = Round(str(code)).start(), [70, 71, 72, 73]

    answers = type_together(at, [("domestic_offline", value) for value in values])

    kept = at.row(DRAFT).domestic_offline
    told = {value: answer.problems for value, answer in zip(values, answers, strict=True)}
    assert told.pop(kept) == ()
    for value, (problem,) in told.items():
        assert (problem.kind, problem.field, problem.theirs) == (Kind.CLASH, "domestic_offline", thai.baht(kept))
        assert thai.baht(Decimal(value)) in problem.sentence


def test_without_the_comparison_of_cells_figures_are_lost_silently(monkeypatch):
    monkeypatch.setattr(rows, "_same", lambda *_: True)
    at = Round("4317").start()

    answers = type_together(at, [("domestic_offline", 70), ("domestic_offline", 71)])

    assert [answer.problems for answer in answers] == [(), ()]
    assert [answer.changed for answer in answers] == [1, 1]
