"""หน้าหลัก: what waits for an officer, and the twelve months with how far each has come."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.module_loading import import_string

from otop_portal import clock, fiscal, thai

from .addresses import month_to_report
from .due_dates.deadline import Deadline
from .measures import Amount
from .models import District, Officer, Province, ReportingMonth, Role, Sale, Sheet, Stage, Tally
from .querysets import SheetQuerySet
from .standing import NOT_OPEN, PROVINCE, Standing, standing


@dataclass(frozen=True)
class Chip:
    """One of the twelve months: a district's standing, or how many districts of the area have finished it."""

    month: ReportingMonth
    standing: Standing
    href: str = ""
    # What the province has confirmed in the area, in baht.
    confirmed: Decimal | None = None


@dataclass(frozen=True)
class Job:
    """The next thing to do: one sentence, one button."""

    month: ReportingMonth
    standing: Standing
    sentence: str
    button: str
    href: str
    sheet: Sheet | None = None


@dataclass(frozen=True)
class Task:
    """Other work that waits: what it is, where, and one sentence; a returned one says why."""

    name: str
    href: str
    sentence: str
    deadline: Deadline | None = None
    is_returned: bool = False


def tasks(officer: Officer) -> list[Task]:
    """Of the apps above this one."""
    return [task for path in settings.TASKS for task in import_string(path)(officer)]


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
            _month_page(officer, month),
        )
        if month.opens_on <= today
        else Chip(month, NOT_OPEN)
        for month in months
    ]


def _month_page(officer: Officer, month: ReportingMonth) -> str:
    """Where a district's officer types the month, and its chief reads it."""
    if officer.role == Role.CHIEF:
        return reverse("sales:sheet", args=[officer.district_id, *month.address])
    return reverse("sales:entry", args=month.address)


def area_chips(officer: Officer, today: date, view: str) -> list[Chip]:
    """Each month with its confirmed sum, and how many districts the province has finished of those that report."""
    months = fiscal_year_of(today)
    expected = District.objects.visible_to(officer).reporting().count()
    finished = _sheets(officer).filter(month__in=months, stage=Stage.PROVINCE, district__reporting=True)
    done = dict(finished.values_list("month").annotate(Count("pk")))
    confirmed = Tally.objects.visible_to(officer).at(None).filter(month__in=months).measured("month", sum=Amount())
    sums = {month: figures["sum"] for (month,), figures in confirmed.items()}
    return [
        Chip(
            month,
            _area_standing(done.get(month.pk, 0), expected),
            reverse(view, args=month.address) if view else "",
            sums.get(month.pk),
        )
        if month.opens_on <= today
        else Chip(month, NOT_OPEN)
        for month in months
    ]


def _area_standing(done: int, expected: int) -> Standing:
    if done == expected:
        return PROVINCE
    return Standing("draft" if done else "none", f"{done} จาก {expected} อำเภอ")


def district_job(officer: Officer, today: date, returned: Collection[date]) -> Job | None:
    """The oldest month that the district has not finished; None when all is done."""
    month = _unfinished_month(officer, today)
    if month is None:
        return None
    sheet = _sheets(officer).with_progress().filter(month=month).first()
    return _district_step(month, sheet, returned=month.pk in returned)


def chief_job(officer: Officer, today: date, returned: Collection[date]) -> Job | None:
    """The oldest month whose form can be signed and sent to the province; else what his district has not finished."""
    confirmed = _sheets(officer).filter(stage=Stage.DISTRICT).with_progress().select_related("month")
    if sheet := confirmed.order_by("month").first():
        form = reverse("reports:form", args=["rt2", officer.district_id, *sheet.month.address])
        sentence = "พิมพ์แบบ รต.๒ เพื่อลงนามและส่งจังหวัด"
        return Job(sheet.month, standing(sheet), sentence, "เปิดแบบ รต.๒", form, sheet)
    job = district_job(officer, today, returned)
    return job and replace(job, button="ตรวจสอบข้อมูล", href=_month_page(officer, job.month))


def month_to_type(officer: Officer) -> ReportingMonth:
    """Where the menu leads a district's officer: the month of his next job, or the one that was last to be reported."""
    return _unfinished_month(officer, clock.today()) or month_to_report()


def _unfinished_month(officer: Officer, today: date) -> ReportingMonth | None:
    """The oldest open month, since the district began to report, that it has not confirmed."""
    stages = dict(_sheets(officer).values_list("month", "stage"))
    begun = min(stages, default=fiscal.first_of_month(today))
    months = ReportingMonth.objects.opened(today).filter(month__gte=begun, closed_on=None)
    return next((month for month in months if stages.get(month.pk, Stage.DRAFT) == Stage.DRAFT), None)


def _district_step(month: ReportingMonth, sheet: Sheet | None, *, returned: bool) -> Job:
    where, entry = standing(sheet, returned=returned), reverse("sales:entry", args=month.address)
    if sheet is None or not sheet.rows:
        return Job(month, where, "ยังไม่ได้เริ่มบันทึก", "เริ่มบันทึกยอด", entry, sheet)
    if returned:
        return Job(month, where, "จังหวัดส่งคืนให้แก้ไข", "แก้ไขรายการที่ส่งคืน", entry, sheet)
    if missing := sheet.rows - sheet.answered:
        return Job(month, where, f"ยังไม่กรอก {missing} จาก {sheet.rows} รายการ", "บันทึกต่อ", entry, sheet)
    sentence = f"กรอกครบ {sheet.rows} รายการแล้ว เหลือยืนยันระดับอำเภอ"
    confirmed_at = entry if month.saving_confirms else reverse("sales:confirmation", args=month.address)
    return Job(month, where, sentence, "ตรวจสอบและยืนยัน", confirmed_at, sheet)


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
        return _province_step(sheet.month, f"{count} อำเภอยืนยันแล้ว รอจังหวัดตรวจสอบ", "ตรวจสอบและยืนยัน")
    month = newest_over(today)
    return month and _province_step(month, "ไม่มีอำเภอที่รอจังหวัดยืนยัน", "ติดตามอำเภอ")


def _province_step(month: ReportingMonth, sentence: str, button: str) -> Job:
    return Job(month, standing(None), sentence, button, reverse("sales:districts", args=month.address))


def newest_over(today: date) -> ReportingMonth | None:
    return ReportingMonth.objects.opened(today).filter(month__lt=fiscal.first_of_month(today)).last()


def unfinished_provinces(officer: Officer, month: ReportingMonth) -> list[tuple[Province, int, int]]:
    """Those that have not confirmed all of the month: how many districts are finished, of how many that report."""
    expected = dict(
        District.objects.visible_to(officer).reporting().order_by().values_list("province").annotate(Count("pk"))
    )
    finished = _sheets(officer).filter(month=month, stage=Stage.PROVINCE, district__reporting=True)
    done = dict(finished.order_by().values_list("district__province").annotate(Count("pk")))
    provinces = Province.objects.visible_to(officer).filter(pk__in=expected)
    lines = [(province, done.get(province.pk, 0), expected[province.pk]) for province in provinces]
    return [line for line in lines if line[1] < line[2]]


def _sheets(officer: Officer) -> SheetQuerySet:
    return Sheet.objects.visible_to(officer)
