"""What the province has sent back and the district has not confirmed again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from .. import sentences
from ..models import Officer, Sheet, SheetEvent, Stage
from ..transitions.table import Action

# What opens a return, and what ends it for a row.
_TELLING = [Action.RETURN, Action.CONFIRM_BY_DISTRICT, Action.DECLARE_NOTHING, Action.CHANGE_TYPE, Action.DELETE]


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
    events = (
        SheetEvent.objects.visible_to(officer)
        .filter(sheet__in=sheets.values("pk"), action__in=_TELLING)
        .select_related("officer", "sheet__month", "sheet__district")
        .order_by("-sheet__month", "sheet", "number")
    )
    waiting = {sheet: _waiting(group) for sheet, group in groupby(events, key=lambda event: event.sheet_id)}
    empty = set(sheets.filter(sales=None).values_list("pk", flat=True))
    return [found for sheet, returns in waiting.items() for found in _still_open(returns, is_empty=sheet in empty)]


def _waiting(events: Iterable[SheetEvent]) -> dict[int, SheetEvent]:
    """By row the return after which the district has neither confirmed nor removed it; row 0: the empty sheet."""
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


def _still_open(waiting: dict[int, SheetEvent], *, is_empty: bool) -> Iterator[OpenReturn]:
    open_rows: dict[SheetEvent, set[int]] = {}
    for row, event in waiting.items():
        if row or is_empty:
            open_rows.setdefault(event, set()).update({row} - {0})
    for event in sorted(open_rows, key=lambda event: event.number, reverse=True):
        yield OpenReturn(event, frozenset(open_rows[event]))
