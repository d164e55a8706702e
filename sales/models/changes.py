"""What an event changed: a list of changes in Python, columns of values in the database.

A save of 100 rows is 30 kB as a list of changes and 6 kB in columns, where a name stands once, and once is enough for
what all rows share.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

Change = dict[str, Any]
"""{"row": id, "before": {name: value} | None, "after": {name: value} | None}"""

_Columns = Mapping[str, Sequence[Any]] | None


def pack(changes: Iterable[Change]) -> list[list]:
    """[rows, before, after] for each run of changes that name the same: a column of values under each name."""
    packed: list[tuple[tuple, list[Change]]] = []
    for change in changes:
        names = tuple(None if side is None else (*side,) for side in (change["before"], change["after"]))
        if not packed or packed[-1][0] != names:
            packed.append((names, []))
        packed[-1][1].append(change)
    return [[[change["row"] for change in run], _columns(run, "before"), _columns(run, "after")] for _, run in packed]


def _columns(run: Sequence[Change], side: str) -> _Columns:
    sides = [change[side] for change in run]
    if sides[0] is None:
        return None
    columns = {name: [values[name] for values in sides] for name in sides[0]}
    return {name: column[:1] if column.count(column[0]) == len(column) else column for name, column in columns.items()}


def unpack(packed: Iterable[Sequence]) -> list[Change]:
    return [
        {"row": row, "before": before, "after": after}
        for rows, *sides in packed
        for row, before, after in zip(rows, *(_sides(side, len(rows)) for side in sides), strict=True)
    ]


def _sides(columns: _Columns, length: int) -> Iterator[dict[str, Any] | None]:
    for place in range(length):
        yield columns and {name: column[place if len(column) > 1 else 0] for name, column in columns.items()}


class ChangesField(models.JSONField):
    description = "Changes of rows"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        packed = pack(value) if isinstance(value, list) else value
        return super().get_db_prep_value(packed, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        packed = super().from_db_value(value, expression, connection)
        return packed if packed is None else unpack(packed)
