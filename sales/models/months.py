from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q

from otop_portal import fiscal, thai

from ..querysets import ReportingMonthQuerySet
from .constraints import one_of


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

    @property
    def fiscal_year(self) -> int:
        """ปีงบประมาณ, Buddhist era."""
        return fiscal.fiscal_year(self.month)

    @property
    def address(self) -> tuple[int, int]:
        """What names the month in an address: fiscal year and calendar month, /2566/10/ for October 2565."""
        return self.fiscal_year, self.month.month

    def is_open(self, today: date) -> bool:
        return self.opens_on <= today and (self.closed_on is None or today < self.closed_on)
