"""A province's figure split over its districts as they sold in the same months a year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from otop_portal import fiscal, money
from sales.measures import Amount
from sales.models import District, Tally

from ..choices import Measure
from .page import Column, Given


@dataclass(frozen=True)
class Split:
    """`left_over` is what rounding down left: so many units more went to the districts that lost most by it."""

    months: Sequence[date]
    parts: Mapping[District, Decimal]
    left_over: Decimal
    went_to: Sequence[District]


def split(given: Given, column: Column, amount: Decimal) -> Split | None:
    """Exact: to the satang, of what is counted to the whole unit. None where nothing was sold a year before."""
    months, channels = _measured(given, column)
    sold = _sold(given, months, channels)
    weights = [sold.get(district.pk) or money.ZERO for district in given.districts]
    whole = money.total(weights)
    if not whole:
        return None
    # Shares have two places: of what is counted a hundredth of it is shared out.
    unit = Decimal("0.01") if column.month or Measure(given.version.measure).is_money else Decimal(1)
    scale = unit * 100
    shares = [(share or money.ZERO) * scale for share in money.shares(weights, of=amount / scale)]
    floors = [unit * int(Fraction(amount) * Fraction(weight) / Fraction(whole) / Fraction(unit)) for weight in weights]
    more = [district for district, share, floor in zip(given.districts, shares, floors, strict=True) if share > floor]
    return Split(months, dict(zip(given.districts, shares, strict=True)), amount - sum(floors, money.ZERO), more)


def _measured(given: Given, column: Column) -> tuple[Sequence[date], Sequence[str]]:
    """The same months of the year before, and whose channels; what is counted is shared as all sales are."""
    if column.month:
        measure = Measure.OFFLINE_SALES if column.name == "offline" else Measure.ONLINE_SALES
        return [fiscal.same_month_last_year(column.month)], measure.channels
    measure = Measure(given.version.measure)
    return [fiscal.same_month_last_year(month) for month in given.version.months], measure.channels


def _sold(given: Given, months: Sequence[date], channels: Sequence[str]) -> Mapping[str, Decimal | None]:
    lines = Tally.objects.visible_to(given.officer).at(None).within(given.province).filter(month__in=months)
    found = lines.measured("district", result=Amount(months, channels=channels))
    return {district: each["result"] for (district,), each in found.items()}
