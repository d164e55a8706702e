"""A scheme is data: what is measured, from which figures on a level is reached, and when that was announced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from otop_portal import clock, fiscal, thai
from sales.models import Officer, Product
from sales.models.constraints import one_of

from .. import scoring
from ..choices import AreaLevel, Deciding, Measure, Percentage
from ..missions.sentences import registered_otherwise
from ..querysets import SchemeVersionQuerySet


class Scheme(models.Model):
    """What areas are measured by, under the name that commands and addresses use (`2566-r1-sales`)."""

    slug = models.SlugField("รหัสเกณฑ์", max_length=60, unique=True)
    name = models.CharField("ชื่อตัวชี้วัด", max_length=300)
    fiscal_year = models.PositiveSmallIntegerField("ปีงบประมาณ")
    occasion = models.CharField("รอบหรือไตรมาส", max_length=60)

    class Meta:
        verbose_name = verbose_name_plural = "เกณฑ์ตัวชี้วัด"
        ordering = ["fiscal_year", "pk"]

    def __str__(self) -> str:
        return f"{self.name} {self.occasion} ปีงบประมาณ {self.fiscal_year}"

    @property
    def current(self) -> SchemeVersion:
        """The newest version that was announced; before the first announcement the one that is prepared."""
        return next(iter(self.versions.current_of_each()), None)


def _months_in_order(first: str, last: str, name: str) -> CheckConstraint:
    empty = Q((f"{first}__isnull", True), (f"{last}__isnull", True))
    both = Q((f"{first}__isnull", False), (f"{last}__isnull", False))
    run = Q((f"{first}__day", 1), (f"{last}__day", 1), (f"{last}__gte", F(first)))
    return CheckConstraint(condition=empty | (both & run), name=name)


class SchemeVersion(models.Model):
    """A scheme's rule. Once announced it stays as it is: a change makes a new version, with a reason.

    The database keeps it so, its levels and their parts too (targets.fixed_rules).
    """

    MONTHS = ("first_month", "last_month", "base_first_month", "base_last_month")
    # What the rule says besides its levels.
    RULE = (
        *("measure", "first_month", "last_month", "base_name", "base_first_month", "base_last_month", "area_level"),
        *("percentage", "deciding", "places", "falling", "registered_from", "registered_to"),
    )

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="versions", verbose_name="เกณฑ์")
    number = models.PositiveSmallIntegerField("ฉบับที่", default=1)
    # How often it was changed while it was prepared: who saves or announces says which of these he has seen.
    revision = models.PositiveIntegerField("แก้ไขครั้งที่", default=0)
    reason = models.CharField("เหตุผลที่แก้ไข", max_length=500, blank=True)
    measure = models.CharField("สิ่งที่วัด", max_length=16, choices=Measure.choices)
    first_month = models.DateField("ตั้งแต่เดือน")
    last_month = models.DateField("ถึงเดือน")
    base_name = models.CharField("ฐานที่ใช้เปรียบเทียบ", max_length=300, blank=True)
    base_first_month = models.DateField("ฐานตั้งแต่เดือน", null=True, blank=True)
    base_last_month = models.DateField("ฐานถึงเดือน", null=True, blank=True)
    area_level = models.CharField("ระดับพื้นที่", max_length=8, choices=AreaLevel.choices, default=AreaLevel.DISTRICT)
    percentage = models.CharField("ร้อยละ", max_length=6, choices=Percentage.choices, default=Percentage.GROWTH)
    deciding = models.CharField("สิ่งที่ใช้ตัดสิน", max_length=10, choices=Deciding.choices, default=Deciding.PERCENTAGE)
    falling = models.BooleanField("ยิ่งน้อยยิ่งดี", default=False)
    places = models.PositiveSmallIntegerField("ทศนิยมของเป้าหมายที่แสดง", default=2)
    # Of the Buddhist era. Of products only those count that were registered then (DOMAIN d1: 2557 to 2563).
    registered_from = models.PositiveSmallIntegerField("นับผลิตภัณฑ์ที่ลงทะเบียนตั้งแต่ปี พ.ศ.", null=True, blank=True)
    registered_to = models.PositiveSmallIntegerField("นับผลิตภัณฑ์ที่ลงทะเบียนถึงปี พ.ศ.", null=True, blank=True)
    letter_number = models.CharField("เลขที่หนังสือ", max_length=60, blank=True)
    letter_date = models.DateField("ลงวันที่", null=True, blank=True)
    announced_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ประกาศใช้โดย"
    )
    announced_at = models.DateTimeField("ประกาศใช้เมื่อ", null=True, blank=True)

    objects = SchemeVersionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ฉบับของเกณฑ์"
        ordering = ["scheme", "number"]
        constraints = [
            UniqueConstraint(fields=["scheme", "number"], name="scheme_version_unique"),
            CheckConstraint(condition=Q(number=1) | Q(number__gt=1) & ~Q(reason=""), name="scheme_version_has_reason"),
            one_of("measure", Measure, "scheme_measure_known"),
            one_of("area_level", AreaLevel, "scheme_area_level_known"),
            one_of("percentage", Percentage, "scheme_percentage_known"),
            one_of("deciding", Deciding, "scheme_deciding_known"),
            CheckConstraint(condition=Q(places__lte=2), name="scheme_places_at_most_two"),
            _months_in_order("first_month", "last_month", "scheme_months_in_order"),
            _months_in_order("base_first_month", "base_last_month", "scheme_base_months_in_order"),
            CheckConstraint(
                condition=Q(registered_from=None, registered_to=None)
                | Q(
                    registered_from__isnull=False, registered_to__isnull=False, registered_to__gte=F("registered_from")
                ),
                name="scheme_registered_years_in_order",
            ),
            CheckConstraint(
                condition=Q(letter_date=None, announced_by=None, announced_at=None)
                | Q(letter_date__isnull=False, announced_by__isnull=False, announced_at__isnull=False),
                name="scheme_announced_by_letter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} ฉบับที่ {self.number}"

    @property
    def is_announced(self) -> bool:
        return self.letter_date is not None

    @property
    def months(self) -> Sequence[date]:
        return fiscal.months_between(self.first_month, self.last_month)

    @property
    def base_months(self) -> Sequence[date]:
        """None where the base is no sum of months."""
        return fiscal.months_between(self.base_first_month, self.base_last_month) if self.base_first_month else ()

    def months_moved(self, years: int) -> dict[str, date | None]:
        """The months that it measures and those of its base, so many years later; by field."""
        months = {name: getattr(self, name) for name in self.MONTHS}
        return {name: month and fiscal.add_months(month, 12 * years) for name, month in months.items()}

    @property
    def registered(self) -> tuple[date, date] | None:
        """The first and the last day on which a product that counts was registered; None where any counts."""
        if self.registered_from is None or self.registered_to is None:
            return None
        first, last = (year - fiscal.BUDDHIST_ERA for year in (self.registered_from, self.registered_to))
        return date(first, 1, 1), date(last, 12, 31)

    def why_not_counted(self, product: Product) -> str:
        """The sentence for a product that was registered in another year; empty where it counts."""
        if self.registered is None:
            return ""
        first, last = self.registered
        counts = product.registered_on is not None and first <= product.registered_on <= last
        return "" if counts else registered_otherwise(product.name, product.registered_on, first, last)

    @property
    def is_graded(self) -> bool:
        return self.measure == Measure.PARTS

    @property
    def named_parts(self) -> set[int]:
        """The schemes that a grade is made of."""
        return {part.part_id for level in self.levels.all() for part in level.parts.all()}

    @property
    def schemes(self) -> set[int]:
        """Whose targets it asks for: its own and, of a grade, its parts'."""
        return {self.scheme_id, *self.named_parts}

    @cached_property
    def parts_in_force(self) -> list[SchemeVersion]:
        """Of a grade, by which its parts are judged."""
        return SchemeVersion.objects.filter(scheme__in=self.named_parts).current_of_each()

    @property
    def measures_sales(self) -> bool:
        return Measure(self.measure).is_money

    @property
    def can_be_evaluated(self) -> bool:
        """From the beginning of its last month on."""
        return self.last_month <= clock.today()

    @property
    def period(self) -> str:
        """เมษายน 2564 – กันยายน 2564"""
        return thai.run_of_months(self.months)

    @cached_property
    def rule(self) -> scoring.Rule:
        return self.rule_of([level.step for level in self.levels.all()])

    def rule_of(self, levels: Sequence[scoring.Level]) -> scoring.Rule:
        """What it would judge by with these levels."""
        measure = Measure(self.measure)
        return scoring.Rule(
            levels=levels,
            percentage=Percentage(self.percentage),
            deciding=Deciding(self.deciding),
            places=self.places,
            result_places=measure.places,
            unit=measure.unit,
            falling=self.falling,
            is_graded=self.is_graded,
        )


class SchemeLevel(models.Model):
    """A step of a version, the lowest first: at a percentage of the base, or at figures given for each area."""

    version = models.ForeignKey(SchemeVersion, models.CASCADE, related_name="levels", verbose_name="ฉบับของเกณฑ์")
    position = models.PositiveSmallIntegerField("ลำดับ")
    slug = models.SlugField("รหัสระดับ", max_length=20)
    name = models.CharField("ระดับ", max_length=60)
    percent = models.DecimalField("ร้อยละ", max_digits=7, decimal_places=2, null=True, blank=True)
    is_floor = models.BooleanField("ได้ทุกรายที่มีผล", default=False)
    condition = models.CharField("เงื่อนไขเพิ่มเติม", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "ระดับของเกณฑ์"
        ordering = ["version", "position"]
        constraints = [
            UniqueConstraint(fields=["version", "slug"], name="scheme_level_unique"),
            UniqueConstraint(fields=["version", "position"], name="scheme_level_position_unique"),
            CheckConstraint(condition=Q(is_floor=False) | Q(position=1), name="scheme_level_floor_is_lowest"),
            CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=-100, percent__lte=10_000),
                name="scheme_level_percent_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.name}"

    @classmethod
    def of_step(cls, version: SchemeVersion, position: int, step: scoring.Level) -> SchemeLevel:
        """Unsaved, without its parts."""
        said = {name: getattr(step, name) for name in ("slug", "name", "percent", "is_floor", "condition")}
        return cls(version=version, position=position, **said)

    @property
    def step(self) -> scoring.Level:
        return scoring.Level(
            slug=self.slug,
            name=self.name,
            percent=self.percent,
            is_floor=self.is_floor,
            condition=self.condition,
            parts={each.part.slug: each.level_slug for each in self.parts.all()},
        )


class SchemePart(models.Model):
    """What a level of a grade needs: that another scheme's level is reached."""

    level = models.ForeignKey(SchemeLevel, models.CASCADE, related_name="parts", verbose_name="ระดับของเกณฑ์")
    part = models.ForeignKey(Scheme, models.PROTECT, related_name="+", verbose_name="เกณฑ์ย่อย")
    level_slug = models.SlugField("ระดับที่ต้องถึง", max_length=20)

    class Meta:
        verbose_name = verbose_name_plural = "เกณฑ์ย่อยของระดับ"
        ordering = ["level", "pk"]
        constraints = [UniqueConstraint(fields=["level", "part"], name="scheme_part_unique")]

    def __str__(self) -> str:
        return f"{self.level}: {self.part} {self.level_slug}"


class SchemeEvent(models.Model):
    """Append-only history of the schemes: who copied, changed or announced which version, when, and what it said."""

    class Action(models.TextChoices):
        COPY = "copy", "คัดลอกมาจัดทำ"
        NEW_VERSION = "new_version", "จัดทำฉบับใหม่"
        CHANGE = "change", "แก้ไข"
        ANNOUNCE = "announce", "ประกาศใช้"

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="events")
    number = models.PositiveSmallIntegerField("ฉบับที่")
    action = models.CharField(max_length=12, choices=Action.choices)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(default=clock.now)
    # What was changed: its words on the page, before and after. A list: a database may order the keys of a mapping.
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = verbose_name_plural = "ประวัติเกณฑ์ตัวชี้วัด"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.scheme} ฉบับที่ {self.number}: {self.get_action_display()}"
