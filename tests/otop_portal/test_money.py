from decimal import Decimal, InvalidOperation
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otop_portal import money

amounts = st.integers(0, money.satang(money.MAX_BAHT)).map(money.baht)
numbers = st.decimals(-(10**12), 10**12, places=4) | st.fractions(-(10**6), 10**6)


def test_an_amount_is_a_whole_number_of_satang():
    assert money.satang(Decimal("1234.50")) == 123450
    assert money.baht(123450) == Decimal("1234.50")
    assert str(money.baht(0)) == "0.00"


def test_the_largest_amount_is_exact():
    assert money.satang(money.MAX_BAHT) == 99_999_999_999_999


@given(amounts)
def test_satang_and_baht_are_each_others_inverse(amount):
    assert money.baht(money.satang(amount)) == amount


@given(amounts)
def test_an_amount_has_two_decimals(amount):
    assert amount.as_tuple().exponent == -2


def test_trailing_zeros_are_no_third_decimal():
    assert money.satang(Decimal("1.500")) == 150


@pytest.mark.parametrize("value", ["0.001", "1234.505", "NaN", "sNaN", "Infinity", "-Infinity", "1e30"])
def test_what_is_not_whole_satang_is_refused(value):
    with pytest.raises((ValueError, InvalidOperation)):
        money.satang(Decimal(value))


def test_a_total_takes_what_is_there():
    assert money.total([Decimal("329900.00"), Decimal("6200.00"), None]) == Decimal("336100.00")
    assert str(money.total([None, None])) == str(money.total([])) == "0.00"


@given(st.lists(amounts, max_size=50))
def test_a_total_loses_no_satang(values):
    assert money.satang(money.total(values)) == sum(money.satang(value) for value in values)


def test_growth_of_nong_khai_is_exact():
    """S000:61-85: the province's sales of 2564 and 2565, October to March."""
    growth = money.percent_growth(Decimal(710_547_436), Decimal(628_816_802))
    assert growth == Fraction(710_547_436 - 628_816_802, 628_816_802) * 100
    assert money.round_half_up(growth, 2) == Decimal("13.00")


@pytest.mark.parametrize(("now", "before"), [(None, Decimal(1)), (Decimal(1), None), (Decimal(1), Decimal(0))])
def test_there_is_no_growth_from_nothing(now, before):
    assert money.percent_growth(now, before) is None


def test_a_fall_to_nothing_is_minus_one_hundred_percent():
    assert money.percent_growth(Decimal(0), Decimal("0.01")) == -100


@pytest.mark.parametrize(
    ("value", "places", "rounded"),
    [
        (Decimal("2.5"), 0, "3"),
        (Decimal("3.5"), 0, "4"),
        (Decimal("-2.5"), 0, "-3"),
        (Decimal("0.125"), 2, "0.13"),
        (Decimal("0.1249"), 2, "0.12"),
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(-1, 3), 0, "0"),
        (7, 2, "7.00"),
        (money.MAX_BAHT * 1_000_000, 0, "999999999999990000"),
    ],
)
def test_halves_go_away_from_zero(value, places, rounded):
    assert str(money.round_half_up(value, places)) == rounded


@given(numbers, st.integers(0, 3))
def test_rounding_moves_a_value_by_half_a_unit_at_most(value, places):
    rounded = money.round_half_up(value, places)
    assert abs(Fraction(rounded) - Fraction(value)) <= Fraction(1, 2 * 10**places)
    assert rounded.as_tuple().exponent == -places
