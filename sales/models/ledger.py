from collections.abc import Iterable, Mapping
from datetime import UTC
from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from otop_portal import clock, money
from otop_portal.money import BahtField

from ..choices import CHANNELS, ProducerType, ProductType, Stage
from ..querysets import DraftQuerySet, SaleQuerySet, SheetEventQuerySet, SheetQuerySet
from .areas import District
from .changes import ChangesField
from .constraints import amount_in_range, both_or_neither, one_of
from .months import ReportingMonth
from .officers import Officer
from .producers import Producer


class Sheet(models.Model):
    """รต.๑ of one district for one month: what every transition locks. Made by the first transition."""

    district = models.ForeignKey(District, models.PROTECT, related_name="sheets", db_index=False)
    month = models.ForeignKey(ReportingMonth, models.PROTECT, related_name="sheets")
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.DRAFT)
    version = models.PositiveIntegerField(default=0)
    confirmed_version = models.PositiveIntegerField(default=0)
    submitted_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    submitted_at = models.DateTimeField(null=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "แบบ รต.๑"
        constraints = [
            UniqueConstraint(fields=["district", "month"], name="sheet_unique"),
            one_of("stage", Stage, "sheet_stage_known"),
            both_or_neither("submitted_by", "submitted_at", "sheet_submitted_by_and_at"),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.month}"


_AMOUNT_FIELDS_EMPTY = Q(*((f"{channel}__isnull", True) for channel in CHANNELS))
_AMOUNT_FIELDS_SET = Q(*((f"{channel}__isnull", False) for channel in CHANNELS))


def _confirmed_by() -> models.ForeignKey:
    # No constraint: a hundred rows that name one officer would ask for him a hundred times. Officers are closed, never
    # deleted, and verify_ledger looks for each.
    return models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False)


class Sale(models.Model):
    """A line of the sheet: one producer, one product type, four amounts in baht."""

    # The unique constraint below serves as its index.
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="sales", db_index=False)
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="sales")
    product_type = models.CharField(max_length=8, choices=ProductType.choices)
    # Frozen at confirmation; until then the register's holds.
    producer_type = models.CharField(max_length=22, choices=ProducerType.choices, blank=True)
    domestic_offline = BahtField(null=True)
    domestic_online = BahtField(null=True)
    foreign_offline = BahtField(null=True)
    foreign_online = BahtField(null=True)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.DRAFT)
    position = models.PositiveIntegerField()
    # Sync brought it from the month before: removing it asks for a reason.
    carried_over = models.BooleanField(default=False)
    district_confirmed_by = _confirmed_by()
    district_confirmed_at = models.DateTimeField(null=True)
    province_confirmed_by = _confirmed_by()
    province_confirmed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    # What SaleQuerySet.with_register adds.
    register_name: str
    register_type: str
    register_status: str
    collecting: bool

    objects = SaleQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "รายการยอดจำหน่าย"
        ordering = ["position", "pk"]
        constraints = [
            UniqueConstraint(fields=["sheet", "producer", "product_type"], name="sale_unique"),
            one_of("product_type", ProductType, "sale_product_type_known"),
            one_of("stage", Stage, "sale_stage_known"),
            CheckConstraint(condition=Q(producer_type__in=["", *ProducerType.values]), name="sale_producer_type_known"),
            *(amount_in_range(channel, f"sale_{channel}_in_range") for channel in CHANNELS),
            CheckConstraint(condition=_AMOUNT_FIELDS_EMPTY | _AMOUNT_FIELDS_SET, name="sale_answered_or_not"),
            CheckConstraint(
                condition=Q(stage=Stage.DRAFT) | (_AMOUNT_FIELDS_SET & ~Q(producer_type="")),
                name="sale_confirmed_only_when_answered",
            ),
            both_or_neither("district_confirmed_by", "district_confirmed_at", "sale_district_confirmed_by_and_at"),
            both_or_neither("province_confirmed_by", "province_confirmed_at", "sale_province_confirmed_by_and_at"),
            CheckConstraint(
                condition=Q(stage=Stage.DRAFT, district_confirmed_at__isnull=True, province_confirmed_at__isnull=True)
                | Q(stage=Stage.DISTRICT, district_confirmed_at__isnull=False, province_confirmed_at__isnull=True)
                | Q(stage=Stage.PROVINCE, district_confirmed_at__isnull=False, province_confirmed_at__isnull=False),
                name="sale_stage_matches_confirmations",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer} {self.get_product_type_display()}"

    @property
    def amounts(self) -> tuple[Decimal | None, ...]:
        """The four amounts in baht, in the order of CHANNELS; all None when not answered."""
        return tuple(getattr(self, channel) for channel in CHANNELS)

    @property
    def answered(self) -> bool:
        return self.domestic_offline is not None

    @property
    def total(self) -> Decimal | None:
        return money.total(self.amounts) if self.answered else None


class Draft(models.Model):
    """An officer's unfinished typing: never in a sum, a report or an event."""

    district = models.ForeignKey(District, models.CASCADE, db_index=False)
    month = models.ForeignKey(ReportingMonth, models.CASCADE)
    officer = models.ForeignKey(Officer, models.CASCADE)
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField(default=clock.now)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ร่างที่ยังไม่บันทึก"
        constraints = [UniqueConstraint(fields=["district", "month", "officer"], name="draft_unique")]

    def __str__(self) -> str:
        return f"{self.officer} {self.district} {self.month}"

    @property
    def stamp(self) -> str:
        """Tells one saving of the draft from the next."""
        return self.saved_at.astimezone(UTC).isoformat()


class SheetEvent(models.Model):
    """One action on a sheet, for ever. Replaying a sheet's events gives its rows.

    `changes` is a list of {"row": id, "before": {...} | null, "after": {...} | null}: only what changed for a row
    that stays, everything for a row that comes (before null) or goes (after null); amounts in satang.
    `totals` is of the whole sheet: {"before": satang, "after": satang, "rows": number after, "confirmed": of them those
    beyond draft, "stage": stage after}; "changed" is the sum in satang of the changed rows that stay.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="events", db_index=False)
    number = models.PositiveIntegerField()
    action = models.CharField(max_length=24)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    submission = models.UUIDField(null=True)
    content_hash = models.CharField(max_length=64, blank=True)
    changes = ChangesField()
    # What the action had to leave undone, for whoever repeats the submission.
    problems = models.JSONField(default=list)
    totals = models.JSONField()

    objects = SheetEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ประวัติ"
        ordering = ["sheet", "number"]
        constraints = [
            UniqueConstraint(fields=["sheet", "number"], name="sheet_event_number_unique"),
            UniqueConstraint(fields=["sheet", "submission", "content_hash"], name="sheet_event_submission_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} ครั้งที่ {self.number}"

    @property
    def rows(self) -> Iterable[int]:
        return (change["row"] for change in self.changes)

    def change_of(self, row: int) -> Mapping | None:
        return next((change for change in self.changes if change["row"] == row), None)
