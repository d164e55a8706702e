"""A month's amount by product type, by channel, by producer type: each by itself, never crossed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from otop_portal import money
from sales.choices import CHANNEL_LABELS
from sales.models import ProducerType, ProductType

from ..models import Dimension
from ..selection import Unit
from .figures import Figure, figures, level_of

MEMBERS: Mapping[str, Mapping[str, str]] = {
    Dimension.PRODUCT_TYPE: {each.value: each.full_name for each in ProductType},
    Dimension.CHANNEL: CHANNEL_LABELS,
    Dimension.PRODUCER_TYPE: {each.value: each.short_name for each in ProducerType},
}


@dataclass(frozen=True)
class Part:
    """`share` is of the sum of the figures shown; none where one is hidden, for there the sum is not known."""

    name: str
    amount: str
    share: Decimal | None


@dataclass(frozen=True)
class Breakdown:
    """`districts`: how many the figures cover; 0 where the month has none yet."""

    title: str
    parts: list[Part]
    districts: int
    hides: bool


def breakdowns(reader: Any, month: date, area: str, unit: Unit) -> list[Breakdown]:
    found = figures(reader, level=level_of(area), area=area, month=month, dimension__in=MEMBERS)
    return [
        _breakdown(dimension, [each for each in found if each.dimension == dimension], unit) for dimension in MEMBERS
    ]


def _breakdown(dimension: str, cells: list[Figure], unit: Unit) -> Breakdown:
    by_member = {cell.member: cell for cell in cells}
    amounts = {member: by_member[member].amount for member in MEMBERS[dimension] if member in by_member}
    hides = None in amounts.values()
    shares = [None] * len(amounts) if hides else money.shares(list(amounts.values()))
    parts = [
        Part(MEMBERS[dimension][member], unit.show(amount), share)
        for (member, amount), share in zip(amounts.items(), shares, strict=True)
    ]
    return Breakdown(Dimension(dimension).label, parts, cells[0].districts if cells else 0, hides)
