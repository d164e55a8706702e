"""ความครบถ้วนและตรงเวลา: areas × the months of a fiscal year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from otop_portal import fiscal, money, thai
from reports.completeness import Completeness, Progress
from reports.ledger import Ledger
from reports.selection import Only, Selection
from sales.addresses import sheet_page
from sales.standing import DISTRICT, PROVINCE, Standing
from sales.timeliness import DistrictMonth

from .areas import AREA_COLUMNS, AreaLine, area_content
from .columns import COUNT_WIDTH, MONTH_KEYS, PERCENT_WIDTH
from .report import Column, Content, Kind, Link, Report

GRID, LIST = "timeliness", "timeliness-list"
TITLE = "ความครบถ้วนและตรงเวลา"
NOTES = (
    "ครบ = จำนวนอำเภอที่จังหวัดยืนยันครบทุกรายการ/จำนวนอำเภอที่รายงาน",
    "ทัน = จำนวนอำเภอที่ยืนยันครบทุกรายการเป็นครั้งแรกภายในกำหนด/จำนวนอำเภอที่ครบกำหนดหรือยืนยันแล้ว",
    "ค้างส่ง = จำนวนที่เกินกำหนดแล้วและอำเภอยังไม่เคยยืนยันครบทุกรายการ (เป็นส่วนหนึ่งของล่าช้า)",
    "กำหนด = วันของกรมฯ หรือวันที่จังหวัดกำหนดเร็วกว่า หรือวันที่จังหวัดขยายให้อำเภอ",
    "การส่งคืนภายหลังไม่ทำให้ล่าช้า เดือนที่นำเข้าข้อมูลย้อนหลังไม่นับเรื่องเวลา",
)
OF_DISTRICTS = "อำเภอ = อำเภอยืนยันครบทุกรายการแล้ว รอจังหวัด · จังหวัด = จังหวัดยืนยันครบทุกรายการแล้ว"
# Twelve stand beside each other.
SHORT = {DISTRICT: "อำเภอ", PROVINCE: "จังหวัด"}
YEAR = "year"


def _content(selection: Selection) -> Content:
    ledger = Ledger(selection)
    found: dict[str, dict[str, Progress]] = defaultdict(dict)
    for month in ledger.district_months():
        figures, progress = found[_area_of(month, selection.level)], Progress.of(month)
        for key in (MONTH_KEYS[month.month.month], YEAR):
            figures[key] = figures[key] + progress if key in figures else progress
    content = area_content(ledger, found)
    whole = content.total.figures.get(YEAR, Progress())
    notes = (*NOTES, *[OF_DISTRICTS] * _of_districts(selection))
    return replace(content, standing=whole.sentence, is_preliminary=bool(whole.incomplete), notes=notes)


def _area_of(month: DistrictMonth, level: str) -> str:
    province = month.district.province
    return {"region": province.region, "province": province.pk, "district": month.district.pk}[level]


def _of_districts(selection: Selection) -> bool:
    return selection.level == "district"


def _of_areas(selection: Selection) -> bool:
    return not _of_districts(selection)


def _said(key: str, value: Callable[[Progress], Any]) -> Callable[[AreaLine], Any]:
    """Of the line's progress of that key; None where there is none."""
    return lambda line: value(line.figures[key]) if key in line.figures else None


def _listed(line: AreaLine, **changed: str) -> Link:
    """The districts and months behind a number."""
    area = {"area": line.area.code} if line.area else {}  # of the sums: all that was asked for
    return {"report": LIST, **area, "level": "", "sort": "", **changed}


def sheet_link(month: DistrictMonth | None) -> str | None:
    return sheet_page("sales:sheet", month.district, month.month) if month else None


def _in_month(index: int, name: str, heading: str, value: Callable[[Progress], Any], kind: Kind, **more: Any) -> Column:
    def group(selection: Selection) -> str:
        return thai.month_short(selection.months[index])

    key = _key(index)
    return Column(f"{key}_{name}", heading, _said(key, value), kind, (group,), missing="", **more)


def _key(index: int) -> str:
    return MONTH_KEYS[fiscal.CALENDAR_MONTHS[index]]


def _number_of_districts(
    index: int, name: str, heading: str, value: Callable[[Progress], Completeness | None]
) -> Column:
    count = _said(_key(index), value)

    def behind(line: AreaLine) -> Link:
        return _listed(line, period=str(fiscal.CALENDAR_MONTHS[index])) if count(line) else None

    look = {"total": True, "width": 6, "link": behind, "when": _of_areas}
    return _in_month(index, name, heading, value, Kind.COMPLETENESS, **look)


def _month_columns(index: int) -> tuple[Column, ...]:
    """Of areas: of how many districts. Of a district: how far it has come, and how late it was."""
    sheet = _said(_key(index), lambda progress: sheet_link(progress.single))
    own = {"total": True, "width": 10, "link": sheet, "when": _of_districts}
    beside = {"beside": True, "width": 6, "when": _of_districts}
    return (
        _number_of_districts(index, "complete", "ครบ", _completeness),
        _number_of_districts(index, "in_time", "ทัน", _timeliness),
        _in_month(index, "standing", "สถานะ", _standing, Kind.STANDING, **own),
        _in_month(index, "late", "ล่าช้า (วัน)", _days_late, Kind.LATE, **beside),
    )


def _standing(progress: Progress) -> Standing | Completeness | None:
    if progress.single is None:
        return progress.completeness
    standing = progress.single.standing
    return replace(standing, label=SHORT.get(standing, standing.label))


def _days_late(progress: Progress) -> int | None:
    return progress.single.days_late if progress.single else None


def _completeness(progress: Progress) -> Completeness | None:
    return progress.completeness


def _timeliness(progress: Progress) -> Completeness | None:
    return progress.timeliness


def _rate(key: str, group: str, value: Callable[[Progress], Completeness | None]) -> tuple[Column, Column]:
    """Whoever sorts by it looks for who lags."""
    part = _said(YEAR, value)

    def per_cent(line: AreaLine) -> Decimal | None:
        of = part(line)
        return money.round_half_up(Decimal(100 * of.complete) / of.districts, 2) if of else None

    return (
        Column(f"{key}_rate", "ร้อยละ", per_cent, Kind.PERCENT, (group,), True, PERCENT_WIDTH, smallest_first=True),
        Column(key, "จำนวน", part, Kind.COMPLETENESS, (group,), True, 9, beside=True, missing=""),
    )


def _count(key: str, heading: str, value: Callable[[Progress], int], only: Only) -> Column:
    count = _said(YEAR, value)

    def behind(line: AreaLine) -> Link:
        return _listed(line, only=only.value) if count(line) else None

    return Column(key, heading, count, Kind.COUNT, total=True, width=COUNT_WIDTH, link=behind)


TIMELINESS = Report(
    GRID,
    TITLE,
    (
        *AREA_COLUMNS,
        *(column for index in range(12) for column in _month_columns(index)),
        *_rate("complete", "ยืนยันครบ", _completeness),
        _count("incomplete", "ยังไม่ครบ", lambda progress: progress.incomplete, Only.INCOMPLETE),
        *_rate("in_time", "ตรงเวลา", _timeliness),
        _count("late", "ล่าช้า", lambda progress: progress.late, Only.LATE),
        _count("arrears", "ค้างส่ง", lambda progress: progress.arrears, Only.ARREARS),
    ),
    _content,
    filters=("year", "area", "level", "sort"),
    related=(("รายการอำเภอและเดือน", LIST),),
)
