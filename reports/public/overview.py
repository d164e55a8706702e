"""ภาพรวม: one month of the country, against the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.urls import reverse

from otop_portal import fiscal, money, thai
from otop_portal.chart import Chart, Line

from ..areas import area_name
from ..models import Level
from ..selection import Unit, last_year, since_october
from . import words
from .breakdown import Breakdown, breakdowns
from .figures import FairGrowth, Figure, fair_growth, run, totals
from .places import places
from .trends import twelve_months

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
        return thai.growth(self.fair.percent)


@dataclass(frozen=True)
class Overview:
    """What the page shows of a month."""

    figure: Figure
    sums: list[Sum]
    chart: Chart
    best: list[Line]
    breakdowns: list[Breakdown]


def overview(reader: Any, month: date, unit: Unit, by_month: Mapping[date, Figure]) -> Overview:
    return Overview(
        by_month[month],
        [
            _sum(reader, f"เดือน{thai.month_long(month)}", [month], unit, by_month),
            _sum(reader, _since(month), since_october(month), unit, by_month),
        ],
        replace(twelve_months(month, unit, by_month), source=words.source(area_name(None))),
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
        thai.growth(words.growth_of(now, before)),
        fair_growth(reader, months),
        thai.run_of_months(last_year(months), thai.month_short),
        words.left_out(now.missing),
    )


def _best(reader: Any, month: date, unit: Unit) -> list[Line]:
    """The provinces that sold most, with their share of all that is published of the month."""
    names = places(reader).provinces
    shown = [figure for figure in totals(reader, Level.PROVINCE, month=month) if figure.amount is not None]
    shares = money.shares([figure.amount for figure in shown])
    ranked = sorted(zip(shown, shares, strict=True), key=lambda each: (-each[0].amount, each[0].area))
    return [
        Line(names[figure.area].name_th, (unit.show(figure.amount), thai.percent(share)), _trends_of(figure.area))
        for figure, share in ranked[:BEST]
    ]


def _trends_of(area: str) -> str:
    return f"{reverse('public:trends')}?area={area}"
