"""What stands in the rows themselves, whether the province has confirmed it or not."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from .measures import Measure
from .models import Area, Officer, Sale, Sheet, Stage
from .querysets import Figures


class Entered:
    """The rows at these stages that an officer sees, of an area or of all."""

    def __init__(self, officer: Officer, stages: Collection[Stage], area: Area | None = None) -> None:
        self.rows = Sale.objects.visible_to(officer).within(area).filter(stage__in=stages)
        self.sheets = Sheet.objects.visible_to(officer).within(area).counted(stages)

    def measured(self, *by: str, months: Collection[date], **measures: Measure) -> Figures:
        """As the tally's (querysets.MeasuredQuerySet.measured)."""
        found = self.rows.filter(sheet__month__in=months).measured(*by, **measures)
        sheets = self.sheets_by(*by, months=months)
        return {
            key: {name: each.settled(found.get(key, {}).get(name), sheets[key]) for name, each in measures.items()}
            for key in (sheets if by else [()])
        }

    def sheets_by(self, *by: str, months: Collection[date]) -> dict[tuple, set[tuple[date, str]]]:
        """Month and district of those that have something to say, by key."""
        lines = self.sheets.filter(month__in=months).values_list(*map(self.sheets.way_to, by), "month", "district")
        found: dict[tuple, set[tuple[date, str]]] = defaultdict(set)
        for line in lines:
            found[line[: len(by)]].add(line[len(by) :])
        return found
