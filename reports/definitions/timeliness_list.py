"""The districts and months behind the numbers of ความครบถ้วนและตรงเวลา."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from otop_portal import thai
from reports.completeness import Progress
from reports.ledger import Ledger
from reports.periods import NEWEST_MONTH
from reports.selection import Selection
from sales.models import Stage
from sales.timeliness import DistrictMonth

from . import around
from .columns import code, number
from .report import Column, Content, Kind, Report, Surface
from .timeliness import GRID, LIST, NOTES, TITLE, sheet_link


def _content(selection: Selection) -> Content:
    ledger = Ledger(selection)
    found = ledger.district_months()
    whole = sum(map(Progress.of, found), Progress())
    return Content(
        [month for month in found if selection.only.holds(month)],
        around.heading(selection),
        standing=whole.sentence,
        is_preliminary=bool(whole.incomplete),
        notes=NOTES,
        empty="ไม่มีรายการที่ตรงกับที่เลือก",
    )


def _when(
    key: str,
    heading: str,
    width: int,
    of: Callable[[DistrictMonth], date | datetime | None],
    words: Callable[[Any], str],
) -> tuple[Column, Column]:
    """In words for people, in ISO for programs."""
    return (
        Column(f"{key}_th", heading, lambda month: words(of(month)), width=width, surface=Surface.SHEET, order=of),
        Column(key, heading, lambda month: _iso(of(month)), surface=Surface.FLAT),
    )


def _iso(value: date | datetime | None) -> str | None:
    return None if value is None else value.isoformat()


def _by_province(month: DistrictMonth) -> datetime | None:
    return month.by_province_at if month.is_complete else None


def _extension(month: DistrictMonth) -> str:
    return month.due_day.reason if month.due_day.given_by == "district" else ""


def _rank(month: DistrictMonth) -> int:
    return list(Stage).index(month.stage) if month.stage else -1


TIMELINESS_LIST = Report(
    LIST,
    f"{TITLE}: รายการอำเภอและเดือน",
    (
        number(),
        code("code", "รหัสอำเภอ", lambda month: month.district.pk),
        Column("name", "อำเภอ", lambda month: month.district.name_th, width=20, link=sheet_link),
        Column("province", "จังหวัด", lambda month: month.district.province.name_th, width=18),
        *_when("month", "เดือน", 10, lambda month: month.month, thai.month_short),
        Column("standing", "สถานะ", lambda month: month.standing, Kind.STANDING, width=18, order=_rank),
        *_when("due", "กำหนด", 13, lambda month: month.due, thai.date_short),
        Column("extension", "ขยายกำหนดเพราะ", _extension, width=22),
        *_when("confirmed", "อำเภอยืนยันครบครั้งแรก", 26, lambda month: month.confirmed_at, thai.moment),
        Column("late", "ล่าช้า (วัน)", lambda month: month.days_late, Kind.LATE, width=14),
        *_when("by_province", "จังหวัดยืนยันครบ", 26, _by_province, thai.moment),
    ),
    _content,
    filters=("year", "period", "area", "only", "sort"),
    period=NEWEST_MONTH,
    related=(("ทั้งปี", GRID),),
)
