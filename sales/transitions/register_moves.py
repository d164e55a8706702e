"""One producer that stands twice, and one that moves to another district: nothing that was confirmed changes."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from otop_portal import clock

from .. import sentences
from ..choices import ProducerStatus, Role
from ..models import District, Officer, Producer, ProducerEvent, Sale, Sheet, Stage
from .engine import LockedSheet, Outcome, Plan, month_lock, perform
from .locking import Row
from .permissions import check_acting
from .producers import amend, check_reason, entered, give_products, to_join
from .refusals import NotAllowed, Refused
from .rows import in_place_of, row_with
from .table import Action

_MAY_MERGE = (Role.PROVINCE,)
_MAY_MOVE = (Role.PROVINCE, Role.ADMIN)
# What a producer takes along to its new district.
_TAKEN = ("code", "producer_type", "subdistrict", "address", "telephone")


def merge_producers(*, producer: Producer, into: Producer, by: Officer, reason: str) -> int:
    """รวมรายซ้ำ: the double closes; its products, and its rows that nobody confirmed, are the other's from now on.

    Returns how many of its unconfirmed rows stay because the other has answered for that type and month: the district
    adds these up. Raises Refused where one of the two is not active in the district.
    """
    check_acting(by, *_MAY_MERGE, district=producer.district)
    check_reason(reason)
    to_join(producer, into)
    with transaction.atomic():
        for sheet in _open_sheets(producer):
            carry_rows(
                district=sheet.district, month=sheet.month_id, by=by, producer=producer, into=into, reason=reason
            )
        amend(producer, ProducerEvent.Action.MERGE, by, lambda current: _merge(current, into, by, reason), reason)
        return Sale.objects.filter(producer=producer, stage=Stage.DRAFT).count()


def move_producer(*, producer: Producer, to: District, on: date, by: Officer, reason: str) -> Producer:
    """ย้ายอำเภอ: closed here from that day on, a new entry there. Its rows stay where they were reported."""
    check_acting(by, *_MAY_MOVE, district=producer.district)
    if not by.covers(to):
        raise NotAllowed(sentences.NOT_YOUR_AREA)
    check_reason(reason)
    if to == producer.district:
        raise Refused(sentences.MOVES_NOWHERE)
    moved = Producer(
        district=to, active_from=on, moved_from=producer, **{name: getattr(producer, name) for name in _TAKEN}
    )
    moved.rename(producer.name)
    with transaction.atomic():
        # Two moves at once take the registers in one order.
        list(
            District.objects.select_for_update(no_key=True).filter(pk__in=[to.pk, producer.district_id]).order_by("pk")
        )
        amend(producer, ProducerEvent.Action.MOVE, by, lambda current: _close(current, on), reason)
        entered(moved, ProducerEvent.Action.MOVE, by, reason)
        give_products(producer, moved, by, reason)
    return moved


def carry_rows(
    *, district: District, month: date, by: Officer, producer: Producer, into: Producer, reason: str
) -> Outcome:
    """What nobody confirmed of a sheet goes over. What has no figures gives way; two with figures both stay."""

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        for row in [row for row in locked.rows.values() if row.producer_id == producer.pk]:
            if not locked.refusal(row):
                _plan_row(locked, wanted, row, into)
        return wanted

    return perform(Action.MERGE, plan, district=district, month=month, by=by, reason=reason)


def _merge(current: Producer, into: Producer, by: Officer, reason: str) -> None:
    _close(current, clock.today())
    current.merged_into = to_join(current, into)
    give_products(current, into, by, reason)


def _close(current: Producer, on: date) -> None:
    if current.status != ProducerStatus.ACTIVE:
        raise Refused(sentences.MOVES_NOT)
    current.status, current.active_until = ProducerStatus.CLOSED, on


def _open_sheets(producer: Producer) -> list[Sheet]:
    """In the order in which sheets are locked."""
    sheets = Sheet.objects.filter(sales__producer=producer, sales__stage=Stage.DRAFT).distinct().order_by("pk")
    today = clock.today()
    found = sheets.select_related("month", "district__province")
    return [sheet for sheet in found if not month_lock(sheet.month, sheet.district, today)]


def _plan_row(locked: LockedSheet, wanted: Plan, row: Row, into: Producer) -> None:
    twin = row_with(locked, into.pk, row.product_type)
    if twin and row.answered and (twin.answered or locked.refusal(twin)):
        return
    wanted.deleted.append(row.pk)
    if twin and not row.answered:
        return
    if twin:
        wanted.deleted.append(twin.pk)
    wanted.inserted.append(in_place_of(row, locked.sheet, producer_id=into.pk))
