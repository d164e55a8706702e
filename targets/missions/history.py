"""Who did what to a report, in words: from the events, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from otop_portal import money, thai
from otop_portal.money import BahtField
from sales.models import Officer

from ..models import HandReported, MissionEvent, MissionReport, OnlineProduct

KINDS: Mapping[str, type[HandReported]] = {
    MissionEvent.Kind.MISSION: MissionReport,
    MissionEvent.Kind.ONLINE: OnlineProduct,
}


@dataclass(frozen=True)
class Act:
    event: MissionEvent
    # Name, before and after of what the district fills in.
    changes: list[tuple[str, str, str]]


def acts(officer: Officer, kind: str, row: HandReported) -> list[Act]:
    events = MissionEvent.objects.visible_to(officer).of_row(kind, row)
    return [Act(event, list(_changes(event, row))) for event in events]


def _changes(event: MissionEvent, row: HandReported) -> Iterator[tuple[str, str, str]]:
    for change in event.changes:
        if change["row"] == row.pk:
            before, after = change["before"] or {}, change["after"] or {}
            for name in row.REPORTED:
                told = [_in_words(row._meta.get_field(name), side.get(name)) for side in (before, after)]
                if name in after and told[0] != told[1]:
                    yield str(row._meta.get_field(name).verbose_name), *told


def _in_words(field: models.Field, value: Any) -> str:
    if value in (None, "", False):
        return ""
    if value is True:
        return "๑"
    if isinstance(field, BahtField):
        return thai.baht(money.baht(value))
    if isinstance(field, models.DateField):
        return thai.date_long(date.fromisoformat(value))
    return str(dict(field.flatchoices).get(value, value))
