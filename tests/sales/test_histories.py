"""A3: at every step of ≥ 500 random histories the department sees what the oracle says, and nothing else."""

import pytest

from sales.models import Stage, changes
from sales.querysets import SaleQuerySet, TallyQuerySet
from sales.transitions import confirmation, engine, rows
from sales.transitions.table import Action

from .histories import Histories
from .playing import play

pytestmark = pytest.mark.django_db


def test_every_random_history_agrees_with_the_oracle():
    Histories.effects.clear()
    play(Histories, 500, steps=12)
    assert set(Histories.effects) == {*Action, "nothing"}


# Each guard that is taken away, and how.
GUARDS = {
    "the department's scope": (SaleQuerySet, "visible_to_department", lambda rows: rows.all()),
    "the officer's role and area": (engine, "_check_officer", lambda *_: None),
    "the tally": (engine, "keep_tally", lambda *_, **__: False),
    "the time of a tally line": (TallyQuerySet, "at", lambda lines, moment: lines.filter(until=None)),
    "the lowest stage": (engine, "_lowest_stage", lambda rows: Stage(next(iter(rows)).stage if rows else Stage.DRAFT)),
    "the version that was seen": (confirmation, "_is_done", lambda *_: True),
    "the clash of two cells": (rows, "_same", lambda *_: True),
    "what an event remembers": (changes, "pack", lambda _: []),
}


@pytest.mark.parametrize("guard", GUARDS)
def test_the_oracle_notices_when_a_guard_is_off(guard, monkeypatch):
    monkeypatch.setattr(*GUARDS[guard])
    with pytest.raises(AssertionError):
        play(Histories, 500, steps=12)
