"""สรุปผู้บริหาร: one month of an area as a governor reads it, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import zip_longest
from typing import Any

from otop_portal import money, thai
from targets.models import Plan

from .definitions import BRIEF, TABS, Surface
from .definitions.areas import level_name
from .definitions.report import Headline
from .ledger import Ledger
from .selection import Selection, since_october
from .table import Cell, Table, build

MONTHS = replace(TABS["monthly"], filters=BRIEF.filters)
MOVERS = 3


@dataclass(frozen=True)
class Line:
    """A line of a table by key of the column: the values, and the cells that show them."""

    values: Mapping[str, Any]
    cells: Mapping[str, Cell]


class Brief:
    """`areas`: what the area is made of, the largest first; `months`: its fiscal year so far, and the year before."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.areas = build(BRIEF, selection)
        self.months = build(MONTHS, replace(selection, months=since_october(selection.month)))

    @property
    def tables(self) -> list[Table]:
        """For the screen."""
        return [table.on(Surface.SHEET) for table in (self.areas, self.months)]

    @cached_property
    def headlines(self) -> list[Headline]:
        """Those of the areas; beside the sums what was planned."""
        ledger, sums = Ledger(self.selection), self.areas.content.total.figures
        runs = {ledger.run: "now", ledger.since_october: "year_now"}  # of October they are one
        beside = [self._against(_planned(ledger, run), sums.get(key)) for run, key in runs.items()]
        headlines = zip_longest(self.areas.content.headlines, beside, fillvalue=())
        return [replace(headline, beside=(*headline.beside, *more)) for headline, more in headlines]

    def _against(self, plan: Decimal | None, amount: Decimal | None) -> list[tuple[str, str]]:
        if not plan:
            return []
        part = None if amount is None else Fraction(amount) * 100 / Fraction(plan)
        return [(f"แผน {self.selection.unit.show(plan)} {self.selection.unit.label}", f"ได้ร้อยละ {thai.percent(part)}")]

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.areas)

    @property
    def areas_title(self) -> str:
        return f"ราย{level_name(self.selection)} ({self.selection.unit.label} และร้อยละเทียบปีก่อน)"

    @property
    def movers_title(self) -> str:
        return f"เทียบเดือนเดียวกันปีก่อน เฉพาะอำเภอที่ครบทั้งสองช่วง ({self.selection.unit.label} และร้อยละ)"

    @property
    def movers(self) -> list[tuple[str, list[Line]]]:
        """In baht, fair."""
        rose = sorted(self._moved(+1), key=_fair_change, reverse=True)
        fell = sorted(self._moved(-1), key=_fair_change)
        return [("เพิ่มขึ้นมากที่สุด", rose[:MOVERS]), ("ลดลงมากที่สุด", fell[:MOVERS])]

    def _moved(self, sign: int) -> list[Line]:
        return [line for line in self.lines if (_fair_change(line) or 0) * sign > 0]


def _planned(ledger: Ledger, months: Sequence[date]) -> Decimal | None:
    """What the districts that report meant to sell; None where one of them has no plan for one of the months."""
    districts = ledger.districts.reporting()
    plans = Plan.objects.visible_to(ledger.selection.officer).filter(district__in=districts).totals_over(months)
    return money.total(plans.values()) if len(plans) == ledger.reporting.total() else None


def _fair_change(line: Line) -> Any:
    return line.values["fair_change"]


def lines_of(table: Table) -> list[Line]:
    keys = [column.key for column in table.columns]
    shown = [column.key for column in table.columns if not column.beside]
    return [
        Line(dict(zip(keys, row.values, strict=True)), dict(zip(shown, cells, strict=True)))
        for row, cells in zip(table.rows, table.cells(), strict=True)
    ]
