"""A row as an event remembers it: plain JSON, amounts in satang, moments in ISO 8601."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from otop_portal import money

from ..models import SheetEvent
from ..sheet_rows import FIELDS

if TYPE_CHECKING:
    from .locking import Row

_values = attrgetter(*FIELDS)


def snapshot(row: Row) -> dict[str, Any]:
    return {name: as_json(value) for name, value in zip(FIELDS, _values(row), strict=True)}


def change(row: Any, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the row these values. What differs: {"before": {...}, "after": {...}}."""
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    return difference(before, values)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Only what changed: {"before": {...}, "after": {...}}."""
    was, now = {}, {}
    for name, value in after.items():
        if before[name] != value:
            was[name], now[name] = as_json(before[name]), as_json(value)
    return {"before": was, "after": now}


def replay(events: Iterable[SheetEvent]) -> dict[int, dict[str, Any]]:
    """The rows after these events (in order of their number), by id, as `snapshot` gives them."""
    rows: dict[int, dict[str, Any]] = {}
    for event in events:
        for change in event.changes:
            _replay_change(rows, change)
    return rows


def _replay_change(rows: dict[int, dict[str, Any]], change: Mapping[str, Any]) -> None:
    row, after = change["row"], change["after"]
    if after is None:
        del rows[row]
    else:
        rows[row] = rows.get(row, {}) | after


def as_json(value: Any) -> Any:
    write = _AS_JSON.get(type(value))
    return write(value) if write else value


_AS_JSON: Mapping[type, Callable[[Any], Any]] = {
    Decimal: money.satang,
    date: date.isoformat,
    datetime: lambda moment: moment.astimezone(UTC).isoformat(),
}
