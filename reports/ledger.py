"""What an officer may read of the ledger for a selection: sums, numbers of producers, and how complete they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

from otop_portal import clock, fiscal, thai
from sales.entered import Entered
from sales.measures import Amount, Districts, Measure, Producers
from sales.models import Area, District, Province, ReportingMonth, Sheet, Tally
from sales.models.areas import LEVELS, REGIONS
from sales.querysets import Months
from sales.timeliness import DistrictMonth, district_months

from .completeness import Completeness
from .kept import Kept
from .selection import Scope, Selection, last_year, since_october


class Ledger:
    """Reads as late as it can, and each thing once."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.districts = District.objects.visible_to(selection.officer).within(selection.area)
        self.confirmed = Tally.objects.visible_to(selection.officer).within(selection.area).at(selection.at)
        self._kept = Kept(self.confirmed, Sheet.objects.visible_to(selection.officer).within(selection.area))

    @cached_property
    def entered(self) -> Entered:
        return Entered(self.selection.officer, self.selection.scope.stages, self.selection.area)

    def measured(self, *by: str, **measures: Measure) -> dict[tuple, dict[str, Any]]:
        """The measures by name, per key (sales.querysets.MeasuredQuerySet.added_up)."""
        months = {month for measure in measures.values() for month in measure.months or self.selection.months}
        if self.selection.scope == Scope.PROVINCE:
            return self._kept.answer(months, (by, measures), lambda lines: lines.measured(*by, **measures))
        return self.entered.measured(*by, months=months, **measures)

    def amount(self, months: Collection[date] = (), **part: Any) -> Amount:
        """Of these months, as far as the selection's types and channel reach; `part` names one of them itself."""
        chosen = self.selection
        whole = {
            "product_type": chosen.product_type,
            "producer_type": chosen.producer_type,
            "channels": chosen.channels,
        }
        return Amount(months, **(whole | part))

    def producers(self, **part: Any) -> Producers:
        """Of the newest month."""
        types = {"product_type": self.selection.product_type, "producer_type": self.selection.producer_type}
        return Producers(self.newest, **(types | part))

    @cached_property
    def so_far(self) -> tuple[date, ...]:
        """The months of the selection that are over, or of which something counts all the same."""
        opened = ReportingMonth.objects.opened(self.day)
        this_month = fiscal.first_of_month(self.day)
        newest = self._newest_counted or date.min
        months = opened.filter(pk__in=self.selection.months).values_list("pk", flat=True)
        return tuple(month for month in months if month < this_month or month <= newest)

    @property
    def day(self) -> date:
        """Of the moment at which the figures stand."""
        return self.selection.moment.astimezone(clock.BANGKOK).date()

    @cached_property
    def _newest_counted(self) -> date | None:
        if self.selection.scope != Scope.PROVINCE:
            sheets = self.entered.sheets_by("month", months=self.selection.months)
            return max((month for (month,) in sheets), default=None)
        return max(chain.from_iterable(counted for counted, _ in self._months.values()), default=None)

    @cached_property
    def _months(self) -> Mapping[str, tuple[Months, Months]]:
        """Of the selection, by district: those of which something is confirmed, and those of which everything is."""
        return self._months_of(self.selection.months)

    def _months_of(self, months: Collection[date]) -> Mapping[str, tuple[Months, Months]]:
        return self._kept.answer(months, "months", lambda lines: lines.months_by_district(months))

    @cached_property
    def _reporting(self) -> dict[str, dict[str, str]]:
        """By code the districts that report: their region, province and district."""
        districts = self.districts.reporting().order_by()
        lines = districts.values_list(*map(self.districts.way_to, LEVELS))
        return {line[-1]: dict(zip(LEVELS, line, strict=True)) for line in lines}

    @property
    def is_empty(self) -> bool:
        return self._newest_counted is None

    @property
    def newest(self) -> date:
        return self.so_far[-1] if self.so_far else self.selection.month

    @property
    def since_october(self) -> tuple[date, ...]:
        return since_october(self.newest)

    @property
    def run(self) -> tuple[date, ...]:
        """What is compared with the year before: the selection's months, as far as they have come."""
        return self.so_far or self.selection.months

    def complete_in(self, months: Collection[date]) -> set[str]:
        """The districts that report and have confirmed all of each of these months, by code."""
        wanted = {*months}
        known = self._months if wanted <= {*self.selection.months} else self._months_of(wanted)
        return {district for district in self._reporting.keys() & known if wanted <= known[district][1]}

    @cached_property
    def throughout(self) -> set[str]:
        """The districts that have confirmed all months so far."""
        return self.complete_in(self.so_far) if self.so_far else set()

    def unfinished(self) -> list[District]:
        """The reporting districts that have not."""
        districts = self.districts.reporting().select_related("province").order_by("pk")
        return [district for district in districts if district.pk not in self.throughout] if self.so_far else []

    def growth(self, months: Sequence[date]) -> dict[str, Measure]:
        """Of these months and the same a year before: raw, and fair, of districts complete in both."""
        before = last_year(months)
        both = sorted(self.complete_in([*months, *before]))
        return {
            "now": self.amount(months),
            "before": self.amount(before),
            "fair_now": self.amount(months, districts=both),
            "fair_before": self.amount(before, districts=both),
            "compared": Districts(both, months),
        }

    @cached_property
    def reporting(self) -> Counter[str]:
        """How many districts report, by key of the selection's areas."""
        return Counter(places[self.selection.level] for places in self._reporting.values())

    @cached_property
    def complete(self) -> Counter[str]:
        """How many of them have confirmed all months so far."""
        return Counter(self._reporting[district][self.selection.level] for district in self.throughout)

    @property
    def completeness(self) -> Completeness:
        return Completeness(self.complete.total(), self.reporting.total())

    def completeness_of(self, area: Area) -> Completeness:
        return Completeness(self.complete[area.pk], self.reporting[area.pk])

    def confirmed_sheets(self, *areas: str) -> Counter[tuple]:
        """How many sheets the reporting districts have confirmed wholly, by key of these areas and month."""
        alike = Counter(
            (*(self._reporting[district][area] for area in areas), complete)
            for district, (_, complete) in self._months.items()
            if district in self._reporting
        )
        sheets: Counter[tuple] = Counter()
        for (*keys, complete), districts in alike.items():
            sheets.update(dict.fromkeys(((*keys, month) for month in complete), districts))
        return sheets

    @cached_property
    def completeness_by_month(self) -> dict[date, Completeness]:
        """Of the months so far."""
        sheets = self.confirmed_sheets()
        return {month: Completeness(sheets[month,], self.reporting.total()) for month in self.so_far}

    def areas(self) -> Sequence[Area]:
        """What the selection's level has lines for."""
        match self.selection.level:
            case "district":
                return sorted(self.districts.select_related("province"), key=lambda each: each.pk)
            case "province":
                provinces = Province.objects.visible_to(self.selection.officer)
                region = self.selection.area
                return list(provinces.filter(region=region.pk) if region else provinces)
        return list(REGIONS.values())

    def district_months(self) -> list[DistrictMonth]:
        """Of the months so far."""
        return district_months(self.selection.officer, self.selection.area, self.so_far, today=self.day)

    def standing(self) -> str:
        run = f" ({thai.run_of_months(self.so_far)})" if self.so_far else ""
        return f"{self.completeness.sentence}{run}"
