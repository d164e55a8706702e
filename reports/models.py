from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q

from otop_portal.money import BahtField
from sales.models import Officer, ReportingMonth, Tally
from sales.models.constraints import one_of

from .querysets import EditionQuerySet, PublishedCellQuerySet


class Level(models.TextChoices):
    COUNTRY = "country", "ประเทศ"
    PROVINCE = "province", "จังหวัด"
    DISTRICT = "district", "อำเภอ"


class Dimension(models.TextChoices):
    TOTAL = "total", "ยอดรวม"
    PRODUCT_TYPE = "product_type", "ประเภทผลิตภัณฑ์"
    CHANNEL = "channel", "ช่องทางการจำหน่าย"
    PRODUCER_TYPE = "producer_type", "ประเภทผู้ประกอบการ"


class Standing(models.TextChoices):
    """Why a cell has an amount, or none."""

    PUBLISHED = "published", "เผยแพร่แล้ว"
    HIDDEN = "hidden", "ปิดไว้ เพราะอาจทำให้ทราบยอดของผู้ประกอบการรายใดรายหนึ่ง"
    WAITING = "waiting", "ยังไม่มีอำเภอใดยืนยันครบ"

    @classmethod
    def of(cls, amount: Decimal | None, complete: int | None) -> Standing:
        """`complete`: how many districts have confirmed. Of a total that none has confirmed there is no amount yet."""
        if amount is not None:
            return cls.PUBLISHED
        return cls.WAITING if complete == 0 else cls.HIDDEN


class PublishedCell(models.Model):
    """One figure that the public reads; `manage.py publish` writes it, and no page of the public reads anything else.

    Districts have their total only; provinces and the country the month's total and, each by itself, its breakdown by
    product type, channel and producer type. Sums over months are the reader's: a month that hides a figure has none
    in the sum of its year. A cell is never rewritten but closed (`until`) and a new one begins.
    """

    month = models.ForeignKey(ReportingMonth, models.PROTECT, related_name="+")
    level = models.CharField("ระดับ", max_length=8, choices=Level.choices)
    # The code of the province or district; empty for the country.
    area = models.CharField("รหัสพื้นที่", max_length=4, blank=True)
    dimension = models.CharField("จำแนกตาม", max_length=13, choices=Dimension.choices)
    # Of the dimension; empty for a total.
    member = models.CharField("รายการ", max_length=22, blank=True)
    # Empty: hidden, or nothing to publish yet.
    amount = BahtField("ยอดจำหน่าย", null=True)
    # How many district months the amount sums.
    districts = models.PositiveIntegerField("จำนวนอำเภอในยอด")
    # Completeness, beside totals: of the districts that report, how many have confirmed everything.
    complete = models.PositiveIntegerField("อำเภอที่ยืนยันครบ", null=True)
    reporting = models.PositiveIntegerField("อำเภอที่รายงาน", null=True)
    # Of a province's breakdown: the country's includes it.
    in_country = models.BooleanField("รวมในยอดประเทศ", default=False)
    # Areas that enter and leave the sums above them together, under the code of one of them (docs/adr/0016).
    company = models.CharField("กลุ่มพื้นที่ที่ปิดยอดร่วมกัน", max_length=4, blank=True)
    # Of a district: what its figure is.
    line = models.ForeignKey(
        Tally, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name="บรรทัดที่ใช้"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = PublishedCellQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ยอดที่เผยแพร่ต่อสาธารณะ"
        indexes = [models.Index(fields=["level", "dimension", "month"], condition=Q(until=None), name="published_now")]
        constraints = [
            models.UniqueConstraint(
                fields=["month", "area", "dimension", "member"],
                condition=Q(until=None),
                name="published_one_current_cell",
            ),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=models.F("since")), name="published_in_turn"),
            models.CheckConstraint(
                condition=~Q(level=Level.DISTRICT) | Q(dimension=Dimension.TOTAL), name="published_district_total_only"
            ),
            one_of("level", Level, "published_level_known"),
            one_of("dimension", Dimension, "published_dimension_known"),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.area or self.get_level_display()} {self.member or self.get_dimension_display()}"

    @property
    def standing(self) -> Standing:
        return Standing.of(self.amount, self.complete)


class Edition(models.Model):
    """ฉบับ: a report as it was fixed, with its figures (reports.editions). The database refuses to change it."""

    slug = models.CharField("รายงาน", max_length=20)
    title = models.CharField("ชื่อรายงาน", max_length=200)
    # The code of the area; empty for the country.
    area = models.CharField("รหัสพื้นที่", max_length=9, blank=True)
    # What was asked, as in the report's address.
    question = models.TextField("ตัวกรอง")
    # The figures stand as of this moment.
    at = models.DateTimeField("ข้อมูล ณ")
    made_at = models.DateTimeField("บันทึกเมื่อ")
    made_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="บันทึกโดย")
    content = models.JSONField("เนื้อหา")
    checksum = models.CharField("รหัสตรวจสอบ", max_length=64)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ฉบับของรายงาน"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"ฉบับที่ {self.pk}"
