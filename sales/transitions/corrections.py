"""After the lock: the district asks for a correction, the province accepts or refuses it (DOMAIN h 2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from otop_portal import money

from .. import sentences as of_ledger
from ..corrections import sentences
from ..models import (
    CHANNELS,
    CorrectionKind,
    CorrectionRequest,
    CorrectionState,
    District,
    Officer,
    Producer,
    ProductType,
    Sale,
    Stage,
)
from .engine import LockedSheet, Outcome, Plan, perform
from .locking import Row
from .new_lines import NOT_ANSWERED, Amounts, completed
from .refusals import Refused
from .table import Action

_NOUGHTS = (money.ZERO,) * len(CHANNELS)


@dataclass(frozen=True)
class Wanted:
    """A row as it should be. `row`, of the `version` that stood on the screen; None where it is missing."""

    producer: int
    product_type: str
    amounts: Amounts
    row: int | None = None
    version: int | None = None


def request_correction(
    *, district: District, month: date, by: Officer, wanted: Wanted, reason: str, submission: UUID | None = None
) -> Outcome:
    """ขอแก้ไขข้อมูล: nothing changes until the province accepts it."""

    def plan(locked: LockedSheet) -> Plan:
        row = _row_asked_about(locked, wanted)
        amounts = _answered(wanted.amounts)
        request = CorrectionRequest(
            sheet=locked.sheet,
            kind=_kind(row, wanted),
            row=wanted.row,
            row_version=row.version if row else None,
            producer_id=wanted.producer,
            product_type=wanted.product_type,
            reason=reason.strip(),
            asked_by=by,
            asked_at=locked.now,
            **_by_channel(amounts),
        )
        _check_sense(locked, request, row)
        return Plan(correction=request)

    if not reason.strip():
        raise Refused(sentences.NO_REASON)
    content = [astuple(wanted), reason.strip()]
    return perform(
        Action.REQUEST_CORRECTION,
        plan,
        district=district,
        month=month,
        by=by,
        content=content,
        reason=reason.strip(),
        submission=submission,
    )


def accept_correction(*, request: CorrectionRequest, by: Officer, answer: str = "") -> Outcome:
    """รับคำขอ: the confirmed figures change at this moment; a row is zeroed, never deleted."""

    def plan(locked: LockedSheet, current: CorrectionRequest) -> Plan:
        wanted = Plan()
        if current.row is not None:
            wanted.updated[current.row] = _by_channel(_NOUGHTS if current.adds_row else current.amounts)
        if current.adds_row:
            wanted.inserted.append(_new_row(locked, current))
        return wanted

    reason = sentences.both_reasons(request.reason, answer.strip())
    return _answer(Action.ACCEPT_CORRECTION, CorrectionState.ACCEPTED, plan, request, by, answer, reason)


def refuse_correction(*, request: CorrectionRequest, by: Officer, answer: str) -> Outcome:
    """ไม่รับคำขอ, with a reason."""
    if not answer.strip():
        raise Refused(sentences.NO_REASON_TO_REFUSE)
    return _answer(
        Action.REFUSE_CORRECTION, CorrectionState.REFUSED, _no_rows, request, by, answer, reason=answer.strip()
    )


def withdraw_correction(*, request: CorrectionRequest, by: Officer) -> Outcome:
    """ถอนคำขอ: the district no longer asks."""
    return _answer(Action.WITHDRAW_CORRECTION, CorrectionState.WITHDRAWN, _no_rows, request, by)


def _answer(
    action: Action,
    state: CorrectionState,
    rows: Any,
    request: CorrectionRequest,
    by: Officer,
    answer: str = "",
    reason: str = "",
) -> Outcome:
    """End a request that still waits, under the lock of its sheet; `rows` plans what becomes of the rows."""

    def plan(locked: LockedSheet) -> Plan:
        current = CorrectionRequest.objects.select_related("producer").get(pk=request.pk)
        if not current.waits:
            raise Refused(sentences.already_answered(current.get_state_display()))
        wanted = rows(locked, current)
        current.state, current.answer = state, answer.strip()
        current.answered_by, current.answered_at = by, locked.now
        wanted.correction = current
        return wanted

    sheet = request.sheet
    return perform(action, plan, district=sheet.district, month=sheet.month_id, by=by, reason=reason)


def _no_rows(locked: LockedSheet, request: CorrectionRequest) -> Plan:
    return Plan()


def _row_asked_about(locked: LockedSheet, wanted: Wanted) -> Row | None:
    """As it stood on the screen; None where one is missing from a sheet that the province has confirmed wholly."""
    if wanted.row is None:
        if locked.sheet.stage != Stage.PROVINCE:
            raise Refused(sentences.NOT_LOCKED)
        return None
    row = locked.rows.get(wanted.row)
    if row is None or row.version != wanted.version:
        raise Refused(sentences.STALE)
    if refusal := locked.refusal(row):
        raise Refused(refusal)
    return row


def _answered(amounts: Sequence[Decimal | None]) -> Amounts:
    if (answered := completed(amounts)) == NOT_ANSWERED:
        raise Refused(sentences.NO_AMOUNT)
    return answered


def _kind(row: Row | None, wanted: Wanted) -> CorrectionKind:
    if row is None:
        return CorrectionKind.MISSING
    if row.producer_id != wanted.producer:
        return CorrectionKind.PRODUCER
    return CorrectionKind.VALUES if row.product_type == wanted.product_type else CorrectionKind.TYPE


def _check_sense(locked: LockedSheet, request: CorrectionRequest, row: Row | None) -> None:
    if row and not request.adds_row and row.amounts == request.amounts:
        raise Refused(sentences.NOTHING_CHANGED)
    if request.adds_row:
        _check_producer(locked, request, row)
        _check_new(locked, request)
    waiting = CorrectionRequest.objects.waiting().filter(sheet=locked.sheet)
    same_row = request.row is not None and waiting.filter(row=request.row).exists()
    if same_row or waiting.filter(producer=request.producer_id, product_type=request.product_type).exists():
        raise Refused(sentences.DOUBLED)


def _check_producer(locked: LockedSheet, request: CorrectionRequest, row: Row | None) -> None:
    """One of the district that is reported; whoever has the row keeps it under another type, closed or not."""
    own = Producer.objects.filter(district=locked.district)
    allowed = own if row and row.producer_id == request.producer_id else own.listed().active()
    producer = allowed.filter(pk=request.producer_id).first()
    if producer is None:
        raise Refused(sentences.NOT_OF_DISTRICT)
    if not producer.producer_type:
        raise Refused(of_ledger.NO_PRODUCER_TYPE)


def _check_new(locked: LockedSheet, request: CorrectionRequest) -> None:
    key = (request.producer_id, request.product_type)
    if there := next((row for row in locked.rows.values() if (row.producer_id, row.product_type) == key), None):
        label = ProductType(there.product_type).label
        raise Refused(of_ledger.doubled(request.producer.name, label, locked.line_of(there)))


def _new_row(locked: LockedSheet, request: CorrectionRequest) -> Sale:
    """Confirmed by the district when it asked, by the province now."""
    if not request.producer.producer_type:
        raise Refused(of_ledger.NO_PRODUCER_TYPE)
    return Sale(
        sheet=locked.sheet,
        producer=request.producer,
        product_type=request.product_type,
        producer_type=request.producer.producer_type,
        position=max((row.position for row in locked.rows.values()), default=0) + 1,
        stage=Stage.PROVINCE,
        district_confirmed_by=request.asked_by,
        district_confirmed_at=request.asked_at,
        province_confirmed_by=locked.by,
        province_confirmed_at=locked.now,
        **_by_channel(request.amounts),
    )


def _by_channel(amounts: Amounts) -> dict[str, Decimal | None]:
    return dict(zip(CHANNELS, amounts, strict=True))
