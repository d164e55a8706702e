"""What the district does to the rows of its sheet: save, remove, change their type."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from otop_portal import thai

from .. import sentences
from ..models import CHANNELS, District, Officer, ProductType, Sale, Sheet, SheetEvent
from .engine import LockedSheet, Outcome, Plan, perform
from .locking import Row
from .new_lines import Amounts, NewLines, NewRow, completed
from .refusals import Kind
from .table import Action


class RowEdit(NamedTuple):
    """A row as the officer posts it: what he typed, and what he had read when he typed it."""

    row: int
    version: int
    read: Amounts
    typed: Amounts


def save_rows(
    *,
    district: District,
    month: date,
    by: Officer,
    edits: Collection[RowEdit] = (),
    new: Collection[NewRow] = (),
    submission: UUID | None = None,
) -> Outcome:
    """บันทึก: save what changed. A row with a problem stays as it was; the others are saved."""

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        for edit in edits:
            _plan_edit(locked, wanted, edit)
        NewLines(locked, wanted).add(new)
        return wanted

    content = [list(edits), list(new)]
    return perform(Action.SAVE, plan, district=district, month=month, by=by, content=content, submission=submission)


def _plan_edit(locked: LockedSheet, wanted: Plan, edit: RowEdit) -> None:
    row = locked.rows.get(edit.row)
    if row is None:
        return wanted.holds(edit.row, sentences.ROW_GONE)
    merged = _merge(locked, wanted, row, edit)
    if merged is None or merged == row.amounts:
        return None
    if refusal := locked.refusal(row):
        return wanted.holds(edit.row, refusal)
    wanted.updated[row.pk] = dict(zip(CHANNELS, merged, strict=True))
    return None


def _merge(locked: LockedSheet, wanted: Plan, row: Row, edit: RowEdit) -> Amounts | None:
    """Cell by cell: what he did not touch stays as it is now; None where somebody else changed the same cell."""
    merged, clashed = [], False
    for channel, now, read, typed in zip(CHANNELS, row.amounts, edit.read, edit.typed, strict=True):
        untouched = typed == read
        if not untouched and row.version != edit.version and not _same(now, read) and not _same(now, typed):
            clashed = True
            _hold_clash(locked, wanted, row, channel, typed)
        merged.append(now if untouched else typed)
    return None if clashed else completed(merged)


def _same(now: Decimal | None, other: Decimal | None) -> bool:
    # The 0 that saving put into an empty cell equals the empty cell that was read.
    return (now or 0) == (other or 0)


def _hold_clash(locked: LockedSheet, wanted: Plan, row: Row, channel: str, typed: Decimal | None) -> None:
    theirs = getattr(row, channel)
    event = next(
        event
        for event in locked.sheet.events.order_by("-number").select_related("officer")
        if _touches(event, row, channel)
    )
    sentence = sentences.clash(event.officer.name, theirs, event.at, typed)
    wanted.holds(row.pk, sentence, field=channel, kind=Kind.CLASH, theirs=thai.baht(theirs))


def _touches(event: SheetEvent, row: Row, channel: str) -> bool:
    change = event.change_of(row.pk)
    return bool(change and channel in (change["after"] or {}))


def delete_rows(
    *,
    district: District,
    month: date,
    by: Officer,
    rows: Collection[int],
    reason: str = "",
    submission: UUID | None = None,
) -> Outcome:
    """ลบ: remove rows that the province has not confirmed. One that Sync brought asks for a reason."""

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        for row in [locked.rows[pk] for pk in dict.fromkeys(rows) if pk in locked.rows]:
            needs_reason = row.carried_over and not reason.strip()
            if refusal := locked.refusal(row) or (needs_reason and sentences.NO_REASON_TO_DELETE):
                wanted.holds(row.pk, refusal, field="reason" if needs_reason else "")
            else:
                wanted.deleted.append(row.pk)
        return wanted

    return perform(
        Action.DELETE,
        plan,
        district=district,
        month=month,
        by=by,
        content=[sorted(rows), reason.strip()],
        reason=reason.strip(),
        submission=submission,
    )


def change_product_type(
    *, district: District, month: date, by: Officer, row: int, product_type: str, submission: UUID | None = None
) -> Outcome:
    """เปลี่ยนประเภท: the old row goes, a new one with the same amounts takes its place, in one event."""

    def plan(locked: LockedSheet) -> Plan:
        wanted, old = Plan(), locked.rows.get(row)
        if old is None:
            wanted.holds(row, sentences.ROW_GONE)
        elif refusal := locked.refusal(old):
            wanted.holds(row, refusal)
        elif old.product_type == product_type:
            pass
        elif twin := row_with(locked, old.producer_id, product_type):
            label = ProductType(product_type).label
            wanted.holds(row, sentences.doubled(old.register_name, label, locked.line_of(twin)), field="product_type")
        else:
            wanted.deleted.append(old.pk)
            wanted.inserted.append(in_place_of(old, locked.sheet, product_type=product_type))
        return wanted

    content = [row, product_type]
    return perform(
        Action.CHANGE_TYPE, plan, district=district, month=month, by=by, content=content, submission=submission
    )


def row_with(locked: LockedSheet, producer: int, product_type: str) -> Row | None:
    return next(
        (row for row in locked.rows.values() if (row.producer_id, row.product_type) == (producer, product_type)), None
    )


def in_place_of(old: Row, sheet: Sheet, **key: Any) -> Sale:
    """A new row with the amounts and the place of the old one: its key, producer and product type, never changes."""
    kept = {name: getattr(old, name) for name in ("producer_id", "product_type", "position", "carried_over")}
    return Sale(sheet=sheet, **(kept | key), **dict(zip(CHANNELS, old.amounts, strict=True)))
