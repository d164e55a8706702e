"""A file before it is imported: each row as it would stand, and which of its figures are new or other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from otop_portal import thai
from sales.models import District

from .. import sentences
from ..imports.lines import FiguresFile
from ..transitions.targets import Taken
from .page import Given


@dataclass(frozen=True)
class PreviewCell:
    """`tone` is new, changed, same or nothing."""

    text: str
    before: str
    tone: str


@dataclass(frozen=True)
class PreviewRow:
    line: int
    name: str
    month: str
    cells: Sequence[PreviewCell]


@dataclass(frozen=True)
class Preview:
    headings: Sequence[str]
    rows: Sequence[PreviewRow]


def previewed(given: Given, file: FiguresFile) -> Preview:
    columns = [*file.table.columns]
    names = {district.pk: district.name_th for district in District.objects.visible_to(given.officer)}
    headings = [given.headings.get(column, column) for column in columns]
    taken = sorted(file.outcome.taken, key=lambda each: file.lines[each.row.key].number)
    return Preview(headings, [_row(file, each, names, columns) for each in taken])


def _row(file: FiguresFile, taken: Taken, names: dict[str, str], columns: Sequence[str]) -> PreviewRow:
    row = taken.row
    name = names.get(row.district, row.district) if row.district else "รวม"
    month = thai.month_short(row.month) if row.month else ""
    cells = [_cell(taken.before.get(column), taken.after.get(column)) for column in columns]
    return PreviewRow(file.lines[row.key].number, name, month, cells)


def _cell(before: Decimal | None, after: Decimal | None) -> PreviewCell:
    if after is None:
        return PreviewCell("", "", "nothing")
    tone = "same" if before == after else "new" if before is None else "changed"
    return PreviewCell(sentences.figure(after, 0), sentences.figure(before, 0) if tone == "changed" else "", tone)
