"""A sheet under its lock. Read by SQL of our own, like its rows: see sales.sheet_rows."""

from __future__ import annotations

from datetime import date

from django.db import connection

from ..models import District, ReportingMonth, Sale, Sheet
from ..sheet_rows import SheetRow

# What stands in a sheet: rows that were there, and those that the action adds.
Row = SheetRow | Sale

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
