"""How the public's figures are said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from otop_portal import money, thai

from ..selection import Unit
from .figures import Figure, Run

HIDDEN = f"{thai.NO_DATA}*"


def amount(figure: Figure | None, unit: Unit) -> str:
    """A dash is not published yet; with an asterisk it is hidden."""
    if figure is not None and figure.is_hidden:
        return HIDDEN
    return unit.show(figure and figure.amount)


def growth_of(now: Run, before: Run) -> Fraction | None:
    """None where a month is missing from either: the sums would be of different months."""
    return None if now.missing or before.missing else money.percent_growth(now.amount, before.amount)


def source(place: str) -> str:
    """Under a picture that somebody keeps."""
    return f"{place} · ที่มา: กรมการพัฒนาชุมชน"


def left_out(months: Sequence[date]) -> str:
    return thai.join([thai.month_short(month) for month in months])
