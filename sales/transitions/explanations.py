"""What a district says of the findings in its sheet. No figure changes: the sheet keeps its version and its stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from otop_portal import clock

from .. import sentences
from ..checks import sentences as said
from ..checks.check import SHEET, Finding
from ..checks.explained import OF_SHEET, Flag, amounts_of_sheet, flags
from ..choices import CHANNELS
from ..models import District, Explanation, ExplanationReason, Officer, Province, Role, Sheet
from ..sheet_rows import read_rows
from .confirmation import Seen
from .engine import month_lock
from .locking import Row, lock_sheet
from .refusals import NotAllowed, Refused

# The whole sheet among the rows that an officer has seen; its version is the sheet's.
WHOLE_SHEET = 0


@dataclass(frozen=True)
class Answer:
    """One reason for as many findings as it explains."""

    reason: ExplanationReason
    words: str = ""
    # The last month of a season.
    until: date | None = None


def explain(*, district: District, month: date, by: Officer, seen: Seen, answer: Answer) -> list[Explanation]:
    """Every finding at these rows, as they were seen. What was changed since is left out, the same again not kept."""
    check_explains(by, district)
    _check_answer(answer, by, month)
    with transaction.atomic():
        sheet = lock_sheet(district, month)
        if sheet is None:
            raise Refused(said.NOTHING_TO_EXPLAIN)
        if sentence := month_lock(sheet.month, district, clock.today()):
            raise Refused(sentence)
        wanted = list(_wanted(sheet, seen, answer, by))
        return Explanation.objects.bulk_create(wanted)


def add_reason(*, by: Officer, label: str) -> ExplanationReason:
    """A province's own, for its districts."""
    if not by.may_act or by.role != Role.PROVINCE:
        raise NotAllowed(sentences.NOT_YOUR_ROLE)
    with transaction.atomic():
        Province.objects.select_for_update().get(pk=by.province_id)
        if ExplanationReason.objects.visible_to(by).filter(label=label).exists():
            raise Refused(said.reason_is_there(label))
        return ExplanationReason.objects.create(province_id=by.province_id, label=label)


def check_explains(by: Officer, district: District) -> None:
    if not by.may_act or by.role != Role.DISTRICT:
        raise NotAllowed(sentences.NOT_YOUR_ROLE)
    if not by.covers(district):
        raise NotAllowed(sentences.NOT_YOUR_AREA)


def _check_answer(answer: Answer, by: Officer, month: date) -> None:
    if answer.reason.province_id not in (None, by.province_code):
        raise NotAllowed(sentences.NOT_YOUR_AREA)
    if answer.reason.needs_words and not answer.words:
        raise Refused(said.NO_WORDS)
    if answer.reason.is_seasonal and (answer.until is None or answer.until < month):
        raise Refused(said.NO_LAST_MONTH)


def _wanted(sheet: Sheet, seen: Seen, answer: Answer, by: Officer) -> Iterator[Explanation]:
    rows = read_rows(sheet.pk)
    unchanged: set[int | str] = {row.pk for row in rows.values() if seen.get(row.pk) == row.version}
    if seen.get(WHOLE_SHEET) == sheet.version:
        unchanged.add(SHEET)
    asked = flags(sheet.month_id, [(sheet, rows.values())], Explanation.objects.all())
    for flag in asked[sheet.district_id]:
        if flag.finding and flag.row in unchanged and not _is_said(flag, answer):
            yield _explanation(sheet, flag.finding, rows, answer, by)


def _is_said(flag: Flag, answer: Answer) -> bool:
    known = flag.explanation
    return known is not None and (known.reason_id, known.words, known.until) == (
        answer.reason.pk,
        answer.words,
        answer.until,
    )


def _explanation(sheet: Sheet, finding: Finding, rows: Mapping[int, Row], answer: Answer, by: Officer) -> Explanation:
    row = rows[finding.row] if isinstance(finding.row, int) else None
    producer, kind = (row.producer_id, row.product_type) if row else OF_SHEET
    amounts = row.amounts if row else amounts_of_sheet(rows.values())
    return Explanation(
        sheet=sheet,
        producer_id=producer,
        product_type=kind,
        check_slug=finding.check,
        **dict(zip(CHANNELS, amounts, strict=True)),
        reason=answer.reason,
        words=answer.words,
        until=answer.until,
        officer=by,
        at=clock.now(),
    )
