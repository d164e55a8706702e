"""A sheet's rows as they stand, with what the register says of their producers.

Read by SQL of our own: the ORM takes longer to build this statement and 100 instances than the rest of a save. Whoever
shows them to an officer has found the sheet through `Sheet.objects.visible_to`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from otop_portal import money

from .choices import CHANNELS

FIELDS = (
    "producer_id",
    "product_type",
    "producer_type",
    *CHANNELS,
    "stage",
    "position",
    "carried_over",
    "district_confirmed_by_id",
    "district_confirmed_at",
    "province_confirmed_by_id",
    "province_confirmed_at",
    "version",
)
_REGISTER = ("name", "producer_type", "status", "is_collecting")


@dataclass(slots=True)
class SheetRow:
    """What a `Sale` holds, under the same names, and what the register says of its producer."""

    pk: int
    producer_id: int
    product_type: str
    producer_type: str
    domestic_offline: Decimal | None
    domestic_online: Decimal | None
    foreign_offline: Decimal | None
    foreign_online: Decimal | None
    stage: str
    position: int
    carried_over: bool
    district_confirmed_by_id: int | None
    district_confirmed_at: datetime | None
    province_confirmed_by_id: int | None
    province_confirmed_at: datetime | None
    version: int
    register_name: str
    register_type: str
    register_status: str
    collecting: bool

    @property
    def amounts(self) -> tuple[Decimal | None, ...]:
        return self.domestic_offline, self.domestic_online, self.foreign_offline, self.foreign_online

    @property
    def answered(self) -> bool:
        return self.domestic_offline is not None


_COLUMNS = ("sale.id", *(f"sale.{name}" for name in FIELDS), *(f"register.{name}" for name in _REGISTER))
_ROWS = (
    f"SELECT {', '.join(_COLUMNS)} FROM sales_sale AS sale "
    "JOIN sales_producer AS register ON register.id = sale.producer_id "
    "WHERE sale.sheet_id = %s ORDER BY sale.position, sale.id"
)
_TOTALS = (
    f"SELECT producer_id, product_type, {' + '.join(CHANNELS)} FROM sales_sale "
    "WHERE sheet_id = %s AND domestic_offline IS NOT NULL"
)


def read_rows(sheet_id: int) -> dict[int, SheetRow]:
    """By id, in the one order."""
    return {line[0]: _row(line) for line in _fetched(_ROWS, sheet_id)}


def read_totals(sheet_id: int) -> Mapping[tuple[int, str], Decimal]:
    """The total in baht of every answered row, by producer and product type."""
    return {(producer, kind): money.baht(satang) for producer, kind, satang in _fetched(_TOTALS, sheet_id)}


def _fetched(statement: str, sheet_id: int) -> Sequence[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, [sheet_id])
        return cursor.fetchall()


def _row(line: Sequence[Any]) -> SheetRow:
    row = SheetRow(*line)
    if row.answered:
        row.domestic_offline, row.domestic_online, row.foreign_offline, row.foreign_online = map(money.baht, line[4:8])
    row.district_confirmed_at = moment(row.district_confirmed_at)
    row.province_confirmed_at = moment(row.province_confirmed_at)
    return row


def moment(stored: datetime | None) -> datetime | None:
    # SQLite's are in UTC and do not say so.
    return stored.replace(tzinfo=UTC) if stored and stored.tzinfo is None else stored
