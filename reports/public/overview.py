"""ภาพรวม: one month of the country, against the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from otop_portal import fiscal, money, thai

from ..chart import Chart, Line, Series
from ..models import Level
from ..selection import Unit, last_year, since_october
from .breakdown import Breakdown, breakdowns
from .figures import FairGrowth, Figure, fair_growth, published_at, run, totals
from .places import provinces

BEST = 10


@dataclass(frozen=True)
class Sum:
    """Of a month, or of the months since October: what it is, against the year before, and fairly."""

    heading: str
    amount: str
    growth: str
    fair: FairGrowth
    year_before: str
    missing: str

    @property
    def fair_growth(self) -> str:
        return growth_in_words(self.fair.percent)


@dataclass(frozen=True)
class Overview:
    """What the page shows of a month."""

    figure: Figure
    published_at: datetime | None
    sums: list[Sum]
    chart: Chart
    best: list[Line]
    breakdowns: list[Breakdown]


def overview(reader: Any, month: date, unit: Unit, by_month: Mapping[date, Figure]) -> Overview:
    return Overview(
        by_month[month],
        published_at(reader),
        [
            _sum(reader, f"เดือน{thai.month_long(month)}", [month], unit, by_month),
            _sum(reader, _since(month), since_october(month), unit, by_month),
        ],
        twelve_months(month, unit, by_month),
        _best(reader, month, unit),
        breakdowns(reader, month, "", unit),
    )


def _since(month: date) -> str:
    return f"ตั้งแต่ต้นปีงบประมาณ {fiscal.fiscal_year(month)} ({thai.run_of_months(since_october(month), thai.month_short)})"


def _sum(reader: Any, heading: str, months: Sequence[date], unit: Unit, by_month: Mapping[date, Figure]) -> Sum:
    now, before = run(months, by_month), run(last_year(months), by_month)
    return Sum(
        heading,
        unit.show(now.amount),
        growth_in_words(None if now.missing or before.missing else money.percent_growth(now.amount, before.amount)),
        fair_growth(reader, months),
        thai.run_of_months(last_year(months), thai.month_short),
        thai.join([thai.month_short(month) for month in now.missing]),
    )


def growth_in_words(percent: Fraction | None) -> str:
    if percent is None:
        return thai.NO_DATA
    return f"{'ลดลง' if percent < 0 else 'เพิ่มขึ้น'}ร้อยละ {thai.percent(abs(percent))}"


def twelve_months(month: date, unit: Unit, by_month: Mapping[date, Figure]) -> Chart:
    """Those until this one, each beside the same month of the year before."""
    months = [fiscal.add_months(month, -n) for n in reversed(range(12))]
    return Chart(
        "ยอดจำหน่ายรายเดือน 12 เดือนล่าสุด",
        "เดือน",
        (Series("ยอดจำหน่าย", "bar"), Series("เดือนเดียวกันของปีก่อน", "line"), Series("เปลี่ยนแปลงร้อยละ")),
        tuple(_line(each, unit, by_month) for each in months),
        unit=unit.label,
    )


def _line(month: date, unit: Unit, by_month: Mapping[date, Figure]) -> Line:
    now, before = (_amount(by_month, each) for each in (month, fiscal.same_month_last_year(month)))
    growth = thai.percent(money.percent_growth(now, before))
    return Line(thai.month_short(month), (unit.show(now), unit.show(before), growth))


def _amount(by_month: Mapping[date, Figure], month: date) -> Decimal | None:
    return by_month[month].amount if month in by_month else None


def _best(reader: Any, month: date, unit: Unit) -> list[Line]:
    """The provinces that sold most, with their share of all that is published of the month."""
    names = provinces()
    shown = [figure for figure in totals(reader, Level.PROVINCE, month=month) if figure.amount is not None]
    shares = money.shares([figure.amount for figure in shown])
    ranked = sorted(zip(shown, shares, strict=True), key=lambda each: (-each[0].amount, each[0].area))
    return [
        Line(names[figure.area].name_th, (unit.show(figure.amount), thai.percent(share)), _trends_of(figure.area))
        for figure, share in ranked[:BEST]
    ]


def _trends_of(area: str) -> str:
    return ""
