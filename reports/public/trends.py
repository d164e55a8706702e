"""รายเดือน: how an area's months went, this year and before, and what they are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from otop_portal import fiscal, money, thai
from otop_portal.chart import Chart, Line, Series

from ..selection import Unit, last_year
from . import words
from .breakdown import MEMBERS, NAMES
from .figures import Figure, figures, level_of, run

YEARS = 5

ByMonth = Mapping[date, Figure]


def until(month: date) -> list[date]:
    """The twelve months that end with this one."""
    return [fiscal.add_months(month, -n) for n in reversed(range(12))]


def charts(reader: Any, area: str, place: str, month: date, unit: Unit, by_month: ByMonth) -> list[Chart]:
    drawn = [twelve_months(month, unit, by_month), years(month, unit, by_month), *parts(reader, month, area, unit)]
    return [replace(each, source=words.source(place)) for each in drawn]


def twelve_months(month: date, unit: Unit, by_month: ByMonth) -> Chart:
    """Each beside the same month of the year before."""
    return Chart(
        "ยอดจำหน่ายรายเดือน 12 เดือน",
        "เดือน",
        (Series("ยอดจำหน่าย", "bar"), Series("เดือนเดียวกันของปีก่อน", "line"), Series("เปลี่ยนแปลงร้อยละ")),
        tuple(_month(each, unit, by_month) for each in until(month)),
        unit=unit.label,
        notes=tuple(
            f"{thai.month_short(each)} {by_month[each].completeness.sentence}"
            for each in until(month)
            if each in by_month and by_month[each].is_preliminary
        ),
    )


def _month(month: date, unit: Unit, by_month: ByMonth) -> Line:
    now, before = by_month.get(month), by_month.get(*last_year([month]))
    growth = money.percent_growth(now and now.amount, before and before.amount)
    return Line(thai.month_short(month), (words.amount(now, unit), words.amount(before, unit), thai.percent(growth)))


def years(month: date, unit: Unit, by_month: ByMonth) -> Chart:
    """Fiscal years until this month beside each other, the newest first."""
    newest, oldest = fiscal.fiscal_year(month), fiscal.fiscal_year(min(by_month, default=month))
    shown = range(newest, max(oldest, newest - YEARS + 1) - 1, -1)
    runs = {year: run([each for each in fiscal.months_of(year) if each <= month], by_month) for year in shown}
    return Chart(
        "เปรียบเทียบรายปีงบประมาณ",
        "เดือน",
        tuple(Series(f"ปี {year}", "line") for year in shown),
        tuple(_month_of_years(n, shown, month, unit, by_month) for n in range(12)),
        total=Line("รวม", tuple(unit.show(each.amount) for each in runs.values())),
        unit=unit.label,
        notes=tuple(
            f"ยอดรวมปีงบประมาณ {year} ไม่รวมเดือนที่ไม่มียอดเผยแพร่: {words.left_out(each.missing)}"
            for year, each in runs.items()
            if each.missing
        ),
    )


def _month_of_years(n: int, shown: Sequence[int], last: date, unit: Unit, by_month: ByMonth) -> Line:
    months = [fiscal.months_of(year)[n] for year in shown]
    texts = (words.amount(by_month.get(each) if each <= last else None, unit) for each in months)
    return Line(thai.MONTH_ABBREVIATIONS[months[0].month - 1], tuple(texts))


def parts(reader: Any, month: date, area: str, unit: Unit) -> list[Chart]:
    """The twelve months by product type, by channel, by producer type; of a district only its total is public."""
    found = figures(reader, level=level_of(area), area=area, month__in=until(month), dimension__in=MEMBERS)
    by_cell = {(each.month, each.dimension, each.member): each for each in found}
    return [_parts(dimension, month, unit, by_cell) for dimension in MEMBERS] if found else []


def _parts(dimension: str, month: date, unit: Unit, by_cell: Mapping[tuple, Figure]) -> Chart:
    members = MEMBERS[dimension]
    lines = []
    for each in until(month):
        cells = [by_cell.get((each, dimension, member)) for member in members]
        texts = (words.amount(cell, unit) for cell in cells)
        lines.append(Line(thai.month_short(each), (*texts, thai.count(cells[0] and cells[0].districts))))
    return Chart(
        f"{NAMES[dimension]} 12 เดือน",
        "เดือน",
        (*(Series(name, "bar") for name in members.values()), Series("จำนวนอำเภอในยอด")),
        tuple(lines),
        unit=unit.label,
        shape="stacked",
    )
