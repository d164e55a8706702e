"""What the public reads of a month: fixed cells, and the figures in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from otop_portal import money
from sales.models import CHANNELS, ProducerType, ProductType

FEWEST_PRODUCERS = 3

Cell = tuple[str, str]
"""A dimension and one of its members."""

TOTAL: Cell = ("total", "")
DIMENSIONS: Mapping[str, tuple[Cell, ...]] = {
    dimension: tuple((dimension, member) for member in members)
    for dimension, members in {
        "product_type": ProductType.values,
        "channel": CHANNELS,
        "producer_type": ProducerType.values,
    }.items()
}
CELLS = (TOTAL, *(cell for cells in DIMENSIONS.values() for cell in cells))


@dataclass(frozen=True)
class Figures:
    """Of some district months: baht, and how many producers have an amount above 0, in each cell.

    Imported: sums without producers are among them (`Producer.is_collecting`).
    """

    amounts: Mapping[Cell, Decimal]
    producers: Mapping[Cell, int]
    imported: bool = False
    districts: int = 1

    def is_small(self, cell: Cell) -> bool:
        """Has to be hidden. What was imported without producers stands as it is."""
        return not self.has_enough(cell) and not (self.imported and self.producers[cell] == 0)

    def has_enough(self, cell: Cell) -> bool:
        return self.producers[cell] >= FEWEST_PRODUCERS


def together(parts: Collection[Figures]) -> Figures:
    """A producer belongs to one district: the numbers add up."""
    return Figures(
        {cell: money.total(each.amounts[cell] for each in parts) for cell in CELLS},
        {cell: sum(each.producers[cell] for each in parts) for cell in CELLS},
        imported=any(each.imported for each in parts),
        districts=sum(each.districts for each in parts),
    )


def least_selling_first(areas: Iterable[str], figures: Mapping[str, Figures]) -> list[str]:
    return sorted(areas, key=lambda area: (figures[area].amounts[TOTAL], area))
