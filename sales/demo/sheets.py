"""A district's sheets in the demo, through the transitions, each step at a moment of its own."""

from collections.abc import Callable, Collection
from datetime import date
from random import Random

from otop_portal import clock

from .. import transitions
from ..models import District, Officer, Sheet
from ..sheet_rows import SheetRow, read_rows
from ..transitions.new_lines import NOT_ANSWERED
from .amounts import Line, amounts_of_month
from .figures import Printed
from .invented import days_late, exporting_lines
from .moments import moments_of
from .register import close_register, reopen_register

_RETURN_REASON = "ยอดจำหน่ายของสองรายการนี้ต่างจากเดือนก่อนมาก กรุณาตรวจสอบกับแบบ รต.๑"


class Desk:
    """Where a district's sheets are filled and confirmed: its officer, the province's, and what each line is like."""

    def __init__(self, district: District, by: Officer, province: Officer, today: date) -> None:
        self.district, self.by, self.province, self.today = district, by, province, today
        self.rng = Random(f"sheets {district.pk}")
        self.exporting = exporting_lines(district.province_id)
        self._lines: dict[tuple[int, str], Line] = {}

    def line_of(self, row: SheetRow) -> Line:
        key = row.producer_id, row.product_type
        if key not in self._lines:
            self._lines[key] = Line(self.rng, row.register_type, row.product_type, self.exporting)
        return self._lines[key]


class SheetAtWork:
    sheet: Sheet

    def __init__(self, desk: Desk, month: date) -> None:
        self.desk, self.month = desk, month
        self.moments = moments_of(month, desk.today, desk.rng, days_late(desk.district.pk, month))
        self.where = {"district": desk.district, "month": month}

    def fill(self, printed: Printed, unanswered: Collection[int] = ()) -> None:
        """Sync, then the figures: answered lines add up to the printed ones; `unanswered` are numbers of lines."""
        with clock.at(self.moments.copied):
            self.sheet = transitions.copy_previous_month(**self.where, by=self.desk.by).sheet
        rows = [row for number, row in enumerate(self._rows(), 1) if number not in unanswered]
        lines = [self.desk.line_of(row) for row in rows]
        amounts = amounts_of_month(self.desk.rng, lines, self.month.month, printed)
        edits = [
            transitions.RowEdit(row=row.pk, version=row.version, read=NOT_ANSWERED, typed=typed)
            for row, typed in zip(rows, amounts, strict=True)
        ]
        with clock.at(self.moments.typed):
            transitions.save_rows(**self.where, by=self.desk.by, edits=edits)

    def close_register(self) -> None:
        with clock.at(self.moments.typed):
            close_register(self.desk.district, self.desk.by, self.month)

    def reopen_register(self) -> None:
        with clock.at(self.moments.afterwards):
            reopen_register(self.desk.district, self.desk.by, self.month)

    def declare_nothing(self) -> None:
        with clock.at(self.moments.by_district):
            self.sheet = transitions.declare_nothing(**self.where, by=self.desk.by).sheet

    def confirm_by_district(self, lines: slice = slice(None)) -> None:
        with clock.at(self.moments.by_district):
            seen = {row.pk: row.version for row in self._rows()[lines]}
            transitions.confirm_by_district(**self.where, by=self.desk.by, seen=seen)

    def confirm_by_province(self) -> None:
        with clock.at(self.moments.by_province):
            seen = {row.pk: row.version for row in self._rows()}
            version = self.sheet.version  # what an empty sheet is confirmed by
            transitions.confirm_by_province(**self.where, by=self.desk.province, seen=seen, sheet_version=version)

    def return_to_district(self, lines: slice) -> None:
        with clock.at(self.moments.afterwards):
            rows = [row.pk for row in self._rows()[lines]]
            transitions.return_to_district(**self.where, by=self.desk.province, rows=rows, reason=_RETURN_REASON)

    def _rows(self) -> list[SheetRow]:
        return list(read_rows(self.sheet.pk).values())


# How a sheet ends, by name.


def confirmed_by_province(sheet: SheetAtWork, printed: Printed) -> None:
    confirmed_by_district(sheet, printed)
    sheet.confirm_by_province()


def confirmed_by_district(sheet: SheetAtWork, printed: Printed) -> None:
    sheet.fill(printed)
    sheet.confirm_by_district()


def partly_confirmed(sheet: SheetAtWork, printed: Printed) -> None:
    sheet.fill(printed)
    sheet.confirm_by_district(slice(25))


def returned(sheet: SheetAtWork, printed: Printed) -> None:
    confirmed_by_district(sheet, printed)
    sheet.return_to_district(slice(4, 6))


def draft(sheet: SheetAtWork, printed: Printed) -> None:
    sheet.fill(printed)


def three_unanswered(sheet: SheetAtWork, printed: Printed) -> None:
    sheet.fill(printed, unanswered=(7, 19, 31))


def nothing_sold(sheet: SheetAtWork, printed: Printed) -> None:
    """Only a district without producers can declare that: the register is closed for the month."""
    sheet.close_register()
    sheet.declare_nothing()
    sheet.confirm_by_province()
    sheet.reopen_register()


def not_begun(sheet: SheetAtWork, printed: Printed) -> None:
    pass


# The producers of an island in the rains.
_OF_ONE_MONTH = {("2306", date(2023, 7, 1)): nothing_sold}
_OF_THE_NEWEST_MONTH = {
    "4305": confirmed_by_district,
    "4307": partly_confirmed,
    "4308": returned,
    "4315": draft,
    "4316": confirmed_by_district,
    "4317": three_unanswered,
    # Phetchaburi, half confirmed.
    "7602": draft,
    "7603": not_begun,
    "7606": draft,
    "7608": draft,
}


def ending_of(district: str, month: date, *, is_newest: bool) -> Callable[[SheetAtWork, Printed], None]:
    """Everything is confirmed by the province but what stands above."""
    ending = _OF_ONE_MONTH.get((district, month), confirmed_by_province)
    return _OF_THE_NEWEST_MONTH.get(district, ending) if is_newest else ending
