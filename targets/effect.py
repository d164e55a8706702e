"""What a correction would do to its district's levels: the schemes as they stand, and as if it were accepted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from otop_portal import money
from sales.models import CHANNELS, District, Officer

from .choices import Measure
from .models import Target
from .results import Reader, Results
from .standings import Card, announced_for, cards, reader_for

Amounts = Sequence[Decimal | None]


class AsCorrected(Reader):
    """Reads the confirmed sums as if those of one district and month were others, by so much in each channel."""

    def __init__(self, *args: Any, district: District, month: date, difference: Mapping[str, Decimal], **more: Any):
        super().__init__(*args, **more)
        self.place, self.month, self.difference = (district.province_id, district.pk), month, difference

    def _confirmed(self, measure: Measure, months: Any) -> Results:
        found = super()._confirmed(measure, months)
        if self.month not in months or self.place not in found:
            return found
        channels = measure.channels or CHANNELS
        change = money.total(self.difference[channel] for channel in channels)
        return {
            place: replace(reached, amount=reached.amount + change) if place == self.place else reached
            for place, reached in found.items()
        }


@dataclass(frozen=True)
class Effect:
    now: Card
    after: Card


def effects(officer: Officer, district: District, month: date, old: Amounts, new: Amounts) -> list[Effect]:
    """Of each scheme of sales that counts the month, for the district alone."""
    versions = [each for each in announced_for(officer) if each.measures_sales and month in each.months]
    columns = zip(CHANNELS, old, new, strict=True)
    difference = {channel: (now or money.ZERO) - (then or money.ZERO) for channel, then, now in columns}
    own = Target.objects.visible_to(officer).filter(district=district)
    corrected = AsCorrected(officer, targets=own, district=district, month=month, difference=difference)
    before = cards(reader_for(officer, district), versions, district)
    return [Effect(*pair) for pair in zip(before, cards(corrected, versions, district), strict=True)]
