"""Numbers of active producers by type, as on the sheet of S003:202: a line per area and their sum."""

from collections.abc import Collection
from dataclasses import dataclass

from .choices import ProducerType
from .models import District, Province
from .querysets import ProducerQuerySet

_COLUMNS = (*ProducerType.values, "unknown", "producers")


@dataclass(frozen=True)
class CountSheet:
    """`lines` are (area, numbers by column)."""

    lines: list[tuple[District | Province, dict[str, int]]]
    total: dict[str, int]


def count_sheet(active: ProducerQuerySet, areas: Collection[District | Province]) -> CountSheet:
    """Areas without a producer have their line of noughts."""
    area = "district__province" if areas and isinstance(next(iter(areas)), Province) else "district"
    counted = {row.pop(area): row for row in active.count_by_type(area)}
    lines = [(each, counted.get(each.pk, dict.fromkeys(_COLUMNS, 0))) for each in areas]
    return CountSheet(lines, {column: sum(row[column] for row in counted.values()) for column in _COLUMNS})
