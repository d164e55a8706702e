"""Old years, booked as province-confirmed, with the file as their source.

Two kinds of file. A table of district sums: `year_be` and `month` are the calendar's, as in the plan (month 10 of 2565
is October 2022); the sums stand under the district's collecting entries, one per producer type. Or รต.๒ as the portal
writes it to Excel: its producers are found in the register by name; one that is not there any more comes as closed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import TextChoices

from otop_portal import fiscal, money, thai

from ..choices import CHANNEL_LABELS, CHANNELS, ProducerStatus, ProducerType, ProductType
from ..models import District, Producer, Sheet
from ..transitions import Refused, import_confirmed
from ..transitions.imports import ImportedRow
from ..transitions.producers import add_producer, collecting_entry
from . import paper, sentences, words
from .areas import DISTRICT, PROVINCE, Areas
from .booking import Booking, Importer
from .limits import Unreadable
from .months import MONTH, YEAR, Months, NoSuchMonth
from .source import Source
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
    form = _form_in(booking.source)
    if form is None:
        book_sums(booking)
    else:
        book_form(booking, form)


def _form_in(source: Source) -> int | None:
    try:
        return paper.top_of(source.rows)
    except Unreadable:
        return None  # said again, as a fault, when the table is read


def book_sums(booking: Booking) -> None:
    sheets: dict[tuple[District, date], list[Sum]] = defaultdict(list)
    for found in Reader(booking).sums(booking.read(COLUMNS)):
        sheets[found.district, found.month].append(found)
    for district, month in in_order_of_locks(sheets):
        rows = [_imported(found, _collecting(booking, found)) for found in sheets[district, month]]
        book_sheet(booking, district, month, rows)


def book_form(booking: Booking, top: int) -> None:
    table, last = paper.read(booking.source.rows, top)
    reader = Reader(booking)
    sums = list(reader.sums(booking.take(table)))
    if last and not booking.faults:
        reader.check_total(last, [amount for found in sums for amount in found.amounts])
    if not sums or booking.faults:
        return
    district, month = sums[0].district, sums[0].month
    # A sheet's lock comes before the register's.
    list(Sheet.objects.select_for_update().filter(district=district, month=month))
    book_sheet(booking, district, month, [_imported(found, _producer(booking, found)) for found in sums])


HISTORY = Importer(
    slug="history",
    title="ยอดจำหน่ายย้อนหลัง",
    hint="รต.๒ ที่ระบบนี้ส่งออกเป็น Excel หรือตารางยอดรวมรายอำเภอ ปี พ.ศ. เป็นปีปฏิทิน เช่น ตุลาคม 2565",
    columns=COLUMNS,
    book=book,
)


def in_order_of_locks(sheets: Collection[tuple[District, date]]) -> list[tuple[District, date]]:
    """Sheets are locked in order of their id, by whatever needs several; those that are not there yet come last."""
    months = {month for _, month in sheets}
    known = Sheet.objects.filter(month__in=months).values_list("district", "month", "pk")
    ids = {(district, month): pk for district, month, pk in known}
    last = max(ids.values(), default=0) + 1
    return sorted(sheets, key=lambda sheet: ids.get((sheet[0].pk, sheet[1]), last))


def book_sheet(booking: Booking, district: District, month: date, rows: list[ImportedRow]) -> None:
    try:
        outcome = import_confirmed(district=district, month=month, by=booking.by, rows=rows, source=booking.reason)
    except Refused as refused:
        booking.faults.append(Fault(rows[0].line, "", refused.sentence))
        return
    booking.faults += [Fault(int(problem.row), "", problem.sentence) for problem in outcome.problems]
    booking.new += outcome.changed
    booking.unchanged += len(rows) - outcome.changed - len(outcome.problems)


def _imported(found: Sum, producer: Producer) -> ImportedRow:
    return ImportedRow(found.line.number, producer, found.product_type, found.producer_type, found.amounts)


def _collecting(booking: Booking, found: Sum) -> Producer:
    return collecting_entry(district=found.district, producer_type=found.producer_type, by=booking.by)


def _producer(booking: Booking, found: Sum) -> Producer:
    """The active one of the name before a closed one."""
    name = found.line["name"]
    named = Producer.objects.listed().named(found.district, name)
    if producer := named.active().first() or named.first():
        return producer
    booking.warn(found.line, "name", sentences.NOT_IN_REGISTER)
    return add_producer(
        district=found.district,
        by=booking.by,
        name=name,
        producer_type=found.producer_type,
        reason=booking.reason,
        status=ProducerStatus.CLOSED,
        active_until=fiscal.following(found.month) - timedelta(days=1),
    )


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
        amounts = [amount for channel in CHANNELS if (amount := self.booking.amount(line, channel)) is not None]
        if not (district and month and product_type and producer_type and len(amounts) == len(CHANNELS)):
            return None
        self.check_total(line, amounts)
        return Sum(line, district, month, product_type, producer_type, tuple(amounts))

    def check_total(self, line: Line, amounts: Collection[Decimal]) -> None:
        """Where the file has a total it has to be that of the amounts."""
        if paper.TOTAL.name in line.cells and self.booking.amount(line, paper.TOTAL.name) != money.total(amounts):
            self.booking.fault(line, paper.TOTAL.name, sentences.does_not_add_up(line[paper.TOTAL.name]))

    def _is_first(self, found: Sum) -> bool:
        named = found.line.cells.get(paper.NAME.name)
        whose = thai.normalised_name(named) if named else found.producer_type
        key = (found.district.pk, found.month, whose, found.product_type)
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
