"""What areas have reached of a scheme: the measure read from where it is kept, judged by targets.scoring.

Sales, and what is reported by hand, count as the province has confirmed them; for one's own area also as entered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache as once
from functools import cached_property

from django.db.models import Max

from otop_portal import clock, fiscal, money, thai
from sales.entered import Entered
from sales.measures import Amount
from sales.models import Area, District, Officer, ProducerStatus, Stage, Tally
from sales.querysets import DistrictQuerySet, Figures, TallyQuerySet

from .choices import Measure
from .missions.reached import ByHand
from .models import Evaluation, SchemeVersion, Target
from .querysets import OfAreaQuerySet, Place
from .scoring import Grade, Level, Standing, Yardstick, grade

_PLACE_AND_MONTH = ("province", "district", "month")


@dataclass(frozen=True)
class Reached:
    """A result, and how many of the months have one; of an area that others make up, how many at least of each."""

    amount: Decimal
    months: int


Results = Mapping[Place, Reached]
# Of each month with figures, what each measure comes to, by its value.
ByMonth = Mapping[date, Mapping[str, Decimal | None]]


@dataclass(frozen=True)
class Outcome:
    """A target, what was reached, and where that stands."""

    version: SchemeVersion
    target: Target
    yardstick: Yardstick
    reached: Reached | None
    standing: Standing
    # What the portal has confirmed of the base, where it has all of it; stands beside the printed one (DOMAIN h 10).
    own_base: Decimal | None

    @property
    def result(self) -> Decimal | None:
        return self.reached and self.reached.amount

    @property
    def months_left(self) -> int:
        """Those of the scheme without a figure yet."""
        return len(self.version.months) - (self.reached.months if self.reached else 0)

    @property
    def highest(self) -> Level:
        return self.version.rule.levels[-1]

    @property
    def missing(self) -> Decimal | None:
        """To the highest level."""
        return self.yardstick.missing(self.highest, self.result)

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

    @property
    def place(self) -> Place:
        return next(iter(self.parts.values())).target.place

    @property
    def area_name(self) -> str:
        return next(iter(self.parts.values())).target.area_name

    @property
    def missing_names(self) -> list[str]:
        """Of the parts that the next level still needs."""
        return [self.parts[slug].version.scheme.name for slug in self.grade.missing if slug in self.parts]


class Reader:
    """Reads for an officer what he may see, each version once: only what is confirmed, or (`entered`) all of his area.

    `targets`: of those that he sees, the ones whose outcomes are asked for; all without.
    """

    def __init__(self, officer: Officer, *, entered: bool = False, targets: OfAreaQuerySet | None = None) -> None:
        self.officer, self.entered, self.by_hand = officer, entered, ByHand(officer, entered)
        self.targets = Target.objects.visible_to(officer) if targets is None else targets
        self.outcomes = once(self._outcomes)

    @cached_property
    def signed(self) -> Mapping[tuple[int, str], Evaluation]:
        """By version and province, what says that its results are evaluated."""
        return Evaluation.objects.visible_to(self.officer).newest_of_each()

    def _outcomes(self, version: SchemeVersion) -> list[Outcome]:
        """Of each target of a measured scheme, in the order of places."""
        targets = self.targets.filter(scheme=version.scheme_id).in_order()
        targets = targets.select_related("province", "district__province").prefetch_related("figures")
        results, bases, met = self.results(version), self._own_bases(version), self.by_hand.met(version)
        return [self._outcome(version, target, results, bases, met.get(target.place, ())) for target in targets]

    def grades(self, version: SchemeVersion) -> list[GradeOutcome]:
        """Of each place that has a target in one of the parts."""
        parts: dict[Place, dict[str, Outcome]] = defaultdict(dict)
        for part in version.parts_in_force:
            for outcome in self.outcomes(part):
                parts[outcome.target.place][part.scheme.slug] = outcome
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
        if measure == Measure.NEW_PRODUCTS:
            return self._new_products(version.months)
        counted = self.by_hand.numbers(version)
        return _with_sums({place: Reached(Decimal(each), len(version.months)) for place, each in counted.items()})

    def _outcome(
        self, version: SchemeVersion, target: Target, results: Results, bases: Results, met: Collection[str]
    ) -> Outcome:
        measure, reached, base = target.yardstick(version), results.get(target.place), bases.get(target.place)
        own_base = base.amount if base and base.months == len(version.base_months) else None
        return Outcome(version, target, measure, reached, measure.judge(reached and reached.amount, met), own_base)

    def _own_bases(self, version: SchemeVersion) -> Results:
        measure = Measure(version.measure)
        return self._confirmed(measure, version.base_months) if measure.is_money and version.base_months else {}

    def by_month(self, area: Area, months: Collection[date], measures: Collection[Measure]) -> ByMonth:
        """Of an area what each measure of sales comes to in each month that has figures."""
        amounts = {measure.value: Amount(months, channels=measure.channels) for measure in measures}
        if self.entered:
            found = Entered(self.officer, list(Stage), area).measured("month", months=months, **amounts)
        else:
            found = self._lines(months).within(area).measured("month", **amounts)
        return {month: figures for (month,), figures in found.items()}

    def sums(self, measure: Measure, months: Collection[date]) -> Mapping[Place, Decimal]:
        """Confirmed, of places that have all of the months."""
        found = self._confirmed(measure, months)
        return {place: reached.amount for place, reached in found.items() if reached.months == len(months)}

    def last_confirmed(self, months: Collection[date]) -> Mapping[Place, datetime]:
        """When the province last changed what counts, by place."""
        newest: dict[Place, datetime] = {}
        districts = self._lines(months).order_by().values_list("province", "district")
        for province, district, since in districts.annotate(newest=Max("since")):
            newest[province, district] = since
            newest[province, None] = max(since, newest.get((province, None), since))
        return newest

    def _sales(self, measure: Measure, months: Collection[date]) -> Results:
        if not self.entered:
            return self._confirmed(measure, months)
        rows, amount = Entered(self.officer, list(Stage)), Amount(months, channels=measure.channels)
        return _of_months(rows.measured(*_PLACE_AND_MONTH, months=months, result=amount))

    def _confirmed(self, measure: Measure, months: Collection[date]) -> Results:
        amount = Amount(months, channels=measure.channels)
        return _of_months(self._lines(months).measured(*_PLACE_AND_MONTH, result=amount))

    def _lines(self, months: Collection[date]) -> TallyQuerySet:
        return Tally.objects.visible_to(self.officer).at(None).filter(month__in=months)

    def _new_products(self, months: Collection[date]) -> Results:
        """How many, each once: the department, which reads no register, sees the number."""
        districts = District.objects.visible_to(self.officer)
        names: dict[Place, set[tuple[int, str]]] = {place: set() for place in districts.values_list("province", "pk")}
        for province, district, producer, name in _products_of(districts, months):
            names[province, district].add((producer, thai.normalised_name(name)))
        begun = sum(month <= clock.today() for month in months)
        return _with_sums({place: Reached(Decimal(len(found)), begun) for place, found in names.items()})


def _products_of(districts: DistrictQuerySet, months: Collection[date]) -> Iterable[tuple[str, str, int, str]]:
    """Of approved producers, registered on a day of the months: province, district, producer and name of each."""
    registered = "producers__products__registered_on"
    days = {f"{registered}__gte": min(months), f"{registered}__lt": fiscal.following(max(months))}
    approved = {"producers__status__in": [ProducerStatus.ACTIVE, ProducerStatus.CLOSED]}
    lines = districts.filter(**days, **approved)
    return lines.values_list("province", "pk", "producers", "producers__products__name")


def _of_months(figures: Figures) -> Results:
    """From the results of districts in single months."""
    amounts: dict[Place, list[Decimal]] = defaultdict(list)
    for (province, district, _), each in figures.items():
        amounts[province, district].append(each["result"])
    return _with_sums({place: Reached(money.total(each), len(each)) for place, each in amounts.items()})


def _with_sums(districts: Results) -> Results:
    """And of provinces and of the country, as far as they are seen."""
    within: dict[Place, list[Reached]] = defaultdict(list)
    for (province, _), reached in districts.items():
        within[province, None].append(reached)
        within[None, None].append(reached)
    sums = {
        place: Reached(money.total(each.amount for each in all_of), min(each.months for each in all_of))
        for place, all_of in within.items()
    }
    return {**districts, **sums}
