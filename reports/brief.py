"""สรุปผู้บริหาร: one month of an area as a governor reads it, on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from .definitions import BRIEF, TABS, Surface
from .definitions.areas import level_name
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


def _fair_change(line: Line) -> Any:
    return line.values["fair_change"]


def lines_of(table: Table) -> list[Line]:
    keys = [column.key for column in table.columns]
    shown = [column.key for column in table.columns if not column.beside]
    return [
        Line(dict(zip(keys, row.values, strict=True)), dict(zip(shown, cells, strict=True)))
        for row, cells in zip(table.rows, table.cells(), strict=True)
    ]
