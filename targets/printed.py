"""Printed figures beside what they should add up to. Nothing is corrected: both stand side by side (CHECKS 2-6)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from otop_portal import fiscal, money

from .models import Plan, SchemeVersion, Target
from .models.figures import OfArea

if TYPE_CHECKING:
    from .results import Outcome

Row = TypeVar("Row", bound=OfArea)
# Of a row, its figures by column.
Figures = Callable[[Row], Mapping[str, Decimal | None]]


@dataclass(frozen=True)
class Difference:
    """A figure that is printed in a row, and the other one."""

    row: OfArea
    column: str
    printed: Decimal
    computed: Decimal
    # How many rows the other adds up; none where it follows from the row itself.
    of_rows: int = 0
    # How many months of the row it adds up.
    of_months: int = 0

    @property
    def off(self) -> Decimal:
        return self.printed - self.computed


def of_targets(version: SchemeVersion, targets: Iterable[Target]) -> Iterator[Difference]:
    """Bases and given figures against the sums of the areas within; a given figure against the base's percentage."""
    targets, rule = list(targets), version.rule
    for target in targets:
        measure = target.yardstick(version)
        for level in rule.levels:
            printed, computed = measure.given.get(level.slug), measure.computed(level)
            if None not in (printed, computed) and printed != computed:
                yield Difference(target, level.slug, printed, computed)
    yield from _sums(targets, lambda target: {"base": target.base, **target.yardstick(version).given})


def of_bases(outcomes: Iterable[Outcome]) -> Iterator[Difference]:
    """A base against what the portal itself has confirmed of its months, where it has all of them."""
    for outcome in outcomes:
        if outcome.base_off is not None:
            months = len(outcome.version.base_months)
            yield Difference(outcome.target, "base", outcome.target.base, outcome.own_base, of_months=months)


def of_plans(plans: Iterable[Plan]) -> Iterator[Difference]:
    """A printed total against its two parts, a printed sum of months against their totals, and a province's row against
    its districts'; whole fiscal years, or sums of months are not seen."""
    months: dict[date, list[Plan]] = defaultdict(list)
    for plan in plans:
        months[plan.month_id].append(plan)
        if None not in (plan.offline, plan.printed_total) and plan.printed_total != plan.total:
            yield Difference(plan, "total", plan.printed_total, plan.total)
    for of_month in months.values():
        yield from _sums_of_months(of_month, months)
        yield from _sums(of_month, _columns)


def _sums_of_months(plans: Iterable[Plan], months: Mapping[date, Sequence[Plan]]) -> Iterator[Difference]:
    """Of the months' totals as they are printed, where all of them are."""
    for plan in plans:
        if plan.printed_sum is not None:
            up_to = fiscal.fiscal_month_number(plan.month_id)
            run = [fiscal.add_months(plan.month_id, -n) for n in range(up_to)]
            found = [each.as_printed for month in run for each in months.get(month, ()) if each.place == plan.place]
            if len(found) == up_to and plan.printed_sum != (computed := money.total(found)):
                yield Difference(plan, "sum", plan.printed_sum, computed, of_months=up_to)


def _columns(plan: Plan) -> Mapping[str, Decimal | None]:
    return {"offline": plan.offline, "online": plan.online, "total": plan.printed_total, "sum": plan.printed_sum}


def _sums(rows: Iterable[Row], figures: Figures[Row]) -> Iterator[Difference]:
    """An area's own row against those of the areas just within it, column by column, where both say something."""
    within: dict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        if row.province_id:
            within[row.province_id if row.district_id else None].append(row)
    for row in rows:
        parts = [figures(part) for part in within[row.province_id]] if row.district_id is None else []
        for column, printed in figures(row).items():
            values = [part[column] for part in parts if part.get(column) is not None]
            if printed is not None and values and printed != (computed := money.total(values)):
                yield Difference(row, column, printed, computed, len(values))
