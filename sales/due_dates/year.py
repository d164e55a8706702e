"""Page 37: what is due in a fiscal year, by whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ..choices import DueLevel
from ..models import District, DueDate, Officer, ReportingMonth
from .calendar import Calendar, DueDay


@dataclass(frozen=True)
class Line:
    """One month at one level. `governing`: of the district that was asked for."""

    month: ReportingMonth
    level: DueLevel
    country: DueDay | None
    own: tuple[DueDate, ...]
    extensions: tuple[DueDate, ...]
    governing: DueDay | None

    @property
    def is_districts(self) -> bool:
        return self.level == DueLevel.DISTRICT


def lines_of_year(officer: Officer, year: int, kind: str, district: District | None) -> list[Line]:
    months = list(ReportingMonth.objects.of_fiscal_year(year))
    rows = DueDate.objects.visible_to(officer).due_for(kind, [month.pk for month in months]).with_area()
    found = list(rows)
    days, of = Calendar(kind, found), _by_place(found)
    return [
        Line(
            month,
            level,
            days.for_country(level, month.pk),
            tuple(of[month.pk, level, "province"]),
            tuple(row for row in of[month.pk, level, "district"] if district in (None, row.district)),
            days.for_district(district, month.pk) if district and level == DueLevel.DISTRICT else None,
        )
        for month in months
        for level in DueLevel
    ]


def _by_place(rows: Iterable[DueDate]) -> dict[tuple, list[DueDate]]:
    found: dict[tuple, list[DueDate]] = defaultdict(list)
    for row in rows:
        found[row.period_id, row.level, row.area_level].append(row)
    return found
