"""The register's own transitions: every change of a producer is one event in its history."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from otop_portal import clock, thai

from .. import sentences
from ..choices import ProducerStatus, ProducerType, Role
from ..models import District, Officer, Producer, ProducerEvent, Product, ReportingMonth
from .permissions import check_acting
from .refusals import Refused

_REMEMBERED = (
    "code",
    "name",
    "producer_type",
    "status",
    "subdistrict",
    "address",
    "telephone",
    "active_from",
    "active_until",
)
MAX_NAME = 200
COLLECTING_NAME = "ยอดรวมที่นำเข้าโดยไม่มีรายชื่อ"
_MAY_CHANGE = frozenset({Role.DISTRICT, Role.PROVINCE, Role.ADMIN})
_ASK, _DECIDE = frozenset({Role.DISTRICT}), frozenset({Role.PROVINCE})


def add_producer(
    *, district: District, by: Officer, name: str, producer_type: str = "", reason: str = "", **details: Any
) -> Producer:
    """A new producer in the district's register. Raises Refused where an active one has the name."""
    check_acting(by, *_MAY_CHANGE, district=district)
    details.setdefault("active_from", None)
    producer = Producer(district=district, producer_type=producer_type, **details)
    producer.rename(name)
    return entered(producer, ProducerEvent.Action.ADD, by, reason)


def add_from_register(*, district: District, by: Officer, **details: Any) -> Producer:
    """On the register's own page. Once saving confirms, a district asks its province instead (S001:87)."""
    if by.role == Role.DISTRICT and ReportingMonth.objects.asks_for_producers(clock.today()):
        raise Refused(sentences.ASK_FOR_PRODUCER)
    return add_producer(district=district, by=by, **details)


def request_producer(
    *, district: District, by: Officer, name: str, product: str, product_type: str, proof: str, **details: Any
) -> Producer:
    """ขอเพิ่มผู้ประกอบการรายใหม่: its name is taken from now on, but nobody reports it until the province approves."""
    check_acting(by, *_ASK, district=district)
    producer = Producer(district=district, status=ProducerStatus.REQUESTED, **details)
    producer.rename(name)
    with transaction.atomic():
        entered(producer, ProducerEvent.Action.REQUEST, by, proof)
        Product.objects.create(producer=producer, name=thai.tidy(product), product_type=product_type)
    return producer


def approve_producer(*, producer: Producer, by: Officer) -> Producer:
    def approve(current: Producer) -> None:
        _check_waits(current)
        current.status = ProducerStatus.ACTIVE

    return amend(producer, ProducerEvent.Action.APPROVE, by, approve, "", roles=_DECIDE)


def refuse_producer(*, producer: Producer, by: Officer, reason: str) -> Producer:
    def refuse(current: Producer) -> None:
        _check_waits(current)
        current.status = ProducerStatus.REFUSED

    if not reason.strip():
        raise Refused(sentences.NO_REASON_TO_REFUSE)
    return amend(producer, ProducerEvent.Action.REFUSE, by, refuse, reason, roles=_DECIDE)


def join_producer(*, producer: Producer, by: Officer, into: Producer) -> Producer:
    """The district has it already, under another name: what was asked for becomes a product of that one."""

    def join(current: Producer) -> None:
        _check_waits(current)
        current.status, current.merged_into = ProducerStatus.REFUSED, to_join(current, into)
        give_products(current, into, by, sentences.of_request(current.name))

    reason = sentences.joined_into(into.name)
    return amend(producer, ProducerEvent.Action.JOIN, by, join, reason, roles=_DECIDE)


def to_join(producer: Producer, into: Producer) -> Producer:
    """Another of the same district that is active: it alone may stay for both."""
    others = Producer.objects.filter(district=producer.district_id).listed().active().exclude(pk=producer.pk)
    if known := others.filter(pk=into.pk).first():
        return known
    raise Refused(sentences.NOT_TO_JOIN)


def give_products(producer: Producer, to: Producer, by: Officer, reason: str) -> None:
    for product in producer.products.all():
        product.producer = to
        product.save()
        _remember_product(product, by, reason)


def change_producer(*, producer: Producer, by: Officer, reason: str = "", **changes: Any) -> Producer:
    """Rename, change the type, correct the address. Confirmed rows keep the type that they were confirmed with."""

    def change(current: Producer) -> None:
        if "name" in changes:
            current.rename(changes["name"])
            _check_name(current)
        for field, value in changes.items():
            if field != "name":
                setattr(current, field, value)

    return amend(producer, ProducerEvent.Action.CHANGE, by, change, reason)


def close_producer(*, producer: Producer, by: Officer, on: date, reason: str) -> Producer:
    """Close from that day on: no new month expects an answer of it."""

    def close(current: Producer) -> None:
        if current.status != ProducerStatus.ACTIVE:
            raise Refused(sentences.ALREADY_CLOSED if current.status == ProducerStatus.CLOSED else sentences.NOT_ACTIVE)
        current.status, current.active_until = ProducerStatus.CLOSED, on

    check_reason(reason)
    return amend(producer, ProducerEvent.Action.CLOSE, by, close, reason)


def reopen_producer(*, producer: Producer, by: Officer, on: date, reason: str) -> Producer:
    def reopen(current: Producer) -> None:
        if current.status != ProducerStatus.CLOSED:
            raise Refused(sentences.NOT_CLOSED)
        current.status, current.active_from, current.active_until = ProducerStatus.ACTIVE, on, None
        _check_name(current)

    check_reason(reason)
    return amend(producer, ProducerEvent.Action.REOPEN, by, reopen, reason)


def register_product(
    *, producer: Producer, by: Officer, name: str, product_type: str, registered_on: date | None, reason: str = ""
) -> Product:
    check_acting(by, *_MAY_CHANGE, district=producer.district)
    with transaction.atomic():
        product = Product.objects.create(
            producer=producer, name=thai.tidy(name), product_type=product_type, registered_on=registered_on
        )
        _remember_product(product, by, reason)
    return product


def collecting_entry(*, district: District, producer_type: str, by: Officer) -> Producer:
    """Where imported sums without producers are booked: one entry per producer type, never counted as a producer.

    Without the lock of the register: one import books on many sheets, and a sheet's lock comes before the register's.
    """
    check_acting(by, *_MAY_CHANGE, district=district)
    entries = Producer.objects.filter(district=district, producer_type=producer_type, is_collecting=True)
    if known := entries.first():
        return known
    entry = Producer(district=district, producer_type=producer_type, is_collecting=True)
    entry.rename(f"{COLLECTING_NAME} ({ProducerType(producer_type).label})")
    try:
        with transaction.atomic():
            entry.save()
            _remember(entry, ProducerEvent.Action.ADD, by, {}, "")
    except IntegrityError:  # another import was faster
        return entries.get()
    return entry


def entered(producer: Producer, action: ProducerEvent.Action, by: Officer, reason: str) -> Producer:
    with transaction.atomic():
        _lock_register(producer.district)
        _check_name(producer)
        producer.save()
        _remember(producer, action, by, {}, reason)
    return producer


def amend(
    producer: Producer,
    action: ProducerEvent.Action,
    by: Officer,
    change: Callable[[Producer], None],
    reason: str,
    *,
    roles: Collection[str] = _MAY_CHANGE,
) -> Producer:
    check_acting(by, *roles, district=producer.district)
    with transaction.atomic():
        _lock_register(producer.district)
        current = Producer.objects.get(pk=producer.pk)
        before = remembered(current)
        change(current)
        if remembered(current) != before:
            current.save()
            _remember(current, action, by, before, reason)
    return current


def _lock_register(district: District) -> None:
    """One change of a district's register at a time, or two producers of one name pass `_check_name` together.

    Always after a sheet's lock, never before one. `no_key`: rows that name the district may still come.
    """
    District.objects.select_for_update(no_key=True).get(pk=district.pk)


def _remember(producer: Producer, action: ProducerEvent.Action, by: Officer, before: dict, reason: str) -> None:
    after = remembered(producer)
    changed = [field for field in _REMEMBERED if before.get(field) != after[field]]
    known = [field for field in changed if field in before]
    _write(
        producer,
        action,
        by,
        {field: before[field] for field in known},
        {field: after[field] for field in changed},
        reason,
    )


def _remember_product(product: Product, by: Officer, reason: str) -> None:
    after = {name: _plain(getattr(product, name)) for name in ("name", "product_type", "registered_on")}
    _write(product.producer, ProducerEvent.Action.ADD_PRODUCT, by, {}, after, reason)


def _write(
    producer: Producer, action: ProducerEvent.Action, by: Officer, before: dict, after: dict, reason: str
) -> None:
    ProducerEvent.objects.create(
        producer=producer, action=action, officer=by, at=clock.now(), reason=reason.strip(), before=before, after=after
    )


def remembered(producer: Producer) -> dict[str, Any]:
    return {field: _plain(getattr(producer, field)) for field in _REMEMBERED}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _check_name(producer: Producer) -> None:
    if not producer.normalised_name:
        raise Refused(sentences.NO_NAME)
    if max(len(producer.name), len(producer.normalised_name)) > MAX_NAME:
        raise Refused(sentences.NAME_TOO_LONG)
    others = Producer.objects.named(producer.district, producer.name).exclude(pk=producer.pk)
    if others.filter(status__in=[ProducerStatus.ACTIVE, ProducerStatus.REQUESTED]).exists():
        raise Refused(sentences.name_taken(producer.name))


def _check_waits(producer: Producer) -> None:
    """A colleague may have decided meanwhile."""
    if producer.status != ProducerStatus.REQUESTED:
        raise Refused(sentences.already_decided(producer.name, ProducerStatus(producer.status).label))


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(sentences.NO_REASON_TO_CLOSE)
