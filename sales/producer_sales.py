"""A producer's sales month by month, one table per fiscal year."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from otop_portal import fiscal, money

from .models import CHANNELS, Sale


@dataclass(frozen=True)
class YearOfSales:
    """`rows` newest month first; `totals` in the order of CHANNELS, unanswered rows adding nothing."""

    fiscal_year: int
    rows: list[Sale]

    @property
    def totals(self) -> list[Decimal]:
        return [money.total(getattr(row, channel) for row in self.rows) for channel in CHANNELS]

    @property
    def total(self) -> Decimal:
        return money.total(self.totals)


def by_year(sales: Iterable[Sale]) -> list[YearOfSales]:
    """Newest year first; the sales carry their sheet."""
    newest_first = sorted(sales, key=lambda row: (row.sheet.month_id, -row.position), reverse=True)
    years = groupby(newest_first, key=lambda row: fiscal.fiscal_year(row.sheet.month_id))
    return [YearOfSales(year, list(rows)) for year, rows in years]
