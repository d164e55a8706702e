from itertools import product

from django.db import models
from django.db.models import Q

from otop_portal import thai
from otop_portal.money import BahtField

from ..choices import CHANNELS, ProducerType, ProductType
from ..querysets import TallyQuerySet
from .areas import District, Province
from .ledger import Sheet
from .months import ReportingMonth


def amount_column(product_type: str, producer_type: str, channel: str) -> str:
    return f"{product_type}_{producer_type}_{channel}"


# 5 product types × 3 producer types × 4 channels.
AMOUNT_COLUMNS = {
    (product_type, producer_type, channel): amount_column(product_type, producer_type, channel)
    for product_type, producer_type, channel in product(ProductType.values, ProducerType.values, CHANNELS)
}


def amount_columns(*, product_type: str = "", producer_type: str = "", channel: str = "") -> list[str]:
    """The columns whose sum is this part of a line's amounts; without any restriction their sum is `total`."""
    wanted = (product_type, producer_type, channel)
    if not any(wanted):
        return ["total"]
    parts = AMOUNT_COLUMNS.items()
    return [column for key, column in parts if all(want in ("", part) for want, part in zip(wanted, key, strict=True))]


PRODUCER_COLUMNS = {producer_type: f"producers_{producer_type}" for producer_type in ProducerType.values}


class Tally(models.Model):
    """The country's confirmed sums: one wide line per sheet, of its province-confirmed rows only.

    A line is never rewritten: it is closed (`until`) and a new one begins, so that a sum as of any moment is the
    same query. Kept in the transaction of the change, under the sheet's lock. Producers are distinct within the
    sheet; they add up over districts of one month, never over months.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="tallies")
    district = models.ForeignKey(District, models.PROTECT, related_name="+", db_index=False)
    province = models.ForeignKey(Province, models.PROTECT, related_name="+", db_index=False)
    month = models.ForeignKey(ReportingMonth, models.PROTECT, related_name="+", db_index=False)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    complete = models.BooleanField()
    rows = models.PositiveIntegerField(default=0)
    producers = models.PositiveIntegerField(default=0)
    total = BahtField(default=0)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ยอดรวมที่ยืนยันแล้ว"
        indexes = [models.Index(fields=["month", "province"], name="tally_month_province")]
        constraints = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(until=None), name="tally_one_current_line"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="tally_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {thai.moment(self.since)}"


for _name in PRODUCER_COLUMNS.values():
    Tally.add_to_class(_name, models.PositiveIntegerField(default=0))
for _name in AMOUNT_COLUMNS.values():
    Tally.add_to_class(_name, BahtField(default=0))
