"""When something is due for an area: of the dates that concern it, the one that governs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ..built_once import built_once
from ..choices import DueKind, DueLevel
from ..models import District, DueDate, Province
from .documents import documented


@dataclass(frozen=True)
class DueDay:
    """The last day that is in time. `given_by`: country, province, or district for an extension."""

    on: date
    given_by: str = "country"
    reason: str = ""
    note: str = ""


def governing(country: DueDay | None, own: DueDay | None = None, extension: DueDay | None = None) -> DueDay | None:
    """A province's own day counts where it is the earlier, an extension where it is the later."""
    usual = min(filter(None, (country, own)), key=lambda day: day.on, default=None)
    return max(filter(None, (usual, extension)), key=lambda day: day.on, default=None)


class Calendar:
    """The due days of one kind of work in some periods, for every area of which the rows were given."""

    def __init__(self, kind: str, rows: Iterable[DueDate]) -> None:
        self.kind = kind
        self._days = {(row.level, row.period_id, row.area_code): _day(row) for row in rows}

    def for_district(self, district: District, period: date) -> DueDay | None:
        return governing(self.usual(district, period), extension=self._day(DueLevel.DISTRICT, period, district.pk))

    def usual(self, district: District, period: date) -> DueDay | None:
        """Of the districts of its province that were given no more time."""
        return self._usual(DueLevel.DISTRICT, period, district.province_id)

    def for_province(self, code: str, period: date) -> DueDay | None:
        """By when the province confirms."""
        return self._usual(DueLevel.PROVINCE, period, code)

    def for_area(self, area: District | Province | None, level: str, period: date) -> DueDay | None:
        """Of its districts' reports, or of the provinces' confirmation."""
        if isinstance(area, District):
            return self.for_district(area, period)
        return self._usual(level, period, area.pk if area else "")

    def for_country(self, level: str, period: date) -> DueDay | None:
        """As the documents say where nothing was written down."""
        if written := self._day(level, period, ""):
            return written
        day = documented(self.kind, level, period)
        return DueDay(day) if day else None

    def _usual(self, level: str, period: date, province: str) -> DueDay | None:
        return governing(self.for_country(level, period), self._day(level, period, province))

    def _day(self, level: str, period: date, code: str) -> DueDay | None:
        return self._days.get((level, period, code))


def calendar(officer: Any, periods: Collection[date], kind: str = DueKind.SALES) -> Calendar:
    """What the officer sees, read at once."""
    return Calendar(kind, _rows(officer, kind, tuple(periods)))


@built_once
def _rows(officer: Any, kind: str, periods: tuple[date, ...]) -> QuerySet[DueDate]:
    return DueDate.objects.visible_to(officer).due_for(kind, periods).order_by()


def _day(row: DueDate) -> DueDay:
    return DueDay(row.due_on, row.area_level, row.reason, row.note)
