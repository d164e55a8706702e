"""A ledger, and one question put to it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .exact import baht, difference, growth, months_on
from .rows import CHANNELS, Ledger, Place, Row, Sheet, counting


@dataclass(frozen=True)
class Question:
    """`area` is a level and a key: ("province", "43"); none is the country."""

    slug: str
    months: tuple[date, ...]
    today: date
    area: tuple[str, str] | None = None
    level: str = "province"
    product_type: str = ""
    producer_type: str = ""
    channel: str = ""
    scope: str = "province"


@dataclass(frozen=True)
class Part:
    """Of the sheets of one area (its `key`; the question's own without one), what the question asks for."""

    question: Question
    sheets: Sequence[Sheet]
    key: str = ""

    def counted(self, months: Collection[date], districts: Collection[str] | None = None) -> list[Sheet]:
        return [
            sheet
            for sheet in self.sheets
            if sheet.month in months and (districts is None or sheet.place.district in districts)
        ]

    def rows(self, sheets: Iterable[Sheet], types: dict[str, str]) -> list[Row]:
        product_type = types.get("product_type") or self.question.product_type
        producer_type = types.get("producer_type") or self.question.producer_type
        return [
            row
            for sheet in sheets
            for row in sheet.rows
            if product_type in ("", row.product_type) and producer_type in ("", row.producer_type)
        ]

    def amount(
        self,
        months: Collection[date],
        channels: Sequence[str] = (),
        districts: Collection[str] | None = None,
        **types: str,
    ) -> Decimal | None:
        sheets = self.counted(months, districts)
        channels = channels or ([self.question.channel] if self.question.channel else CHANNELS)
        rows = self.rows(sheets, types)
        return baht(sum(row.amounts[channel] for row in rows for channel in channels)) if sheets else None

    def producers(self, month: date, *, selling: bool = False, **types: str) -> int | None:
        sheets = self.counted([month])
        people = {
            row.producer
            for row in self.rows(sheets, types)
            if not row.is_collecting and (any(row.amounts.values()) or not selling)
        }
        return len(people) if sheets else None


class Books:
    """A ledger, and one question put to it."""

    def __init__(self, ledger: Ledger, question: Question) -> None:
        self.ledger, self.question = ledger, question
        self.places = [place for place in ledger.places if self._is_within(place)]
        self.sheets = [sheet for sheet in counting(ledger, question.scope) if self._is_within(sheet.place)]
        self.whole = Part(question, self.sheets)
        confirmed = [sheet for sheet in counting(ledger, "province") if self._is_within(sheet.place)]
        self.complete = {(each.place.district, each.month) for each in confirmed if each.stage == "province"}
        known = [sheet.month for sheet in self.sheets if sheet.month in question.months]
        newest, this_month = max(known, default=date.min), question.today.replace(day=1)
        self.so_far = [
            month for month in ledger.months if month in question.months and (month < this_month or month <= newest)
        ]
        self.newest = self.so_far[-1] if self.so_far else question.months[-1]

    def _is_within(self, place: Place) -> bool:
        return self.question.area is None or place.key(self.question.area[0]) == self.question.area[1]

    @property
    def since_october(self) -> list[date]:
        october = date(self.newest.year - (self.newest.month < 10), 10, 1)
        return [month for month in (months_on(october, n) for n in range(12)) if month <= self.newest]

    @property
    def run(self) -> Sequence[date]:
        return self.so_far or self.question.months

    def complete_in(self, months: Collection[date]) -> set[str]:
        """The reporting districts that have confirmed all of each of these months."""
        return {
            place.district
            for place in self.places
            if place.reporting and all((place.district, month) in self.complete for month in months)
        }

    def completeness(self, months: Collection[date], key: str = "") -> dict[str, int]:
        of_area = [place for place in self.places if place.reporting and key in ("", place.key(self.question.level))]
        complete = self.complete_in(months) if months else set()
        return {"complete": sum(place.district in complete for place in of_area), "districts": len(of_area)}

    def growth(self, part: Part, months: Sequence[date]) -> dict[str, Any]:
        """`now` and `before` for all districts, and what follows; fair: for districts complete in both."""
        before = [months_on(month, -12) for month in months]
        both = self.complete_in({*months, *before})
        now, then = part.amount(months), part.amount(before)
        fair_now, fair_then = part.amount(months, districts=both), part.amount(before, districts=both)
        return {
            "now": now,
            "before": then,
            "change": difference(now, then),
            "growth": growth(now, then),
            "fair_change": difference(fair_now, fair_then),
            "fair_growth": growth(fair_now, fair_then),
            "compared": len({sheet.place.district for sheet in part.sheets} & both),
        }
