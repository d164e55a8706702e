"""เป้าหมาย/ผลสำเร็จ (32): where an area stands in each scheme, in the page's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from otop_portal import clock, thai
from sales.models import Area, District, Officer
from sales.standing import Standing as Pill

from . import sentences
from .choices import Measure
from .models import Evaluation, Plan, SchemeVersion, Target
from .querysets import Place
from .results import GradeOutcome, Outcome, Reader
from .scoring import Grade, Standing


@dataclass(frozen=True)
class Card:
    """A scheme, and where the area stands in it; each figure with its heading."""

    version: SchemeVersion
    level: Pill
    missing: str
    figures: Sequence[tuple[str, str]]
    notes: Sequence[str] = ()
    evaluation: Evaluation | None = None

    @property
    def evaluated(self) -> str:
        return sentences.evaluated(self.evaluation) if self.evaluation else ""


def announced_for(officer: Officer) -> list[SchemeVersion]:
    """The schemes announced by now: those with targets that he sees, and the grades that are made of them."""
    newest = SchemeVersion.objects.announced(clock.today()).newest_of_each()
    asked = set(Target.objects.visible_to(officer).values_list("scheme", flat=True))
    return [version for version in newest if asked & version.schemes]


def in_force_for(officer: Officer) -> list[SchemeVersion]:
    """Of those, the ones by which some province, with targets that he sees, has not signed its results yet."""
    provinces: dict[int, set[str]] = defaultdict(set)
    targets = Target.objects.visible_to(officer).exclude(province=None).order_by()
    for scheme, province in targets.values_list("scheme", "province").distinct():
        provinces[scheme].add(province)
    signed = Evaluation.objects.visible_to(officer).newest_of_each()

    def is_open(version: SchemeVersion) -> bool:
        asked = {province for scheme in version.schemes for province in provinces[scheme]}
        return any((version.pk, province) not in signed for province in asked)

    return [version for version in announced_for(officer) if is_open(version)]


def of_fiscal_year(versions: Iterable[SchemeVersion], year: int | None) -> list[SchemeVersion]:
    return newest_first(version for version in versions if version.scheme.fiscal_year == year)


def newest_first(versions: Iterable[SchemeVersion]) -> list[SchemeVersion]:
    """By the end of their months."""
    return sorted(versions, key=lambda version: version.last_month, reverse=True)


def reader_for(officer: Officer, area: Area | None, *, entered: bool = False) -> Reader:
    """Of a district its own targets, of a province those of its districts too, of the country the provinces'."""
    targets = Target.objects.visible_to(officer)
    targets = targets.filter(district=area) if isinstance(area, District) else targets.of_one_level(area)
    return Reader(officer, entered=entered, targets=targets)


def cards(reader: Reader, versions: Iterable[SchemeVersion], area: Area) -> list[Card]:
    """Of the area itself, what lies in it left aside."""
    plans = Plan.objects.visible_to(reader.officer).of_itself(area)
    province = area.province_id if isinstance(area, District) else area.pk
    made: list[Card] = []
    for version in versions:
        if version.is_graded:
            made += [_graded(each) for each in reader.grades(version) if each.area == area]
        else:
            own = [each for each in reader.outcomes(version) if each.target.area == area]
            planned = plans.totals_over(version.months) if own and version.measure == Measure.SALES else {}
            made += [_measured(each, planned) for each in own]
    return [replace(card, evaluation=reader.signed.get((card.version.pk, province))) for card in made]


def pill(outcome: Outcome | GradeOutcome) -> Pill:
    """The level in its colour: green where none is above it, red below the lowest."""
    standing = outcome.grade if isinstance(outcome, GradeOutcome) else outcome.standing
    return Pill(_tone(standing), sentences.level(outcome.version.rule, standing))


def _tone(standing: Standing | Grade) -> str:
    if isinstance(standing, Standing) and standing.lack:
        return "none"
    if standing.level is None:
        return "returned"
    return "province" if standing.is_highest else "partial"


def _measured(outcome: Outcome, plans: Mapping[Place, Decimal]) -> Card:
    rule, plan = outcome.version.rule, plans.get(outcome.target.place)
    figures = [(level.name, sentences.figure(outcome.yardstick.shown(level), rule.places)) for level in rule.levels]
    figures += [("แผนทั้งช่วง", thai.baht(plan))] * (plan is not None)
    figures += [
        (f"ผลสำเร็จ ({rule.unit})", thai.percent(outcome.result, rule.result_places)),
        ("ร้อยละ", sentences.percentage(rule, outcome.standing.percentage)),
    ]
    missing = sentences.distance(rule, outcome.standing)
    return Card(outcome.version, pill(outcome), missing, figures, [*_notes(outcome, plan)])


def _notes(outcome: Outcome, plan: Decimal | None) -> Iterator[str]:
    """How far the months have come, what each that is left needs, and printed figures that differ from others."""
    rule, left = outcome.version.rule, outcome.months_left
    if outcome.reached and left:
        yield sentences.months_counted(outcome.reached.months, len(outcome.version.months))
    if outcome.reached and left and outcome.standing.distance:
        yield sentences.each_month(rule, outcome.standing.distance, left)
    if outcome.base_off is not None:
        yield sentences.other_base(outcome.target.base, outcome.own_base)
    printed = outcome.yardstick.given.get(outcome.highest.slug)
    if None not in (plan, printed) and plan != printed:
        yield sentences.other_plan(outcome.highest, printed, plan)


def _graded(outcome: GradeOutcome) -> Card:
    parts = outcome.parts.values()
    figures = [(part.version.scheme.name, sentences.level(part.version.rule, part.standing)) for part in parts]
    return Card(outcome.version, pill(outcome), sentences.parts_missing(outcome.grade, outcome.missing_names), figures)
