from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, Q

from otop_portal import clock, fiscal, thai

from .. import sentences
from ..querysets import ReportingMonthQuerySet
from .constraints import one_of

GREGORIAN_YEARS = range(2015, 2100)


class EntryMode(models.TextChoices):
    """DOMAIN h 4: two screens until 2566; from 2567 on saving is the district's confirmation."""

    TWO_STEP = "two_step", "บันทึก แล้วยืนยันระดับอำเภอ"
    SAVE_CONFIRMS = "save_confirms", "บันทึกข้อมูล ถือเป็นการยืนยันระดับอำเภอ"


class ReportingMonth(models.Model):
    """A month that can be reported, named by its first day."""

    month = models.DateField("เดือน", primary_key=True)
    entry_mode = models.CharField("วิธีบันทึก", max_length=14, choices=EntryMode.choices)
    opens_on = models.DateField("เปิดให้บันทึกตั้งแต่วันที่")
    closed_on = models.DateField("ปิดรับข้อมูลเมื่อวันที่", null=True, blank=True)

    objects = ReportingMonthQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "เดือนที่รายงาน"
        ordering = ["month"]
        constraints = [
            CheckConstraint(condition=Q(month__day=1), name="reporting_month_is_a_first_day"),
            CheckConstraint(
                condition=Q(month__gte=date(2015, 1, 1), month__lt=date(2100, 1, 1)), name="reporting_month_gregorian"
            ),
            one_of("entry_mode", EntryMode, "reporting_month_entry_mode_known"),
        ]

    def __str__(self) -> str:
        return thai.period(self.month)

    @classmethod
    def next_fiscal_year(cls) -> int:
        """The one after the newest; in an empty portal the current one."""
        newest = cls.objects.order_by("month").last()
        return newest.fiscal_year + 1 if newest else fiscal.fiscal_year(fiscal.first_of_month(clock.today()))

    @classmethod
    def of_year(cls, year: int, entry_mode: str) -> "list[ReportingMonth]":
        """Its twelve, not saved, each to be recorded from its own first day on."""
        return [cls(month=month, entry_mode=entry_mode, opens_on=month) for month in fiscal.months_of(year)]

    @property
    def has_rows(self) -> bool:
        return self.sheets.filter(sales__isnull=False).exists()

    def clean(self) -> None:
        """What an administrator may set: how a month is entered is fixed once it has rows."""
        faults: dict[str, str] = {}
        known = ReportingMonth.objects.filter(pk=self.pk).first()
        if known and known.entry_mode != self.entry_mode and known.has_rows:
            faults["entry_mode"] = sentences.ENTRY_MODE_IS_FIXED
        for name in ("month", "opens_on", "closed_on"):
            day = getattr(self, name)
            if day and day.year not in GREGORIAN_YEARS:
                faults[name] = sentences.not_a_gregorian_year(day.year)
        if self.month and self.month.day != 1:
            faults["month"] = sentences.NOT_A_FIRST_DAY
        if self.opens_on and self.closed_on and self.closed_on <= self.opens_on:
            faults["closed_on"] = sentences.CLOSED_BEFORE_OPENED
        if faults:
            raise ValidationError(faults)

    @property
    def saving_confirms(self) -> bool:
        """Is บันทึกข้อมูล the district's confirmation?"""
        return self.entry_mode == EntryMode.SAVE_CONFIRMS

    @property
    def fiscal_year(self) -> int:
        """ปีงบประมาณ, Buddhist era."""
        return fiscal.fiscal_year(self.month)

    @property
    def address(self) -> tuple[int, int]:
        """What names the month in an address: fiscal year and calendar month, /2566/10/ for October 2565."""
        return self.fiscal_year, self.month.month
