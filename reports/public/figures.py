"""What the public reads: cells of the newest publication (docs/adr/0016), and nothing else.

An amount of None is hidden, or not published yet. A sum over months leaves such a month out and names it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Count, Q, Sum

from otop_portal import money

from ..completeness import Completeness
from ..models import Dimension, Level, PublishedCell, Standing
from ..selection import last_year


class Figure(NamedTuple):
    """A published cell without what only the publication itself has to know."""

    month: date
    area: str
    dimension: str
    member: str
    amount: Decimal | None
    districts: int
    complete: int | None
    reporting: int | None

    @property
    def completeness(self) -> Completeness:
        """Of a total of the country or a province."""
        return Completeness(self.complete or 0, self.reporting or 0)

    @property
    def is_hidden(self) -> bool:
        """Known, but kept back so that nobody's sales are told."""
        return Standing.of(self.amount, self.complete) == Standing.HIDDEN

    @property
    def is_preliminary(self) -> bool:
        complete, reporting = self.completeness
        return 100 * complete < settings.PUBLIC_COMPLETE_PERCENT * reporting


class Run(NamedTuple):
    """Some months together: `missing` are those without a figure, which the amount leaves out."""

    amount: Decimal | None
    missing: tuple[date, ...]


@dataclass(frozen=True)
class FairGrowth:
    """Of the districts whose totals are public in each month of both periods: a district that joined or is missing
    moves the raw figure, never this one. Their sums in baht, and how many they are."""

    now: Decimal | None
    before: Decimal | None
    districts: int

    @property
    def percent(self) -> Fraction | None:
        return money.percent_growth(self.now, self.before)


def figures(reader: Any, **which: Any) -> list[Figure]:
    """Oldest first, then by area."""
    cells = PublishedCell.objects.visible_to(reader).filter(**which).order_by("month", "area")
    return [Figure(*cell) for cell in cells.values_list(*Figure._fields)]


def totals(reader: Any, level: Level, **which: Any) -> list[Figure]:
    return figures(reader, level=level, dimension=Dimension.TOTAL, **which)


def totals_by_month(reader: Any, area: str = "") -> dict[date, Figure]:
    """Of a province or district by its code; without one, of the country. Oldest first."""
    return {figure.month: figure for figure in totals(reader, level_of(area), area=area)}


def level_of(area: str) -> Level:
    return {0: Level.COUNTRY, 2: Level.PROVINCE}.get(len(area), Level.DISTRICT)


def published_at(reader: Any) -> datetime | None:
    return PublishedCell.objects.visible_to(reader).published_at()


def newest_whole(by_month: Mapping[date, Figure]) -> date | None:
    """The newest month that is not preliminary any more; where all are, the newest that there is."""
    whole = [month for month, figure in by_month.items() if not figure.is_preliminary]
    return max(whole or by_month, default=None)


def run(months: Sequence[date], by_month: Mapping[date, Figure]) -> Run:
    amounts = {month: by_month[month].amount for month in months if month in by_month}
    missing = tuple(month for month in months if amounts.get(month) is None)
    return Run(money.total(amounts.values()) if len(missing) < len(months) else None, missing)


def fair_growth(reader: Any, months: Sequence[date]) -> FairGrowth:
    before = last_year(months)
    districts = PublishedCell.objects.visible_to(reader).filter(
        level=Level.DISTRICT, month__in=[*months, *before], amount__isnull=False
    )
    sums = (
        districts.order_by()
        .values("area")
        .annotate(
            months=Count("pk"),
            of_now=Sum("amount", filter=Q(month__in=months)),
            of_before=Sum("amount", filter=Q(month__in=before)),
        )
    )
    in_all = sums.filter(months=2 * len(months))
    return FairGrowth(**in_all.aggregate(now=Sum("of_now"), before=Sum("of_before"), districts=Count("area")))
