"""Lines that come to a sheet: typed by the officer, drawn from the month before, or from the register."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from uuid import UUID

from otop_portal import money, thai

from .. import sentences
from ..models import CHANNELS, District, Officer, Producer, ProducerStatus, Product, ProductType, Sale, Sheet
from ..near_names import first_nearly_named
from .engine import LockedSheet, Outcome, Plan, perform
from .producers import add_producer, change_producer
from .refusals import Kind, Refused
from .table import Action

Amounts = tuple[Decimal | None, ...]
"""Four amounts in baht in the order of CHANNELS; None where the cell is empty."""

NOT_ANSWERED: Amounts = (None,) * len(CHANNELS)


def completed(amounts: Sequence[Decimal | None]) -> Amounts:
    """Any amount turns the other blanks into 0; none leaves the row unanswered."""
    if all(amount is None for amount in amounts):
        return NOT_ANSWERED
    return tuple(money.ZERO if amount is None else amount for amount in amounts)


@dataclass(frozen=True)
class NewRow:
    """A line that เพิ่มกลุ่ม added. `distinct`: the officer said that a name nearly the same is somebody else."""

    key: str
    name: str
    product_type: str
    producer_type: str
    amounts: Amounts
    distinct: bool = False

    def is_nameless(self) -> bool:
        return not thai.normalised_name(self.name)

    def is_blank(self) -> bool:
        return self.is_nameless() and self.amounts == NOT_ANSWERED


class NewLines:
    """Adds lines to a locked sheet, each with its place and its producer, or with what keeps it back."""

    def __init__(self, locked: LockedSheet, wanted: Plan) -> None:
        self.locked, self.wanted = locked, wanted
        self.numbers = {(row.producer_id, row.product_type): n for n, row in enumerate(locked.rows.values(), 1)}
        self.position = max((row.position for row in locked.rows.values()), default=0)

    def add(self, typed: Collection[NewRow]) -> None:
        for line in typed:
            if not line.is_blank():
                self._add_typed(line)

    def append(
        self, producer: Producer, product_type: str, amounts: Amounts = NOT_ANSWERED, *, carried_over: bool = False
    ) -> None:
        self.position += 1
        self.numbers[producer.pk, product_type] = len(self.numbers) + 1
        self.wanted.inserted.append(
            Sale(
                sheet=self.locked.sheet,
                producer=producer,
                product_type=product_type,
                position=self.position,
                carried_over=carried_over,
                **dict(zip(CHANNELS, amounts, strict=True)),
            )
        )

    def _add_typed(self, line: NewRow) -> None:
        try:
            self._check(line)
            producer = self._producer(line)
        except _Held as held:
            self.wanted.holds(line.key, held.sentence, field=held.field, kind=held.kind)
        except Refused as refused:  # by the register
            self.wanted.holds(line.key, refused.sentence, field="name")
        else:
            self.append(producer, line.product_type, completed(line.amounts))

    def _check(self, line: NewRow) -> None:
        if refusal := self.locked.refusal(None):
            raise _Held("", refusal)
        if line.is_nameless():
            raise _Held("name", sentences.NO_NAME)
        if line.product_type not in ProductType.values:
            raise _Held("product_type", sentences.NO_PRODUCT_TYPE)

    def _check_once(self, line: NewRow, producer: Producer) -> None:
        if number := self.numbers.get((producer.pk, line.product_type)):
            label = ProductType(line.product_type).label
            raise _Held("name", sentences.doubled(producer.name, label, number))

    def _producer(self, line: NewRow) -> Producer:
        """From the register, or new to it; held where the officer has to decide first."""
        name = thai.normalised_name(line.name)
        if producer := self.active.get(name):
            self._check_once(line, producer)
            return self._with_type(producer, line)
        if sentence := self.unusable.get(name):
            raise _Held("name", sentence(line.name.strip()))
        if not line.distinct and (near := first_nearly_named(self.active.values(), line.name)):
            raise _Held("name", sentences.nearly_same(near.name), Kind.NEARLY_SAME)
        if self.locked.sheet.month.saving_confirms:
            raise _Held("name", sentences.not_in_register(line.name.strip()), Kind.NOT_REGISTERED)
        if not line.producer_type:
            raise _Held("producer_type", sentences.NO_PRODUCER_TYPE)
        return self._remembered(
            add_producer(
                district=self.locked.district, by=self.locked.by, name=line.name, producer_type=line.producer_type
            )
        )

    def _with_type(self, producer: Producer, line: NewRow) -> Producer:
        """The register keeps the type; one that it does not know is asked for once."""
        if not producer.producer_type and line.producer_type:
            return self._remembered(
                change_producer(producer=producer, by=self.locked.by, producer_type=line.producer_type)
            )
        return producer

    def _remembered(self, producer: Producer) -> Producer:
        self.active[producer.normalised_name] = producer
        return producer

    @cached_property
    def active(self) -> dict[str, Producer]:
        """The district's register by normalised name, read once for all lines."""
        active = Producer.objects.filter(district=self.locked.district).listed().active()
        return {producer.normalised_name: producer for producer in active}

    @cached_property
    def unusable(self) -> dict[str, Callable[[str], str]]:
        """What to say of names that the register has, but not to report."""
        why: dict[str, Callable[[str], str]] = {
            ProducerStatus.CLOSED: sentences.of_closed_producer,
            ProducerStatus.REQUESTED: sentences.of_requested_producer,
        }
        found = Producer.objects.filter(district=self.locked.district, status__in=why)
        return {name: why[status] for name, status in found.values_list("normalised_name", "status")}


class _Held(Exception):
    """A typed line that has to wait, and why."""

    def __init__(self, field: str, sentence: str, kind: Kind = Kind.FAULT) -> None:
        super().__init__(sentence)
        self.field, self.sentence, self.kind = field, sentence, kind


def copy_previous_month(*, district: District, month: date, by: Officer, submission: UUID | None = None) -> Outcome:
    """Sync ข้อมูล (S001:39): producers and types of the month before, no amounts; rows that are there stay untouched.

    Where the month before is empty the newest earlier sheet serves, in a first month the register.
    """

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        lines = NewLines(locked, wanted)
        for producer, product_type in names_before(district, month):
            if (producer.pk, product_type) not in lines.numbers:
                lines.append(producer, product_type, carried_over=True)
        return wanted

    source = source_of_copy(district, month)
    origin = sentences.copied_from(source.month_id if source else None)
    return perform(Action.COPY, plan, district=district, month=month, by=by, reason=origin, submission=submission)


def names_before(district: District, month: date) -> Iterable[tuple[Producer, str]]:
    """Active producers with their product types, in the order of the sheet that Sync draws from."""
    if source := source_of_copy(district, month):
        rows = Sale.objects.filter(sheet=source, producer__in=Producer.objects.listed().active()).in_order()
        return [(row.producer, row.product_type) for row in rows.select_related("producer")]
    registered = Product.objects.filter(producer__in=Producer.objects.filter(district=district).listed().active())
    pairs = registered.order_by("producer__sort_key", "producer").select_related("producer")
    order = ProductType.values
    return sorted(
        {(product.producer, product.product_type) for product in pairs},
        key=lambda pair: (pair[0].sort_key, pair[0].pk, order.index(pair[1])),
    )


def source_of_copy(district: District, month: date) -> Sheet | None:
    """The sheet that Sync draws from: the month before, or the newest earlier one that has rows of producers."""
    earlier = Sheet.objects.filter(district=district, month__lt=month, sales__producer__is_collecting=False)
    return earlier.select_related("month").order_by("-month").first()


def add_missing_producers(
    *, district: District, month: date, by: Officer, producer: int | None = None, submission: UUID | None = None
) -> Outcome:
    """Give a producer without a row (None: all of them) lines with the product types last reported or registered."""

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        lines = NewLines(locked, wanted)
        missing = Producer.objects.without_row(district, month)
        for each in missing if producer is None else missing.filter(pk=producer):
            types = known_product_types(each)
            for product_type in types:
                lines.append(each, product_type)
            if not types:
                wanted.holds(each.pk, sentences.NO_PRODUCT_TYPE, field="product_type")
        return wanted

    return perform(Action.SAVE, plan, district=district, month=month, by=by, content=producer, submission=submission)


def known_product_types(producer: Producer) -> list[str]:
    """What the producer last reported, or else what it has registered."""
    newest = producer.sales.order_by("-sheet__month").values_list("sheet", flat=True).first()
    reported = producer.sales.filter(sheet=newest) if newest else producer.products.all()
    return [kind for kind in ProductType.values if kind in set(reported.values_list("product_type", flat=True))]
