"""Reports with a line per area: r4 by product type, r5 with growth, r6 domestic and foreign, and รต.๔."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from otop_portal import money
from reports.ledger import Ledger
from reports.periods import NEWEST_MONTH, WHOLE_YEAR
from reports.selection import Selection
from sales.measures import Measure
from sales.models import ProducerType
from sales.models.tally import Count

from .areas import AREA_COLUMNS, by_area
from .columns import (
    CHANNEL_SUMS,
    COMPLETE,
    FAIR,
    NEWEST,
    amount,
    change,
    channel_measures,
    channels,
    completeness,
    count,
    of_period,
    percent,
    product_columns,
    product_measures,
    unit,
)
from .report import Column, Report

FILTERS = ("year", "period", "area", "level", "product_type", "producer_type", "channel", "scope", "at", "unit", "sort")


def _without(*meaningless: str) -> tuple[str, ...]:
    return tuple(name for name in FILTERS if name not in meaningless)


def _growth_columns(of: str) -> tuple[Column, ...]:
    """Against the same months a year before: all districts, and those complete in both years."""
    raw, fair = f"เทียบ{of}ปีก่อน", "เฉพาะอำเภอที่ครบทั้งสองช่วง"
    return (
        amount("before", "ปีก่อน", raw),
        *change("", raw),
        *change("fair_", fair),
        count("compared", "อำเภอที่เทียบ", fair),
    )


def _producer_types() -> Iterator[Column]:
    """Of those that the selection asks for."""
    for each in ProducerType:
        asked = partial(_is_asked, each.value)
        yield count(f"reporting_{each.value}", each.short_name, "ผู้ประกอบการ (ราย)", when=asked)


def _is_asked(producer_type: str, selection: Selection) -> bool:
    return selection.producer_type in ("", producer_type)


def _total(heading: str = "รวมทั้งสิ้น") -> tuple[Column, Column]:
    return amount("total", unit, heading), completeness("complete", lambda line: line.complete, heading)


def _product_types(ledger: Ledger) -> dict[str, Measure]:
    return {**product_measures(ledger), "total": ledger.amount()}


def _producers_and_growth(ledger: Ledger) -> dict[str, Measure]:
    return {
        "reporting": ledger.producers(),
        "sellers": ledger.producers(count=Count.SELLING),
        "total": ledger.amount(ledger.selection.months),
        **ledger.growth(ledger.since_october),
    }


def _domestic_and_foreign(ledger: Ledger) -> dict[str, Measure]:
    return {place: ledger.amount(channels=CHANNEL_SUMS[place]) for place in ("domestic", "foreign")}


def _share(place: str) -> Any:
    """Of each place, so that both shares add up to 100."""

    def value(line: Any) -> money.Decimal | None:
        parts = money.shares([line.figures.get("domestic"), line.figures.get("foreign")])
        return parts[place == "foreign"]

    return value


def _districts(ledger: Ledger) -> dict[str, Measure]:
    types = {f"reporting_{value}": ledger.producers(producer_type=value) for value in ProducerType.values}
    return {
        "reporting": ledger.producers(),
        **types,
        **channel_measures(ledger, ledger.selection.months),
        "total": ledger.amount(ledger.selection.months),
        "since_october": ledger.amount(ledger.since_october),
        **ledger.growth(ledger.run),
    }


PRODUCT_TYPES_BY_AREA = Report(
    "r4",
    "สรุปรายงานยอดจำหน่ายสินค้า OTOP (แยกตามประเภทผลิตภัณฑ์)",
    (*AREA_COLUMNS, *product_columns(), *_total()),
    by_area(_product_types, COMPLETE),
    number=4,
    filters=_without("product_type"),
    period=WHOLE_YEAR,
)
PRODUCERS_AND_GROWTH = Report(
    "r5",
    "สรุปรายงานการจำหน่ายสินค้า OTOP (รายจังหวัด)",
    (
        *AREA_COLUMNS,
        count("reporting", "ที่รายงาน", "ผู้ประกอบการ (ราย)"),
        count("sellers", "ที่มียอด", "ผู้ประกอบการ (ราย)"),
        *_total(of_period),
        amount("now", "ตั้งแต่ ต.ค."),
        *_growth_columns("ช่วงเดียวกัน"),
    ),
    by_area(_producers_and_growth, COMPLETE, NEWEST, FAIR),
    number=5,
    title_2567="แบบสรุปรายงานยอดจำหน่ายสินค้า OTOP (รายจังหวัด)",
    number_2567=4,
    filters=FILTERS,
    period=NEWEST_MONTH,
)
DOMESTIC_AND_FOREIGN = Report(
    "r6",
    "เปรียบเทียบยอดจำหน่ายในประเทศและต่างประเทศ (รายจังหวัด)",
    (
        *AREA_COLUMNS,
        amount("domestic", unit, "ในประเทศ"),
        percent("domestic_share", "ร้อยละ", "ในประเทศ", value=_share("domestic")),
        amount("foreign", unit, "ต่างประเทศ"),
        percent("foreign_share", "ร้อยละ", "ต่างประเทศ", value=_share("foreign")),
        *_total(),
    ),
    by_area(lambda ledger: {**_domestic_and_foreign(ledger), "total": ledger.amount()}, COMPLETE),
    number=6,
    title_2567="แบบรายงานเปรียบเทียบยอดจำหน่ายในประเทศและต่างประเทศ (รายจังหวัด)",
    number_2567=5,
    filters=_without("channel"),
    period=WHOLE_YEAR,
)
BY_DISTRICT = Report(
    "rt4",
    "แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ รายอำเภอ (รต.4)",
    (
        *AREA_COLUMNS,
        count("reporting", "รวม", "ผู้ประกอบการ (ราย)"),
        *_producer_types(),
        *channels(),
        *_total(of_period),
        amount("since_october", "ตั้งแต่ ต.ค."),
        *_growth_columns("เดือนเดียวกัน"),
    ),
    by_area(_districts, COMPLETE, NEWEST, FAIR),
    number=9,
    title_2567="แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ รายอำเภอ (รต.๔)",
    number_2567=8,
    filters=_without("channel"),
    period=NEWEST_MONTH,
)
