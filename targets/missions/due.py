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

    def monthly(self, district: District, version: SchemeVersion, given: Sequence[datetime]) -> Deadline | None:
        """Of a running number, which is due for every month: the oldest that is open, else the newest."""
        begun = [month for month in version.months if month <= self.today]
        found = [self._of(district, version, month, given, over=True) for month in begun]
        known = [deadline for deadline in found if deadline]
        return next((each for each in known if not each.done_at), known[-1] if known else None)

    def once(self, district: District, version: SchemeVersion, given: Sequence[datetime]) -> Deadline | None:
        """Of what is due once in a round, which is named by its last month."""
        return self._of(district, version, version.last_month, given, over=False)

    def _of(
        self, district: District, version: SchemeVersion, period: date, given: Sequence[datetime], *, over: bool
    ) -> Deadline | None:
        day = self.calendars[kind_of(version)].for_district(district, period)
        if day is None:
            return None
        since = _opening(day, period) if over else date.min
        done_at = next((at for at in given if at.astimezone(clock.BANGKOK).date() >= since), None)
        return Deadline(day, self.today, done_at, done=_REPORTED)


def _opening(day: DueDay, period: date) -> date:
    """A month's number is known when it is over; where it is due before that, in the month of its day."""
    return min(fiscal.following(period), day.on.replace(day=1))
