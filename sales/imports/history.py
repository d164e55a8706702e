"""Old years, booked as province-confirmed, with the file as their source.

CSV of district sums: `year_be` and `month` are the calendar's, as in the plan: month 10 of 2565 is October 2022. The
sums stand under the district's collecting entries, one per producer type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import TextChoices

from otop_portal import thai

from ..choices import CHANNEL_LABELS, CHANNELS, ProducerType, ProductType
from ..models import District, Sheet
from ..transitions import Refused, import_confirmed
from ..transitions.imports import ImportedRow
from ..transitions.producers import collecting_entry
from . import sentences, words
from .areas import DISTRICT, PROVINCE, Areas
from .booking import Booking, Importer
from .months import MONTH, YEAR, Months, NoSuchMonth
from .tables import Column, Fault, Line

COLUMNS = (
    PROVINCE,
    DISTRICT,
    YEAR,
    MONTH,
    Column("product_type", ("ประเภทผลิตภัณฑ์", "product_type"), filled=True),
    Column("producer_type", ("ประเภทผู้ประกอบการ", "producer_type"), filled=True),
    *(Column(channel, (CHANNEL_LABELS[channel], channel), filled=True) for channel in CHANNELS),
)


@dataclass(frozen=True)
class Sum:
    """A line that can be booked; the amounts in the order of CHANNELS."""

    line: Line
    district: District
    month: date
    product_type: str
    producer_type: str
    amounts: tuple[Decimal, ...]


def book(booking: Booking) -> None:
    sheets: dict[tuple[District, date], list[Sum]] = defaultdict(list)
    for found in Reader(booking).sums(booking.read(COLUMNS)):
        sheets[found.district, found.month].append(found)
    for district, month in in_order_of_locks(sheets):
        book_sheet(booking, district, month, [_row(booking, each) for each in sheets[district, month]])


HISTORY = Importer(
    slug="history",
    title="ยอดจำหน่ายย้อนหลัง",
    hint=f"province, district, year_be (ปีปฏิทิน พ.ศ.), month, product_type, producer_type, {', '.join(CHANNELS)}",
    columns=COLUMNS,
    book=book,
)


def in_order_of_locks(sheets: Collection[tuple[District, date]]) -> list[tuple[District, date]]:
    """Sheets are locked in order of their id, by whatever needs several; those that are not there yet come last."""
    months = {month for _, month in sheets}
    known = Sheet.objects.filter(month__in=months).values_list("district", "month", "pk")
    ids = {(district, month): pk for district, month, pk in known}
    return sorted(sheets, key=lambda sheet: ids.get((sheet[0].pk, sheet[1]), float("inf")))


def book_sheet(booking: Booking, district: District, month: date, rows: list[ImportedRow]) -> None:
    try:
        outcome = import_confirmed(district=district, month=month, by=booking.by, rows=rows, source=booking.reason)
    except Refused as refused:
        booking.faults.append(Fault(rows[0].line, "", refused.sentence))
        return
    booking.faults += [Fault(int(problem.row), "", problem.sentence) for problem in outcome.problems]
    booking.new += outcome.changed
    booking.unchanged += len(rows) - outcome.changed - len(outcome.problems)


def _row(booking: Booking, found: Sum) -> ImportedRow:
    entry = collecting_entry(district=found.district, producer_type=found.producer_type, by=booking.by)
    return ImportedRow(found.line.number, entry, found.product_type, found.producer_type, found.amounts)


class Reader:
    """Turns lines into sums; what a line has wrong becomes faults, all at once."""

    def __init__(self, booking: Booking) -> None:
        self.booking, self.areas, self.months = booking, Areas(), Months()
        self.first_line: dict[tuple[str, date, str, str], int] = {}

    def sums(self, lines: Iterable[Line]) -> Iterator[Sum]:
        for line in lines:
            if (found := self._sum(line)) and self._is_first(found):
                yield found

    def _sum(self, line: Line) -> Sum | None:
        district = self.areas.district(self.booking, line)
        month = self._month(line)
        product_type = self._word(line, "product_type", words.product_type, ProductType)
        producer_type = self._word(line, "producer_type", words.producer_type, ProducerType)
        amounts = [amount for channel in CHANNELS if (amount := self._amount(line, channel)) is not None]
        if not (district and month and product_type and producer_type and len(amounts) == len(CHANNELS)):
            return None
        return Sum(line, district, month, product_type, producer_type, tuple(amounts))

    def _is_first(self, found: Sum) -> bool:
        key = (found.district.pk, found.month, found.product_type, found.producer_type)
        earlier = self.first_line.setdefault(key, found.line.number)
        if earlier != found.line.number:
            self.booking.fault(found.line, "", sentences.repeats_line(earlier))
        return earlier == found.line.number

    def _month(self, line: Line) -> date | None:
        try:
            return self.months.named(line["year_be"], line["month"])
        except NoSuchMonth as error:
            return self.booking.fault(line, error.column, str(error))

    def _word(
        self, line: Line, column: str, meaning: Callable[[str], str | None], choices: type[TextChoices]
    ) -> str | None:
        value = meaning(line[column])
        if value is None:
            known = [str(choice.label) for choice in choices]
            self.booking.fault(line, column, sentences.no_such_type(line[column], known))
        return value

    def _amount(self, line: Line, channel: str) -> Decimal | None:
        try:
            return thai.parse_amount(line[channel])
        except thai.NotAnAmount as error:
            return self.booking.fault(line, channel, str(error))
