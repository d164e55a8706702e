"""r1: provinces × the twelve months of a fiscal year; opened, the districts of one province."""

from __future__ import annotations

from datetime import date
from typing import Any

from otop_portal import fiscal, thai
from reports.completeness import Completeness
from reports.ledger import Ledger
from reports.selection import Selection

from .areas import AREA_COLUMNS, AreaLine, area_content
from .columns import COMPLETE, MONTH_KEYS, amount, completeness, known_total, unit
from .report import Column, Content, Report


def _month_columns(index: int) -> tuple[Column, Column]:
    def month(selection: Selection) -> date:
        return selection.months[index]

    def group(selection: Selection) -> str:
        return thai.month_short(month(selection))

    def link(line: AreaLine) -> str | None:
        of = month(line.selection)
        return line.sheet_link(of) if line.figures.get(MONTH_KEYS[of.month]) is not None else None

    key = MONTH_KEYS[fiscal.CALENDAR_MONTHS[index]]
    return (
        amount(key, unit, group, link=link),
        completeness(f"{key}_complete", lambda line: line.figures.get(f"{key}_complete"), group),
    )


def _year(line: AreaLine) -> Any:
    return known_total([line.figures.get(MONTH_KEYS[month.month]) for month in line.selection.months])


def content(selection: Selection) -> Content:
    ledger = Ledger(selection)
    measures = {MONTH_KEYS[month.month]: ledger.amount((month,)) for month in selection.months}
    amounts = {area: figures for (area,), figures in ledger.measured(selection.level, **measures).items()}
    sheets = ledger.confirmed_sheets(selection.level)

    def complete(area: str) -> dict[str, Completeness]:
        of_month = {month: Completeness(sheets[area, month], ledger.reporting[area]) for month in ledger.so_far}
        return {f"{MONTH_KEYS[month.month]}_complete": value for month, value in of_month.items()}

    found = {area: amounts.get(area, {}) | complete(area) for area in {**amounts, **ledger.reporting}}
    return area_content(ledger, found, COMPLETE)


PROVINCES_BY_MONTH = Report(
    "r1",
    "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายจังหวัด)",
    (
        *AREA_COLUMNS,
        *(column for index in range(12) for column in _month_columns(index)),
        amount("total", unit, "รวมทั้งสิ้น", value=_year),
        completeness("total_complete", lambda line: line.complete, "รวมทั้งสิ้น"),
    ),
    content,
    number=1,
    title_2567="แบบสรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (จังหวัด)",
    number_2567=1,
    filters=("year", "area", "level", "product_type", "producer_type", "channel", "scope", "at", "unit", "sort"),
)
