from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from otop_portal import clock, money, thai
from otop_portal.money import BahtField

from ..checks.check import Limits
from ..checks.querysets import ExplanationQuerySet, ExplanationReasonQuerySet
from ..choices import CHANNELS, ProductType
from .areas import Province
from .constraints import amount_in_range
from .ledger import Sheet
from .officers import Officer
from .producers import Producer


class CheckSetting(models.Model):
    """From where on a check that asks for an explanation says something, in the whole country."""

    slug = models.SlugField("รหัส", max_length=20, primary_key=True)
    name = models.CharField("ข้อตรวจสอบ", max_length=100)
    is_on = models.BooleanField("ใช้", default=True)
    baht = BahtField("ตั้งแต่ (บาท)", null=True, blank=True)
    percent = models.PositiveIntegerField("ร้อยละ", null=True, blank=True)
    times = models.PositiveIntegerField("จำนวนเท่า", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "เกณฑ์ข้อสังเกต"
        ordering = ["slug"]
        constraints = [amount_in_range("baht", "check_setting_baht_in_range")]

    def __str__(self) -> str:
        return self.name

    @property
    def limits(self) -> Limits:
        return Limits(self.baht, self.percent, self.times, self.is_on)


class ExplanationReason(models.Model):
    """Why a figure is right all the same: the country's list, and what a province has added to it."""

    province = models.ForeignKey(Province, models.PROTECT, null=True, blank=True, related_name="+")
    label = models.CharField("เหตุผล", max_length=100)
    # Asks until which month, and holds until then.
    is_seasonal = models.BooleanField("นอกฤดูกาล", default=False)
    # Says nothing without words.
    needs_words = models.BooleanField("ต้องระบุ", default=False)

    objects = ExplanationReasonQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "เหตุผลของข้อสังเกต"
        ordering = ["needs_words", "pk"]
        constraints = [
            UniqueConstraint(fields=["label"], condition=Q(province=None), name="explanation_reason_unique_in_country"),
            UniqueConstraint(fields=["province", "label"], name="explanation_reason_unique_in_province"),
        ]

    def __str__(self) -> str:
        return self.label


class Explanation(models.Model):
    """What a district has said of one finding, for ever: of a row, or of the whole sheet (without a producer).

    It holds for just these figures; a seasonal one in later months too, until its month, while no more is sold.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="explanations")
    producer = models.ForeignKey(Producer, models.PROTECT, null=True, related_name="+", db_index=False)
    product_type = models.CharField(max_length=8, blank=True)
    check_slug = models.SlugField(max_length=20, db_index=False)
    domestic_offline = BahtField()
    domestic_online = BahtField()
    foreign_offline = BahtField()
    foreign_online = BahtField()
    reason = models.ForeignKey(ExplanationReason, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=500, blank=True)
    until = models.DateField(null=True)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)

    objects = ExplanationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "คำชี้แจงข้อสังเกต"
        ordering = ["pk"]
        constraints = [
            CheckConstraint(
                condition=Q(producer=None, product_type="")
                | Q(producer__isnull=False, product_type__in=ProductType.values),
                name="explanation_of_a_row_or_a_sheet",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet}: {self.reason}"

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        return tuple(getattr(self, channel) for channel in CHANNELS)

    @property
    def said(self) -> str:
        """The reason with its month and the officer's words."""
        until = f" ถึงเดือน{thai.month_long(self.until)}" if self.until else ""
        return f"{self.reason}{until}{' ' + self.words if self.words else ''}"

    def holds(self, month: date, amounts: Sequence[Decimal]) -> bool:
        if self.sheet.month_id == month:
            return self.amounts == tuple(amounts)
        return self.until is not None and month <= self.until and money.total(amounts) <= money.total(self.amounts)
