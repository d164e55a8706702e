"""Targets of one scheme: `province,district,base` and one optional column per level, by the level's slug.

`รวม` or an empty district is the province's own row. An empty cell changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from sales.imports import Column, Importer, Line

from .. import printed, sentences
from ..choices import Measure
from ..models import SchemeVersion
from ..transitions.tables import BASE, Row, TargetTable
from ..transitions.targets import Wanted
from .lines import AREA, FiguresFile

HINT = "จังหวัด อำเภอ ฐาน และคอลัมน์ของแต่ละระดับ บรรทัดรวมเป็นของจังหวัดเอง"


def targets_of(version: SchemeVersion) -> Importer:
    return TargetsFile(version).importer


class TargetsFile(FiguresFile):
    hint = HINT

    def __init__(self, version: SchemeVersion) -> None:
        super().__init__()
        self.version, self.table = version, TargetTable(version)
        self.rule, self.places = version.rule, Measure(version.measure).places
        self.slug, self.title = f"targets-{version.scheme.slug}", f"เป้าหมาย{version.scheme}"
        levels = [Column(level.slug, (level.name, level.slug)) for level in self.rule.levels]
        self.columns = [*AREA, Column(BASE, ("ฐาน", "base"), required=True), *levels]

    def wanted(self, line: Line) -> Wanted | None:
        row = self.reader.place(line)
        read = {column: self.reader.amount(line, column, self.places) for column in self.table.columns}
        figures = {column: amount for column, amount in read.items() if amount is not None}
        given = [figures[level.slug] for level in self.rule.levels if level.slug in figures]
        if given != sorted(given, reverse=self.rule.falling):
            self.reader.booking.warn(line, "", sentences.LEVELS_OUT_OF_ORDER)
        return row and Wanted(row, figures)

    def differences(self) -> Sequence[tuple[str, printed.Difference]]:
        targets = self.version.scheme.targets.in_order().prefetch_related("figures")
        return [(Row(*each.row.place).key, each) for each in printed.of_targets(self.version, targets)]
