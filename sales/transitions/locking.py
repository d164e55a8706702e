"""A sheet under its lock. Read by SQL of our own, like its rows: see sales.sheet_rows."""

from __future__ import annotations

from datetime import date

from django.db import connection

from ..models import District, ReportingMonth, Sale, Sheet
from ..sheet_rows import SheetRow, moment

# What stands in a sheet: rows that were there, and those that the action adds.
Row = SheetRow | Sale

_OF_SHEET = [field.attname for field in Sheet._meta.concrete_fields]
_OF_MONTH = [field.attname for field in ReportingMonth._meta.concrete_fields]
_COLUMNS = (*(f"sheet.{name}" for name in _OF_SHEET), *(f"month.{name}" for name in _OF_MONTH))
_SHEET = (
    f"SELECT {', '.join(_COLUMNS)} FROM sales_sheet AS sheet "
    "JOIN sales_reportingmonth AS month ON month.month = sheet.month_id "
    "WHERE sheet.district_id = %s AND sheet.month_id = %s"
)


def lock_sheet(district: District, month: date) -> Sheet | None:
    """SQLite locked everything when the transaction began."""
    lock = " FOR UPDATE OF sheet" if connection.features.has_select_for_update else ""
    with connection.cursor() as cursor:
        cursor.execute(_SHEET + lock, [district.pk, month])
        found = cursor.fetchone()
    if found is None:
        return None
    sheet = Sheet.from_db(connection.alias, _OF_SHEET, found[: len(_OF_SHEET)])
    sheet.submitted_at = moment(sheet.submitted_at)
    sheet.district = district
    sheet.month = ReportingMonth.from_db(connection.alias, _OF_MONTH, found[len(_OF_SHEET) :])
    return sheet
