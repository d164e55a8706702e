"""A sheet under its lock, and its rows.

Read by SQL of our own: the ORM takes longer to build these two statements and 100 instances than the rest of a save.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from otop_portal import money

from ..models import District, ReportingMonth, Sale, Sheet
from .row_state import FIELDS


@dataclass(slots=True)
class LockedRow:
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


# What stands in a sheet: rows that were there, and those that the action adds.
Row = LockedRow | Sale

_REGISTER = ("name", "producer_type", "status", "is_collecting")
_COLUMNS = ("sale.id", *(f"sale.{name}" for name in FIELDS), *(f"register.{name}" for name in _REGISTER))
_ROWS = (
    f"SELECT {', '.join(_COLUMNS)} FROM sales_sale AS sale "
    "JOIN sales_producer AS register ON register.id = sale.producer_id "
    "WHERE sale.sheet_id = %s ORDER BY sale.position, sale.id"
)


_OF_MONTH = ("entry_mode", "opens_on", "closed_on")
_SHEET = (
    f"SELECT sheet.*, {', '.join(_OF_MONTH)} FROM sales_sheet AS sheet "
    "JOIN sales_reportingmonth AS month ON month.month = sheet.month_id "
    "WHERE sheet.district_id = %s AND sheet.month_id = %s"
)


def lock_sheet(district: District, month: date) -> Sheet | None:
    """SQLite locked everything when the transaction began."""
    lock = " FOR UPDATE OF sheet" if connection.features.has_select_for_update else ""
    for sheet in Sheet.objects.raw(_SHEET + lock, [district.pk, month]):
        sheet.district = district
        sheet.month = ReportingMonth(month, **{name: getattr(sheet, name) for name in _OF_MONTH})
        return sheet
    return None


def read_rows(sheet_id: int) -> dict[int, Row]:
    """By id, in the one order."""
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [sheet_id])
        return {line[0]: _row(line) for line in cursor.fetchall()}


def _row(line: Sequence[Any]) -> LockedRow:
    row = LockedRow(*line)
    if row.answered:
        row.domestic_offline, row.domestic_online, row.foreign_offline, row.foreign_online = map(money.baht, line[4:8])
    row.district_confirmed_at = _moment(row.district_confirmed_at)
    row.province_confirmed_at = _moment(row.province_confirmed_at)
    return row


def _moment(stored: datetime | None) -> datetime | None:
    # SQLite's are in UTC and do not say so.
    return stored.replace(tzinfo=UTC) if stored and stored.tzinfo is None else stored
