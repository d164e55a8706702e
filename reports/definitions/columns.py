"""The columns that many reports have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from otop_portal import fiscal, money, thai
from reports.ledger import Ledger
from reports.selection import Selection
from sales.measures import Measure
from sales.models import CHANNELS, ProductType

from .report import Column, Kind, Surface, Words

# Of the columns of a month, by its number in the calendar.
MONTH_KEYS = {month: f"month_{month:02}" for month in fiscal.CALENDAR_MONTHS}
PERCENT_WIDTH, COUNT_WIDTH, BAHT_WIDTH = 10, 11, 17


def of_period(selection: Selection) -> str:
    return thai.run_of_months(selection.months, thai.month_short)


def unit(selection: Selection) -> str:
    return selection.unit.label


def number() -> Column:
    return Column("number", "ที่", lambda line: None, Kind.ORDINAL, width=5)


def amount(
    key: str, heading: Words, *groups: Words, value: Callable[[Any], Decimal | None] | None = None, **more: Any
) -> Column:
    """Baht; without `value`, the line's figure of that key."""
    return Column(key, heading, value or _figure(key), Kind.BAHT, groups, total=True, width=BAHT_WIDTH, **more)


def count(key: str, heading: Words, *groups: Words, **more: Any) -> Column:
    return Column(key, heading, _figure(key), Kind.COUNT, groups, total=True, width=COUNT_WIDTH, **more)


def percent(
    key: str, heading: Words, *groups: Words, value: Callable[[Any], Decimal | None] | None = None, **more: Any
) -> Column:
    """A share or a growth, of two places."""
    return Column(key, heading, value or _figure(key), Kind.PERCENT, groups, total=True, width=PERCENT_WIDTH, **more)


NEWEST = "ผู้ประกอบการนับไม่ซ้ำในเดือนล่าสุดของช่วงที่เลือก ผู้ที่แจ้งว่าไม่มียอด (0) นับเป็นผู้รายงาน"
FAIR = "การเปลี่ยนแปลงเฉพาะอำเภอที่ยืนยันครบทั้งสองช่วง เทียบจากอำเภอตามจำนวนในช่อง “อำเภอที่เทียบ”"
COMPLETE = "ครบ = จำนวนอำเภอที่ยืนยันครบทุกรายการ/จำนวนอำเภอที่รายงาน"


def completeness(key: str, value: Callable[[Any], Any], *groups: Words) -> Column:
    """How many districts are complete, beside the figure they make."""
    return Column(key, "ครบ", value, Kind.COMPLETENESS, groups, total=True, width=7, beside=True, missing="")


def code(key: str, heading: Words, value: Callable[[Any], str]) -> Column:
    """For programs."""
    return Column(key, heading, value, surface=Surface.FLAT, identifies=True)


def _figure(key: str) -> Callable[[Any], Any]:
    return lambda line: line.figures.get(key)


CHANNEL_GROUPS = {
    "ในประเทศ": {"domestic_offline": "ออฟไลน์", "domestic_online": "ออนไลน์"},
    "ต่างประเทศ": {"foreign_offline": "ออฟไลน์", "foreign_online": "ออนไลน์"},
}


CHANNEL_SUMS = {
    "domestic": ("domestic_offline", "domestic_online"),
    "foreign": ("foreign_offline", "foreign_online"),
    "online": ("domestic_online", "foreign_online"),
}


def product_columns() -> tuple[Column, ...]:
    """Five columns of the figures that `product_measures` asks for."""
    return tuple(amount(each.value, each.label, "ประเภทผลิตภัณฑ์") for each in ProductType)


def product_measures(ledger: Ledger) -> dict[str, Measure]:
    return {value: ledger.amount(product_type=value) for value in ProductType.values}


def channels() -> tuple[Column, ...]:
    """Four columns of the figures that `channel_measures` asks for."""
    places = CHANNEL_GROUPS.items()
    return tuple(amount(channel, name, place) for place, names in places for channel, name in names.items())


def channel_measures(ledger: Ledger, months: Sequence[date] = (), **part: str) -> dict[str, Measure]:
    return {channel: ledger.amount(months, channels=(channel,), **part) for channel in CHANNELS}


def growth(now: str, before: str) -> Callable[[Any], Decimal | None]:
    """In per cent, of two figures of a line; None where there is nothing to compare with."""

    def value(line: Any) -> Decimal | None:
        exact = money.percent_growth(line.figures.get(now), line.figures.get(before))
        return None if exact is None else money.round_half_up(exact, 2)

    return value


def difference(now: str, before: str) -> Callable[[Any], Decimal | None]:
    """Of two figures of a line; None where either is not known."""

    def value(line: Any) -> Decimal | None:
        amounts = line.figures.get(now), line.figures.get(before)
        return None if None in amounts else amounts[0] - amounts[1]

    return value


def change(kind: str, *groups: Words) -> tuple[Column, Column]:
    """In baht and per cent, of the figures `now` and `before`. Whoever sorts by it looks for what fell."""
    now, before = f"{kind}now", f"{kind}before"
    return (
        amount(f"{kind}change", "เพิ่ม/ลด", *groups, value=difference(now, before), smallest_first=True),
        percent(f"{kind}growth", "ร้อยละ", *groups, value=growth(now, before), smallest_first=True),
    )


def known_total(values: Iterable[Any]) -> Any:
    """None, not nought, where nothing is known."""
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None


def totals_of(lines: Sequence[Any]) -> dict[str, Any]:
    """The sums of the lines' figures, by name."""
    names = dict.fromkeys(name for line in lines for name in line.figures)
    return {name: known_total(line.figures.get(name) for line in lines) for name in names}
