"""The columns of the Road Map's sheet: three under each month, and the sum of the months so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from otop_portal import fiscal, thai
from sales.imports.months import MONTH, YEAR
from sales.imports.tables import heading_key

from .documents import Block, Entry, Heading

_MONTH = re.compile(f"({'|'.join(thai.MONTH_NAMES)}) ?([0-9]{{4}})")
_SUM = re.compile(r"รวม ?([0-9]+) ?เดือน")
_KINDS = {
    heading_key(name): column
    for name, column in (("รายได้ปกติ", "offline"), ("รายได้ออนไลน์", "online"), ("รวมทั้งสิ้น", "total"))
}


class MonthColumns:
    """What each column of a block is for: a month and a column of the import."""

    def __init__(self, block: Block) -> None:
        self.months: dict[date, dict[str, Heading]] = {}
        for heading in block.headings:
            if month := _month(heading):
                self._put(month, heading)
        for heading in block.headings:
            if self.months and (found := _SUM.search(thai.arabic_digits(heading.words))):
                self._put_sum(int(found[1]), heading)

    def _put(self, month: date, heading: Heading) -> None:
        column = next((column for key, column in _KINDS.items() if key in heading.keys), None)
        column = column or next((column for key, column in _KINDS.items() if heading.own.startswith(key)), None)
        if column:
            self.months.setdefault(month, {})[column] = heading

    def _put_sum(self, months: int, heading: Heading) -> None:
        """Of the fiscal year's first months: รวม 6 เดือน is March's."""
        year = fiscal.fiscal_year(min(self.months))
        if 1 <= months <= 12:
            self.months.setdefault(fiscal.months_of(year)[months - 1], {})["sum"] = heading

    def cells(self, entry: Entry) -> Iterator[tuple[date, dict[str, str]]]:
        """Of each month in which something stands."""
        for month, headings in self.months.items():
            amounts = {column: entry.at(heading) for column, heading in headings.items()}
            if any(amounts.values()):
                yield month, {YEAR.name: str(thai.year_be(month)), MONTH.name: str(month.month), **amounts}


def _month(heading: Heading) -> date | None:
    found = _MONTH.search(thai.arabic_digits(heading.words))
    if not found:
        return None
    year = int(found[2]) - fiscal.BUDDHIST_ERA
    known = fiscal.FIRST_YEAR <= year <= fiscal.LAST_YEAR
    return date(year, thai.MONTH_NAMES.index(found[1]) + 1, 1) if known else None
