"""What a report adds up or counts: each measure reads the tally and, before a province has confirmed, the rows.

`terms` are what it adds up of a line of the tally, `restricted` which lines: the values of a field. `of_nothing` is
what there is without a line.
"""

import operator
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce

from django.db.models import Aggregate, F, Q, Sum, Value
from django.db.models import Count as Number
from django.db.models.expressions import Combinable

from otop_portal import money
from otop_portal.money import BahtField

from .choices import CHANNELS
from .models.tally import Count, amount_columns, count_columns

# Of the sheets that have something to say: month, and code of the district.
Sheets = Collection[tuple[date, str]]
Restricted = Mapping[str, Collection]


# Of a row: something was sold.
HAS_SALES = Q(*((f"{channel}__gt", 0) for channel in CHANNELS), _connector=Q.OR)


@dataclass(frozen=True)
class Amount:
    """A sum in baht. What is left out restricts nothing; `districts` are codes."""

    of_nothing = None

    months: Collection[date] = ()
    product_type: str = ""
    producer_type: str = ""
    channels: Collection[str] = ()
    districts: Collection[str] | None = None

    def terms(self) -> list[Combinable]:
        columns = amount_columns(
            product_type=self.product_type, producer_type=self.producer_type, channels=self.channels
        )
        return [F(column) for column in columns]

    def restricted(self) -> Restricted:
        months = {"month": self.months} if self.months else {}
        return months if self.districts is None else {**months, "district": self.districts}

    def in_rows(self) -> Aggregate:
        where = Q(**{f"sheet__{field}__in": values for field, values in self.restricted().items()})
        amounts = reduce(operator.add, map(F, self.channels or CHANNELS))
        types = _of_types(self.product_type, self.producer_type)
        return Sum(amounts, filter=where & types or None, output_field=BahtField())

    def settled(self, found: Decimal | None, sheets: Sheets) -> Decimal | None:
        """What the rows gave; nought where sheets have something to say, but not of this part."""
        reached = (
            month in (self.months or (month,)) and (self.districts is None or district in self.districts)
            for month, district in sheets
        )
        return found or money.ZERO if any(reached) else None


@dataclass(frozen=True)
class Producers:
    """How many, each counted once, in that one month: over several they do not add up."""

    of_nothing = None

    month: date
    product_type: str = ""
    producer_type: str = ""
    count: Count = Count.REPORTING

    @property
    def months(self) -> Collection[date]:
        return (self.month,)

    def terms(self) -> list[Combinable]:
        columns = count_columns(self.count, product_type=self.product_type, producer_type=self.producer_type)
        return [F(column) for column in columns]

    def restricted(self) -> Restricted:
        return {"month": self.months}

    def in_rows(self) -> Aggregate:
        """Of rows that are answered, and of people: an entry that collects imported sums is none."""
        where = Q(sheet__month=self.month, domestic_offline__isnull=False, producer__is_collecting=False)
        if self.count == Count.SELLING:
            where &= HAS_SALES
        types = _of_types(self.product_type, self.producer_type)
        return Number("producer", distinct=True, filter=where & types)

    def settled(self, found: int | None, sheets: Sheets) -> int | None:
        return found or 0 if any(month == self.month for month, _ in sheets) else None


@dataclass(frozen=True)
class Districts:
    """How many of these districts, by code; all of them have a line in each of the months."""

    of_nothing = 0

    districts: Collection[str]
    months: Sequence[date]

    def terms(self) -> list[Combinable]:
        return [Value(1)]

    def restricted(self) -> Restricted:
        return {"month": self.months[-1:], "district": self.districts}

    def in_rows(self) -> Aggregate:
        return Number("sheet__district", distinct=True, filter=Q(sheet__district__in=self.districts))

    def settled(self, found: int | None, sheets: Sheets) -> int:
        """One that declared every month empty has no rows."""
        return len({district for _, district in sheets} & {*self.districts})


Measure = Amount | Producers | Districts


def _of_types(product_type: str, producer_type: str) -> Q:
    wanted = {"product_type": product_type, "type_by_now": producer_type}
    return Q(**{field: value for field, value in wanted.items() if value})
