"""What each check asks an explanation for, and what it lets pass, on either side of its limits."""

import pytest

from sales.checks.check import SHEET
from sales.models import CheckSetting, Producer, ProducerStatus, Sale
from tests import factories
from tests.factories import AUGUST, JULY

from .laid import JUNE, LAST_AUGUST, found, reported, slugs

pytestmark = pytest.mark.django_db


def august_after(*july, august: tuple) -> list[str]:
    reported(JULY, *july)
    return slugs(reported(AUGUST, *august))


def test_a_month_like_the_last_asks_nothing():
    assert august_after(100_000, 0, 0, 0, august=(110_000, 5, 0, 0)) == []


def test_a_producer_without_a_past_asks_nothing():
    assert slugs(reported(AUGUST, 900_000, 0, 0, 0)) == []


@pytest.mark.parametrize(
    ("july", "august", "expected"),
    [
        (50_000, "100000.00", ["swing"]),  # twice, and just 50,000 baht more
        (50_000, "99999.99", []),
        (49_999, "99999.00", ["swing"]),
        (60_000, "119999.00", []),  # not twice
        (0, "50000.00", ["swing"]),
        (50_000, "0.00", ["swing"]),
        (49_999, "0.00", []),
    ],
)
def test_a_swing_is_50_000_baht_and_twice(july, august, expected):
    assert august_after(july, 0, 0, 0, august=(august, 0, 0, 0)) == expected


@pytest.mark.parametrize(("others", "expected"), [("4900000", ["swing"]), ("4900001", [])])
def test_a_swing_is_a_hundredth_of_the_sheet(others, expected):
    """50,000 baht of a sheet of 100,000 more than the others."""
    large = ("กลุ่มอื่น", "herb", (others, 0, 0, 0))
    reported(JULY, 50_000, 0, 0, 0, others=large)
    assert slugs(reported(AUGUST, 100_000, 0, 0, 0, others=large)) == expected


def test_a_swing_stands_at_the_cell_that_moved_most_and_says_how_many_times():
    reported(JULY, 40_000, 30_000, 0, 0)
    (finding,) = found(reported(AUGUST, 40_000, 187_500, 0, 0))
    assert finding.field == "domestic_online"
    assert finding.row == Sale.objects.get(sheet__month=AUGUST, product_type="cloth").pk
    assert finding.sentence == "ยอดเป็น 3.25 เท่าของเดือนก่อน กรุณาตรวจสอบ หากถูกต้องกรุณาเลือกเหตุผล"


def test_a_season_that_comes_every_year_is_no_swing():
    reported(LAST_AUGUST, 300_000, 0, 0, 0)
    reported(JULY, 100_000, 0, 0, 0)
    assert slugs(reported(AUGUST, 350_000, 0, 0, 0)) == []


def test_a_month_of_nothing_between_is_a_surprise_once():
    """Without last year the month before last is asked."""
    reported(JUNE, 300_000, 0, 0, 0)
    assert slugs(reported(JULY, 0, 0, 0, 0)) == ["swing"]
    assert slugs(reported(AUGUST, 310_000, 0, 0, 0)) == []


def test_without_a_row_last_month_the_year_before_is_asked():
    reported(LAST_AUGUST, 100_000, 0, 0, 0)
    (finding,) = found(reported(AUGUST, 350_000, 0, 0, 0))
    assert finding.sentence.startswith("ยอดเป็น 3.50 เท่าของเดือนเดียวกันปีก่อน")


@pytest.mark.parametrize(
    ("july", "august", "said"),
    [
        (1_500, 15_000, "ราว 10 เท่าของเดือนก่อน"),
        (1_500, "18750.00", "ราว 10 เท่าของเดือนก่อน"),
        (1_500, "18750.01", ""),
        (1_500, "11250.00", "ราว 10 เท่าของเดือนก่อน"),
        (1_500, "11249.99", ""),
        (400, 40_000, "ราว 100 เท่าของเดือนก่อน"),
        (15_000, 1_500, "ราว หนึ่งใน 10 ของเดือนก่อน"),
        (15_000, 150, "ราว หนึ่งใน 100 ของเดือนก่อน"),
        (0, 15_000, ""),
        (90, 900, ""),  # below a thousand baht
    ],
)
def test_a_slipped_decimal_is_ten_or_a_hundred_times_in_one_cell(july, august, said):
    reported(JULY, 2_000, july, 0, 0)
    findings = found(reported(AUGUST, 2_000, august, 0, 0))
    assert [each.field for each in findings] == (["domestic_online"] if said else [])
    assert all(said in each.sentence for each in findings)


def test_the_same_in_every_channel_three_months_running_asks():
    reported(JUNE, 700, 30, 2, 0)
    reported(JULY, 700, 30, 2, 0)
    assert slugs(reported(AUGUST, 700, 30, 2, 0)) == ["same_figure"]


@pytest.mark.parametrize("june", [(700, 30, 0, 2), (700, 31, 2, 0), None])
def test_two_months_or_another_channel_is_not_the_same(june):
    if june:
        reported(JUNE, *june)
    reported(JULY, 700, 30, 2, 0)
    assert slugs(reported(AUGUST, 700, 30, 2, 0)) == []


def test_nothing_sold_is_never_the_same():
    for month in (JUNE, JULY):
        reported(month, 0, 0, 0, 0, others=())
    assert slugs(reported(AUGUST, 0, 0, 0, 0, others=())) == []


def test_a_whole_sheet_that_adds_up_to_last_months_asks_at_the_sheet():
    reported(JULY, 700, 30, 0, 0, others=())
    (finding,) = found(reported(AUGUST, 729, 1, 0, 0, others=()))
    assert (finding.row, finding.check) == (SHEET, "same_total")


@pytest.mark.parametrize(
    ("july", "august", "expected"),
    [
        ((5_000, 900, 0, 0), (0, 0, 5_200, 800), ["exchanged"]),
        ((0, 0, 5_000, 0), (4_000, 0, 0, 0), ["exchanged"]),
        ((5_000, 900, 0, 0), (1, 0, 5_200, 800), []),
        ((5_000, 0, 1, 0), (0, 0, 5_200, 0), []),
        ((500, 0, 0, 0), (0, 0, 999, 0), []),  # below a thousand baht
        ((0, 0, 0, 0), (0, 0, 5_200, 0), []),
    ],
)
def test_all_of_it_on_the_other_side_of_the_border_asks(july, august, expected):
    assert august_after(*july, august=august) == expected


@pytest.mark.parametrize(
    ("closed_on", "amount", "expected"), [("2023-07-31", 5, ["closed"]), ("2023-08-01", 5, []), ("2023-07-31", 0, [])]
)
def test_a_producer_that_had_closed_before_the_month_asks_for_what_it_sold(closed_on, amount, expected):
    sheet = reported(AUGUST, amount, 0, 0, 0)
    Producer.objects.filter(name="กลุ่มทอผ้า").update(status=ProducerStatus.CLOSED, active_until=closed_on)
    assert slugs(sheet) == expected


def test_what_the_province_has_confirmed_is_asked_nothing():
    reported(JULY, 100, 0, 0, 0)
    sheet = reported(AUGUST, 900_000, 0, 0, 0)
    assert slugs(sheet) == ["swing"]
    factories.confirm_by_district(sheet)
    assert slugs(sheet) == ["swing"]
    factories.confirm_by_province(sheet)
    assert slugs(sheet) == []


def test_the_administrators_limits_hold():
    reported(JULY, 100_000, 0, 0, 0)
    sheet = reported(AUGUST, 350_000, 0, 0, 0)
    setting = CheckSetting.objects.create(slug="swing", name="ยอดเปลี่ยนแปลงมาก", baht=250_000, percent=1, times=3)
    assert slugs(sheet) == ["swing"]
    for change in ({"baht": 250_001}, {"percent": 16}, {"times": 4}, {"is_on": False}):
        CheckSetting.objects.update(baht=250_000, percent=1, times=3, is_on=True)
        assert slugs(sheet) == ["swing"]
        CheckSetting.objects.filter(pk=setting.pk).update(**change)
        assert slugs(sheet) == [], change
