from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from otop_portal import money
from otop_portal.money import BahtField

from ..choices import CHANNELS, CorrectionKind, CorrectionState, ProductType, Stage
from ..corrections.querysets import CorrectionRequestQuerySet
from .constraints import amount_in_range, both_or_neither, one_of
from .ledger import Sheet
from .officers import Officer
from .producers import Producer

if TYPE_CHECKING:
    from ..transitions.locking import Row

_WAITING = Q(state=CorrectionState.WAITING)


class CorrectionRequest(models.Model):
    """A row of a locked sheet as its district says it should be: producer, product type and four amounts.

    Of another producer or type than the row's, the row is to be zeroed and a new one to take the amounts.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="corrections", db_index=False)
    kind = models.CharField(max_length=8, choices=CorrectionKind.choices)
    # By its id, as events name a row: one that was sent back may be gone by now. None: it is missing.
    row = models.PositiveBigIntegerField(null=True)
    row_version = models.PositiveIntegerField(null=True)
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="+", db_index=False)
    product_type = models.CharField(max_length=8, choices=ProductType.choices)
    domestic_offline = BahtField()
    domestic_online = BahtField()
    foreign_offline = BahtField()
    foreign_online = BahtField()
    reason = models.CharField(max_length=200)
    asked_by = models.ForeignKey(Officer, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=CorrectionState.choices, default=CorrectionState.WAITING)
    answer = models.CharField(max_length=200, blank=True)
    answered_by = models.ForeignKey(Officer, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    objects = CorrectionRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "คำขอแก้ไขข้อมูล"
        constraints = [
            one_of("kind", CorrectionKind, "correction_kind_known"),
            one_of("state", CorrectionState, "correction_state_known"),
            one_of("product_type", ProductType, "correction_product_type_known"),
            *(amount_in_range(channel, f"correction_{channel}_in_range") for channel in CHANNELS),
            both_or_neither("row", "row_version", "correction_row_and_version"),
            CheckConstraint(
                condition=Q(kind=CorrectionKind.MISSING, row__isnull=True)
                | (~Q(kind=CorrectionKind.MISSING) & Q(row__isnull=False)),
                name="correction_of_a_row_or_a_missing_one",
            ),
            both_or_neither("answered_by", "answered_at", "correction_answered_by_and_at"),
            CheckConstraint(
                condition=(_WAITING & Q(answered_at__isnull=True)) | (~_WAITING & Q(answered_at__isnull=False)),
                name="correction_waits_or_is_answered",
            ),
            UniqueConstraint(fields=["sheet", "row"], condition=_WAITING, name="correction_one_waiting_for_a_row"),
            UniqueConstraint(
                fields=["sheet", "producer", "product_type"],
                condition=_WAITING,
                name="correction_one_waiting_for_a_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.producer} {self.get_product_type_display()}"

    @property
    def amounts(self) -> tuple[Decimal, ...]:
        return tuple(getattr(self, channel) for channel in CHANNELS)

    @property
    def total(self) -> Decimal:
        return money.total(self.amounts)

    @property
    def waits(self) -> bool:
        return self.state == CorrectionState.WAITING

    @property
    def adds_row(self) -> bool:
        return self.kind != CorrectionKind.VALUES

    def fits(self, rows: Mapping[int, "Row"]) -> bool:
        """Could it still be done: the row as it was asked about, and its new one not there yet?"""
        if self.row is None:
            as_asked = self.sheet.stage == Stage.PROVINCE
        else:
            as_asked = self.row in rows and rows[self.row].version == self.row_version
        keys = {(row.producer_id, row.product_type) for row in rows.values()}
        return as_asked and not (self.adds_row and (self.producer_id, self.product_type) in keys)
