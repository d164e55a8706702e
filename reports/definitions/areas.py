"""Reports with a line per area: regions, provinces or districts, whatever the selection's level is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reports.completeness import Completeness
from reports.ledger import Ledger
from reports.selection import Selection
from sales.addresses import sheet_page
from sales.measures import Measure
from sales.models import Area, District
from sales.models.areas import LEVELS

from . import around
from .columns import code, number, totals_of
from .report import Column, Content, Link

Found = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class AreaLine:
    """`figures` by name; without an area, the sums of all lines."""

    selection: Selection
    area: Area | None
    complete: Completeness | None
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def link(self) -> Link:
        """The same question, one level down; a district's own line leads to its sheet."""
        if self.area is None:
            return None
        if isinstance(self.area, District) and (len(self.selection.months) == 1 or self.area == self.selection.area):
            return self.sheet_link(self.selection.month)
        return {"area": self.area.code, "level": ""}

    def sheet_link(self, month: date) -> str | None:
        if not isinstance(self.area, District) or not self.figures:
            return None
        return sheet_page("sales:sheet", self.area, month)


def level_name(selection: Selection) -> str:
    return LEVELS[selection.level]


def _needs_province(selection: Selection) -> bool:
    """A district's name is unique only within its province."""
    return selection.level == "district" and getattr(selection.area, "level", "region") == "region"


AREA_COLUMNS = (
    number(),
    code("code", lambda selection: f"รหัส{level_name(selection)}", lambda line: line.area.code),
    Column("name", level_name, lambda line: line.area.name_th, width=22, link=lambda line: line.link),
    Column("province", "จังหวัด", lambda line: line.area.province.name_th, width=20, when=_needs_province),
)


def by_area(measures: Callable[[Ledger], dict[str, Measure]], *notes: str) -> Callable[[Selection], Content]:
    """The content of a report whose lines hold these measures."""

    def content(selection: Selection) -> Content:
        ledger = Ledger(selection)
        figures = ledger.measured(selection.level, **measures(ledger))
        return area_content(ledger, {key: each for (key,), each in figures.items()}, *notes)

    return content


def area_content(ledger: Ledger, found: Found, *notes: str) -> Content:
    """A line for each area that reports, or has figures all the same; `found` holds them by key of the area."""
    selection, areas = ledger.selection, ledger.areas()
    lines = [
        AreaLine(selection, area, ledger.completeness_of(area), found.get(area.pk, {}))
        for area in areas
        if ledger.reporting[area.pk] or area.pk in found
    ]
    hidden = len(areas) - len(lines)
    silent = [f"ไม่แสดง{level_name(selection)}ที่ไม่ได้รายงาน {hidden} แห่ง"] * bool(hidden)
    total = AreaLine(selection, None, ledger.completeness, totals_of(lines))
    return around.content(ledger, lines, total, *notes, *silent)
