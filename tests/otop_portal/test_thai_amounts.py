from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otop_portal import money, thai

amounts = st.integers(0, money.satang(money.MAX_BAHT)).map(money.baht)


@pytest.mark.parametrize(
    "text",
    [
        "1234.50",
        "1234.5",
        "1,234.50",
        "๑,๒๓๔.๕๐",
        " 1,234.50\t",
        "1 234.50",
        "1\u00a0234.50",
        "1\u202f234.50",
        "\ufeff1,234.50\u200b",
        "฿1,234.50",
        "฿ 1,234.50",
        "1,234.50 บาท",
        "๑๒๓๔.๕๐บาท",
    ],
)
def test_an_amount_is_read_however_it_is_typed(text):
    assert thai.parse_amount(text) == Decimal("1234.50")


@pytest.mark.parametrize("text", ["", "  ", "\u00a0", "\u200b"])
def test_an_empty_cell_is_no_answer(text):
    assert thai.parse_amount(text) is None


def test_zero_is_an_answer():
    assert thai.parse_amount("0") == thai.parse_amount("๐") == Decimal(0)


@pytest.mark.parametrize(
    "text",
    [
        "สามร้อย", "12ก", "O", "1e5", "1_000", "-5", "−5", "-0", "+5", "(5)", "5%", "=5", "0x10", "١٢", "５", "1²",
        "NaN", "nan", "inf", "Infinity", "1.234", "1.2.3", ".", ",", "5.", ".5", "\x00", "5\x00", "฿", "บาท", "฿5฿฿",
        "1,5", "1,23,4", "12,34", "1,2345", "1234,567", ",123", "1,,234", "0,123", "1 5", "1, 234", "1.000,50",
        "1000000000000", "999999999999.995", "1,000,000,000,000.00", "9" * 400,
    ],
)  # fmt: skip
def test_what_is_not_an_amount_is_refused_with_the_sentence(text):
    with pytest.raises(thai.NotAnAmount) as refusal:
        thai.parse_amount(text)
    assert str(refusal.value) == f"“{text}” ไม่ใช่จำนวนเงิน กรุณากรอกตัวเลข เช่น 1,234.50 หากไม่มียอดให้กรอก 0"


def test_the_largest_amount_is_read():
    assert thai.parse_amount("999,999,999,999.99") == money.MAX_BAHT


@given(amounts, st.booleans())
def test_an_amount_shown_is_read_back_exactly(amount, digits):
    assert thai.parse_amount(thai.baht(amount, digits=digits)) == amount


@given(amounts)
def test_an_amount_read_has_two_decimals(amount):
    assert thai.parse_amount(str(amount)).as_tuple().exponent == -2


@given(st.text(max_size=30) | st.text("0123456789๐๑๒,. ฿บาท-e_\u00a0\u200b", max_size=20))
def test_any_text_is_an_amount_or_nothing_or_refused(text):
    try:
        amount = thai.parse_amount(text)
    except thai.NotAnAmount:
        return
    assert amount is None or 0 <= amount <= money.MAX_BAHT


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "ศูนย์บาทถ้วน"),
        ("0.01", "หนึ่งสตางค์"),
        ("0.11", "สิบเอ็ดสตางค์"),
        ("0.50", "ห้าสิบสตางค์"),
        ("1", "หนึ่งบาทถ้วน"),
        ("10", "สิบบาทถ้วน"),
        ("11", "สิบเอ็ดบาทถ้วน"),
        ("20", "ยี่สิบบาทถ้วน"),
        ("21", "ยี่สิบเอ็ดบาทถ้วน"),
        ("21.21", "ยี่สิบเอ็ดบาทยี่สิบเอ็ดสตางค์"),
        ("100", "หนึ่งร้อยบาทถ้วน"),
        ("101", "หนึ่งร้อยเอ็ดบาทถ้วน"),
        ("111", "หนึ่งร้อยสิบเอ็ดบาทถ้วน"),
        ("1234.50", "หนึ่งพันสองร้อยสามสิบสี่บาทห้าสิบสตางค์"),
        ("1001", "หนึ่งพันเอ็ดบาทถ้วน"),
        ("1000000", "หนึ่งล้านบาทถ้วน"),
        ("1000001", "หนึ่งล้านเอ็ดบาทถ้วน"),
        ("10000001", "สิบล้านเอ็ดบาทถ้วน"),
        ("21000000", "ยี่สิบเอ็ดล้านบาทถ้วน"),
        ("55806934", "ห้าสิบห้าล้านแปดแสนหกพันเก้าร้อยสามสิบสี่บาทถ้วน"),
        ("1000000000000", "หนึ่งล้านล้านบาทถ้วน"),
    ],
)
def test_amounts_are_written_in_words(amount, words):
    assert thai.amount_in_words(Decimal(amount)) == words


def test_a_negative_amount_has_no_words():
    with pytest.raises(ValueError):
        thai.amount_in_words(Decimal(-1))


DIGITS = {
    "หนึ่ง": 1, "เอ็ด": 1, "ยี่": 2, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1000, "หมื่น": 10_000, "แสน": 100_000}


def read_aloud(words):
    """Reads number words from left to right, as a person does."""
    value = group = 0
    digit = None
    while words:
        word = next(word for word in (*DIGITS, *PLACES, "ล้าน", "ศูนย์") if words.startswith(word))
        words = words.removeprefix(word)
        if word in DIGITS:
            digit = DIGITS[word]
        elif word in PLACES:
            group, digit = group + (digit or 1) * PLACES[word], None
        elif word == "ล้าน":
            value, group, digit = (value + group + (digit or 0)) * 1_000_000, 0, None
    return value + group + (digit or 0)


@given(amounts)
def test_an_amount_in_words_reads_back_as_the_amount(amount):
    whole, _, rest = thai.amount_in_words(amount).rpartition("บาท")
    assert read_aloud(whole) * 100 + read_aloud(rest.removesuffix("สตางค์").removesuffix("ถ้วน")) == money.satang(amount)
