from datetime import date
from decimal import Decimal

import pytest

from otop_portal import thai


def test_a_period_shows_both_years():
    assert thai.period(date(2022, 10, 1)) == "ตุลาคม 2565 · ปีงบประมาณ 2566"


def test_the_due_date_is_written_as_in_the_sentence_of_the_entry_page():
    assert thai.date_full(date(2023, 4, 5)) == "วันพุธที่ 5 เมษายน 2566"


@pytest.mark.parametrize("text", ["1,234.50", "๑,๒๓๔.๕๐", " ฿ 1\u00a0234.5", "1234.50 บาท"])
def test_an_amount_is_read_however_it_is_typed(text):
    assert thai.parse_amount(text) == Decimal("1234.50")
