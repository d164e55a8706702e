from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import product

from django.db import models
from django.db.models import Q, TextChoices

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


def amount_columns(*, product_type: str = "", producer_type: str = "", channels: Collection[str] = ()) -> list[str]:
    """The columns whose sum is this part of a line's amounts; without any restriction their sum is `total`."""
    if not (product_type or producer_type or channels):
        return ["total"]
    return [
        column
        for (of_product, of_producer, channel), column in AMOUNT_COLUMNS.items()
        if product_type in ("", of_product) and producer_type in ("", of_producer) and channel in (channels or CHANNELS)
    ]


class Count(TextChoices):
    """Producers, each counted once: all who reported, were it 0, and those of them who sold something."""

    REPORTING = "producers"
    SELLING = "selling"


def _count_column(*parts: str) -> str:
    return "_".join(filter(None, parts))


# Of a sheet, of its producer types, and of each producer type in each product type.
COUNT_COLUMNS = {
    (count, product_type, producer_type): _count_column(count, product_type, producer_type)
    for count in Count.values
    for product_type, producer_type in [*product(["", *ProductType.values], ProducerType.values), ("", "")]
}


def count_columns(count: Count, *, product_type: str = "", producer_type: str = "") -> list[str]:
    """The columns whose sum is the number of these producers of a line."""
    if product_type and not producer_type:
        return [COUNT_COLUMNS[count, product_type, each] for each in ProducerType.values]
    return [COUNT_COLUMNS[count, product_type, producer_type]]


def producer_counts(lines: Iterable[tuple[int, str, str, bool]]) -> dict[str, int]:
    """By column, of one sheet's lines: producer, product type, producer type, and whether anything was sold.

    A producer has one type; where lines that were confirmed at different times froze different ones, the last.
    """
    lines = list(lines)
    types = {producer: producer_type for producer, _, producer_type, _ in lines}
    groups: dict[tuple[str, str, str], set[int]] = defaultdict(set)
    for producer, product_type, _, sold in lines:
        counts = Count.values if sold else [Count.REPORTING]
        for group in product(counts, ("", product_type), ("", types[producer])):
            groups[group].add(producer)
    return {column: len(groups[group]) for group, column in COUNT_COLUMNS.items()}


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
    total = BahtField(default=0)

    # Their sum is `total`.
    amount_columns = tuple(AMOUNT_COLUMNS.values())

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "ยอดรวมที่ยืนยันแล้ว"
        indexes = [
            models.Index(fields=["month", "province"], name="tally_month_province"),
            # A line is 900 bytes wide: what is confirmed wholly is read from the index alone.
            models.Index(fields=["month", "district", "complete"], condition=Q(until=None), name="tally_complete"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sheet"], condition=Q(until=None), name="tally_one_current_line"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=models.F("since")), name="tally_until_after_since"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {thai.moment(self.since)}"


for _name in COUNT_COLUMNS.values():
    Tally.add_to_class(_name, models.PositiveIntegerField(default=0))
for _name in AMOUNT_COLUMNS.values():
    Tally.add_to_class(_name, BahtField(default=0))
