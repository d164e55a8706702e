"""What stands around the figures that an area is given: the province's own announcement, and the history."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from otop_portal import clock
from sales.models import Officer, Province
from sales.models.changes import ChangesField
from sales.models.constraints import one_of

from ..choices import SettingAction
from ..querysets import EvaluationQuerySet, OfAreaQuerySet, SettingEventQuerySet, SettingQuerySet
from .evaluations import Evaluation
from .figures import Plan, Target
from .schemes import Scheme

_LOCK = ("letter_date", "locked_by", "locked_at")


class Setting(models.Model):
    """The targets of a scheme, or the plan of a fiscal year, in one province; without one, the country's own.

    Made by the first change, and the row that every change locks. The province's letter fixes its figures.
    """

    province = models.ForeignKey(
        Province, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="จังหวัด"
    )
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, null=True, blank=True, related_name="settings", verbose_name="เกณฑ์"
    )
    fiscal_year = models.PositiveSmallIntegerField("แผนของปีงบประมาณ", null=True, blank=True)
    letter_number = models.CharField("เลขที่หนังสือ", max_length=60, blank=True)
    letter_date = models.DateField("ลงวันที่", null=True, blank=True)
    locked_by = models.ForeignKey(
        Officer, models.PROTECT, null=True, blank=True, related_name="+", db_index=False, verbose_name="ประกาศโดย"
    )
    locked_at = models.DateTimeField("ประกาศเมื่อ", null=True, blank=True)

    objects = SettingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "การกำหนดเป้าหมาย"
        constraints = [
            CheckConstraint(
                condition=Q(scheme__isnull=False, fiscal_year=None) | Q(scheme=None, fiscal_year__isnull=False),
                name="setting_of_scheme_or_year",
            ),
            UniqueConstraint(fields=["scheme", "province"], name="setting_one_per_scheme"),
            UniqueConstraint(fields=["scheme"], condition=Q(province=None), name="setting_one_of_country"),
            UniqueConstraint(fields=["fiscal_year", "province"], name="setting_one_per_year"),
            UniqueConstraint(fields=["fiscal_year"], condition=Q(province=None), name="setting_one_year_of_country"),
            CheckConstraint(
                condition=Q(**dict.fromkeys(_LOCK))
                | Q(**{f"{name}__isnull": False for name in _LOCK}) & ~Q(letter_number=""),
                name="setting_locked_by_letter",
            ),
        ]

    def __str__(self) -> str:
        what = str(self.scheme) if self.scheme else f"แผนรายเดือน (Road Map) ปีงบประมาณ {self.fiscal_year}"
        return f"{what} {self.province or 'ประเทศ'}"

    @property
    def rows(self) -> OfAreaQuerySet:
        """What stands in it: targets or plans."""
        rows = (
            Target.objects.filter(scheme=self.scheme_id) if self.scheme_id else Plan.objects.of_year(self.fiscal_year)
        )
        return rows.filter(province=self.province_id)

    @property
    def evaluations(self) -> EvaluationQuerySet:
        """By which the province has signed what it reached of these targets."""
        return Evaluation.objects.filter(version__scheme=self.scheme_id, province=self.province_id)

    @property
    def is_locked(self) -> bool:
        return self.locked_at is not None


class SettingEvent(models.Model):
    """Append-only history: who changed which figures, when, from what to what, and from which file."""

    setting = models.ForeignKey(Setting, models.PROTECT, related_name="events")
    action = models.CharField("การกระทำ", max_length=6, choices=SettingAction.choices)
    by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False, verbose_name="โดย")
    at = models.DateTimeField("เมื่อ", default=clock.now)
    # The file, the letter, or why it was unlocked.
    reason = models.CharField("เหตุผลหรือที่มา", max_length=500, blank=True)
    # By row (targets.transitions.tables), amounts in satang; a figure that was not there is None.
    changes = ChangesField(default=list)
    undoes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="undone_by", verbose_name="ยกเลิก"
    )

    objects = SettingEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ประวัติการกำหนดเป้าหมาย"
        ordering = ["pk"]
        constraints = [
            one_of("action", SettingAction, "setting_event_action_known"),
            UniqueConstraint(fields=["undoes"], name="setting_event_undone_once"),
            CheckConstraint(
                condition=Q(action="undo", undoes__isnull=False) | ~Q(action="undo") & Q(undoes=None),
                name="setting_event_undo_of_import",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.setting}: {self.get_action_display()}"
