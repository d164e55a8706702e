"""หน้าหลัก: what waits for an officer, and the twelve months with how far each has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.urls import reverse

from otop_portal import fiscal, thai

from .models import District, Officer, ReportingMonth, Sale, Sheet, Stage
from .standing import NOT_OPEN, PROVINCE, Standing, standing


@dataclass(frozen=True)
class Chip:
    """One of the twelve months: a district's standing, or how many districts of the area have finished it."""

    month: ReportingMonth
    standing: Standing
    href: str = ""
    done: int = 0
    expected: int = 0


@dataclass(frozen=True)
class Job:
    """The next thing to do: one sentence, one button."""

    month: ReportingMonth
    standing: Standing
    sentence: str
    button: str
    view: str
    sheet: Sheet | None = None

    @property
    def href(self) -> str:
        return reverse(self.view, args=self.month.address)


def fiscal_year_of(today: date) -> list[ReportingMonth]:
    """The twelve months of today's fiscal year."""
    return list(ReportingMonth.objects.of_fiscal_year(fiscal.fiscal_year(fiscal.first_of_month(today))))


def district_chips(officer: Officer, today: date, returned: Collection[date]) -> list[Chip]:
    months = fiscal_year_of(today)
    sheets = {sheet.month_id: sheet for sheet in _sheets(officer).filter(month__in=months).with_progress()}
    return [
        Chip(
            month,
            standing(sheets.get(month.pk), returned=month.pk in returned),
            reverse("sales:entry", args=month.address),
        )
        if month.opens_on <= today
        else Chip(month, NOT_OPEN)
        for month in months
    ]


def area_chips(officer: Officer, today: date, view: str) -> list[Chip]:
    """Each month with the number of districts that the province has finished, of those that report."""
    months = fiscal_year_of(today)
    expected = District.objects.visible_to(officer).reporting().count()
    finished = _sheets(officer).filter(month__in=months, stage=Stage.PROVINCE, district__reporting=True)
    done = dict(finished.values_list("month").annotate(Count("pk")))
    return [_area_chip(month, done.get(month.pk, 0), expected, view, today) for month in months]


def _area_chip(month: ReportingMonth, done: int, expected: int, view: str, today: date) -> Chip:
    if month.opens_on > today:
        return Chip(month, NOT_OPEN)
    label = Standing("none" if not done else "draft", f"{done} จาก {expected} อำเภอ")
    full = done == expected
    return Chip(month, PROVINCE if full else label, reverse(view, args=month.address) if view else "", done, expected)


def district_job(officer: Officer, today: date, returned: Collection[date]) -> Job | None:
    """The oldest month that the district has begun to report and not finished; None when all is done."""
    sheets = {sheet.month_id: sheet for sheet in _sheets(officer).with_progress()}
    begun = min(sheets, default=fiscal.first_of_month(today))
    for month in ReportingMonth.objects.opened(today).filter(month__gte=begun, closed_on=None):
        sheet = sheets.get(month.pk)
        if sheet is None or sheet.stage == Stage.DRAFT:
            return _district_step(month, sheet, returned=month.pk in returned)
    return None


def _district_step(month: ReportingMonth, sheet: Sheet | None, *, returned: bool) -> Job:
    where = standing(sheet, returned=returned)
    if sheet is None or not sheet.rows:
        return Job(month, where, "ยังไม่ได้เริ่มบันทึก", "เริ่มบันทึกยอด", "sales:entry", sheet)
    if returned:
        return Job(month, where, "จังหวัดส่งคืนให้แก้ไข", "แก้ไขรายการที่ส่งคืน", "sales:entry", sheet)
    if missing := sheet.rows - sheet.answered:
        return Job(month, where, f"ยังไม่กรอก {missing} จาก {sheet.rows} รายการ", "บันทึกต่อ", "sales:entry", sheet)
    sentence = f"กรอกครบ {sheet.rows} รายการแล้ว เหลือยืนยันระดับอำเภอ"
    return Job(month, where, sentence, "ตรวจสอบและยืนยัน", "sales:confirmation", sheet)


def figures_beside(officer: Officer, month: date) -> list[tuple[str, Decimal | None]]:
    """The district's month so far, the month before and the same month last year, in baht; None: no sheet then."""
    compared = {
        "กรอกแล้วเดือนนี้": month,
        f"เดือนก่อน ({thai.month_short(fiscal.previous(month))})": fiscal.previous(month),
        f"ปีก่อน ({thai.month_short(fiscal.same_month_last_year(month))})": fiscal.same_month_last_year(month),
    }
    sums = Sale.objects.visible_to(officer).filter(sheet__month__in=compared.values()).figures_by_month()
    return [(label, sums[each][0] if each in sums else None) for label, each in compared.items()]


def province_job(officer: Officer, today: date) -> Job | None:
    """The oldest month with a sheet that waits for the province; else the newest month that is over."""
    waiting = _sheets(officer).filter(stage=Stage.DISTRICT).select_related("month")
    if sheet := waiting.order_by("month").first():
        count = waiting.filter(month=sheet.month_id).count()
        sentence = f"{count} อำเภอยืนยันแล้ว รอจังหวัดตรวจสอบ"
        return Job(sheet.month, standing(None), sentence, "ตรวจสอบและยืนยัน", "sales:districts")
    month = ReportingMonth.objects.opened(today).filter(month__lt=fiscal.first_of_month(today)).last()
    return month and Job(month, standing(None), "ไม่มีอำเภอที่รอจังหวัดยืนยัน", "ติดตามอำเภอ", "sales:districts")


def districts_of_month(officer: Officer, month: ReportingMonth) -> list[tuple[District, Standing, Sheet | None]]:
    """The reporting districts of the officer's area with their standing in the month."""
    sheets = {sheet.district_id: sheet for sheet in _sheets(officer).filter(month=month).with_progress()}
    reporting = District.objects.visible_to(officer).reporting()
    return [(each, standing(sheets.get(each.pk)), sheets.get(each.pk)) for each in reporting]


def _sheets(officer: Officer) -> Iterable[Sheet]:
    return Sheet.objects.visible_to(officer)
