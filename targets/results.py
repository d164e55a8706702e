"""What areas have reached of a scheme: the measure read from the ledger or the register, judged by targets.scoring.

Sales count as the province has confirmed them; for one's own area also as they are entered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otop_portal import clock, fiscal, money, thai
from sales.entered import Entered
from sales.measures import Amount
from sales.models import Area, District, Officer, ProducerStatus, Stage, Tally
from sales.querysets import DistrictQuerySet

from .choices import Measure
from .models import Scheme, SchemeVersion, Target
from .scoring import Grade, Standing, Yardstick, grade

# Codes of province and district: a district, a province itself (no district), the country (neither).
Place = tuple[str | None, str | None]
Results = Mapping[Place, Decimal]


@dataclass(frozen=True)
class Outcome:
    """A target, what was reached, and where that stands."""

    version: SchemeVersion
    target: Target
    yardstick: Yardstick
    result: Decimal | None
    standing: Standing
    # What the portal's own confirmed figures give for the base; it stands beside the printed one (DOMAIN h 10).
    own_base: Decimal | None

    @property
    def base_off(self) -> Decimal | None:
        """Printed less own, where they differ."""
        if self.own_base is None or self.target.base in (None, self.own_base):
            return None
        return self.target.base - self.own_base


@dataclass(frozen=True)
class GradeOutcome:
    """An area's grade, and the outcomes that make it, by the slug of their scheme."""

    version: SchemeVersion
    area: Area | None
    grade: Grade
    parts: Mapping[str, Outcome]


class Reader:
    """Reads for an officer what he may see: only what is confirmed, or (`entered`) everything of his own area."""

    def __init__(self, officer: Officer, *, entered: bool = False) -> None:
        self.officer, self.entered = officer, entered

    def outcomes(self, version: SchemeVersion) -> list[Outcome]:
        """Of each target of a measured scheme, in the order of places."""
        targets = Target.objects.visible_to(self.officer).filter(scheme=version.scheme_id).in_order()
        targets = targets.select_related("province", "district__province").prefetch_related("figures")
        results, bases = self.results(version), self._own_bases(version)
        return [self._outcome(version, target, results, bases) for target in targets]

    def grades(self, version: SchemeVersion) -> list[GradeOutcome]:
        """Of each place that has a target in one of the parts."""
        parts: dict[Place, dict[str, Outcome]] = defaultdict(dict)
        for scheme in _parts_of(version):
            for outcome in self.outcomes(scheme.current):
                parts[outcome.target.place][scheme.slug] = outcome
        levels = version.rule.levels
        return [
            GradeOutcome(
                version,
                next(iter(of_place.values())).target.area,
                grade(levels, {slug: outcome.standing for slug, outcome in of_place.items()}),
                of_place,
            )
            for of_place in parts.values()
        ]

    def results(self, version: SchemeVersion) -> Results:
        """By place; a place that is missing has no result yet."""
        measure = Measure(version.measure)
        if version.first_month > fiscal.first_of_month(clock.today()):
            return {}
        if measure.is_money:
            return self._sales(measure, version.months)
        return self._new_products(version.months) if measure == Measure.NEW_PRODUCTS else {}

    def _outcome(self, version: SchemeVersion, target: Target, results: Results, bases: Results) -> Outcome:
        measure, result = target.yardstick(version), results.get(target.place)
        return Outcome(version, target, measure, result, measure.judge(result), bases.get(target.place))

    def _own_bases(self, version: SchemeVersion) -> Results:
        measure = Measure(version.measure)
        if not (measure.is_money and version.base_months):
            return {}
        return _added_up(self._confirmed(measure, version.base_months))

    def _sales(self, measure: Measure, months: Collection[date]) -> Results:
        if not self.entered:
            return _added_up(self._confirmed(measure, months))
        rows = Entered(self.officer, list(Stage))
        amount = Amount(months, channels=measure.channels)
        figures = rows.measured("province", "district", months=months, result=amount)
        return _added_up({place: each["result"] for place, each in figures.items()})

    def _confirmed(self, measure: Measure, months: Collection[date]) -> Results:
        lines = Tally.objects.visible_to(self.officer).at(None).filter(month__in=months)
        figures = lines.measured("province", "district", result=Amount(months, channels=measure.channels))
        return {place: each["result"] for place, each in figures.items()}

    def _new_products(self, months: Collection[date]) -> Results:
        """How many, each once: the department, which reads no register, sees the number."""
        districts = District.objects.visible_to(self.officer)
        names: dict[Place, set[tuple[int, str]]] = {place: set() for place in districts.values_list("province", "pk")}
        for province, district, producer, name in _products_of(districts, months):
            names[province, district].add((producer, thai.normalised_name(name)))
        return _added_up({place: Decimal(len(found)) for place, found in names.items()})


def _products_of(districts: DistrictQuerySet, months: Collection[date]) -> Iterable[tuple[str, str, int, str]]:
    """Of approved producers, registered on a day of the months: province, district, producer and name of each."""
    registered = "producers__products__registered_on"
    days = {f"{registered}__gte": min(months), f"{registered}__lt": fiscal.following(max(months))}
    approved = {"producers__status__in": [ProducerStatus.ACTIVE, ProducerStatus.CLOSED]}
    lines = districts.filter(**days, **approved)
    return lines.values_list("province", "pk", "producers", "producers__products__name")


def _added_up(districts: Results) -> Results:
    """With the sums of provinces and of the country, as far as they are seen."""
    sums: dict[Place, list[Decimal]] = defaultdict(list)
    for (province, _), result in districts.items():
        sums[province, None].append(result)
        sums[None, None].append(result)
    return {**districts, **{place: money.total(results) for place, results in sums.items()}}


def _parts_of(version: SchemeVersion) -> Iterator[Scheme]:
    named = {part.part.slug: part.part for level in version.levels.all() for part in level.parts.all()}
    yield from named.values()
