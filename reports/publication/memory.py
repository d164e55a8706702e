"""What was public of a month before: nothing new may tell, together with it, what it hid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..models import Level, PublishedCell
from .cells import TOTAL, Cell

Key = tuple[str, str, str]
"""Area, dimension and member."""


@dataclass(frozen=True)
class Memory:
    """The newest cell under every key, whether it is still public or not."""

    cells: Mapping[Key, PublishedCell]

    @cached_property
    def in_force(self) -> dict[Key, PublishedCell]:
        return {key: cell for key, cell in self.cells.items() if cell.until is None}

    @cached_property
    def districts(self) -> dict[str, PublishedCell]:
        return {area: cell for (area, *_), cell in self.cells.items() if cell.level == Level.DISTRICT}

    @cached_property
    def breakdowns(self) -> dict[tuple[str, str], list[PublishedCell]]:
        """By province and dimension."""
        found: dict[tuple[str, str], list[PublishedCell]] = defaultdict(list)
        for (area, dimension, _), cell in self.cells.items():
            if cell.level == Level.PROVINCE and dimension != TOTAL[0]:
                found[area, dimension].append(cell)
        return found

    @cached_property
    def _summed(self) -> dict[str, frozenset[Cell]]:
        summed: dict[str, frozenset[Cell]] = defaultdict(frozenset)
        for (province, _), cells in self.breakdowns.items():
            summed[province] |= named(cell for cell in cells if cell.amount is not None or cell.company)
        return summed

    def summed_in(self, province: str) -> frozenset[Cell]:
        """Of which cells of its breakdowns a change would be seen: in what is shown, or in the country's sum."""
        return self._summed[province]

    def districts_of(self, province: str) -> set[str]:
        return {district for district in self.districts if district.startswith(province)}

    def company_of_districts(self, company: str) -> set[str]:
        return {district for district, cell in self.districts.items() if cell.company == company}

    def company_of_provinces(self, company: str, dimension: str) -> set[str]:
        """Its members, whether they are public tonight or not."""
        return {
            province
            for (province, kind), cells in self.breakdowns.items()
            if (kind, cells[0].company) == (dimension, company)
        }


def remember(month: date) -> Memory:
    cells = PublishedCell.objects.filter(month=month).order_by("since", "pk")
    return Memory({key_of(cell): cell for cell in cells})


def key_of(cell: PublishedCell) -> Key:
    return cell.area, cell.dimension, cell.member


def named(cells: Iterable[PublishedCell]) -> frozenset[Cell]:
    return frozenset((cell.dimension, cell.member) for cell in cells)
