from datetime import date

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from otop_portal import clock, thai

from ..choices import DueKind, DueLevel
from ..due_dates.querysets import COUNTRY, DueDateEventQuerySet, OfAnAreaQuerySet
from .areas import District, Province
from .constraints import one_of
from .months import ReportingMonth
from .officers import Officer


class DueFor(models.Model):
    """What is due, and for whom: the country, a province, or a district that was given more time."""

    kind = models.CharField("งาน", max_length=8, choices=DueKind.choices)
    # Of a round its last month.
    period = models.ForeignKey(ReportingMonth, models.PROTECT, verbose_name="เดือน", related_name="+", db_index=False)
    level = models.CharField("ระดับ", max_length=8, choices=DueLevel.choices)
    province = models.ForeignKey(
        Province, models.PROTECT, verbose_name="จังหวัด", null=True, related_name="+", db_index=False
    )
    district = models.ForeignKey(
        District, models.PROTECT, verbose_name="อำเภอ", null=True, related_name="+", db_index=False
    )

    class Meta:
        abstract = True

    @property
    def key(self) -> dict[str, object]:
        """What tells it from every other."""
        return {name: getattr(self, name) for name in ("kind", "period_id", "level", "province_id", "district_id")}

    @property
    def area(self) -> Province | District | None:
        return self.district or self.province

    @property
    def area_code(self) -> str:
        """Empty for the country."""
        return self.district_id or self.province_id or ""

    @property
    def area_level(self) -> str:
        return "district" if self.district_id else "province" if self.province_id else "country"


class DueDate(DueFor):
    """The last day that is in time. What a change does to it stands in DueDateEvent."""

    due_on = models.DateField("ครบกำหนดวันที่")
    # A holiday, for whoever reads the day.
    note = models.CharField("หมายเหตุ", max_length=200, blank=True)
    reason = models.CharField("เหตุผล", max_length=500, blank=True)

    objects = OfAnAreaQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "กำหนดส่ง"
        ordering = ["period", "kind", "level", "province", "district"]
        constraints = [
            one_of("kind", DueKind, "due_date_kind_known"),
            one_of("level", DueLevel, "due_date_level_known"),
            CheckConstraint(
                condition=Q(due_on__gte=date(2015, 1, 1), due_on__lt=date(2101, 1, 1)), name="due_date_gregorian"
            ),
            CheckConstraint(condition=Q(province=None) | Q(district=None), name="due_date_of_one_area"),
            CheckConstraint(
                condition=Q(district=None) | (Q(level=DueLevel.DISTRICT) & ~Q(reason="")),
                name="due_date_extension_says_why",
            ),
            UniqueConstraint(fields=["kind", "period", "level"], condition=COUNTRY, name="due_date_unique_in_country"),
            UniqueConstraint(
                fields=["kind", "period", "level", "province"],
                condition=Q(province__isnull=False),
                name="due_date_unique_in_province",
            ),
            UniqueConstraint(
                fields=["kind", "period", "level", "district"],
                condition=Q(district__isnull=False),
                name="due_date_unique_in_district",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period} {self.get_level_display()}"

    @property
    def content(self) -> dict[str, str]:
        """What a change can change, for the history."""
        return {"due_on": self.due_on.isoformat(), "note": self.note}


class DueDateEvent(DueFor):
    """Append-only history of the due dates: who set or withdrew which, when and why."""

    class Action(models.TextChoices):
        SET = "set", "กำหนดวัน"
        WITHDRAW = "withdraw", "ยกเลิกวันที่กำหนดเอง"

    action = models.CharField("การดำเนินการ", max_length=8, choices=Action.choices)
    by = models.ForeignKey(Officer, models.PROTECT, verbose_name="ผู้ดำเนินการ", related_name="+", db_index=False)
    at = models.DateTimeField("เมื่อ", default=clock.now)
    reason = models.CharField("เหตุผล", max_length=500, blank=True)
    # {"due_on": ISO, "note": text}; empty where there was none of its own.
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects = DueDateEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ประวัติกำหนดส่ง"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.period} {self.get_action_display()}"

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """In words: (field, before, after)."""
        return [
            (str(DueDate._meta.get_field(name).verbose_name), before, after)
            for name in ("due_on", "note")
            if (before := _in_words(self.before, name)) != (after := _in_words(self.after, name))
        ]


def _in_words(content: dict[str, str], name: str) -> str:
    value = content.get(name, "")
    return thai.date_full(date.fromisoformat(value)) if value and name == "due_on" else value
