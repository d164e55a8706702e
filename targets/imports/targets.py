"""Targets of one scheme: `province,district,base` and one optional column per level, by the level's slug.

`รวม` or an empty district is the province's own row. An empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sales.imports import Column, Fault, Importer, Line, Table

from .. import printed, sentences
from ..choices import Measure
from ..models import SchemeVersion
from ..transitions.tables import BASE, Row, TargetTable
from ..transitions.targets import Wanted
from .documents import Block
from .lines import AREA, FiguresFile
from .target_columns import TargetColumns


def targets_of(version: SchemeVersion, **of_file: Any) -> Importer:
    return TargetsFile(version, **of_file).importer


class TargetsFile(FiguresFile):
    hint = "จังหวัด อำเภอ ฐาน และคอลัมน์ของแต่ละระดับ บรรทัดรวมเป็นของจังหวัดเอง"

    def __init__(self, version: SchemeVersion, **of_file: Any) -> None:
        super().__init__(**of_file)
        self.version, self.table = version, TargetTable(version)
        self.rule, self.places = version.rule, Measure(version.measure).places
        self.slug, self.title = f"targets-{version.scheme.slug}", f"เป้าหมาย{version.scheme}"
        levels = [Column(level.slug, (level.name, level.slug)) for level in self.rule.levels]
        self.columns = [*AREA, Column(BASE, ("ฐาน", "base"), required=True), *levels]

    def fill(self, table: Table, found: Sequence[Block]) -> Sequence[str]:
        of_blocks = [TargetColumns(self.version, block) for block in found]
        read = [each for each in of_blocks if each.places and not each.unfit]
        for columns in read:
            table.unread += columns.unread
            table.headings |= {column: heading.words for column, heading in columns.places.items()}
            table.lines += [self.of_entry(entry, columns.cells(entry)) for entry in columns.block.entries]
        if not read:
            why = next((each.unfit for each in of_blocks if each.unfit), sentences.NO_TARGETS_IN_SHEET)
            table.faults.append(Fault(0, "", why))
        return [note for columns in read for note in columns.notes]

    def wanted(self, line: Line) -> Wanted | None:
        row = self.reader.place(line)
        read = {column: self.reader.booking.amount(line, column, self.places) for column in self.table.columns}
        figures = {column: amount for column, amount in read.items() if amount is not None}
        given = [figures[level.slug] for level in self.rule.levels if level.slug in figures]
        if given != sorted(given, reverse=self.rule.falling):
            self.reader.booking.warn(line, "", sentences.LEVELS_OUT_OF_ORDER)
        return row and Wanted(row, figures)

    def differences(self) -> Sequence[tuple[str, printed.Difference]]:
        targets = self.version.scheme.targets.in_order().prefetch_related("figures")
        return [(Row(*each.row.place).key, each) for each in printed.of_targets(self.version, targets)]
