"""What is said of the figures: the findings of a month's sheets, and the explanations that hold for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from otop_portal import money

from ..choices import CHANNELS
from ..models import Explanation, Sheet
from .check import SHEET, Finding
from .findings import Rows, names, questions
from .querysets import ExplanationQuerySet

if TYPE_CHECKING:
    from ..transitions.locking import Row

Line = tuple[int | None, str]
OF_SHEET: Line = (None, "")


@dataclass(frozen=True)
class Flag:
    """One check at one row (SHEET: at the whole sheet): what it finds, or what was said of it, or both."""

    row: int | str
    name: str
    finding: Finding | None = None
    explanation: Explanation | None = None

    @property
    def is_open(self) -> bool:
        return self.explanation is None

    @property
    def field(self) -> str:
        return self.finding.field if self.finding else ""

    @property
    def sentence(self) -> str:
        """The department reads no more of a finding than its name: it compares with figures that are not its."""
        return self.finding.sentence if self.finding else self.name


def flags(month: date, sheets: Rows, among: ExplanationQuerySet) -> dict[str, list[Flag]]:
    """By code of the district: what the checks ask of the month's sheets (with all their rows), and what was answered.

    As many statements for a province's sheets as for one.
    """
    said = _said(month, [sheet.district_id for sheet, _ in sheets], among)
    found = dict(questions(month, sheets))
    return {
        sheet.district_id: list(_flags(found[sheet.district_id], _in_force(month, rows, said[sheet.district_id])))
        for sheet, rows in sheets
    }


def open_flags(month: date, sheet: Sheet, rows: Collection[Row]) -> list[Flag]:
    """What keeps the sheet from being confirmed together with others."""
    asked = flags(month, [(sheet, rows)], Explanation.objects.all())
    return [flag for flag in asked[sheet.district_id] if flag.is_open]


def amounts_of_sheet(rows: Collection[Row]) -> tuple[Decimal, ...]:
    return tuple(money.total(getattr(row, channel) for row in rows) for channel in CHANNELS)


def _said(
    month: date, districts: Collection[str], among: ExplanationQuerySet
) -> Mapping[str, Mapping[Line, list[Explanation]]]:
    """By district and line, the oldest first."""
    said: dict[str, dict[Line, list[Explanation]]] = defaultdict(lambda: defaultdict(list))
    for each in among.in_force(month, districts):
        said[each.sheet.district_id][each.producer_id, each.product_type].append(each)
    return said


def _in_force(
    month: date, rows: Collection[Row], said: Mapping[Line, list[Explanation]]
) -> dict[int | str, dict[str, Explanation]]:
    """By row (SHEET) and check: the newest that holds for the figures as they are."""
    lines: dict[int | str, tuple[Line, Sequence[Decimal]]] = {
        row.pk: ((row.producer_id, row.product_type), row.amounts) for row in rows if row.answered
    }
    lines[SHEET] = OF_SHEET, amounts_of_sheet(rows)
    return {
        row: {each.check_slug: each for each in said[line] if each.holds(month, amounts)}
        for row, (line, amounts) in lines.items()
        if line in said
    }


def _flags(found: Collection[Finding], said: Mapping[int | str, Mapping[str, Explanation]]) -> Iterator[Flag]:
    named, answered = names(), {(row, check) for row, checks in said.items() for check in checks}
    for finding in found:
        explanation = said.get(finding.row, {}).get(finding.check)
        yield Flag(finding.row, named[finding.check], finding, explanation)
    for row, check in sorted(answered - {(each.row, each.check) for each in found}, key=str):
        yield Flag(row, named.get(check, check), explanation=said[row][check])
