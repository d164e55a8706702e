"""Everything that is public at once, and on two nights together, determines nothing that is hidden."""

from random import Random

import pytest

from reports.models import PublishedCell
from reports.publication import publish

from .readers import Night, known_to_readers, shown_on, tonight
from .secrets import is_small, secrets
from .sparse import a_day_passes, sparse_ledger

pytestmark = pytest.mark.django_db
LEDGERS = range(10)

# What is switched off, and one of the ledgers in which it is missed.
GUARDS = {
    "a company has three producers": (["hiding.is_company", "districts.is_company", "breakdowns.is_company"], True, 0),
    "a company leaves together": (["districts._is_whole"], True, 7),
    "a change that tells on somebody waits": (["districts.tells_on_somebody"], False, 2),
    "one more district that tells on somebody waits": (["districts.tells_on_few"], False, 20),
    "a breakdown begins when all have confirmed": (["month._is_whole"], True, 49),
    "a breakdown that no longer hides enough goes": (["breakdowns.still_hides"], True, 5),
}


def two_nights(seed: int) -> list[Night]:
    rng = Random(seed)
    sparse_ledger(rng)
    publish()
    first = tonight()
    a_day_passes(rng)
    publish()
    return [first, tonight()]


def leaks(nights: list[Night], shown=None) -> list[str]:
    known = known_to_readers(nights, shown_on(nights) if shown is None else shown)
    return [what for what, secret in secrets(nights) if known.determines(secret)]


@pytest.mark.parametrize("seed", LEDGERS)
def test_two_nights_together_tell_nothing_that_is_hidden(seed):
    nights = two_nights(seed)
    assert sum(cell.amount is None for night in nights for cell in night.cells) > 5
    assert leaks(nights) == []


def all_but_the_small(nights: list[Night]) -> list:
    """What would be shown without a second hidden cell beside the small ones."""
    ledger = {line: known for night in nights for line, known in night.lines.items()}
    cells = [(night.counted(cell), (cell.dimension, cell.member)) for night in nights for cell in night.cells]
    return [(lines, cell) for lines, cell in cells if not is_small(lines, cell, ledger)]


def test_with_only_the_small_cells_hidden_they_can_be_worked_out():
    nights = two_nights(seed=1)
    assert [what for what in leaks(nights, all_but_the_small(nights)) if "small" in what]


def test_a_second_night_that_forgets_the_first_tells_on_somebody():
    rng = Random(7)
    sparse_ledger(rng)
    publish()
    first = tonight()
    a_day_passes(rng)
    PublishedCell.objects.all().delete()
    publish()
    assert leaks([first]) == leaks([tonight()]) == []
    assert leaks([first, tonight()])


@pytest.mark.parametrize("guard", GUARDS)
def test_without_one_of_the_guards_somebody_is_told_on(guard, monkeypatch):
    names, answer, seed = GUARDS[guard]
    for name in names:
        monkeypatch.setattr(f"reports.publication.{name}", lambda *_: answer)
    assert leaks(two_nights(seed))


@pytest.mark.parametrize("seed", sorted({seed for _, _, seed in GUARDS.values()} - {*LEDGERS}))
def test_with_all_guards_nobody_is(seed):
    assert leaks(two_nights(seed)) == []
