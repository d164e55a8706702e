"""A district's sheets in the demo, through the transitions, each step at a moment of its own."""

from collections.abc import Collection
from datetime import date
from random import Random

from otop_portal import clock

from .. import transitions
from ..models import District, Officer, Sale
from ..transitions.new_lines import NOT_ANSWERED
from .amounts import Line, amounts_of_month
from .figures import Printed
from .moments import moments_of

_RETURN_REASON = "ยอดจำหน่ายของสองรายการนี้ต่างจากเดือนก่อนมาก กรุณาตรวจสอบกับแบบ รต.๑"


class Desk:
    """Where a district's sheets are filled and confirmed: its officer, the province's, and what each line is like."""

    def __init__(self, district: District, by: Officer, province: Officer, today: date) -> None:
        self.district, self.by, self.province, self.today = district, by, province, today
        self.rng = Random(f"sheets {district.pk}")
        self._lines: dict[tuple[int, str], Line] = {}

    def line_of(self, row: Sale) -> Line:
        key = row.producer_id, row.product_type
        if key not in self._lines:
            self._lines[key] = Line(self.rng, row.register_type, row.product_type)
        return self._lines[key]


class SheetAtWork:
    def __init__(self, desk: Desk, month: date) -> None:
        self.desk, self.month = desk, month
        self.moments = moments_of(month, desk.today, desk.rng)
        self.where = {"district": desk.district, "month": month}

    def fill(self, printed: Printed, unanswered: Collection[int] = ()) -> None:
        """Sync, then the figures: answered lines add up to the printed ones; `unanswered` are numbers of lines."""
        with clock.at(self.moments.copied):
            transitions.copy_previous_month(**self.where, by=self.desk.by)
        rows = [row for number, row in enumerate(self._rows(), 1) if number not in unanswered]
        lines = [self.desk.line_of(row) for row in rows]
        amounts = amounts_of_month(self.desk.rng, lines, self.month.month, printed)
        edits = [
            transitions.RowEdit(row=row.pk, version=row.version, read=NOT_ANSWERED, typed=typed)
            for row, typed in zip(rows, amounts, strict=True)
        ]
        with clock.at(self.moments.typed):
            transitions.save_rows(**self.where, by=self.desk.by, edits=edits)

    def confirm_by_district(self, lines: slice = slice(None)) -> None:
        with clock.at(self.moments.by_district):
            seen = {row.pk: row.version for row in self._rows()[lines]}
            transitions.confirm_by_district(**self.where, by=self.desk.by, seen=seen)

    def confirm_by_province(self) -> None:
        with clock.at(self.moments.by_province):
            seen = {row.pk: row.version for row in self._rows()}
            transitions.confirm_by_province(**self.where, by=self.desk.province, seen=seen)

    def return_to_district(self, lines: slice) -> None:
        with clock.at(self.moments.returned):
            rows = [row.pk for row in self._rows()[lines]]
            transitions.return_to_district(**self.where, by=self.desk.province, rows=rows, reason=_RETURN_REASON)

    def _rows(self) -> list[Sale]:
        return list(Sale.objects.of(self.desk.district, self.month).with_register().in_order())


# How a sheet ends, by name: everything before the newest month is confirmed by the province.


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


OF_THE_NEWEST_MONTH = {
    "4305": confirmed_by_district,
    "4307": partly_confirmed,
    "4308": returned,
    "4315": draft,
    "4316": confirmed_by_district,
    "4317": three_unanswered,
}
