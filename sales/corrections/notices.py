"""What the department is told: which confirmed figures a correction has changed, never what was only asked for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from otop_portal import clock, money

from ..models import CHANNELS, Officer, SheetEvent
from ..transitions.table import Action
from .querysets import LATELY

_SHOWN = 20


@dataclass(frozen=True)
class Corrected:
    event: SheetEvent

    @property
    def difference(self) -> Decimal:
        """In baht, of the rows that it touched: each of them is confirmed before and after."""
        sides = ((change["before"] or {}, change["after"]) for change in self.event.changes)
        return money.baht(
            sum(after.get(channel, 0) - before.get(channel, 0) for before, after in sides for channel in CHANNELS)
        )


def corrected_lately(officer: Officer) -> list[Corrected]:
    events = SheetEvent.objects.visible_to(officer).filter(
        action=Action.ACCEPT_CORRECTION, at__gte=clock.now() - LATELY
    )
    newest = events.select_related("sheet__district__province", "sheet__month").order_by("-at", "-pk")
    return [Corrected(event) for event in newest[:_SHOWN]]
