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
from . import words
from .figures import Figure, figures, level_of

MEMBERS: Mapping[str, Mapping[str, str]] = {
    Dimension.PRODUCT_TYPE: {each.value: each.full_name for each in ProductType},
    Dimension.CHANNEL: CHANNEL_LABELS,
    Dimension.PRODUCER_TYPE: {each.value: each.short_name for each in ProducerType},
}

NAMES = {each.value: each.label for each in Dimension}


@dataclass(frozen=True)
class Part:
    """`share` is of the sum of the dimension's own figures; none where one is hidden: their sum is not known there."""

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
    shown = {name: by_member[member] for member, name in MEMBERS[dimension].items() if member in by_member}
    hides = any(cell.is_hidden for cell in cells)
    shares = [None] * len(shown) if hides else money.shares([cell.amount for cell in shown.values()])
    parts = [
        Part(name, words.amount(cell, unit), share) for (name, cell), share in zip(shown.items(), shares, strict=True)
    ]
    return Breakdown(NAMES[dimension], parts, cells[0].districts if cells else 0, hides)
