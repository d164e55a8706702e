"""Who holds each district's month, as far as the officer who asks may know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, QuerySet

from ..built_once import built_once
from ..models import District, Officer, Producer, ProducerEvent, ReportingMonth, Sheet
from .holder import Holding, Requests, Step, holding, step_of
from .querysets import with_any_row, with_arrival


@dataclass(frozen=True)
class Funnel:
    """How many districts stand at each step of the month."""

    month: ReportingMonth
    counts: Counter[Step]

    @classmethod
    def of(cls, month: ReportingMonth, steps: Iterable[Step]) -> Funnel:
        return cls(month, Counter(steps))

    @property
    def steps(self) -> list[tuple[Step, int]]:
        return [(step, self.counts[step]) for step in Step]


def steps_of(officer: Officer, month: ReportingMonth) -> dict[District, Step]:
    """Of every district that reports, in order of code; only stages, so that the whole country costs little."""
    sheets = with_any_row(Sheet.objects.visible_to(officer).filter(month=month))
    steps = {sheet.district_id: step_of(sheet) for sheet in sheets}
    districts = District.objects.visible_to(officer).reporting().select_related("province").order_by("pk")
    return {district: steps.get(district.pk, Step.NOT_STARTED) for district in districts}


def funnel_of(officer: Officer, month: ReportingMonth) -> Funnel:
    return Funnel.of(month, steps_of(officer, month).values())


def holdings(officer: Officer, districts: Collection[District], months: Collection[ReportingMonth]) -> list[Holding]:
    """Of each of these districts and months, in their order."""
    sheets = Sheet.objects.visible_to(officer).filter(district__in=districts, month__in=months)
    known = {(sheet.district_id, sheet.month_id): sheet for sheet in with_arrival(sheets)}
    waiting = requests_of(officer, months)
    return [
        holding(district, month, known.get((district.pk, month.pk)), waiting.get((district.pk, month.pk)))
        for district in districts
        for month in months
    ]


def own_holding(officer: Officer, month: ReportingMonth) -> Holding:
    """Of the officer's own district."""
    sheet = next(iter(_own_sheets(officer, month.pk)), None)
    return holding(officer.district, month, sheet, requests_of(officer, [month]).get((officer.district_id, month.pk)))


@built_once
def _own_sheets(officer: Officer, month: date) -> QuerySet[Sheet]:
    return with_arrival(Sheet.objects.visible_to(officer).filter(district=officer.district_id, month=month))


def requests_of(officer: Officer, months: Iterable[ReportingMonth]) -> dict[tuple[str, date], Requests]:
    """By district and month what it waits for; the department learns of none."""
    found = _requested(officer)
    missing = {month.pk: _missing(officer, month) for month in months} if found else {}
    return {
        (district, month): Requests(count, since, of_month.get(district, 0))
        for district, count, since in found
        for month, of_month in missing.items()
    }


@built_once
def _requested(officer: Officer) -> QuerySet:
    """District, number and newest moment."""
    requested = Producer.objects.visible_to(officer).requested()
    events = ProducerEvent.objects.visible_to(officer).filter(
        action=ProducerEvent.Action.REQUEST, producer__in=requested
    )
    return events.order_by().values_list("producer__district").annotate(Count("pk"), Max("at"))


def _missing(officer: Officer, month: ReportingMonth) -> dict[str, int]:
    gaps = Producer.objects.visible_to(officer).missing_from(month.pk)
    return dict(gaps.order_by().values_list("district").annotate(Count("pk")))
