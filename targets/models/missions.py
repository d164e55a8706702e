"""What no ledger holds: numbers, conditions and online products that districts report by hand (DOMAIN g)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint
from django.urls import reverse

from otop_portal import clock
from otop_portal.money import BahtField
from sales.models import District, Officer, Producer, Product, Stage
from sales.models.changes import ChangesField
from sales.models.constraints import amount_in_range, both_or_neither

from ..choices import Market
from ..missions import sentences
from ..missions.querysets import (
    HandReportedQuerySet,
    MissionEventQuerySet,
    MissionReportQuerySet,
    OnlineProductQuerySet,
)
from .schemes import Scheme


def _who(verbose_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name=verbose_name
    )


def _when(verbose_name: str) -> models.DateTimeField:
    return models.DateTimeField(verbose_name, null=True, blank=True)


class HandReported(models.Model):
    """A district's word, confirmed like a row of the ledger: only what the province has confirmed counts."""

    district = models.ForeignKey(District, models.PROTECT, related_name="+", verbose_name="อำเภอ")
    evidence = models.CharField("เลขที่หลักฐาน", max_length=100, blank=True)
    stage = models.CharField("สถานะ", max_length=8, choices=Stage.choices, default=Stage.DRAFT)
    version = models.PositiveIntegerField("รุ่น", default=1)
    changed_at = models.DateTimeField("แก้ไขล่าสุด", default=clock.now)
    returned_because = models.CharField("เหตุผลที่ส่งคืน", max_length=500, blank=True)
    district_confirmed_by, district_confirmed_at = _who("อำเภอยืนยันโดย"), _when("อำเภอยืนยันเมื่อ")
    province_confirmed_by, province_confirmed_at = _who("จังหวัดยืนยันโดย"), _when("จังหวัดยืนยันเมื่อ")

    objects = HandReportedQuerySet.as_manager()
    # What the district fills in.
    REPORTED: Sequence[str] = ()

    class Meta:
        abstract = True

    def missing(self) -> list[tuple[str, str]]:
        """What keeps it from being confirmed: the field and the sentence."""
        return [] if self.evidence else [("evidence", sentences.NO_EVIDENCE)]


def _stages(name: str) -> Sequence[BaseConstraint]:
    """A known stage goes with who confirmed it, and when."""
    by_district, by_province = Q(district_confirmed_at__isnull=False), Q(province_confirmed_at__isnull=False)
    at_stage = (
        Q(~by_district, ~by_province, stage=Stage.DRAFT)
        | Q(by_district, ~by_province, stage=Stage.DISTRICT)
        | Q(by_district, by_province, stage=Stage.PROVINCE)
    )
    return [
        both_or_neither("district_confirmed_by", "district_confirmed_at", f"{name}_district_confirmed"),
        both_or_neither("province_confirmed_by", "province_confirmed_at", f"{name}_province_confirmed"),
        CheckConstraint(condition=at_stage, name=f"{name}_confirmed_at_its_stage"),
    ]


class MissionReport(HandReported):
    """ผลภารกิจ: a number that a scheme measures, or a condition of one of its levels, as a district reports it.

    A running count is reported again: what the province has confirmed counts until it confirms the next number.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="reports", db_index=False, verbose_name="เกณฑ์")
    # In the words of the level that needs it; empty where the scheme's own number is reported.
    condition = models.CharField("เงื่อนไข", max_length=300, blank=True)
    number = models.PositiveSmallIntegerField("ครั้งที่", default=1)
    amount = models.PositiveIntegerField("ผลสะสม", null=True, blank=True)
    handed_in_on = models.DateField("วันที่ส่งรายงาน", null=True, blank=True)

    objects = MissionReportQuerySet.as_manager()
    REPORTED = ("amount", "handed_in_on", "evidence")

    class Meta:
        verbose_name = verbose_name_plural = "ผลภารกิจ"
        ordering = ["scheme", "condition", "district", "number"]
        constraints = [
            *_stages("mission_report"),
            UniqueConstraint(fields=["scheme", "condition", "district", "number"], name="mission_report_unique"),
            UniqueConstraint(
                fields=["scheme", "condition", "district"],
                condition=~Q(stage=Stage.PROVINCE),
                name="mission_report_one_open",
            ),
            CheckConstraint(
                condition=Q(condition="", amount__isnull=False, handed_in_on=None)
                | ~Q(condition="") & Q(amount=None, handed_in_on__isnull=False),
                name="mission_report_number_or_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.condition or self.scheme} {self.district} ครั้งที่ {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("targets:missions")


class OnlineProduct(HandReported):
    """ตลาดออนไลน์: a product that is sold online, in the columns of the department's form of 2564 (DOMAIN e)."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name="ผลิตภัณฑ์")
    # By these a product is known, however it is spelt; copied, for the database to hold them unique.
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+", db_index=False, verbose_name="ผู้ประกอบการ")
    normalised_name = models.CharField(max_length=200, editable=False)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    # Of the round in which it was reported.
    first_month = models.DateField("รอบที่เริ่มเดือน")
    trained = models.BooleanField("ผ่านการอบรมเกี่ยวกับตลาดออนไลน์", default=False)
    sells_online = models.BooleanField("ขายของออนไลน์อยู่แล้ว", default=False)
    has_standard = models.BooleanField("ได้รับมาตรฐานที่เกี่ยวข้อง", default=False)
    is_selected = models.BooleanField("ได้รับคัดสรร/ดาว", default=False)
    is_developed = models.BooleanField("ผ่านการพัฒนาเกี่ยวกับออนไลน์", default=False)
    channel = models.CharField("ช่องทาง", max_length=8, choices=Market.choices, blank=True)
    link = models.CharField("ชื่อเพจ ลิงก์ หรือ ID", max_length=300, blank=True)
    sales = BahtField("ยอดจำหน่ายออนไลน์", null=True, blank=True)

    objects = OnlineProductQuerySet.as_manager()
    PRODUCER_READY = ("trained", "sells_online")
    PRODUCT_READY = ("has_standard", "is_selected", "is_developed")
    REPORTED = (*PRODUCER_READY, *PRODUCT_READY, "channel", "link", "sales", "evidence")

    class Meta:
        verbose_name = verbose_name_plural = "ผลิตภัณฑ์ในตลาดออนไลน์"
        ordering = ["district", "producer", "pk"]
        constraints = [
            *_stages("online_product"),
            UniqueConstraint(fields=["fiscal_year", "producer", "normalised_name"], name="online_product_once_a_year"),
            CheckConstraint(condition=Q(first_month__day=1), name="online_product_first_of_month"),
            CheckConstraint(condition=Q(channel__in=["", *Market.values]), name="online_product_channel_known"),
            amount_in_range("sales", "online_product_sales_in_range"),
        ]

    def __str__(self) -> str:
        return str(self.product)

    def get_absolute_url(self) -> str:
        return reverse("targets:online", args=[self.fiscal_year, self.first_month.month])

    @property
    def identity(self) -> tuple[int, str]:
        """As that of its product."""
        return self.producer_id, self.normalised_name

    def again(self, name: str, first_month: date) -> str:
        """Why a product of that name, which is this one, is not reported a second time."""
        if self.first_month == first_month:
            return sentences.reported_already(name)
        return sentences.reported_in(name, self.first_month)

    def missing(self) -> list[tuple[str, str]]:
        faults = [] if self.channel else [("channel", sentences.NO_CHANNEL)]
        faults += [] if self.link else [("link", sentences.NO_LINK)]
        faults += [("sales", sentences.NO_ONLINE_SALES)] if self.sales is None else []
        return faults + super().missing()


class MissionEvent(models.Model):
    """Append-only history of what is reported by hand: one event per action on a district's reports of one kind."""

    class Kind(models.TextChoices):
        MISSION = "mission", "ผลภารกิจ"
        ONLINE = "online", "ตลาดออนไลน์"

    class Action(models.TextChoices):
        SAVE = "save", "บันทึก"
        DELETE = "delete", "ลบรายการ"
        CONFIRM_BY_DISTRICT = "confirm_by_district", "ยืนยันระดับอำเภอ"
        CONFIRM_BY_PROVINCE = "confirm_by_province", "ยืนยันระดับจังหวัด"
        RETURN = "return", "ส่งคืน"

    district = models.ForeignKey(District, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    action = models.CharField(max_length=20, choices=Action.choices)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    reason = models.CharField(max_length=500, blank=True)
    changes = ChangesField()

    objects = MissionEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ประวัติผลภารกิจและตลาดออนไลน์"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.district}: {self.get_action_display()}"
