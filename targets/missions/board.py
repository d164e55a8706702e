"""ผลภารกิจรายไตรมาส (34): what is asked, and how far each district has come with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from otop_portal import thai
from sales.models import District, Officer, Province, Stage
from sales.standing import DISTRICT, ENTERING, NOT_STARTED, PROVINCE, RETURNED, Standing

from .. import sentences as of_targets
from ..models import HandReported, MissionReport, Target
from .asked import Asked, asked_in

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
    # Where the district types; the page puts it there.
    form: Any = None

    @property
    def standing(self) -> Standing:
        return standing(self.newest)

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
    def total(self) -> int | None:
        """Of the numbers that count."""
        if self.asked.condition:
            return None
        return sum(line.counted.amount or 0 for line in self.lines if line.counted)


def sections(officer: Officer) -> list[Section]:
    """For a district its own lines, for a province its districts'."""
    province, districts = _areas(officer)
    reports = MissionReport.objects.visible_to(officer).select_related("district")
    newest, counted = reports.newest(), reports.confirmed().newest()
    targets = Target.objects.visible_to(officer).exclude(district=None).prefetch_related("figures")
    of_place = {(target.scheme_id, target.district_id): target for target in targets}
    return [
        Section(
            asked,
            [
                Line(
                    asked,
                    district,
                    newest.get((*asked.key, district.pk)),
                    counted.get((*asked.key, district.pk)),
                    of_place.get((asked.version.scheme_id, district.pk)),
                )
                for district in districts
                if district.pk in codes
            ],
        )
        for asked, codes in asked_in(province).items()
        if any(district.pk in codes for district in districts)
    ]


def _areas(officer: Officer) -> tuple[Province, Iterable[District]]:
    if officer.district:
        return officer.district.province, [officer.district]
    return officer.province, list(District.objects.visible_to(officer).reporting())


def _told(report: MissionReport | None) -> str:
    if report is None:
        return thai.NO_DATA
    return thai.date_long(report.handed_in_on) if report.handed_in_on else thai.count(report.amount)
