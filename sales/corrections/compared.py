"""A request's old and new side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from otop_portal import money, thai

from ..choices import CHANNEL_LABELS, ProductType
from ..models import CHANNELS, CorrectionRequest, Officer, Producer, SheetEvent
from ..transitions.row_state import replay


@dataclass(frozen=True)
class Compared:
    """`old` is the row as it was asked about; None where it was missing."""

    request: CorrectionRequest
    producer: str
    old: Mapping[str, Any] | None

    @property
    def product_type(self) -> str:
        return str(ProductType(self.old["product_type"]).label) if self.old else ""

    @property
    def channels(self) -> list[tuple[str, Decimal | None, Decimal]]:
        """Label, old and new of each channel, in baht."""
        return list(zip(CHANNEL_LABELS.values(), self.amounts, self.request.amounts, strict=True))

    @property
    def amounts(self) -> tuple[Decimal | None, ...]:
        return tuple(money.baht(self.old[channel]) if self.old else None for channel in CHANNELS)

    @property
    def question(self) -> str:
        """What targets:effect is asked."""
        asked = dict(zip(CHANNELS, map(thai.baht, self.request.amounts), strict=True))
        return urlencode({"row": self.request.row or "", **asked})

    @property
    def total(self) -> Decimal | None:
        return money.total(self.amounts) if self.old else None

    @property
    def difference(self) -> Decimal:
        return self.request.total - (self.total or money.ZERO)


def compared(request: CorrectionRequest, reader: Officer) -> Compared:
    """What stood when it was asked follows from the sheet's events."""
    events = SheetEvent.objects.visible_to(reader).filter(sheet=request.sheet_id, at__lte=request.asked_at)
    old = replay(events.order_by("number")).get(request.row) if request.row else None
    name = Producer.objects.visible_to(reader).get(pk=old["producer_id"]).name if old else ""
    return Compared(request, name, old)
