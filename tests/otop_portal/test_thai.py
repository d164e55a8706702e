from datetime import UTC, date, datetime, time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otop_portal import thai

WEDNESDAY = date(2023, 4, 5)
OCTOBER = date(2022, 10, 1)


def test_a_period_shows_both_years():
    assert thai.period(OCTOBER) == "ตุลาคม 2565 · ปีงบประมาณ 2566"


def test_a_month_is_written_as_in_the_letters():
    assert thai.month_long(OCTOBER) == "ตุลาคม 2565"
    assert f"{thai.month_short(OCTOBER)} - {thai.month_short(date(2023, 3, 1))}" == "ต.ค. 65 - มี.ค. 66"


def test_the_due_date_is_written_as_in_the_sentence_of_the_entry_page():
    assert thai.date_full(WEDNESDAY) == "วันพุธที่ 5 เมษายน 2566"


def test_a_day_is_written_long_and_short():
    assert thai.date_long(WEDNESDAY) == "5 เมษายน 2566"
    assert thai.date_short(WEDNESDAY) == "5 เม.ย. 66"


def test_years_of_the_new_century_keep_two_digits():
    assert thai.month_short(date(2062, 1, 1)) == "ม.ค. 05"


def test_a_moment_of_the_database_is_shown_in_bangkok():
    last_evening = datetime(2022, 10, 31, 17, 30, tzinfo=UTC)
    assert thai.moment(last_evening) == "1 พ.ย. 2565 เวลา 00:30 น."
    assert thai.date_long(last_evening) == "1 พฤศจิกายน 2565"
    assert thai.time(last_evening) == "00:30"
    assert thai.year_be(datetime(2022, 12, 31, 17, 0, tzinfo=UTC)) == 2566


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError):
        thai.date_long(datetime(2022, 10, 31, 17, 30))


def test_a_time_of_day_is_written_with_two_digits_each():
    assert thai.time(time(9, 5)) == "09:05"


@given(st.dates(date(2015, 1, 1), date(2100, 12, 31)))
def test_the_weekday_and_the_month_are_those_of_the_day(day):
    weekday, _, rest = thai.date_full(day).removeprefix("วัน").partition("ที่ ")
    number, month, year = rest.split()
    found = date(int(year) - 543, thai.MONTH_NAMES.index(month) + 1, int(number))
    assert (found, thai.DAY_NAMES.index(weekday)) == (day, day.weekday())


@pytest.mark.parametrize(
    "show", [thai.baht, thai.count, thai.percent, thai.date_long, thai.moment, thai.period, thai.thai_digits]
)
def test_what_is_not_there_is_a_dash(show):
    assert show(None) == thai.NO_DATA


def test_baht_have_separators_and_two_decimals():
    assert thai.baht(Decimal("1234.5")) == "1,234.50"
    assert thai.baht(0) == "0.00"
    assert thai.baht(Decimal("-1108560")) == "-1,108,560.00"


def test_paper_forms_have_thai_digits():
    assert thai.baht(Decimal("1098640"), digits=True) == "๑,๐๙๘,๖๔๐.๐๐"
    assert thai.thai_digits("ปีงบประมาณ 2566") == "ปีงบประมาณ ๒๕๖๖"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.125", "0.13"), ("0.005", "0.01"), ("-0.125", "-0.13"), ("-0.001", "0.00")],
)
def test_halves_are_rounded_up_never_to_even(value, shown):
    assert thai.percent(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(5), "เพิ่มขึ้น ร้อยละ 5.00"),
        (Decimal("-1234.56"), "ลดลง ร้อยละ 1,234.56"),
        (Fraction(1, 300), "ไม่เปลี่ยนแปลง"),
        (Fraction(-1, 200), "ลดลง ร้อยละ 0.01"),
        (None, "–"),
    ],
)
def test_a_growth_says_which_way(value, said):
    assert thai.growth(value) == said


def test_a_percentage_is_rounded_only_when_shown():
    assert thai.percent(Fraction(200, 3)) == "66.67"
    assert thai.percent(Fraction(5, 2), places=0) == "3"


def test_counts_have_separators():
    assert thai.count(78552) == "78,552"


@given(st.text())
def test_thai_digits_are_read_back_as_they_were(text):
    assert thai.arabic_digits(thai.thai_digits(text)) == thai.arabic_digits(text)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [([], ""), (["ผ้า"], "ผ้า"), (["ผ้า", "ของใช้"], "ผ้า และ ของใช้"), (["ก", "ข", "ค"], "ก, ข และ ค")],
)
def test_words_are_listed_with_an_and_before_the_last(words, sentence):
    assert thai.join(words) == sentence


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Fraction(13209792, 10000), "1,320.9792"),
        (Decimal("1234.5"), "1,234.50"),
        (Fraction(7), "7.00"),
        (Fraction(6_999_999_9, 10_000_000), "6.999999…"),
        (Fraction(-200, 3), "-66.666666…"),
        (Fraction(0), "0.00"),
        (None, "–"),
    ],
)
def test_an_exact_figure_is_cut_off_and_never_rounded_over_a_threshold(value, shown):
    assert thai.exact(value) == shown


@pytest.mark.parametrize(
    ("telephone", "dialled"),
    [
        ("042-411111", "042411111"),
        ("042-411111 ต่อ 12", "042411111"),
        ("๐๔๒ ๔๑๑๑๑๑", "042411111"),
        ("+66 (0)42.411111, 042-222222", "+66042411111"),
        ("ไม่มี", ""),
    ],
)
def test_a_telephone_dials_the_first_number_of_what_people_read(telephone, dialled):
    assert thai.dialled(telephone) == dialled
