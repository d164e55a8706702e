"""เป้าหมาย/ผลสำเร็จ (32): the schemes of a year as tables of what their areas have reached, in the page's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from otop_portal import clock, thai
from sales.models import Area, Officer, Province
from sales.standing import Standing as Pill

from . import sentences
from .choices import Measure
from .models import Plan, SchemeVersion, Target
from .querysets import Place
from .results import GradeOutcome, Outcome, Reader
from .scoring import Grade, Standing


@dataclass(frozen=True)
class Line:
    area: Area | None
    name: str
    # Under the table's headings, as they are read.
    cells: Sequence[str]
    level: Pill
    missing: str
    notes: Sequence[str] = ()

    @property
    def opens(self) -> str:
        """The code of the province whose districts stand behind the line."""
        return self.area.pk if isinstance(self.area, Province) else ""


@dataclass(frozen=True)
class Table:
    version: SchemeVersion
    headings: Sequence[str]
    lines: Sequence[Line]

    def of(self, area: Area | None) -> Line | None:
        """The area's own line."""
        return next((line for line in self.lines if line.area == area), None)

    @property
    def distribution(self) -> list[tuple[Pill, int]]:
        """How many provinces stand at each level, the farthest behind first."""
        return list(Counter(line.level for line in self.lines if line.area).items())


def announced_for(officer: Officer) -> list[SchemeVersion]:
    """The schemes announced by now: those with targets that he sees, and the grades of their years."""
    newest = SchemeVersion.objects.announced(clock.today()).newest_of_each()
    asked = set(Target.objects.visible_to(officer).values_list("scheme", flat=True))
    measured = [version for version in newest if version.scheme_id in asked]
    years = {version.scheme.fiscal_year for version in measured}
    return [each for each in newest if each in measured or (each.is_graded and each.scheme.fiscal_year in years)]


def reader_for(officer: Officer, *, entered: bool = False, province: Province | None = None) -> Reader:
    """For the country's officers the provinces, or one of them with its districts."""
    targets = Target.objects.visible_to(officer)
    return Reader(officer, entered=entered, targets=targets if officer.area else targets.of_one_level(province))


def tables(reader: Reader, versions: Iterable[SchemeVersion]) -> list[Table]:
    made = (_graded(reader, each) if each.is_graded else _measured(reader, each) for each in versions)
    return [table for table in made if table.lines]


def _measured(reader: Reader, version: SchemeVersion) -> Table:
    rule, plans = version.rule, _plans(reader.officer, version)
    headings = [level.name for level in rule.levels]
    headings += ["แผนทั้งช่วง"] if plans else []
    outcomes = sorted(reader.outcomes(version), key=_risk)
    lines = [_line(outcome, plans) for outcome in outcomes]
    return Table(version, [*headings, f"ผลสำเร็จ ({rule.unit})", "ร้อยละ"], lines)


def _risk(outcome: Outcome) -> tuple:
    """Who is farthest behind comes first; the sum of all comes last."""
    standing = outcome.standing
    return outcome.target.district_id is None, bool(standing.lack), len(standing.reached), standing.percentage or 0


def _line(outcome: Outcome, plans: Mapping[Place, Decimal]) -> Line:
    rule, target = outcome.version.rule, outcome.target
    cells = [sentences.figure(outcome.yardstick.shown(level), rule.places) for level in rule.levels]
    cells += [thai.baht(plans.get(target.place))] if plans else []
    cells += [thai.percent(outcome.result, rule.result_places)]
    cells += [sentences.percentage(rule, outcome.standing.percentage)]
    pill = Pill(_tone(outcome.standing), sentences.level(rule, outcome.standing))
    return Line(target.area, target.area_name, cells, pill, sentences.distance(rule, outcome.standing), _notes(outcome))


def _notes(outcome: Outcome) -> list[str]:
    """How far the months have come, what is needed in each that is left, and the portal's own base if it differs."""
    rule, left = outcome.version.rule, outcome.months_left
    notes = []
    if outcome.reached and left:
        notes.append(sentences.months_counted(outcome.reached.months, len(outcome.version.months)))
    if outcome.reached and left and outcome.standing.distance:
        notes.append(sentences.each_month(rule, outcome.standing.distance, left))
    if outcome.base_off is not None:
        notes.append(sentences.other_base(outcome.target.base, outcome.own_base))
    return notes


def _tone(standing: Standing | Grade) -> str:
    if isinstance(standing, Standing) and standing.lack:
        return "none"
    if standing.level is None:
        return "returned"
    return "partial" if standing.following else "province"


def _plans(officer: Officer, version: SchemeVersion) -> Mapping[Place, Decimal]:
    """Of a scheme of all sales."""
    if version.measure != Measure.SALES:
        return {}
    return Plan.objects.visible_to(officer).totals_over(version.months)


def _graded(reader: Reader, version: SchemeVersion) -> Table:
    outcomes = reader.grades(version)
    names = {slug: part.version.scheme.name for outcome in outcomes for slug, part in outcome.parts.items()}
    return Table(version, list(names.values()), [_grade_line(outcome, names) for outcome in outcomes])


def _grade_line(outcome: GradeOutcome, names: Mapping[str, str]) -> Line:
    cells = [
        sentences.level(part.version.rule, part.standing) if (part := outcome.parts.get(slug)) else thai.NO_DATA
        for slug in names
    ]
    pill = Pill(_tone(outcome.grade), sentences.level(outcome.version.rule, outcome.grade))
    missing = [names[slug] for slug in outcome.grade.missing if slug in names]
    words = sentences.parts_missing(outcome.grade, missing)
    return Line(outcome.area, str(outcome.area or "ประเทศ"), cells, pill, words)
