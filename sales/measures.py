"""What a report adds up or counts: each measure reads the tally and, before a province has confirmed, the rows."""

import operator
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from django.db.models import Aggregate, F, Q, Sum
from django.db.models import Count as Number

from otop_portal import money
from otop_portal.money import BahtField

from .choices import CHANNELS
from .models.tally import Count, amount_columns, count_columns

# Of the sheets that have something to say: month, and code of the district.
Sheets = Collection[tuple[date, str]]


@dataclass(frozen=True)
class Amount:
    """A sum in baht. What is left out restricts nothing; `districts` are codes."""

    months: Collection[date] = ()
    product_type: str = ""
    producer_type: str = ""
    channels: Collection[str] = ()
    districts: Collection[str] | None = None

    def in_tally(self) -> Aggregate:
        columns = amount_columns(
            product_type=self.product_type, producer_type=self.producer_type, channels=self.channels
        )
        return _sum(columns, self._where("month", "district"))

    def in_rows(self) -> Aggregate:
        where = self._where("sheet__month", "sheet__district") & _of_types(self.product_type, self.producer_type)
        return _sum(self.channels or CHANNELS, where)

    def settled(self, found: Decimal | None, sheets: Sheets) -> Decimal | None:
        """What the rows gave; nought where sheets have something to say, but not of this part."""
        reached = (
            month in (self.months or (month,)) and (self.districts is None or district in self.districts)
            for month, district in sheets
        )
        return found or money.ZERO if any(reached) else None

    def _where(self, month: str, district: str) -> Q:
        where = Q(**{f"{month}__in": self.months}) if self.months else Q()
        return where if self.districts is None else where & Q(**{f"{district}__in": self.districts})


@dataclass(frozen=True)
class Producers:
    """How many, each counted once, in that one month: over several they do not add up."""

    month: date
    product_type: str = ""
    producer_type: str = ""
    count: Count = Count.REPORTING

    @property
    def months(self) -> Collection[date]:
        return (self.month,)

    def in_tally(self) -> Aggregate:
        columns = count_columns(self.count, product_type=self.product_type, producer_type=self.producer_type)
        return Sum(_added(columns), filter=Q(month=self.month))

    def in_rows(self) -> Aggregate:
        """Of rows that are answered, and of people: an entry that collects imported sums is none."""
        where = Q(sheet__month=self.month, domestic_offline__isnull=False, producer__is_collecting=False)
        if self.count == Count.SELLING:
            where &= Q(*((f"{channel}__gt", 0) for channel in CHANNELS), _connector=Q.OR)
        types = _of_types(self.product_type, self.producer_type)
        return Number("producer", distinct=True, filter=where & types)

    def settled(self, found: int | None, sheets: Sheets) -> int | None:
        return found or 0 if any(month == self.month for month, _ in sheets) else None


@dataclass(frozen=True)
class Districts:
    """How many of these districts, by code."""

    districts: Collection[str]
    months: Collection[date] = ()

    def in_tally(self) -> Aggregate:
        return Number("district", distinct=True, filter=Q(district__in=self.districts))

    def in_rows(self) -> Aggregate:
        return Number("sheet__district", distinct=True, filter=Q(sheet__district__in=self.districts))

    def settled(self, found: int | None, sheets: Sheets) -> int:
        """One that declared every month empty has no rows."""
        return len({district for _, district in sheets} & {*self.districts})


Measure = Amount | Producers | Districts


def _of_types(product_type: str, producer_type: str) -> Q:
    wanted = {"product_type": product_type, "type_by_now": producer_type}
    return Q(**{field: value for field, value in wanted.items() if value})


def _sum(columns: Collection[str], where: Q) -> Aggregate:
    return Sum(_added(columns), filter=where or None, output_field=BahtField())


def _added(columns: Collection[str]) -> F:
    return reduce(operator.add, map(F, columns))
