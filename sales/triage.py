"""พร้อมยืนยัน: which districts of a month the province confirms together, and why the others wait."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from otop_portal import money

from .checks import sentences
from .checks.explained import Flag, flags
from .district_overview import DistrictLine, Overview, overview
from .models import Explanation, Officer, ReportingMonth, Sale, Sheet


@dataclass(frozen=True)
class TriageLine:
    line: DistrictLine
    flags: Sequence[Flag] = ()

    @property
    def open(self) -> int:
        return sum(flag.is_open for flag in self.flags)

    @property
    def is_clean(self) -> bool:
        return self.line.confirmable and not self.open

    @property
    def flagged_sentence(self) -> str:
        return sentences.flagged(len(self.flags), self.open) if self.flags else ""


@dataclass(frozen=True)
class Triage:
    overview: Overview
    lines: tuple[TriageLine, ...]

    @property
    def clean(self) -> list[TriageLine]:
        return [each for each in self.lines if each.is_clean]

    @property
    def total(self) -> Decimal:
        return money.total(each.line.sheet.total for each in self.clean if each.line.sheet)

    @property
    def flagged(self) -> list[TriageLine]:
        """Ready but for findings that nobody has explained."""
        return [each for each in self.lines if each.line.confirmable and each.open]

    @property
    def at_districts(self) -> list[TriageLine]:
        return [each for each in self.lines if not each.line.confirmable and not each.line.finished]

    @property
    def exceptions(self) -> list[TriageLine]:
        return [*self.flagged, *self.at_districts]

    @property
    def seen(self) -> str:
        return " ".join(each.line.version for each in self.clean)


def triage(officer: Officer, month: ReportingMonth) -> Triage:
    found = overview(officer, month)
    asked = _flags(officer, month, [line.sheet for line in found.ready if line.sheet])
    return Triage(found, tuple(TriageLine(line, asked.get(line.district.pk, ())) for line in found.lines))


def _flags(officer: Officer, month: ReportingMonth, sheets: Collection[Sheet]) -> dict[str, list[Flag]]:
    rows = defaultdict(list)
    for row in Sale.objects.visible_to(officer).filter(sheet__in=sheets).with_register().in_order():
        rows[row.sheet_id].append(row)
    laid = [(sheet, rows[sheet.pk]) for sheet in sheets]
    return flags(month.pk, laid, Explanation.objects.visible_to(officer))
