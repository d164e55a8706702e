"""The only place that turns a value into Thai text, and Thai text into a value.

Gregorian dates and Decimal go in; Buddhist years, Thai words and separators come out. What is None shows as a dash.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date, datetime
from datetime import time as clock_time
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

from otop_portal import clock, fiscal, money

NO_DATA = "–"
MONTH_NAMES = (
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน",
    "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip
MONTH_ABBREVIATIONS = (
    "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค.",
)  # fmt: skip
DAY_NAMES = ("จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "ศุกร์", "เสาร์", "อาทิตย์")

Number = Decimal | Fraction | int
Value = TypeVar("Value")
Rest = ParamSpec("Rest")

# Digits

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def thai_digits(value: object) -> str:
    return NO_DATA if value is None else str(value).translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    return text if text.isascii() else text.translate(_TO_ARABIC)


def dialled(telephone: str) -> str:
    """What a telephone dials of `0 4241 1111 ต่อ 12`, which people read: 042411111."""
    return re.sub(r"[^0-9+]", "", re.split(r"[^0-9+ ()./-]", arabic_digits(telephone).strip())[0])


# Numbers


def _none_is_no_data(show: Callable[Concatenate[Value, Rest], str]) -> Callable[Concatenate[Value | None, Rest], str]:
    @wraps(show)
    def shown(value: Value | None, /, *args: Rest.args, **kwargs: Rest.kwargs) -> str:
        return NO_DATA if value is None else show(value, *args, **kwargs)

    return shown


def baht(amount: Number | None, digits: bool = False) -> str:
    """1,234.50; with Thai digits for paper forms."""
    if isinstance(amount, Decimal) and amount.same_quantum(money.ZERO) and not digits:
        return f"{amount or money.ZERO:,f}"  # a page shows hundreds as the database gives them
    return percent(amount, 2, digits)


def million(amount: Number | None, digits: bool = False) -> str:
    """1,234,567.00 -> 1.23"""
    return percent(None if amount is None else Fraction(amount) / 1_000_000, 2, digits)


@_none_is_no_data
def count(n: int, digits: bool = False) -> str:
    return percent(n, 0, digits)


@_none_is_no_data
def percent(value: Number, places: int = 2, digits: bool = False) -> str:
    """The bare number, rounded half-up: the heading or the sentence says ร้อยละ."""
    text = f"{money.round_half_up(value, places):,f}"
    return thai_digits(text) if digits else text


@_none_is_no_data
def exact(value: Number, places: int = 6) -> str:
    """1,320.9792; what has more decimals ends in …: cut off and not rounded, it never says more than there is."""
    whole, rest = divmod(int(abs(Fraction(value)) * 10**places), 10**places)
    decimals = f"{rest:0{places}}".rstrip("0").ljust(2, "0")
    cut = "" if abs(Fraction(value)) == Fraction(whole * 10**places + rest, 10**places) else "…"
    return f"{'-' if value < 0 else ''}{whole:,}.{f'{rest:0{places}}' if cut else decimals}{cut}"


@_none_is_no_data
def growth(value: Number) -> str:
    """เพิ่มขึ้น ร้อยละ 5.00; of what rounds to nothing, neither."""
    rounded = money.round_half_up(value, 2)
    if not rounded:
        return "ไม่เปลี่ยนแปลง"
    return f"{'ลดลง' if rounded < 0 else 'เพิ่มขึ้น'} ร้อยละ {percent(abs(rounded))}"


# Dates


def _day(moment: date) -> date:
    """The day in Bangkok: the database hands out moments in UTC."""
    return _local(moment).date() if isinstance(moment, datetime) else moment


def _local(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(clock.BANGKOK)


def year_be(day: date) -> int:
    return _day(day).year + fiscal.BUDDHIST_ERA


@_none_is_no_data
def date_long(day: date) -> str:
    """5 เมษายน 2566"""
    return f"{_day(day).day} {month_long(day)}"


@_none_is_no_data
def date_full(day: date) -> str:
    """วันพุธที่ 5 เมษายน 2566"""
    return f"วัน{DAY_NAMES[_day(day).weekday()]}ที่ {date_long(day)}"


@_none_is_no_data
def date_short(day: date) -> str:
    """5 เม.ย. 66"""
    return f"{_day(day).day} {month_short(day)}"


@_none_is_no_data
def time(moment: datetime | clock_time) -> str:
    """14:05"""
    return f"{_local(moment) if isinstance(moment, datetime) else moment:%H:%M}"


@_none_is_no_data
def moment(moment: datetime) -> str:
    """3 ก.ย. 2566 เวลา 14:05 น."""
    day = _day(moment)
    return f"{day.day} {MONTH_ABBREVIATIONS[day.month - 1]} {year_be(day)} เวลา {time(moment)} น."


@_none_is_no_data
def month_long(month: date) -> str:
    """ตุลาคม 2565"""
    return f"{MONTH_NAMES[_day(month).month - 1]} {year_be(month)}"


@_none_is_no_data
def month_short(month: date) -> str:
    """ต.ค. 65"""
    return f"{MONTH_ABBREVIATIONS[_day(month).month - 1]} {year_be(month) % 100:02}"


@_none_is_no_data
def period(month: date) -> str:
    """ตุลาคม 2565 · ปีงบประมาณ 2566"""
    return f"{month_long(month)} · ปีงบประมาณ {fiscal.fiscal_year(month)}"


def run_of_months(months: Sequence[date], show: Callable[[date], str] = month_long) -> str:
    """ตุลาคม 2565 – มีนาคม 2566; of one month its name."""
    return show(months[0]) if len(months) == 1 else f"{show(months[0])} – {show(months[-1])}"


# Words


def join(words: Sequence[str]) -> str:
    """ก, ข และ ค"""
    return " และ ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


_DIGIT_NAMES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACE_NAMES = ("แสน", "หมื่น", "พัน", "ร้อย", "สิบ", "")


def amount_in_words(amount: Decimal) -> str:
    """หนึ่งพันสองร้อยบาทถ้วน; หนึ่งสตางค์"""
    satang = money.satang(amount)
    if satang < 0:
        raise ValueError(f"{amount} is below nothing")
    whole, rest = divmod(satang, 100)
    if not rest:
        return f"{_in_words(whole) or 'ศูนย์'}บาทถ้วน"
    return f"{_in_words(whole)}{'บาท' if whole else ''}{_in_words(rest)}สตางค์"


def _in_words(n: int) -> str:
    """Nothing for 0. Thai counts in millions: above them it begins again."""
    millions, rest = divmod(n, 1_000_000)
    words = "".join(_digit_in_words(int(d), place) for d, place in zip(f"{rest:06}", _PLACE_NAMES, strict=True))
    if n > 1 and rest % 10 == 1:
        words = words.removesuffix("หนึ่ง") + "เอ็ด"
    return f"{_in_words(millions)}ล้าน{words}" if millions else words


def _digit_in_words(digit: int, place: str) -> str:
    if not digit:
        return ""
    if place == "สิบ" and digit <= 2:
        return ("สิบ", "ยี่สิบ")[digit - 1]
    return _DIGIT_NAMES[digit] + place


# Amounts typed by people


class NotAnAmount(ValueError):
    """Its text is the sentence for the officer."""


# A separator must part thousands: `1,5` typed for 1.5 must not become 15.
_AMOUNT = re.compile(r"฿? ?([1-9][0-9]{0,2}(?:[, ][0-9]{3})+|[0-9]++)(\.[0-9]{1,2})? ?(?:฿|บาท)?")


def not_an_amount(text: str) -> str:
    return f"“{text}” ไม่ใช่จำนวนเงิน กรุณากรอกตัวเลข เช่น 1,234.50 หากไม่มียอดให้กรอก 0"


def not_whole(text: str) -> str:
    return f"“{text}” ไม่ใช่จำนวนเต็ม กรุณากรอกตัวเลข เช่น 1,234 หากไม่มีให้กรอก 0"


def parse_amount(text: str, places: int = 2) -> Decimal | None:
    """`1,234.50`, `๑,๒๓๔.๕๐`, `฿ 1 234.50`, `1,234.50 บาท`; None for an empty cell; otherwise NotAnAmount.

    `places`: 2 for satang, 0 for what is counted in whole things.
    """
    typed = arabic_digits(tidy(text))
    if not typed:
        return None
    match = _AMOUNT.fullmatch(typed)
    amount = Decimal(match[1].replace(",", "").replace(" ", "") + (match[2] or ".").ljust(3, "0")) if match else None
    if amount is None or amount > money.MAX_BAHT or amount != money.round_half_up(amount, places):
        raise NotAnAmount(not_an_amount(text) if places else not_whole(text))
    return amount


def tidy(text: str) -> str:
    """Every run of white space as one space, none at the ends, and nothing invisible."""
    if not text.isascii():  # ASCII holds nothing invisible
        text = "".join(c for c in text if unicodedata.category(c) != "Cf")
    return " ".join(text.split())


# Names and their order

_SIGNS = "[ัิ-ฺ็-๎]"
# What no font draws: control characters but white space, fillers, and signs that only choose a glyph.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0]"
)


# A name is compared with a whole register: each of those is asked for again and again.
@lru_cache(maxsize=10_000)
def normalised_name(text: str) -> str:
    """Two names with the same normalised name are the same name."""
    name = _as_it_looks(tidy(_UNSEEN.sub("", text)))
    return re.sub(" ?ๆ ?", " ๆ ", name).strip()


def _as_it_looks(text: str) -> str:
    """One spelling for what the eye cannot tell apart: signs above in any order or twice, two เ for แ."""
    text = arabic_digits(unicodedata.normalize("NFC", text)).casefold().replace("เเ", "แ").replace("ำ", "ํา")
    text = re.sub(f"(ํ{_SIGNS}*)า({_SIGNS}*)", r"\1\2า", text)
    return re.sub(f"{_SIGNS}{{2,}}", lambda signs: "".join(sorted(set(signs[0]))), text).replace("ํา", "ำ")


def nearly_same(a: str, b: str) -> bool:
    """Apart by spaces, punctuation, ๆ and ฯ, or by one letter; never by a number (หมู่ 3, หมู่ 4)."""
    a, b = normalised_name(a), normalised_name(b)
    return re.findall("[0-9]+", a) == re.findall("[0-9]+", b) and _one_edit_apart(_letters(a), _letters(b))


@lru_cache(maxsize=10_000)
def _letters(name: str) -> str:
    return "".join(c for c in name if c not in "ๆฯ" and unicodedata.category(c)[0] in "LMN")


def _one_edit_apart(a: str, b: str) -> bool:
    """At most one letter added, left out or changed."""
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    rest_a, rest_b = a[same:], b[same:]
    return rest_a[1:] == rest_b[1:] or rest_a[1:] == rest_b or rest_a == rest_b[1:]


_LETTER_ORDER = "0123456789กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรฤลฦวศษสหฬอฮํะัาๅำิีึืุูเแโใไฺabcdefghijklmnopqrstuvwxyz"
_LETTER_KEYS = {letter: f"{rank:02x}" for rank, letter in enumerate(_LETTER_ORDER, start=1)}
_MARK_KEYS = {mark: str(rank) for rank, mark in enumerate("๎์็่้๊๋", start=1)}


def sort_key(text: str) -> str:
    """Thai dictionary order, as PostgreSQL's `th-x-icu`: a leading vowel counts after its consonant, marks decide
    only between equal letters, and spaces and punctuation not at all. Hexadecimal, to sort alike in any database."""
    swapped = re.sub("([เ-ไ])([ก-ฮ])", r"\2\1", _as_it_looks(text))
    letters = "".join(_LETTER_KEYS.get(c, "") for c in swapped)
    marks = "".join(_MARK_KEYS.get(c, "0") for c in swapped if c in _LETTER_KEYS or c in _MARK_KEYS)
    return f"{letters}00{marks.rstrip('0')}"
