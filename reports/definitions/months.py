"""Reports with a line per month: r2 by product type, r3 by channel."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from otop_portal import fiscal, money, thai
from reports.completeness import Completeness
from reports.ledger import Ledger
from reports.periods import WHOLE_YEAR
from reports.selection import Selection
from sales.measures import Measure

from . import around
from .columns import (
    CHANNEL_GROUPS,
    CHANNEL_SUMS,
    COMPLETE,
    amount,
    channel_measures,
    code,
    completeness,
    number,
    percent,
    product_columns,
    product_measures,
    totals_of,
    unit,
)
from .report import Column, Content, Report


@dataclass(frozen=True)
class MonthLine:
    """`figures` by name; without a month, the sums of all lines."""

    month: date | None
    complete: Completeness | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def link(self) -> Mapping[str, str] | None:
        """The areas of that month."""
        if not (self.month and self.complete):
            return None
        return {
            "report": "rt4",
            "year": str(fiscal.fiscal_year(self.month)),
            "period": str(self.month.month),
            "level": "",
            "sort": "",
        }


MONTH_COLUMNS = (
    number(),
    code("month", "เดือน (ค.ศ.)", lambda line: f"{line.month:%Y-%m}"),
    Column(
        "name",
        "เดือน",
        lambda line: thai.month_long(line.month),
        width=21,
        link=lambda line: line.link,
        order=lambda line: line.month,
    ),
)


def by_month(measures: Callable[[Ledger], dict[str, Measure]]) -> Callable[[Selection], Content]:
    """The content of a report whose lines hold these measures; `share` is the month's part of the measure `total`."""

    def content(selection: Selection) -> Content:
        ledger = Ledger(selection)
        found = ledger.measured("month", **measures(ledger))
        shares = money.shares([found.get((month,), {}).get("total") for month in selection.months])
        lines = [
            MonthLine(
                month,
                ledger.completeness_by_month.get(month),
                found.get((month,), {}) | {"share": share},
            )
            for month, share in zip(selection.months, shares, strict=True)
        ]
        return around.content(ledger, lines, MonthLine(None, ledger.completeness, totals_of(lines)), COMPLETE)

    return content


def _product_types(ledger: Ledger) -> dict[str, Measure]:
    return {"total": ledger.amount(), **product_measures(ledger)}


def _channels(ledger: Ledger) -> dict[str, Measure]:
    sums = {name: ledger.amount(channels=channels) for name, channels in CHANNEL_SUMS.items()}
    return {"total": ledger.amount(), **channel_measures(ledger), **sums}


def _places() -> tuple[Column, ...]:
    """Each place's two channels and their sum."""
    return tuple(
        amount(key, name, place)
        for place, names in CHANNEL_GROUPS.items()
        for key, name in (names | {next(iter(names)).split("_")[0]: "รวม"}).items()
    )


PRODUCT_TYPES_BY_MONTH = Report(
    "r2",
    "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน แยกตามผลิตภัณฑ์ 5 ประเภท)",
    (
        *MONTH_COLUMNS,
        *product_columns(),
        amount("total", unit, "รวมทั้งสิ้น"),
        completeness("complete", lambda line: line.complete, "รวมทั้งสิ้น"),
        percent("share", "ร้อยละ", "สัดส่วน"),
    ),
    by_month(_product_types),
    number=2,
    title_2567="แบบสรุปรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน)แยกตามประเภทผลิตภัณฑ์",
    number_2567=2,
    filters=("year", "period", "area", "producer_type", "channel", "scope", "at", "unit", "sort"),
    period=WHOLE_YEAR,
)
CHANNELS_BY_MONTH = Report(
    "r3",
    "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน ยอดจำหน่ายในประเทศและต่างประเทศและออนไลน์)",
    (
        *MONTH_COLUMNS,
        *_places(),
        amount("online", "รวมออนไลน์"),
        amount("total", unit, "รวมทั้งสิ้น"),
        completeness("complete", lambda line: line.complete, "รวมทั้งสิ้น"),
    ),
    by_month(_channels),
    number=3,
    title_2567="แบบสรุปรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน)แยกตามการขายในประเทศนอกประเทศออนไลน์(ออฟไลน์)",
    number_2567=3,
    filters=("year", "period", "area", "product_type", "producer_type", "scope", "at", "unit", "sort"),
    period=WHOLE_YEAR,
)
