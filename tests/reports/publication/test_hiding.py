"""The rules by themselves, on figures of every kind."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.publication.cells import CELLS, DIMENSIONS, TOTAL, Figures
from reports.publication.hiding import (
    Breakdown,
    company_of_the_small,
    hidden_cells,
    make_companies,
    still_hides,
    tells_on_somebody,
)

FOOD = ("product_type", "food")
dimensions = st.sampled_from(sorted(DIMENSIONS))


@st.composite
def figures(draw) -> Figures:
    amounts = {cell: Decimal(draw(st.integers(0, 10**6))) for cell in CELLS}
    producers = {cell: draw(st.integers(0, 6)) for cell in CELLS}
    return Figures(amounts, producers | {TOTAL: max(producers.values())}, imported=draw(st.booleans()))


@given(figures(), dimensions)
def test_what_is_small_is_hidden_and_never_alone(found, dimension):
    hidden = hidden_cells(found, dimension)
    small = {cell for cell in DIMENSIONS[dimension] if found.is_small(cell)}
    assert small <= hidden
    assert bool(hidden) == bool(small)
    assert len(hidden) != 1
    assert hidden == set(DIMENSIONS[dimension]) or not hidden or any(found.producers[cell] >= 3 for cell in hidden)
    assert still_hides(hidden, found, dimension)


@given(st.dictionaries(st.sampled_from(["4301", "4302", "4303", "4304"]), figures()))
def test_small_districts_find_company_of_three_producers_or_wait(arrivals):
    company = company_of_the_small(arrivals)
    small = {area for area, found in arrivals.items() if found.is_small(TOTAL)}
    if company:
        assert small
        assert small <= company
        assert len(company) > 1
        assert sum(arrivals[area].producers[TOTAL] for area in company) >= 3
    elif small:
        possible = [found for found in arrivals.values() if found.is_small(TOTAL) or found.has_enough(TOTAL)]
        assert len(possible) == 1 or sum(found.producers[TOTAL] for found in possible) < 3


@given(st.lists(figures(), max_size=8), dimensions, st.data())
def test_a_company_hides_the_same_cells_with_three_producers_in_each(provinces, dimension, data):
    breakdowns = [
        Breakdown(str(code), dimension, found, hidden_cells(found, dimension), settled=data.draw(st.booleans()))
        for code, found in enumerate(provinces, 10)
    ]
    before = [each.hidden for each in breakdowns]
    make_companies(breakdowns)
    for each, hidden in zip(breakdowns, before, strict=True):
        assert hidden <= each.hidden
        assert each.hidden == hidden or (each.company and not each.settled)
        assert still_hides(each.hidden, each.figures, dimension)
        assert each.hidden or not each.company
    for company in {each.company for each in breakdowns} - {""}:
        members = [each for each in breakdowns if each.company == company]
        assert len(members) > 1
        assert len({each.hidden for each in members}) == 1
        sums = [sum(each.figures.producers[cell] for each in members) for cell in members[0].hidden]
        assert min(sums) >= 3


@pytest.mark.parametrize(
    ("before", "after", "tells"),
    [
        ({1: 5}, {1: 5}, False),
        ({1: 5}, {1: 7}, False),
        ({1: 5}, {1: 5, 2: 9}, True),
        ({1: 5, 2: 9}, {1: 5, 2: 0}, True),
        ({1: 5}, {1: 5, 2: 9, 3: 1}, True),
        ({1: 5}, {1: 5, 2: 9, 3: 1, 4: 2}, False),
        ({1: 5}, {1: 6, 2: 9}, False),
    ],
)
def test_only_what_one_or_two_began_or_ceased_to_sell_tells(before, after, tells):
    sold = [{producer: {FOOD: amount} for producer, amount in each.items()} for each in (before, after)]
    assert tells_on_somebody(*sold, [FOOD]) == tells
    assert not tells_on_somebody(*sold, [TOTAL])
