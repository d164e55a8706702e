"""ผลภารกิจรายไตรมาส (34): what is asked, and how far each district has come with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from otop_portal import thai
from sales.due_dates.deadline import Deadline
from sales.models import District, Officer, Stage
from sales.standing import DISTRICT, ENTERING, NOT_STARTED, PROVINCE, RETURNED, Standing

from .. import sentences as of_targets
from ..models import HandReported, MissionEvent, MissionReport, Target
from .asked import Asked, asked_in, province_of
from .due import Deadlines, DueDays, current, words_given
from .querysets import MissionReportQuerySet

_STANDINGS = {Stage.DRAFT: ENTERING, Stage.DISTRICT: DISTRICT, Stage.PROVINCE: PROVINCE}


def standing(row: HandReported | None) -> Standing:
    if row is None:
        return NOT_STARTED
    if row.stage == Stage.DRAFT and row.returned_because:
        return RETURNED
    return _STANDINGS[Stage(row.stage)]


@dataclass
class Line:
    """A district's answer: its newest report, the one that counts, and what is to be reached."""

    asked: Asked
    district: District
    newest: MissionReport | None = None
    counted: MissionReport | None = None
    target: Target | None = None
    deadlines: Deadlines = field(default_factory=dict)
    # Where the district types; the page puts it there.
    form: Any = None

    @property
    def standing(self) -> Standing:
        return standing(self.newest)

    @property
    def deadline(self) -> Deadline | None:
        return current(self.deadlines)

    @property
    def due_month(self) -> date | None:
        return next((month for month, each in self.deadlines.items() if each is self.deadline), None)

    @property
    def late(self) -> list[tuple[date, Deadline]]:
        """Months that came, or are still to come, after their day."""
        return [(month, deadline) for month, deadline in self.deadlines.items() if deadline.days_late]

    @property
    def told(self) -> str:
        return _told(self.newest)

    @property
    def told_before(self) -> str:
        """What counts while something newer waits."""
        return _told(self.counted) if self.counted and self.counted != self.newest else ""

    @property
    def base(self) -> str:
        return thai.count(int(self.target.base)) if self.target and self.target.base is not None else ""

    @property
    def steps(self) -> list[tuple[str, str]]:
        """Each level's name and its target."""
        if self.target is None or self.asked.condition:
            return []
        yardstick, rule = self.target.yardstick(self.asked.version), self.asked.version.rule
        return [(level.name, of_targets.figure(yardstick.shown(level), rule.places)) for level in rule.levels]

    @property
    def seen(self) -> str:
        """What the page posts back of the report that stands on it."""
        return f"{self.newest.pk}:{self.newest.version}" if self.newest else ""

    @property
    def waits(self) -> bool:
        """For the province."""
        return self.newest is not None and self.newest.stage == Stage.DISTRICT

    @property
    def is_returnable(self) -> bool:
        return self.newest is not None and self.newest.stage != Stage.DRAFT


@dataclass
class Section:
    """One thing that is asked, with the districts that it is asked of."""

    asked: Asked
    lines: Sequence[Line] = field(default_factory=list)

    @property
    def confirmed(self) -> int:
        """How many districts have an answer that counts."""
        return sum(line.counted is not None for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.waits for line in self.lines)

    @property
    def late(self) -> int:
        return sum(bool(line.late) for line in self.lines)

    @property
    def total(self) -> int | None:
        """Of the numbers that count."""
        if self.asked.condition:
            return None
        return sum(line.counted.amount or 0 for line in self.lines if line.counted)


def sections(officer: Officer) -> list[Section]:
    """For a district its own lines, for a province its districts'."""
    districts = [officer.district] if officer.district else list(District.objects.visible_to(officer).reporting())
    found = {
        asked: [district for district in districts if district.pk in codes]
        for asked, codes in asked_in(province_of(officer)).items()
    }
    line = _line_maker(officer, [asked for asked, of in found.items() if of])
    return [Section(asked, [line(asked, district) for district in of]) for asked, of in found.items() if of]


def _line_maker(officer: Officer, asked: Collection[Asked]) -> Callable[[Asked, District], Line]:
    """Reads what every line needs at once."""
    reports = MissionReport.objects.visible_to(officer).select_related("district")
    newest, counted = reports.newest(), reports.confirmed().newest()
    targets = Target.objects.visible_to(officer).exclude(district=None).prefetch_related("figures")
    of_place = {(target.scheme_id, target.district_id): target for target in targets}
    deadlines = _deadlines(officer, asked, reports)

    def line(each: Asked, district: District) -> Line:
        key, target = (*each.key, district.pk), of_place.get((each.version.scheme_id, district.pk))
        return Line(each, district, newest.get(key), counted.get(key), target, deadlines(each, district))

    return line


def _deadlines(
    officer: Officer, asked: Collection[Asked], reports: MissionReportQuerySet
) -> Callable[[Asked, District], Deadlines]:
    """A condition is fulfilled once, a number reported every month."""
    days, given = DueDays(officer, [each.version for each in asked]), words_given(officer, MissionEvent.Kind.MISSION)
    words: dict[tuple[int, str, str], list[datetime]] = defaultdict(list)
    for row, *key in reports.values_list("pk", "scheme", "condition", "district"):
        words[tuple(key)] += given.get(row, [])

    def of(each: Asked, district: District) -> Deadlines:
        judge = days.once if each.condition else days.monthly
        return judge(district, each.version, sorted(words[*each.key, district.pk]))

    return of


def _told(report: MissionReport | None) -> str:
    if report is None:
        return thai.NO_DATA
    return thai.date_long(report.handed_in_on) if report.handed_in_on else thai.count(report.amount)
