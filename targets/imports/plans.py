"""Plans (Road Map): `province,district,year_be,month,offline,online` and, where the document prints one, `total`.

The year is the calendar's. `รวม` or an empty district is the province's own row, of which the document may print the
total alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from otop_portal import clock
from sales.imports import Booking, Column, Importer, Line
from sales.imports.months import MONTH, YEAR, Months, NoSuchMonth

from .. import printed, sentences
from ..models import Plan
from .lines import AREA, Place, Reader

OFFLINE = Column("offline", ("รายได้ปกติ", "รายได้ปกติ (บาท)", "offline"), required=True)
ONLINE = Column("online", ("รายได้ออนไลน์", "รายได้ออนไลน์ (บาท)", "online"), required=True)
TOTAL = Column("total", ("รวมทั้งสิ้น", "total"))
COLUMNS = (*AREA, YEAR, MONTH, OFFLINE, ONLINE, TOTAL)
_FIELDS = {OFFLINE.name: "offline", ONLINE.name: "online", TOTAL.name: "printed_total"}


@dataclass(frozen=True)
class Planned:
    """What a line plans for a place in a month; the amounts by field."""

    line: Line
    place: Place
    month: date
    amounts: dict[str, Decimal]

    @property
    def key(self) -> tuple[str | None, str | None, date]:
        return *self.place.key, self.month


def book(booking: Booking) -> None:
    lines = booking.read(COLUMNS)
    desk = Desk(booking)
    desk.reader.warn_of_unread_columns()
    planned = [found for line in lines if (found := desk.planned(line))]
    if not booking.faults:
        desk.write(planned)
        desk.compare(planned)


PLANS = Importer(
    slug="plans",
    title="แผนรายเดือน (Road Map)",
    hint="หนึ่งบรรทัดต่อหนึ่งอำเภอและเดือน ปี พ.ศ. เป็นปีปฏิทิน เช่น ตุลาคม 2565 บรรทัดรวมเป็นของจังหวัดเอง",
    columns=COLUMNS,
    book=book,
)


class Desk:
    """Takes one line after the other to the plans."""

    def __init__(self, booking: Booking) -> None:
        self.booking, self.reader, self.months = booking, Reader(booking), Months(to_come=True)

    def planned(self, line: Line) -> Planned | None:
        place, month = self.reader.place(line), self._month(line)
        read = {field: self.reader.amount(line, column) for column, field in _FIELDS.items()}
        amounts = {field: amount for field, amount in read.items() if amount is not None}
        if not (place and month):
            return None
        self._check(line, place, amounts)
        found = Planned(line, place, month, amounts)
        return found if self.reader.is_first(line, found.key) else None

    def _month(self, line: Line) -> date | None:
        try:
            return self.months.named(line[YEAR.name], line[MONTH.name])
        except NoSuchMonth as error:
            return self.booking.fault(line, error.column, str(error))

    def _check(self, line: Line, place: Place, amounts: dict[str, Decimal]) -> None:
        """A printed total can stand alone, but not for a district."""
        if amounts.keys() == {"printed_total"} and not place.district:
            return
        for column in (OFFLINE, ONLINE):
            if column.name not in amounts:
                self.booking.fault(line, column.name, sentences.PLAN_NEEDS_BOTH)

    def write(self, planned: Sequence[Planned]) -> None:
        known = {(*plan.place, plan.month_id): plan for plan in self._plans_of(planned)}
        new, changed = [], []
        for each in planned:
            plan = known.get(each.key)
            if plan is None:
                plan = Plan(province=each.place.province, district=each.place.district, month_id=each.month)
                new.append(plan)
            elif any(getattr(plan, field) != amount for field, amount in each.amounts.items()):
                changed.append(plan)
            self._set(plan, each)
        Plan.objects.bulk_create(new)
        Plan.objects.bulk_update(changed, [*_FIELDS.values(), "source", "set_by", "set_at"], batch_size=200)
        self.booking.new, self.booking.changed = len(new), len(changed)
        self.booking.unchanged = len(planned) - len(new) - len(changed)

    def _set(self, plan: Plan, planned: Planned) -> None:
        for field, amount in planned.amounts.items():
            setattr(plan, field, amount)
        plan.source, plan.set_by, plan.set_at = self.booking.reason, self.booking.by, clock.now()

    def compare(self, planned: Sequence[Planned]) -> None:
        """Warns where a line's printed figure is not what the others come to."""
        lines = {each.key: each.line for each in planned}
        for difference in printed.of_plans(self._plans_of(planned)):
            plan = difference.row
            if line := lines.get((*plan.place, plan.month_id)):
                self.booking.warn(line, difference.column, sentences.differs(difference))

    def _plans_of(self, planned: Sequence[Planned]) -> Sequence[Plan]:
        """All of the months that the file plans for."""
        return Plan.objects.filter(month__in={each.month for each in planned}).in_order()
