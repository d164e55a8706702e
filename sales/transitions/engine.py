"""The one function through which the ledger changes: lock, check, apply in bulk, write event and tally."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from otop_portal import clock, money

from .. import sentences
from ..bulk import insert, update, update_rows
from ..corrections import sentences as corrections
from ..models import CorrectionRequest, District, Officer, ReportingMonth, Sale, Sheet, SheetEvent, Stage
from ..sheet_rows import read_rows
from .locking import Row, lock_sheet
from .permissions import check_acting
from .refusals import Problem, Refused
from .row_state import change, snapshot
from .table import ABSENT, EMPTY_SHEET_ACTIONS, TABLE, Action, roles_for
from .tally import keep_tally

# What an editing district may not do once the sheet lies with the chief.
_DISTRICT_EDITS = frozenset(
    {Action.SAVE, Action.DELETE, Action.CHANGE_TYPE, Action.COPY, Action.DECLARE_NOTHING, Action.CONFIRM_BY_DISTRICT}
)

# An import books old years, closed ones too; the end of a request changes no figure.
_ON_ANY_DAY = frozenset({Action.IMPORT, Action.REFUSE_CORRECTION, Action.WITHDRAW_CORRECTION})
# What changes rows that are confirmed: a request about them may no longer fit. So may one for a row that has come.
_OUTDATING = frozenset({Action.RETURN, Action.ACCEPT_CORRECTION})

# What a row loses on its way back to the district.
_UNCONFIRMED: dict[str, Any] = {
    "stage": Stage.DRAFT,
    "producer_type": "",
    "district_confirmed_by_id": None,
    "district_confirmed_at": None,
    "province_confirmed_by_id": None,
    "province_confirmed_at": None,
}


_OF_SUBMISSION = "SELECT id FROM sales_sheetevent WHERE sheet_id = %s AND submission = %s AND content_hash = %s"


@dataclass
class LockedSheet:
    """A sheet under its lock, with its rows by id in the one order, and who acts when."""

    sheet: Sheet
    rows: dict[int, Row]
    by: Officer
    action: Action
    now: datetime

    @property
    def district(self) -> District:
        return self.sheet.district

    @property
    def month(self) -> date:
        return self.sheet.month_id

    def line_of(self, row: Row) -> int:
        """The number that the officer sees beside the row."""
        return list(self.rows).index(row.pk) + 1

    def refusal(self, row: Row | None) -> str | None:
        """Why this action may not touch the row (None: a new one); None when it may."""
        if (row.stage if row else ABSENT, self.action) not in TABLE:
            return _wrong_stage(self.action, row)
        if row is None and self.sheet.stage == Stage.PROVINCE and self.action in _DISTRICT_EDITS:
            return sentences.locked_by_province(last_confirmed_at(self.sheet))
        return None


@dataclass
class Plan:
    """What an action wants done to the rows, and what it has to leave undone."""

    inserted: list[Sale] = field(default_factory=list)
    # By row: the values to set. The stage, and who confirmed it, follow from the table.
    updated: dict[int, dict[str, Any]] = field(default_factory=dict)
    deleted: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # A sheet without rows has a stage of its own.
    empty_sheet: bool = False
    # Written beside the rows, in the same transaction: a correction that is asked for or answered.
    correction: CorrectionRequest | None = None

    def __bool__(self) -> bool:
        return bool(self.inserted or self.updated or self.deleted or self.empty_sheet or self.correction)

    def holds(self, row: int | str, sentence: str, *, field: str = "", **more: Any) -> None:
        self.problems.append(Problem(row=row, field=field, sentence=sentence, **more))


@dataclass(frozen=True)
class Outcome:
    """What an action did. `event` is None when nothing changed; `repeated` when it had been done before."""

    sheet: Sheet | None
    event: SheetEvent | None
    problems: tuple[Problem, ...] = ()
    repeated: bool = False

    @property
    def changed(self) -> int:
        return len(self.event.changes) if self.event else 0

    def seen_after(self, seen: Mapping[int, int]) -> dict[int, int]:
        """What was on the officer's screen (versions by row), with what this made of it.

        A row that it merged with somebody else's change keeps the older version: he has not seen the whole of it.
        """
        after = dict(seen)
        for each in self.event.changes if self.event else ():
            row, before = each["row"], each["before"]
            if before is None or before["version"] == seen.get(row):
                after[row] = each["after"]["version"]
        return after


def perform(
    action: Action,
    plan: Callable[[LockedSheet], Plan],
    *,
    district: District,
    month: date,
    by: Officer,
    content: Any = None,
    reason: str = "",
    submission: UUID | None = None,
) -> Outcome:
    """Carry out what `plan` asks for, or nothing at all.

    The same `submission` with the same `content`, which is all that the officer posted, has one effect and shows the
    first answer.
    Raises NotAllowed (role or area) or Refused (month or sheet); rows that cannot be are `problems` of the outcome.
    """
    _check_officer(action, by, district)
    digest = content_hash(action, content) if submission else ""
    with transaction.atomic():
        sheet = _lock(district, month)
        if submission and (earlier := _event_of(sheet, submission, digest)):
            return _answered_before(sheet, earlier)
        locked = LockedSheet(sheet, {**read_rows(sheet.pk)}, by, action, clock.now())
        _check_month(sheet, action, locked.now.date())
        wanted = plan(locked)
        if not wanted:
            # A sheet is made by the first transition that changes something.
            transaction.set_rollback(True)
            return Outcome(sheet if sheet.version else None, None, tuple(wanted.problems))
        event = _apply(locked, wanted, reason=reason, submission=submission, digest=digest)
    return Outcome(sheet, event, tuple(wanted.problems))


def why_not(action: Action, *, sheet: Sheet, by: Officer) -> str | None:
    """The sentence with which the whole sheet would be refused now: the hint in place of a button."""
    try:
        _check_officer(action, by, sheet.district)
        _check_month(sheet, action, clock.today())
    except Refused as refusal:
        return refusal.sentence
    return None


def content_hash(action: Action, content: Any) -> str:
    return hashlib.sha256(repr([action.value, content]).encode()).hexdigest()


def last_confirmed_at(sheet: Sheet) -> datetime:
    """When the province last confirmed something of the sheet."""
    confirming = sheet.events.filter(action__in=[Action.CONFIRM_BY_PROVINCE, Action.IMPORT])
    return confirming.order_by("number").values_list("at", flat=True).last() or clock.now()


def _lock(district: District, month: date) -> Sheet:
    sheet = lock_sheet(district, month)
    if sheet is None:
        if not ReportingMonth.objects.filter(pk=month).exists():
            raise Refused(sentences.NO_SUCH_MONTH)
        Sheet.objects.get_or_create(district=district, month_id=month)
        sheet = lock_sheet(district, month)
    assert sheet
    return sheet


def _event_of(sheet: Sheet, submission: UUID, digest: str) -> SheetEvent | None:
    """What the same posting did before; asked with every one, and nearly always in vain."""
    stored = SheetEvent._meta.get_field("submission").get_db_prep_value(submission, connection)
    with connection.cursor() as cursor:
        cursor.execute(_OF_SUBMISSION, [sheet.pk, stored, digest])
        found = cursor.fetchone()
    return SheetEvent.objects.get(pk=found[0]) if found else None


def _answered_before(sheet: Sheet, event: SheetEvent) -> Outcome:
    return Outcome(sheet, event, tuple(Problem(**problem) for problem in event.problems), repeated=True)


def _check_officer(action: Action, by: Officer, district: District) -> None:
    """Before anything is locked or told: a guessed submission gives no answer to an outsider."""
    check_acting(by, *roles_for(action), district=district)


def _check_month(sheet: Sheet, action: Action, today: date) -> None:
    if action not in _ON_ANY_DAY and (sentence := month_lock(sheet.month, sheet.district, today)):
        raise Refused(sentence)
    if sheet.submitted_at and action in _DISTRICT_EDITS:
        raise Refused(sentences.LOCKED_BY_CHIEF)


def month_lock(month: ReportingMonth, district: District, today: date) -> str | None:
    """Why nothing can be recorded in the month today; None when it is open."""
    if today < month.opens_on:
        return sentences.not_yet_open(month.opens_on)
    if month.closed_on and today >= month.closed_on:
        return sentences.closed(month.fiscal_year, month.closed_on, district.province.whom_to_ask)
    return None


def _wrong_stage(action: Action, row: Row | None) -> str:
    if row is None:
        return sentences.NOT_EMPTY
    if row.province_confirmed_at and action in _DISTRICT_EDITS:
        return sentences.locked_by_province(row.province_confirmed_at)
    if action == Action.CONFIRM_BY_PROVINCE and row.stage == Stage.DRAFT:
        return sentences.too_early(1)
    if action == Action.CHANGE_TYPE:
        return sentences.TYPE_IS_CONFIRMED
    if action == Action.REQUEST_CORRECTION:
        return corrections.NOT_LOCKED
    return sentences.NOT_RETURNABLE if action == Action.RETURN else sentences.ALREADY_CONFIRMED


def _apply(locked: LockedSheet, plan: Plan, *, reason: str, submission: UUID | None, digest: str) -> SheetEvent:
    _check_table(locked, plan)
    sheet, before = locked.sheet, _total(locked.rows.values())
    was_confirmed = _has_confirmed(locked)
    sheet.stage = _stage_of_empty(locked) if plan.empty_sheet else sheet.stage
    changes = [*_update(locked, plan.updated), *_delete(locked, plan.deleted), *_insert(locked, plan.inserted)]
    if changes:
        sheet.stage = _lowest_stage(locked.rows.values())
    sheet.version += 1
    sheet.confirmed_version += keep_tally(sheet, locked.rows.values(), was_confirmed=was_confirmed)
    update(sheet, "stage", "version", "confirmed_version")
    event = SheetEvent(
        sheet=sheet,
        number=sheet.version,
        action=locked.action,
        officer=locked.by,
        at=locked.now,
        reason=reason,
        submission=submission,
        content_hash=digest,
        changes=changes,
        problems=[asdict(problem) for problem in plan.problems],
        totals={
            "before": money.satang(before),
            "after": money.satang(_total(locked.rows.values())),
            "rows": len(locked.rows),
            "confirmed": sum(row.stage != Stage.DRAFT for row in locked.rows.values()),
            "changed": money.satang(_total(locked.rows[each["row"]] for each in changes if each["after"])),
            "stage": sheet.stage,
        },
    )
    insert(event)
    if plan.correction:
        plan.correction.save()
    if was_confirmed and (plan.inserted or locked.action in _OUTDATING):
        CorrectionRequest.objects.waiting().filter(sheet=sheet).outdate(locked.rows, by=locked.by, at=locked.now)
    return event


def _check_table(locked: LockedSheet, plan: Plan) -> None:
    """Whatever a plan asks for, only what the table holds is done."""
    touched = [*plan.updated, *plan.deleted]
    rows: Iterable[Row | None] = [*(locked.rows[row] for row in touched), *(None for _ in plan.inserted[:1])]
    for row in rows:
        if sentence := locked.refusal(row):
            raise Refused(sentence)
    if plan.empty_sheet and (locked.rows or locked.action not in EMPTY_SHEET_ACTIONS):
        raise Refused(sentences.NOT_EMPTY)


def _stage_of_empty(locked: LockedSheet) -> Stage:
    before = Stage(locked.sheet.stage)
    return TABLE[ABSENT if before == Stage.DRAFT else before, locked.action].to or Stage.DRAFT


def _update(locked: LockedSheet, updated: Mapping[int, Mapping[str, Any]]) -> list[dict]:
    rows = [locked.rows[row] for row in updated]
    # What a stage brings is the same for all of its rows.
    staged = {stage: _stage_values(locked, stage) for stage in {row.stage for row in rows}}
    changes: list[dict[str, Any]] = [
        {"row": row.pk, **change(row, {**updated[row.pk], **_own_values(row, staged[row.stage])})} for row in rows
    ]
    update_rows(rows, {name for each in changes for name in each["after"]})
    return changes


def _stage_values(locked: LockedSheet, stage: str) -> dict[str, Any]:
    """The stage that the table leads to, with who confirmed it and when; on the way back nobody did."""
    to = TABLE[Stage(stage), locked.action].to
    if to == stage:
        return {}
    if to == Stage.DRAFT:
        return _UNCONFIRMED
    return {"stage": to, f"{to}_confirmed_by_id": locked.by.pk, f"{to}_confirmed_at": locked.now}


def _own_values(row: Row, staged: Mapping[str, Any]) -> dict[str, Any]:
    """The register's type is frozen with the district's word."""
    values = {**staged, "version": row.version + 1}
    if staged.get("stage") == Stage.DISTRICT:
        values["producer_type"] = row.register_type
    return values


def _delete(locked: LockedSheet, deleted: list[int]) -> list[dict]:
    changes = [{"row": row, "before": snapshot(locked.rows.pop(row)), "after": None} for row in deleted]
    if deleted:
        Sale.objects.filter(pk__in=deleted).delete()
    return changes


def _insert(locked: LockedSheet, inserted: list[Sale]) -> list[dict]:
    for row in Sale.objects.bulk_create(inserted):
        locked.rows[row.pk] = row
    return [{"row": row.pk, "before": None, "after": snapshot(row)} for row in inserted]


def _lowest_stage(rows: Iterable[Row]) -> Stage:
    stages = {Stage(stage) for stage in {row.stage for row in rows}}
    return min(stages, key=lambda stage: stage.rank, default=Stage.DRAFT)


def _has_confirmed(locked: LockedSheet) -> bool:
    return locked.sheet.stage == Stage.PROVINCE or any(row.stage == Stage.PROVINCE for row in locked.rows.values())


def _total(rows: Iterable[Row]) -> money.Decimal:
    return money.total(amount for row in rows for amount in row.amounts)
