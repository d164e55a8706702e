"""What each event did to each row, and what of it a reader may know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from typing import Any

from ..models import Officer, Role, Sheet, SheetEvent, Stage
from ..transitions.table import Action

# A row as `transitions.row_state.snapshot` gives it: amounts in satang.
Snapshot = Mapping[str, Any]

# What names a row: no event changes it.
_NAMING = ("producer_id", "product_type")


@dataclass(frozen=True)
class Change:
    """`before` and `after` are whole rows, None where the row was not there.

    Masked: the reader may know that the row was touched, not its figures; then `after` only names the row.
    """

    row: int
    before: Snapshot | None
    after: Snapshot | None
    # The row whose place this one took when its product type was changed.
    replaced: int | None = None
    masked: bool = False

    @property
    def named(self) -> Snapshot:
        return self.after or self.before or {}


History = list[tuple[SheetEvent, list[Change]]]


def history_of(sheet: Sheet, reader: Officer) -> History:
    """The sheet's events, oldest first, as far as the reader may know them."""
    events = SheetEvent.objects.visible_to(reader).filter(sheet=sheet).select_related("officer").order_by("number")
    everything = list(_replayed(events))
    return list(_between_confirmations(everything)) if reader.role == Role.DEPARTMENT else everything


def of_row(history: History, row: int) -> History:
    """What happened to the row, and to those whose place it took when its product type was changed."""
    line = {row}
    for _, changes in reversed(history):
        line |= {change.replaced for change in changes if change.row in line and change.replaced}
    touched = ((event, [each for each in changes if line & {each.row, each.replaced}]) for event, changes in history)
    return [(event, changes) for event, changes in touched if changes]


def confirmed_then(events: Iterable[SheetEvent], moment: datetime) -> dict[int, Snapshot]:
    """By id the rows that the province had confirmed at the moment; of one sheet's events, oldest first."""
    rows: dict[int, Snapshot] = {}
    for event in takewhile(lambda event: event.at <= moment, events):
        for change in event.changes:
            _replayed_change(rows, change)
    return {row: state for row, state in rows.items() if _stage(state) == Stage.PROVINCE}


def _replayed(events: Iterable[SheetEvent]) -> Iterator[tuple[SheetEvent, list[Change]]]:
    rows: dict[int, Snapshot] = {}
    for event in events:
        changes = [_replayed_change(rows, change) for change in event.changes]
        if event.action == Action.CHANGE_TYPE:
            old, new = changes
            changes = [Change(new.row, old.before, new.after, replaced=old.row)]
        yield event, changes


def _replayed_change(rows: dict[int, Snapshot], change: Mapping[str, Any]) -> Change:
    row = change["row"]
    before = rows.pop(row, None)
    after = None if change["after"] is None else {**(before or {}), **change["after"]}
    if after is not None:
        rows[row] = after
    return Change(row, before, after)


def _between_confirmations(history: History) -> Iterator[tuple[SheetEvent, list[Change]]]:
    """As the department reads it: amounts only of province-confirmed states, other rows not at all."""
    confirmed = {change.row for _, changes in history for change in changes if _stage(change.after) == Stage.PROVINCE}
    known: dict[int, Snapshot] = {}
    for event, changes in history:
        yield event, [_as_confirmed(known, change) for change in changes if change.row in confirmed]


def _as_confirmed(known: dict[int, Snapshot], change: Change) -> Change:
    """`known`: by row its newest confirmed state, kept up to date."""
    row, before = change.row, known.get(change.row)
    if change.after is not None and _stage(change.after) == Stage.PROVINCE:
        known[row] = change.after
        return Change(row, before, change.after)
    naming = {name: change.named[name] for name in _NAMING}
    if _stage(change.before) == Stage.PROVINCE:  # sent back: what was confirmed is known
        return Change(row, before, naming)
    return Change(row, None, naming, masked=True)


def _stage(row: Snapshot | None) -> str | None:
    return row["stage"] if row else None
