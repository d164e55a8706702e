"""Plans (Road Map): `province,district,year_be,month,offline,online` and, where the document prints them, `total` and
`sum` (รวม 6 เดือน in March, รวม 12 เดือน in September).

The year is the calendar's. `รวม` or an empty district is the province's own row, of which the document may print the
total alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from otop_portal import fiscal, thai
from sales.imports import Booking, Column, Fault, Importer, Line, Table
from sales.imports.months import MONTH, YEAR, Months, NoSuchMonth

from .. import printed, sentences
from ..models import Plan
from ..transitions.tables import PlanTable, Row
from ..transitions.targets import Wanted
from .documents import Block
from .lines import AREA, FiguresFile
from .month_columns import MonthColumns

OFFLINE = Column("offline", ("รายได้ปกติ", "รายได้ปกติ (บาท)", "offline"), required=True)
ONLINE = Column("online", ("รายได้ออนไลน์", "รายได้ออนไลน์ (บาท)", "online"), required=True)
TOTAL = Column("total", ("รวมทั้งสิ้น", "total"))
SUM = Column("sum", ("รวมตั้งแต่ต้นปีงบประมาณ", "sum"))
_FIELDS = {OFFLINE.name: "offline", ONLINE.name: "online", TOTAL.name: "printed_total", SUM.name: "printed_sum"}


class PlansFile(FiguresFile):
    slug = "plans"
    title = "แผนรายเดือน (Road Map)"
    hint = "หนึ่งบรรทัดต่อหนึ่งอำเภอและเดือน ปี พ.ศ. เป็นปีปฏิทิน เช่น ตุลาคม 2565 บรรทัดรวมเป็นของจังหวัดเอง"
    columns = (*AREA, YEAR, MONTH, OFFLINE, ONLINE, TOTAL, SUM)

    def __init__(self, fiscal_year: int | None = None, **of_file: Any) -> None:
        super().__init__(**of_file)
        self.table, self.fiscal_year = PlanTable(), fiscal_year

    @cached_property
    def months(self) -> Months:
        return Months(to_come=True)

    def fill(self, table: Table, found: Sequence[Block]) -> Sequence[str]:
        for block in found:
            months = MonthColumns(block)
            for entry in block.entries:
                for month, cells in months.cells(entry):
                    table.lines.append(self.of_entry(entry, cells, thai.month_long(month)))
        if not table.lines:
            table.faults.append(Fault(0, "", sentences.NO_MONTHS_IN_SHEET))
        return []

    def wanted(self, line: Line) -> Wanted | None:
        place, month = self.reader.place(line), self._month(line)
        read = {field: self.reader.booking.amount(line, column) for column, field in _FIELDS.items()}
        if not (place and month):
            return None
        if self.fiscal_year and fiscal.fiscal_year(month) != self.fiscal_year:
            return self.reader.booking.fault(line, MONTH.name, sentences.not_of_year(self.fiscal_year))
        figures = {field: amount for field, amount in read.items() if amount is not None}
        return Wanted(Row(place.province, place.district, month), figures)

    def _month(self, line: Line) -> date | None:
        try:
            return self.months.named(line[YEAR.name], line[MONTH.name])
        except NoSuchMonth as error:
            return self.reader.booking.fault(line, error.column, str(error))

    def differences(self) -> Sequence[tuple[str, printed.Difference]]:
        rows = [Row.named(key) for key in self.lines]
        years = {fiscal.fiscal_year(row.month) for row in rows if row.month}
        months = [month for year in years for month in fiscal.months_of(year)]
        plans = Plan.objects.filter(month__in=months).of_provinces({row.province for row in rows}).in_order()
        return [(Row(*each.row.place, each.row.month_id).key, each) for each in printed.of_plans(plans)]


def book(booking: Booking) -> None:
    PlansFile().book(booking)


PLANS = Importer(PlansFile.slug, PlansFile.title, PlansFile.hint, PlansFile.columns, book)
