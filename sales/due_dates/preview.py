"""Whom a change of a due date would touch, before it is made."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from otop_portal import clock

from ..choices import DueKind, DueLevel
from ..models import District, DueDate, Officer, Province
from ..timeliness import DistrictMonth, district_months
from .calendar import Calendar, DueDay


@dataclass(frozen=True)
class Touched:
    """An area whose day would change. `was`, `becomes`: its sales; None for a province and for other work."""

    area: District | Province
    before: DueDay | None
    after: DueDay | None
    was: DistrictMonth | None = None
    becomes: DistrictMonth | None = None

    @property
    def turns_late(self) -> bool:
        return _is_late(self.becomes) and not _is_late(self.was)

    @property
    def turns_in_time(self) -> bool:
        return _is_late(self.was) and not _is_late(self.becomes)


@dataclass(frozen=True)
class Preview:
    lines: tuple[Touched, ...]

    @property
    def late(self) -> int:
        return sum(line.turns_late for line in self.lines)

    @property
    def in_time(self) -> int:
        return sum(line.turns_in_time for line in self.lines)


def preview(officer: Officer, due: DueDate, *, withdrawn: bool = False) -> Preview:
    """What `due` would change if it were written down, or withdrawn; first those that it makes late or not late."""
    rows = list(DueDate.objects.visible_to(officer).due_for(due.kind, [due.period_id]))
    others = [row for row in rows if row.key != due.key]
    before, after = Calendar(due.kind, rows), Calendar(due.kind, others if withdrawn else [*others, due])
    touched = _districts if due.level == DueLevel.DISTRICT else _provinces
    lines = [line for line in touched(officer, due, before, after) if _on(line.before) != _on(line.after)]
    return Preview(tuple(sorted(lines, key=lambda line: not (line.turns_late or line.turns_in_time))))


def _districts(officer: Officer, due: DueDate, before: Calendar, after: Calendar) -> list[Touched]:
    months = district_months(officer, due.area, [due.period_id], today=clock.today())
    judged = due.kind == DueKind.SALES
    return [_district(month, before, after, judged=judged) for month in months]


def _district(month: DistrictMonth, before: Calendar, after: Calendar, *, judged: bool) -> Touched:
    was, becomes = (days.for_district(month.district, month.month) for days in (before, after))
    if judged and becomes:
        return Touched(month.district, was, becomes, month, replace(month, due_day=becomes))
    return Touched(month.district, was, becomes)


def _provinces(officer: Officer, due: DueDate, before: Calendar, after: Calendar) -> list[Touched]:
    found = Province.objects.visible_to(officer)
    codes = found.filter(pk=due.area_code) if due.area_code else found
    return [Touched(each, *(days.for_province(each.pk, due.period_id) for days in (before, after))) for each in codes]


def _on(day: DueDay | None) -> date | None:
    return day.on if day else None


def _is_late(month: DistrictMonth | None) -> bool:
    return bool(month and month.days_late)
