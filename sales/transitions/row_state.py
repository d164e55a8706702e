"""A row as an event remembers it: plain JSON, amounts in satang, moments in ISO 8601."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any

from otop_portal import money

from ..models import CHANNELS, Sale, SheetEvent

FIELDS = (
    "producer_id",
    "product_type",
    "producer_type",
    *CHANNELS,
    "stage",
    "position",
    "carried_over",
    "district_confirmed_by_id",
    "district_confirmed_at",
    "province_confirmed_by_id",
    "province_confirmed_at",
    "version",
)
State = tuple[Any, ...]
state = attrgetter(*FIELDS)


def snapshot(row: Sale) -> dict[str, Any]:
    return {name: _plain(value) for name, value in zip(FIELDS, state(row), strict=True)}


def difference(before: State, after: State) -> dict[str, dict[str, Any]]:
    """Only what changed: {"before": {...}, "after": {...}}."""
    changed = [(name, old, new) for name, old, new in zip(FIELDS, before, after, strict=True) if old != new]
    return {
        "before": {name: _plain(old) for name, old, _ in changed},
        "after": {name: _plain(new) for name, _, new in changed},
    }


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


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return money.satang(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value
