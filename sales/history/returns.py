"""What the province has sent back and the district has not confirmed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .. import sentences
from ..models import Officer, Sale, Sheet, SheetEvent, Stage
from ..transitions.table import Action


@dataclass(frozen=True)
class OpenReturn:
    """`rows` are the ids of those still waiting; none for an empty sheet whose declaration came back."""

    event: SheetEvent
    rows: frozenset[int]

    @property
    def sheet(self) -> Sheet:
        return self.event.sheet

    @property
    def sentence(self) -> str:
        if not self.rows:
            return sentences.declaration_returned(self.event.at, self.event.reason)
        return sentences.returned(len(self.rows), self.event.at, self.event.reason)


def open_returns(officer: Officer, month: date | None = None, district: str | None = None) -> list[OpenReturn]:
    """Of every sheet that the officer sees (or of a month's, a district's), the newest month and return first."""
    asked = {"month": month, "district": district}
    sheets = Sheet.objects.visible_to(officer).filter(**{name: value for name, value in asked.items() if value})
    sheets = sheets.filter(stage=Stage.DRAFT, events__action=Action.RETURN)
    events = SheetEvent.objects.filter(
        sheet__in=sheets.values("pk"),
        action__in=[Action.RETURN, Action.CONFIRM_BY_DISTRICT, Action.DECLARE_NOTHING, Action.CHANGE_TYPE],
    ).order_by("-sheet__month", "sheet", "number")
    by_sheet = groupby(events.select_related("officer", "sheet__month", "sheet__district"), key=lambda e: e.sheet_id)
    waiting = {sheet: _waiting(group) for sheet, group in by_sheet}
    drafts = _drafts_of(waiting)
    return [found for sheet, returns in waiting.items() for found in _still_open(returns, drafts.get(sheet, set()))]


def _waiting(events: Iterable[SheetEvent]) -> dict[int, SheetEvent]:
    """By row the return after which the district has not confirmed it; row 0 stands for an empty sheet."""
    waiting: dict[int, SheetEvent] = {}
    for event in events:
        rows = [*event.rows] or [0]
        if event.action == Action.RETURN:
            waiting |= dict.fromkeys(rows, event)
        elif event.action == Action.CHANGE_TYPE:  # the old row's place is taken by a new one
            old, new = rows
            if old in waiting:
                waiting[new] = waiting.pop(old)
        else:
            for row in rows:
                waiting.pop(row, None)
    return waiting


def _drafts_of(sheets: Iterable[int]) -> dict[int, set[int]]:
    drafts: dict[int, set[int]] = {}
    for sheet, row in Sale.objects.filter(sheet__in=list(sheets)).values_list("sheet", "pk"):
        drafts.setdefault(sheet, set()).add(row)
    return drafts


def _still_open(waiting: dict[int, SheetEvent], rows: set[int]) -> Iterator[OpenReturn]:
    open_rows: dict[SheetEvent, set[int]] = {}
    for row, event in waiting.items():
        if row in rows or (row == 0 and not rows):
            open_rows.setdefault(event, set()).update({row} - {0})
    for event in sorted(open_rows, key=lambda event: event.number, reverse=True):
        yield OpenReturn(event, frozenset(open_rows[event]))
