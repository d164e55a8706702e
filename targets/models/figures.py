"""What areas are given: bases and targets of a scheme, and the plan (Road Map) of each month."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import models
from django.db.models import BaseConstraint, CheckConstraint, Q, UniqueConstraint

from otop_portal import clock, money
from otop_portal.money import BahtField
from sales.models import Area, District, Officer, Province, ReportingMonth
from sales.models.constraints import amount_in_range, both_or_neither

from .. import scoring
from ..querysets import OfAreaQuerySet, Place, PlanQuerySet, TargetFigureQuerySet
from .schemes import Scheme, SchemeVersion


class OfArea(models.Model):
    """A row of a district, of a province itself (no district) or of the country (neither); who set it, from what."""

    # A district's own is copied, for whoever looks for all of a province.
    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="จังหวัด"
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="อำเภอ"
    )
    source = models.CharField("ที่มา", max_length=200)
    set_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False, verbose_name="กำหนดโดย")
    set_at = models.DateTimeField("กำหนดเมื่อ", default=clock.now)

    class Meta:
        abstract = True

    @property
    def area(self) -> Area | None:
        return self.district or self.province

    @property
    def place(self) -> Place:
        return self.province_id, self.district_id

    @property
    def area_name(self) -> str:
        return str(self.area or "ประเทศ")


def _one_per_area(name: str, *fields: str) -> Sequence[BaseConstraint]:
    """And a district has its province."""
    return [
        UniqueConstraint(fields=[*fields, "district"], name=f"{name}_one_per_district"),
        UniqueConstraint(fields=[*fields, "province"], condition=Q(district=None), name=f"{name}_one_per_province"),
        UniqueConstraint(fields=fields, condition=Q(province=None), name=f"{name}_one_per_country"),
        CheckConstraint(condition=Q(district=None) | Q(province__isnull=False), name=f"{name}_district_has_province"),
    ]


class Target(OfArea):
    """What a scheme asks of one area: the base as printed, and the figures given for its levels."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="targets", db_index=False, verbose_name="เกณฑ์")
    # In the unit of the scheme: baht, or a number of things.
    base = BahtField("ฐาน", null=True, blank=True)

    objects = OfAreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "เป้าหมาย"
        constraints = [*_one_per_area("target", "scheme"), amount_in_range("base", "target_base_in_range")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.area_name}"

    def yardstick(self, version: SchemeVersion) -> scoring.Yardstick:
        return scoring.Yardstick(version.rule, self.base, {each.level: each.amount for each in self.figures.all()})


class TargetFigure(models.Model):
    """The figure given for one level of a target; by the level's slug, so that it outlives a version."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="figures", db_index=False, verbose_name="เป้าหมาย")
    level = models.SlugField("รหัสระดับ", max_length=20)
    amount = BahtField("ค่าเป้าหมาย")

    objects = TargetFigureQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ค่าเป้าหมายของระดับ"
        constraints = [
            UniqueConstraint(fields=["target", "level"], name="target_figure_unique"),
            amount_in_range("amount", "target_figure_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.target} {self.level}"


_PLANNED = ("offline", "online", "printed_total", "printed_sum")


class Plan(OfArea):
    """What an area means to sell in a month (DOMAIN h 6): รายได้ปกติ offline, รายได้ออนไลน์ online, foreign included."""

    month = models.ForeignKey(ReportingMonth, models.PROTECT, related_name="+", verbose_name="เดือน")
    offline = BahtField("รายได้ปกติ", null=True, blank=True)
    online = BahtField("รายได้ออนไลน์", null=True, blank=True)
    # Where the document prints one: it may differ from the sum, and of a province it may stand alone.
    printed_total = BahtField("รวมทั้งสิ้นที่พิมพ์ไว้", null=True, blank=True)
    # Of the fiscal year's months up to this one: รวม 6 เดือน stands in March, รวม 12 เดือน in September.
    printed_sum = BahtField("รวมตั้งแต่ต้นปีงบประมาณที่พิมพ์ไว้", null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "แผนรายเดือน"
        constraints = [
            *_one_per_area("plan", "month"),
            *(amount_in_range(each, f"plan_{each}_in_range") for each in _PLANNED),
            both_or_neither("offline", "online", "plan_offline_and_online"),
            CheckConstraint(
                condition=Q(offline__isnull=False) | Q(printed_total__isnull=False), name="plan_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_name} {self.month}"

    @property
    def total(self) -> Decimal | None:
        """Of the two; as printed where only the total was."""
        if self.offline is None:
            return self.printed_total
        return money.total((self.offline, self.online))

    @property
    def as_printed(self) -> Decimal | None:
        """The total that the document prints; where it prints none, of the two."""
        return self.total if self.printed_total is None else self.printed_total
