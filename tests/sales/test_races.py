"""C3: what happens when officers act at the same moment, with real threads on a real database."""

from contextlib import suppress
from itertools import combinations_with_replacement

import pytest
from django.db import connection

from sales.models import Producer, ProducerEvent
from sales.transitions import Refused
from sales.verification import differences
from tests import factories
from tests.sizes import size
from tests.threads import together

from .rounds import ACTIONS, CORRECTIONS, Round

pytestmark = pytest.mark.django_db(transaction=True)

EVERYTHING = ACTIONS | CORRECTIONS
PAIRS = [
    *combinations_with_replacement(ACTIONS, 2),
    *combinations_with_replacement(CORRECTIONS, 2),
    *(("accept", name) for name in ("save", "send back", "confirm by province", "rename")),
    ("ask", "send back"),
]
# SQLite lets one writer in at a time: a race there is only about who comes first.
ROUNDS = size(2 if connection.vendor == "sqlite" else 5, full=200)


def start(pair: tuple[str, str], code: int) -> Round:
    return Round(str(code), empty="declare" in pair).start()


def one_after_the_other(pair: tuple[str, str], code: int, *, reverse: bool) -> tuple:
    at = start(pair, code)
    actions = [EVERYTHING[name](at) for name in dict.fromkeys(pair)] * (2 if pair[0] == pair[1] else 1)
    for action in reversed(actions) if reverse else actions:
        with suppress(Refused):
            action()
    return at.outcome()


def all_at_once(pair: tuple[str, str], code: int) -> tuple[tuple, list[Exception]]:
    at = start(pair, code)
    actions = [EVERYTHING[name](at) for name in dict.fromkeys(pair)] * (2 if pair[0] == pair[1] else 1)
    answers = together(*actions)
    failures = [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refused)]
    return at.outcome(), failures


@pytest.mark.parametrize("pair", PAIRS, ids=" × ".join)
def test_two_at_once_come_to_what_one_after_the_other_comes_to(pair):
    either = [one_after_the_other(pair, 1001, reverse=False), one_after_the_other(pair, 1002, reverse=True)]

    for code in range(2000, 2000 + ROUNDS):
        outcome, failures = all_at_once(pair, code)
        assert failures == []
        assert outcome in either

    assert [*differences()] == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    "pair", [("save", "confirm by district"), ("save", "add"), ("confirm by province", "delete"), ("accept", "accept")]
)
def test_without_the_lock_the_race_really_happens(pair, monkeypatch):
    monkeypatch.setattr(type(connection.features), "has_select_for_update", False)
    either = [one_after_the_other(pair, 1001, reverse=False), one_after_the_other(pair, 1002, reverse=True)]

    bad = (
        failures or outcome not in either
        for outcome, failures in (all_at_once(pair, code) for code in range(2000, 2100))
    )

    assert any(bad)


@pytest.mark.sqlite
def test_without_waiting_writers_sqlite_turns_officers_away():
    """The control: with SQLite's own way of beginning a transaction the second writer meets a locked database."""

    def unprepared(action):
        def run():
            connection.transaction_mode = "DEFERRED"
            return action()

        return run

    def turned_away(code: int) -> bool:
        at = Round(str(code)).start()
        answers = together(*[unprepared(ACTIONS[name](at)) for name in ("save", "change confirmed")])
        return any("locked" in str(answer) for answer in answers)

    assert any(turned_away(code) for code in range(2000, 2100))


@pytest.mark.parametrize("attempt", range(5))
def test_one_name_enters_the_register_once(attempt):
    by = factories.district_officer()

    answers = together(*[lambda: factories.producer("กลุ่มทอผ้าบ้านโพธิ์", by=by)] * 4)

    assert [type(answer) for answer in answers if not isinstance(answer, Producer)] == [Refused] * 3
    assert (Producer.objects.count(), ProducerEvent.objects.count()) == (1, 1)
