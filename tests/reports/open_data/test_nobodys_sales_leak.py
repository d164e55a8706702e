"""All that anybody can fetch determines nothing that is hidden: as of the table, so of the answers over the network."""

from random import Random

import pytest

from reports.publication import publish
from tests.reports.publication.readers import Night, tonight
from tests.reports.publication.sparse import a_day_passes, sparse_ledger
from tests.reports.publication.test_nobodys_sales_leak import leaks

from .reading import by_key, lines, lines_of_files

pytestmark = pytest.mark.django_db

Shown = list[tuple[list[int], tuple]]


def fetched(night: Night) -> Shown:
    """Each amount that is given away, wherever: what it sums, and its cell."""
    sums = {
        (f"{cell.month_id:%Y-%m}", cell.level, cell.area, cell.dimension, cell.member): night.counted(cell)
        for cell in night.cells
    }
    everything = [lines("totals") + lines("breakdowns"), lines_of_files("csv"), lines_of_files("json")]
    amounts = {key for each in everything for key, line in by_key(each).items() if line[0] is not None}
    return [(sums[key], key[-2:]) for key in sorted(amounts)]


@pytest.mark.parametrize("seed", [1, 4])
def test_two_nights_of_fetching_tell_nothing_that_is_hidden(seed):
    rng, nights, shown = Random(seed), [], []
    sparse_ledger(rng)
    for _ in range(2):
        publish()
        nights.append(tonight())
        shown += fetched(nights[-1])
        a_day_passes(rng)
    assert len(shown) == sum(cell.amount is not None for night in nights for cell in night.cells)
    assert leaks(nights, shown) == []


def test_nothing_but_what_anybody_may_know_is_given_away():
    """Neither which hidden figures belong together nor which line of the ledger a figure is."""
    sparse_ledger(Random(1))
    publish()
    names = {name for line in [*lines("totals"), *lines("breakdowns"), *lines("completeness")] for name in line}
    assert names == {
        *("month", "month_th", "fiscal_year", "level", "province_code", "province", "district_code", "district"),
        *("dimension", "member", "member_th", "amount", "status", "districts", "complete", "reporting"),
    }
