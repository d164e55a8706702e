"""Who would get what by a version: on its own figures or, before its months have begun, on an earlier year's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date

from otop_portal import clock, fiscal, thai
from sales.models import District, Officer, Province

from . import sentences
from .models import SchemeVersion, Target
from .querysets import Place
from .results import GradeOutcome, Outcome, Reader, Results
from .scoring import Yardstick
from .standings import reader_for


@dataclass(frozen=True)
class Line:
    name: str
    # Base, result and percentage, or the levels of a grade's parts.
    cells: Sequence[str]
    level: str
    # By the version beside it, where there is one.
    before: str = ""

    @property
    def changes(self) -> bool:
        return bool(self.before) and self.before != self.level


@dataclass(frozen=True)
class Trial:
    """`year`: whose figures they are; `own_bases`: no target was set, so the portal's confirmed base stands for it."""

    version: SchemeVersion
    year: int
    own_bases: bool
    headings: Sequence[str]
    lines: Sequence[Line]
    beside: SchemeVersion | None = None

    @property
    def changed(self) -> int:
        return sum(line.changes for line in self.lines)

    @property
    def levels(self) -> Sequence[tuple[str, int]]:
        """How many areas would get each."""
        named = [line.level for line in self.lines]
        return [(level, named.count(level)) for level in dict.fromkeys(named)]


def newest_year(version: SchemeVersion) -> int:
    """The newest fiscal year of which the version's months have begun."""
    this_month = fiscal.first_of_month(clock.today())
    years_early = max(0, -(-(_months_between(this_month, version.first_month)) // 12))
    return version.scheme.fiscal_year - years_early


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def trial(
    officer: Officer,
    version: SchemeVersion,
    *,
    province: Province | None = None,
    year: int | None = None,
    beside: SchemeVersion | None = None,
) -> Trial:
    year = year or newest_year(version)
    reader = reader_for(officer, province or officer.area)
    found, own_bases = _judged(reader, version, province, year)
    before = _judged(reader, beside, province, year)[0] if beside else {}
    lines = [
        Line(_name(outcome), _cells(outcome), _level(outcome), _level(before[place]) if place in before else "")
        for place, outcome in found.items()
    ]
    return Trial(version, year, own_bases, _headings(version, found), lines, beside)


Judged = Mapping[Place, Outcome | GradeOutcome]


def _judged(reader: Reader, version: SchemeVersion, province: Province | None, year: int) -> tuple[Judged, bool]:
    """By place; and whether it stands on the portal's own bases."""
    if version.is_graded:
        return {each.place: each for each in reader.grades(version)}, False
    if year == version.scheme.fiscal_year and (outcomes := reader.outcomes(version)):
        return {each.target.place: each for each in outcomes}, False
    moved = _moved(version, year - version.scheme.fiscal_year)
    return _on_own_bases(reader, moved, province), True


def _moved(version: SchemeVersion, years: int) -> SchemeVersion:
    """A copy that is never saved: the same rule over the months of another year."""
    moved = copy(version)
    for name, month in version.months_moved(years).items():
        setattr(moved, name, month)
    return moved


def _on_own_bases(reader: Reader, version: SchemeVersion, province: Province | None) -> Judged:
    """Where the base is a sum of months, of all of which the portal has confirmed figures."""
    bases = _bases(reader, version)
    results, judged = reader.results(version), {}
    districts = District.objects.visible_to(reader.officer).select_related("province").in_bulk()
    provinces = Province.objects.visible_to(reader.officer).in_bulk()
    for place in sorted({*bases, *results}, key=lambda place: (place[0] or "~", place[1] or "~")):
        if _is_asked_for(reader.officer, place, province):
            base, reached = bases.get(place), results.get(place)
            area = {"province": provinces.get(place[0]), "district": districts.get(place[1])}
            target = Target(scheme=version.scheme, base=base, **area)
            yardstick = Yardstick(version.rule, base)
            standing = yardstick.judge(reached and reached.amount)
            judged[place] = Outcome(version, target, yardstick, reached, standing, base)
    return judged


def _bases(reader: Reader, version: SchemeVersion) -> Mapping[Place, object]:
    if not version.base_months:
        return {}
    before = copy(version)
    before.first_month, before.last_month = version.base_first_month, version.base_last_month
    found: Results = reader.results(before)
    return {place: each.amount for place, each in found.items() if each.months == len(version.base_months)}


def _is_asked_for(officer: Officer, place: Place, province: Province | None) -> bool:
    """As of targets: one's own area whole; of the country the provinces, or one with its districts."""
    if officer.area:
        return place[0] is not None and (place[1] is not None or officer.district_id is None)
    return place[0] == province.pk if province else place[1] is None


def _headings(version: SchemeVersion, found: Judged) -> Sequence[str]:
    if version.is_graded:
        first = next(iter(found.values()), None)
        return [part.version.scheme.name for part in first.parts.values()] if first else []
    return [f"ฐาน ({version.rule.unit})", f"ผล ({version.rule.unit})", "ร้อยละ"]


def _name(outcome: Outcome | GradeOutcome) -> str:
    if isinstance(outcome, GradeOutcome):
        return outcome.area_name
    return outcome.target.area_name


def _cells(outcome: Outcome | GradeOutcome) -> Sequence[str]:
    if isinstance(outcome, GradeOutcome):
        return [sentences.level(part.version.rule, part.standing) for part in outcome.parts.values()]
    rule = outcome.version.rule
    figures = [thai.percent(amount, rule.result_places) for amount in (outcome.target.base, outcome.result)]
    return [*figures, sentences.percentage(rule, outcome.standing.percentage)]


def _level(outcome: Outcome | GradeOutcome) -> str:
    rule = outcome.version.rule
    return sentences.level(rule, outcome.grade if isinstance(outcome, GradeOutcome) else outcome.standing)
