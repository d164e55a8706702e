"""Whom today's reminders concern: whoever holds a month whose day is near, today or past, and his province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q

from otop_portal import clock

from ..choices import DueLevel, MessageKind, Role
from ..due_dates.calendar import Calendar, calendar
from ..holding.holder import AT_THE_DISTRICT, Holding
from ..holding.read import holdings
from ..models import District, Message, Officer, Province, ReportingMonth
from . import sentences

# Months older than that are nobody's next job.
_YEAR = timedelta(days=366)


def point_of(due: date, today: date) -> int | None:
    """Of settings.REMINDER_DAYS the newest that has come: who is late reminds once, and of long ago not at all."""
    passed = (today - due).days
    come = [day for day in settings.REMINDER_DAYS if day <= passed <= day + settings.REMINDER_LATE_DAYS]
    return max(come, default=None)


@dataclass(frozen=True)
class Round:
    """What the messages of one day are made from. `people`: by role and area whom they may reach."""

    today: date
    days: Calendar
    holdings: list[Holding]
    people: dict[tuple[str, str], list[Officer]]

    def messages(self) -> Iterator[Message]:
        for holding in self.holdings:
            yield from self._of_district(holding)
        by_province: dict[tuple[Province, ReportingMonth], list[Holding]] = defaultdict(list)
        for holding in self.holdings:
            by_province[holding.district.province, holding.month].append(holding)
        for (province, month), lines in by_province.items():
            yield from self._of_province(province, month, lines)

    def _of_district(self, holding: Holding) -> Iterator[Message]:
        role = AT_THE_DISTRICT.get(holding.holder)
        day = self.days.for_district(holding.district, holding.month.pk)
        if role is None or day is None or (point := point_of(day.on, self.today)) is None:
            return
        view, args = holding.page
        for officer in self.people.get((role, holding.district.pk), ()):
            told = holding.district, holding.month.pk, holding.need, day.on, self.today
            yield Message(
                to=officer,
                kind=MessageKind.REMINDER,
                key=_key(holding.month, day.on, point),
                subject=sentences.due_soon(holding.month.pk, day.on, self.today),
                body=sentences.your_turn(officer.name, *told),
                view=view,
                args=args,
            )

    def _of_province(self, province: Province, month: ReportingMonth, lines: list[Holding]) -> Iterator[Message]:
        days = (self.days.for_area(province, level, month.pk) for level in DueLevel)
        for on in sorted({day.on for day in days if day}):
            if (point := point_of(on, self.today)) is None:
                continue
            for officer in self.people.get((Role.PROVINCE, province.pk), ()):
                yield Message(
                    to=officer,
                    kind=MessageKind.DIGEST,
                    key=_key(month, on, point),
                    subject=sentences.due_soon(month.pk, on, self.today),
                    body=_digest(officer, month, lines),
                    view="sales:districts",
                    args=list(month.address),
                )


def round_of(today: date) -> Round:
    """In a number of statements that does not grow with districts."""
    country = Officer(role=Role.ADMIN)
    still_open = Q(closed_on=None) | Q(closed_on__gt=today)
    months = list(ReportingMonth.objects.opened(today).filter(still_open, month__gt=today - _YEAR))
    days = calendar(country, [month.pk for month in months])
    districts = list(District.objects.visible_to(country).reporting().select_related("province").order_by("pk"))
    near = [month for month in months if _is_near(days, districts, month, today)]
    found = [each for each in holdings(country, districts, near) if each.is_open] if near else []
    return Round(today, days, found, _people() if found else {})


def remind(today: date | None = None) -> int:
    """Write what is new into the inboxes; how many. The same once more, or twice at once, is told once."""
    before = Message.objects.count()
    Message.objects.bulk_create(round_of(today or clock.today()).messages(), 500, ignore_conflicts=True)
    return Message.objects.count() - before


def _is_near(days: Calendar, districts: Iterable[District], month: ReportingMonth, today: date) -> bool:
    due = {day.on for district in districts if (day := days.for_district(district, month.pk))}
    due |= {day.on for each in districts if (day := days.for_province(each.province_id, month.pk))}
    return any(point_of(on, today) is not None for on in due)


def _people() -> dict[tuple[str, str], list[Officer]]:
    found: dict[tuple[str, str], list[Officer]] = defaultdict(list)
    working = Officer.objects.filter(is_active=True, role__in=[Role.DISTRICT, Role.CHIEF, Role.PROVINCE])
    for officer in working.order_by("pk"):
        found[officer.role, officer.district_id or officer.province_id].append(officer)
    return found


def _digest(officer: Officer, month: ReportingMonth, lines: Iterable[Holding]) -> str:
    here, elsewhere = [], []
    for each in lines:
        told = sentences.holder_of(str(each.district), each.holder.label, each.days, each.need)
        (elsewhere if each.holder in AT_THE_DISTRICT else here).append(told)
    return sentences.digest(officer.name, month.pk, here, elsewhere)


def _key(month: ReportingMonth, on: date, point: int) -> str:
    return f"{month.pk:%Y-%m} {on} {point:+}"
