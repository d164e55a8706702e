"""By when what is reported by hand is due (DOMAIN h 1), and when a district gave its word on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from otop_portal import clock, fiscal
from sales.choices import DueKind
from sales.due_dates.calendar import DueDay, calendar
from sales.due_dates.deadline import Deadline
from sales.models import District, Officer

from ..choices import Measure
from ..models import MissionEvent, SchemeVersion

_KINDS = {Measure.SHOPS: DueKind.SHOP, Measure.ONLINE_PRODUCTS: DueKind.ONLINE}
_REPORTED = "รายงานแล้ว"

Deadlines = Mapping[date, Deadline]
"""By the month, in their order."""


def current(deadlines: Deadlines) -> Deadline | None:
    """The oldest that is open, else the newest."""
    found = list(deadlines.values())
    return next((each for each in found if not each.done_at), found[-1] if found else None)


def kind_of(version: SchemeVersion) -> DueKind:
    return _KINDS.get(Measure(version.measure), DueKind.MISSION)


def words_given(officer: Officer, kind: str) -> Mapping[int, Sequence[datetime]]:
    """By row, when its district confirmed it, the first time first. A return takes no word back."""
    found: dict[int, list[datetime]] = defaultdict(list)
    events = MissionEvent.objects.visible_to(officer).filter(kind=kind)
    given = events.filter(action=MissionEvent.Action.CONFIRM_BY_DISTRICT).order_by("pk")
    for at, changes in given.values_list("at", "changes"):
        for change in changes:
            found[change["row"]].append(at)
    return found


class DueDays:
    """The days of these versions' periods, as an officer sees them."""

    def __init__(self, officer: Officer, versions: Collection[SchemeVersion]) -> None:
        self.today = clock.today()
        months = {month for version in versions for month in version.months}
        self.calendars = {kind: calendar(officer, months, kind) for kind in sorted({*map(kind_of, versions)})}

    def monthly(self, district: District, version: SchemeVersion, given: Sequence[datetime]) -> Deadlines:
        """Of a running number, which is due for every month; before the first can be reported, of that one."""
        days = self._days(district, version, version.months)
        begun = [month for month, day in days.items() if _opening(day, month) <= self.today] or list(days)[:1]
        return {month: self._deadline(days[month], given, since=_opening(days[month], month)) for month in begun}

    def once(self, district: District, version: SchemeVersion, given: Sequence[datetime]) -> Deadlines:
        """Of what is due once in a round, which is named by its last month."""
        days = self._days(district, version, [version.last_month])
        return {month: self._deadline(day, given, since=date.min) for month, day in days.items()}

    def _days(self, district: District, version: SchemeVersion, periods: Sequence[date]) -> Mapping[date, DueDay]:
        of_kind = self.calendars[kind_of(version)]
        return {period: day for period in periods if (day := of_kind.for_district(district, period))}

    def _deadline(self, day: DueDay, given: Sequence[datetime], *, since: date) -> Deadline:
        done_at = next((at for at in given if at.astimezone(clock.BANGKOK).date() >= since), None)
        return Deadline(day, self.today, done_at, done=_REPORTED)


def _opening(day: DueDay, period: date) -> date:
    """A month's number is known when it is over; where it is due before that, in the month of its day."""
    return min(fiscal.following(period), day.on.replace(day=1))
