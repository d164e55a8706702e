"""The district confirms, the province confirms or returns, a district without producers declares its month."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from .. import sentences
from ..checks.explained import open_flags
from ..checks.findings import refusals
from ..checks.sentences import OPEN_FLAG
from ..choices import UNTOLD_ACTIONS
from ..models import District, Officer, Producer, Stage
from .engine import LockedSheet, Outcome, Plan, perform
from .locking import Row
from .refusals import Kind, Refused
from .table import Action

# What changes no row that still waits for the province.
_NOT_THE_DISTRICTS = [Action.CONFIRM_BY_PROVINCE, Action.ACCEPT_CORRECTION, *UNTOLD_ACTIONS]

Seen = Mapping[int, int]
"""The rows that an officer confirms, by id, each with the version that stood on his screen."""


def confirm_by_district(
    *,
    district: District,
    month: date,
    by: Officer,
    seen: Seen,
    only_answered: bool = False,
    submission: UUID | None = None,
) -> Outcome:
    """ยืนยันระดับอำเภอ: the ticked rows. Those changed since, and those a check refuses, are listed instead.

    With `only_answered` nobody ticked: of all that stood on the screen, what is not answered, or confirmed already,
    is passed over.
    """

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        asked = {pk: version for pk, version in seen.items() if not only_answered or _waits(locked.rows.get(pk))}
        unchanged = _as_seen(locked, wanted, asked)
        for finding in refusals(locked.sheet, unchanged):
            wanted.holds(finding.row, finding.sentence, field=finding.field)
        held = {problem.row for problem in wanted.problems}
        for row in unchanged:
            if row.pk not in held:
                wanted.updated[row.pk] = {}
        return wanted

    content = [sorted(seen.items()), only_answered]
    return perform(
        Action.CONFIRM_BY_DISTRICT, plan, district=district, month=month, by=by, content=content, submission=submission
    )


def confirm_by_province(
    *,
    district: District,
    month: date,
    by: Officer,
    seen: Seen | None,
    sheet_version: int | None = None,
    submission: UUID | None = None,
) -> Outcome:
    """ยืนยันระดับจังหวัด: what the district has confirmed, as it was seen. The department sees it from then on.

    With `seen` None: the whole sheet as it stood at `sheet_version`; changed since, or with a finding that the district
    has not explained, nothing of it is confirmed.
    An empty sheet that the district declared is confirmed by its version.
    """

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        rows = _whole(locked, wanted, sheet_version) if seen is None else _as_seen(locked, wanted, seen)
        wanted.updated = {row.pk: {} for row in rows}
        declared = not locked.rows and locked.sheet.stage == Stage.DISTRICT
        wanted.empty_sheet = declared and locked.sheet.version == sheet_version
        return wanted

    content = [None if seen is None else sorted(seen.items()), sheet_version]
    return perform(
        Action.CONFIRM_BY_PROVINCE, plan, district=district, month=month, by=by, content=content, submission=submission
    )


def return_to_district(
    *,
    district: District,
    month: date,
    by: Officer,
    rows: Collection[int] | None,
    reason: str,
    submission: UUID | None = None,
) -> Outcome:
    """ส่งคืน: rows (None: the whole sheet) go back to the district with a reason; confirmations are cleared."""
    if not reason.strip():
        raise Refused(sentences.NO_REASON)

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        for row in [*locked.rows] if rows is None else rows:
            if row in locked.rows and locked.rows[row].stage != Stage.DRAFT:
                wanted.updated[row] = {}
        wanted.empty_sheet = not locked.rows and locked.sheet.stage != Stage.DRAFT
        return wanted

    content = [None if rows is None else sorted(rows), reason.strip()]
    return perform(
        Action.RETURN,
        plan,
        district=district,
        month=month,
        by=by,
        content=content,
        reason=reason.strip(),
        submission=submission,
    )


def declare_nothing(*, district: District, month: date, by: Officer, submission: UUID | None = None) -> Outcome:
    """A district without producers reports that the month had nothing; the empty sheet is confirmed like any other."""

    def plan(locked: LockedSheet) -> Plan:
        if locked.rows:
            raise Refused(sentences.NOT_EMPTY)
        if Producer.objects.filter(district=district).active_in(month).active().exists():
            raise Refused(sentences.STILL_PRODUCERS)
        return Plan(empty_sheet=locked.sheet.stage == Stage.DRAFT)

    return perform(Action.DECLARE_NOTHING, plan, district=district, month=month, by=by, submission=submission)


def _as_seen(locked: LockedSheet, wanted: Plan, seen: Seen) -> list[Row]:
    """The ticked rows that this action may confirm and that are still as they were on the screen."""
    unchanged = []
    for pk, version in seen.items():
        row = locked.rows.get(pk)
        if row is None or (row.version != version and not _is_done(locked, row)):
            wanted.holds(pk, sentences.stale(1), kind=Kind.STALE)
        elif refusal := locked.refusal(row):
            wanted.holds(pk, refusal)
        else:
            unchanged.append(row)
    return unchanged


def _waits(row: Row | None) -> bool:
    """For the district's word. A row that is gone was changed since it was seen."""
    return row is None or (row.answered and row.stage == Stage.DRAFT)


def _is_done(locked: LockedSheet, row: Row) -> bool:
    """A colleague was quicker: what he confirmed is no change of the figures."""
    level = Stage.DISTRICT if locked.action == Action.CONFIRM_BY_DISTRICT else Stage.PROVINCE
    return Stage(row.stage).rank >= level.rank


def _whole(locked: LockedSheet, wanted: Plan, version: int | None) -> list[Row]:
    """Every row that the province has not confirmed yet, or none when the sheet was changed after that version."""
    since = locked.sheet.events.filter(number__gt=version or 0).exclude(action__in=_NOT_THE_DISTRICTS)
    # "" stands for the sheet itself: an event of an empty sheet names no row.
    changed: dict[int | str, None] = {row: None for event in since for row in (*event.rows,) or ("",)}
    if changed:
        for row in changed:
            wanted.holds(row, sentences.stale(1), kind=Kind.STALE)
        return []
    for flag in open_flags(locked.month, locked.sheet, locked.rows.values()):
        wanted.holds(flag.row, OPEN_FLAG, field=flag.field)
    if wanted.problems:
        return []
    rows = [row for row in locked.rows.values() if row.stage != Stage.PROVINCE]
    return _as_seen(locked, wanted, {row.pk: row.version for row in rows})
