from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otop_portal import fiscal

months = st.builds(date, st.integers(2016, 2099), st.integers(1, 12), st.just(1))
fiscal_years = st.integers(2559, 2643)

OCTOBER_2565 = date(2022, 10, 1)
SEPTEMBER_2566 = date(2023, 9, 1)


def test_fiscal_year_2566_is_october_2565_to_september_2566():
    year = fiscal.months_of(2566)
    assert (year[0], year[-1], len(year)) == (OCTOBER_2565, SEPTEMBER_2566, 12)


def test_the_address_2566_10_is_october_2565():
    assert fiscal.month_of(2566, 10) == OCTOBER_2565
    assert fiscal.month_of(2566, 9) == SEPTEMBER_2566


def test_the_quarters_of_the_documents():
    assert fiscal.months_of_quarter(2567, 2) == (date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1))
    assert [fiscal.quarter(month) for month in fiscal.months_of(2567)] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]


def test_round_two_of_2564_is_april_to_september():
    assert fiscal.months_of_round(2564, 2) == tuple(date(2021, month, 1) for month in range(4, 10))
    assert [fiscal.round_of(month) for month in fiscal.months_of(2564)] == [1] * 6 + [2] * 6


def test_a_day_belongs_to_its_month():
    assert fiscal.first_of_month(date(2024, 2, 29)) == date(2024, 2, 1)


@given(months)
def test_every_month_is_found_again_by_its_address(month):
    assert fiscal.month_of(fiscal.fiscal_year(month), month.month) == month


@given(months)
def test_the_number_of_a_month_is_its_place_in_the_fiscal_year(month):
    assert fiscal.months_of(fiscal.fiscal_year(month))[fiscal.fiscal_month_number(month) - 1] == month


@given(months, st.integers(-11, 11))
def test_adding_months_is_undone_by_taking_them_away(month, n):
    assert fiscal.add_months(fiscal.add_months(month, n), -n) == month


@given(months)
def test_neighbours_are_one_month_apart_and_last_year_twelve(month):
    assert fiscal.following(fiscal.previous(month)) == month
    assert fiscal.same_month_last_year(month) == month.replace(year=month.year - 1)


@given(fiscal_years)
def test_quarters_and_rounds_part_the_year(year):
    quarters = [month for quarter in (1, 2, 3, 4) for month in fiscal.months_of_quarter(year, quarter)]
    rounds = [month for number in (1, 2) for month in fiscal.months_of_round(year, number)]
    assert quarters == rounds == list(fiscal.months_of(year))


@pytest.mark.parametrize("month", [date(2022, 10, 2), date(2014, 12, 1), date(2101, 1, 1), date(2565, 10, 1)])
@pytest.mark.parametrize("function", [fiscal.fiscal_year, fiscal.quarter, fiscal.round_of, fiscal.previous])
def test_a_day_within_a_month_and_a_year_out_of_reach_are_refused(function, month):
    with pytest.raises(ValueError):
        function(month)


def test_a_common_year_is_no_fiscal_year():
    with pytest.raises(ValueError):
        fiscal.months_of(2023)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: fiscal.month_of(2566, 13),
        lambda: fiscal.month_of(2566, 0),
        lambda: fiscal.months_of_quarter(2566, 5),
        lambda: fiscal.months_of_quarter(2566, 0),
        lambda: fiscal.months_of_round(2566, 3),
    ],
)
def test_what_the_calendar_does_not_have_is_refused(ask):
    with pytest.raises(ValueError):
        ask()


def test_the_first_and_the_last_month_of_the_database_have_a_fiscal_year():
    assert fiscal.months_of(fiscal.fiscal_year(date(2015, 1, 1)))[3] == date(2015, 1, 1)
    assert fiscal.months_of(fiscal.fiscal_year(date(2100, 12, 1)))[2] == date(2100, 12, 1)
