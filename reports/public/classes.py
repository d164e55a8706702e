"""Which amounts share a colour on the map. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

CLASSES = 5


class Interval(NamedTuple):
    """Its upper end belongs to it, its lower end only where `begins`: no lower class has it."""

    low: Fraction | Decimal
    high: Fraction | Decimal
    begins: bool


def equal_intervals(amounts: Sequence[Decimal]) -> list[Interval]:
    """From the least to the most, each as wide as the others."""
    least, most = min(amounts), max(amounts)
    if least == most:
        return [Interval(least, most, begins=True)]
    ends = [Fraction(least) + Fraction(most - least) * n / CLASSES for n in range(CLASSES + 1)]
    return [Interval(ends[n], ends[n + 1], begins=n == 0) for n in range(CLASSES)]


def quantiles(amounts: Sequence[Decimal]) -> list[Interval]:
    """About as many amounts in each; equal ones stay together, so there may be fewer classes."""
    ranked = sorted(amounts)
    classes: dict[int, list[Decimal]] = {}
    for amount in ranked:
        classes.setdefault(CLASSES * ranked.index(amount) // len(ranked), []).append(amount)
    return [Interval(each[0], each[-1], begins=True) for each in classes.values()]


def class_of(amount: Decimal, intervals: Sequence[Interval]) -> int:
    """Counted from 0, the lowest."""
    return next(n for n, interval in enumerate(intervals) if amount <= interval.high)


class Classes(Enum):
    """How the amounts are divided, as it stands in an address."""

    QUANTILE = "quantile"
    EQUAL = "equal"

    @property
    def label(self) -> str:
        return {"equal": "ช่วงกว้างเท่ากัน", "quantile": "จำนวนจังหวัดเท่ากัน"}[self.value]

    def divide(self, amounts: Sequence[Decimal]) -> list[Interval]:
        return (equal_intervals if self == Classes.EQUAL else quantiles)(amounts) if amounts else []
