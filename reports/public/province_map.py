"""แผนที่: what each province sold, in classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.urls import reverse

from otop_portal import thai
from sales.models import Province

from ..models import Level
from ..selection import Unit
from . import words
from .classes import Classes, Interval, class_of
from .figures import Figure, Run, run, totals
from .outlines import outlines
from .places import every_province


@dataclass(frozen=True)
class Shape:
    """A province: its outline, its amount in baht and as people read it, and its class, counted from 1; 0 without an
    amount. `missing` are the months that the amount leaves out."""

    name: str
    outline: str
    sold: Decimal | None
    amount: str
    class_number: int
    completeness: str
    missing: str
    link: str


@dataclass(frozen=True)
class Step:
    """Of the legend: its bounds, and how many provinces lie between them."""

    class_number: int
    bounds: str
    provinces: int


@dataclass(frozen=True)
class ProvinceMap:
    """`shapes` in the order of the alphabet."""

    shapes: list[Shape]
    steps: list[Step]

    @property
    def ranked(self) -> list[Shape]:
        """Those that report, the largest first, those without an amount last."""
        reporting = [shape for shape in self.shapes if shape.link]
        return sorted(reporting, key=lambda shape: (shape.sold is None, -(shape.sold or 0)))

    @property
    def silent(self) -> list[str]:
        """The provinces of which nothing is published."""
        return [shape.name for shape in self.shapes if not shape.link]

    @property
    def without(self) -> int:
        return sum(shape.sold is None for shape in self.shapes)


class _Sold(NamedTuple):
    """`newest`: the figure of the last month; `is_known`: there is one of some month."""

    province: Province
    run: Run
    newest: Figure | None
    is_known: bool


def province_map(reader: Any, months: Sequence[date], unit: Unit, classes: Classes) -> ProvinceMap:
    sold = _sold(reader, months)
    intervals = classes.divide([each.run.amount for each in sold if each.run.amount is not None])
    shapes = [_shape(each, unit, intervals) for each in sold]
    provinces = Counter(shape.class_number for shape in shapes)
    steps = [_step(number, each, unit, provinces[number]) for number, each in enumerate(intervals, 1)]
    return ProvinceMap(shapes, steps)


def _sold(reader: Any, months: Sequence[date]) -> list[_Sold]:
    figures: dict[str, dict[date, Figure]] = defaultdict(dict)
    for figure in totals(reader, Level.PROVINCE, month__in=months):
        figures[figure.area][figure.month] = figure
    return [
        _Sold(province, run(months, figures[code]), figures[code].get(months[-1]), bool(figures[code]))
        for code, province in every_province().items()
    ]


def _shape(sold: _Sold, unit: Unit, intervals: Sequence[Interval]) -> Shape:
    province, (amount, missing), newest, is_known = sold
    return Shape(
        province.name_th,
        outlines()[province.pk],
        amount,
        words.amount(newest, unit) if amount is None else unit.show(amount),
        0 if amount is None else class_of(amount, intervals) + 1,
        f"{newest.complete} จาก {newest.reporting}" if newest else thai.NO_DATA,
        "" if amount is None else words.left_out(missing),
        f"{reverse('public:trends')}?area={province.pk}" if is_known else "",
    )


def _step(number: int, interval: Interval, unit: Unit, provinces: int) -> Step:
    low, high = unit.show(interval.low), unit.show(interval.high)
    bounds = low if low == high else f"{'' if interval.begins else 'มากกว่า '}{low} ถึง {high}"
    return Step(number, bounds, provinces)
