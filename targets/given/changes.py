"""Every change of a province's figures, in words: who, when, from which file, and each figure before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from otop_portal import money, thai
from sales.models import District

from .. import sentences
from ..models import SettingEvent
from ..transitions.tables import Row
from .page import Given


@dataclass(frozen=True)
class Line:
    name: str
    column: str
    before: str
    after: str


@dataclass(frozen=True)
class Told:
    event: SettingEvent
    lines: Sequence[Line]


def told(given: Given, events: Iterable[SettingEvent]) -> list[Told]:
    names = {district.pk: district.name_th for district in District.objects.visible_to(given.officer)}
    return [Told(event, list(_lines(given, event, names))) for event in events]


def _lines(given: Given, event: SettingEvent, names: dict[str, str]) -> Iterable[Line]:
    for change in event.changes:
        row = Row.named(change["row"])
        name = names.get(row.district, row.district) if row.district else str(given.province)
        for column, amount in change["after"].items():
            heading = given.headings.get(column, column)
            words = f"{thai.month_long(row.month)} {heading}" if row.month else heading
            yield Line(name, words, _figure(change["before"][column]), _figure(amount))


def _figure(satang: int | None) -> str:
    return sentences.figure(None if satang is None else money.baht(satang), 0)
