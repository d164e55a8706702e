"""รต.๒ as the portal writes it to Excel: the month and the district from its title, the lines by their headings.

Whoever signed the paper signed these figures: a line or a sheet that does not add up is refused.
"""

import re
from collections.abc import Iterator, Sequence

from otop_portal import thai

from ..choices import CHANNEL_LABELS, CHANNELS
from . import sentences, words
from .areas import DISTRICT, PROVINCE
from .months import MONTH, YEAR
from .source import Rows
from .tables import Column, Fault, Line, Table, checked, heading_key, plain

NAME = Column("name", ("รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP",), filled=True)
TOTAL = Column("total", ("รวมทั้งสิ้น",), filled=True)
COLUMNS = (
    PROVINCE,
    DISTRICT,
    YEAR,
    MONTH,
    NAME,
    Column("product_type", ("ประเภทผลิตภัณฑ์",), filled=True),
    Column("producer_type", ("ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP",), filled=True),
    *(Column(channel, (CHANNEL_LABELS[channel],), filled=True) for channel in CHANNELS),
    TOTAL,
)
_NUMBER, _SUM, _DRAFT = heading_key("ที่"), heading_key("รวม"), "ร่าง"
_CHANNELS = {heading_key("ขายออฟไลน์"), heading_key("ขายออนไลน์")}
_TITLE = re.compile(r"เดือน: (?P<month>\S+) (?P<year_be>\S+) จังหวัด: (?P<province>.+) อำเภอ: (?P<district>.+)")


def top_of(rows: Rows) -> int | None:
    """The first row of the form's headings; None where the rows are not a form."""
    for number, row in enumerate(rows[:40]):
        if [heading_key(cell) for cell in row[:2]] == [_NUMBER, heading_key(NAME.title)]:
            return number
    return None


def read(rows: Rows, top: int) -> tuple[Table, Line | None]:
    """The form's lines under COLUMNS, as if it were a table, and its last row รวม; none where the form is not whole."""
    table = Table(COLUMNS)
    above = [plain(cell) for row in rows[:top] for cell in row]
    title = next(filter(None, map(_TITLE.search, above)), None)
    end = next((number for number in range(top, len(rows)) if _is_sum(rows[number])), None)
    places = _Places(rows, top)
    if any(cell.startswith(_DRAFT) for cell in above):
        table.faults.append(Fault(0, "", sentences.DRAFT_FORM))
    elif title is None or end is None or not places.complete:
        table.faults.append(Fault(0, "", sentences.NOT_OUR_FORM))
    else:
        of_sheet = title.groupdict()
        lines = [Line(number + 1, of_sheet | places.cells(rows[number])) for number in range(places.first, end + 1)]
        table.lines = [checked(table, line) for line in lines[:-1]]
        return table, lines[-1]
    return table, None


class _Places:
    """Where the headings, over several rows, put types, amounts and the total."""

    def __init__(self, rows: Rows, top: int) -> None:
        self.first = next((n for n in range(top + 1, len(rows)) if _is_line(rows[n])), len(rows))
        self.products: dict[int, str] = {}
        self.producers: dict[int, str] = {}
        self.channels: list[int] = []
        self.totals: list[int] = []
        for place, text in sorted(_headings(rows[top : self.first])):
            self._put(place, text)

    def _put(self, place: int, text: str) -> None:
        if words.product_type(text):
            self.products[place] = text
        elif words.producer_type(text):
            self.producers[place] = text
        elif heading_key(text) in _CHANNELS:
            self.channels.append(place)
        elif heading_key(text) == heading_key(TOTAL.title):
            self.totals.append(place)

    @property
    def complete(self) -> bool:
        found = (len(self.products), len(self.producers), len(self.channels), len(self.totals))
        return found == (5, 3, len(CHANNELS), 1)

    def cells(self, row: Sequence[str]) -> dict[str, str]:
        amounts = zip(CHANNELS, self.channels, strict=True)
        return {
            NAME.name: _at(row, 1),
            "product_type": ", ".join(text for place, text in self.products.items() if _at(row, place)),
            "producer_type": ", ".join(text for place, text in self.producers.items() if _at(row, place)),
            **{channel: _at(row, place) for channel, place in amounts},
            TOTAL.name: _at(row, self.totals[0]),
        }


def _headings(rows: Rows) -> Iterator[tuple[int, str]]:
    for row in rows:
        yield from ((place, plain(cell)) for place, cell in enumerate(row) if cell)


def _is_line(row: Sequence[str]) -> bool:
    number = thai.arabic_digits(_at(row, 0))
    return (number.isascii() and number.isdigit()) or _is_sum(row)


def _is_sum(row: Sequence[str]) -> bool:
    return _SUM in map(heading_key, row[:2])


def _at(row: Sequence[str], place: int) -> str:
    return plain(row[place]) if place < len(row) else ""
