"""เปรียบเทียบสองจังหวัด: a month, the months since October, what they are made of, and twelve months, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from otop_portal import thai
from otop_portal.chart import Chart, Line, Series
from sales.models import Province

from ..models import Level
from ..selection import Unit, last_year, since_october
from . import words
from .breakdown import MEMBERS, NAMES, Breakdown, breakdowns
from .figures import Figure, run, totals, totals_by_month
from .trends import until


@dataclass(frozen=True)
class Side:
    """One of the two provinces; `breakdowns` in the order of MEMBERS."""

    code: str
    name: str
    by_month: Mapping[date, Figure]
    breakdowns: Sequence[Breakdown]


def side(reader: Any, province: Province, month: date, unit: Unit) -> Side:
    code = province.pk
    return Side(code, province.name_th, totals_by_month(reader, code), breakdowns(reader, month, code, unit))


def best_first(reader: Any, month: date) -> list[str]:
    """The codes of the provinces that report, by what they sold in the month."""
    of_month = totals(reader, Level.PROVINCE, month=month)
    return [each.area for each in sorted(of_month, key=lambda each: -(each.amount or 0))]


def sums(sides: Sequence[Side], month: date, unit: Unit) -> list[Line]:
    """What stands beside each other in words and figures."""
    year = since_october(month)
    return [
        *_run(f"เดือน{thai.month_long(month)}", [month], sides, unit),
        *_run(f"ตั้งแต่ตุลาคม ({thai.run_of_months(year, thai.month_short)})", year, sides, unit),
        Line("อำเภอที่ยืนยันครบ", tuple(_completeness(each.by_month.get(month)) for each in sides)),
    ]


def _run(name: str, months: Sequence[date], sides: Sequence[Side], unit: Unit) -> list[Line]:
    now = [run(months, each.by_month) for each in sides]
    before = [run(last_year(months), each.by_month) for each in sides]
    growths = (thai.percent(words.growth_of(*both)) for both in zip(now, before, strict=True))
    lines = [
        Line(name, tuple(unit.show(each.amount) for each in now)),
        Line(f"เปลี่ยนแปลงร้อยละ จาก {thai.run_of_months(last_year(months), thai.month_short)}", tuple(growths)),
    ]
    if any(each.missing and each.amount is not None for each in now):
        lines.append(Line("ไม่รวมเดือนที่ไม่มียอดเผยแพร่", tuple(words.left_out(each.missing) for each in now)))
    return lines


def _completeness(figure: Figure | None) -> str:
    return f"{figure.complete} จาก {figure.reporting}" if figure else thai.NO_DATA


def charts(sides: Sequence[Side], month: date, unit: Unit) -> list[Chart]:
    places = thai.join([each.name for each in sides])
    return [replace(each, source=words.source(places)) for each in (_months(sides, month, unit), *_shares(sides, unit))]


def _months(sides: Sequence[Side], month: date, unit: Unit) -> Chart:
    return Chart(
        "ยอดจำหน่ายรายเดือน 12 เดือน",
        "เดือน",
        tuple(Series(each.name, "bar") for each in sides),
        tuple(
            Line(thai.month_short(each), tuple(words.amount(side.by_month.get(each), unit) for side in sides))
            for each in until(month)
        ),
        unit=unit.label,
    )


def _shares(sides: Sequence[Side], unit: Unit) -> list[Chart]:
    """Shares are drawn: two provinces differ in size."""
    return [_shares_by(n, dimension, sides, unit) for n, dimension in enumerate(MEMBERS)]


def _shares_by(n: int, dimension: str, sides: Sequence[Side], unit: Unit) -> Chart:
    parts = [{part.name: part for part in each.breakdowns[n].parts} for each in sides]
    lines = []
    for name in MEMBERS[dimension].values():
        found = [each.get(name) for each in parts]
        percents = (thai.percent(part and part.share) for part in found)
        amounts = (part.amount if part else thai.NO_DATA for part in found)
        lines.append(Line(name, (*percents, *amounts)))
    return Chart(
        NAMES[dimension],
        "รายการ",
        (*(Series(each.name, "bar") for each in sides), *(Series(f"{each.name} ({unit.label})") for each in sides)),
        tuple(lines),
        unit="ร้อยละของจังหวัด",
        shape="lying",
    )
