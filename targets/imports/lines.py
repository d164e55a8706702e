"""What a file of targets or of plans has in common: whose a line is, the figures in it, and what becomes of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sales.imports import Booking, Column, Fault, Importer, Line, Table
from sales.imports import sentences as of_imports
from sales.imports.areas import DISTRICT as NAMED_DISTRICT
from sales.imports.areas import PROVINCE, Areas
from sales.imports.limits import Unreadable
from sales.models import District, Province

from .. import sentences
from ..choices import SettingAction
from ..printed import Difference
from ..transitions.tables import Row
from ..transitions.tables import Table as FiguresTable
from ..transitions.targets import Outcome, Wanted, may_set, set_figures
from .documents import SUM, Block, Entry, blocks

# An empty one, or `รวม`, is the province's own row.
DISTRICT = replace(NAMED_DISTRICT, filled=False, required=True)
AREA = (PROVINCE, DISTRICT)

_COUNTRY = {"ประเทศ", "ทั้งประเทศ", "รวมทั้งประเทศ"}


# What the file calls a district, or the number of its row → the code of the one that is meant.
Readings = Mapping[str, str]


@dataclass(frozen=True)
class Unclear:
    """A name that somebody has to say the district of. `key` is what a reading of it stands under."""

    key: str
    line: int
    text: str
    # The likely ones first.
    offers: Sequence[District]


class Reader:
    """What a line has wrong becomes faults, all at once."""

    def __init__(self, booking: Booking, *, province: Province | None, readings: Readings) -> None:
        self.booking, self.areas = booking, Areas()
        self.province, self.readings = province, readings
        self.first_line: dict[Hashable, int] = {}
        self.unclear: dict[str, Unclear] = {}
        self.found: set[str] = set()

    def place(self, line: Line) -> Row | None:
        """Whose the line is, where that is the officer's to set, and of the chosen province."""
        row = self._place(line)
        if row is None:
            return None
        if not may_set(self.booking.by, row.province):
            return self.booking.fault(line, PROVINCE.name, sentences.NOT_YOURS_TO_SET)
        if self.province and row.province != self.province.pk:
            return self.booking.fault(line, PROVINCE.name, sentences.not_of_province(self.province))
        self.found.add(row.district or "")
        return row

    def _place(self, line: Line) -> Row | None:
        if line["district"] and not SUM.match(line["district"]):
            district = self._district(line)
            return district and Row(district.province_id, district.pk)
        if line["province"] in _COUNTRY:
            return Row()
        province = self.areas.province(self.booking, line)
        return province and Row(province.pk)

    def _district(self, line: Line) -> District | None:
        text = line["district"]
        chosen = self.readings.get(str(line.number)) or self.readings.get(text)
        if chosen is None:
            district = self.areas.district(self.booking, line)
            return district or self._ask(line, text)
        district = self.areas.district(self.booking, replace(line, cells={**line.cells, "district": chosen}))
        if district:
            self.booking.warn(line, "district", sentences.read_as(text, district))
        return district

    def _ask(self, line: Line, key: str) -> None:
        self.unclear.setdefault(key, Unclear(key, line.number, line["district"], ()))

    def questions(self) -> list[Unclear]:
        """With the districts that may be meant: those of a like name, then those that the file does not name."""
        if self.province is None:
            return []
        districts = list(self.province.districts.all())
        return [
            replace(each, offers=sorted(districts, key=self._likeness(each, districts)))
            for each in self.unclear.values()
        ]

    def _likeness(self, unclear: Unclear, districts: Sequence[District]) -> Callable[[District], tuple]:
        names = [district.name_th for district in districts]
        near = [] if unclear.key != unclear.text else get_close_matches(unclear.text, names, n=len(names))

        def key(district: District) -> tuple:
            name = district.name_th
            return near.index(name) if name in near else len(near), district.pk in self.found, district.sort_key

        return key

    def is_first(self, line: Line, key: Hashable) -> bool:
        earlier = self.first_line.setdefault(key, line.number)
        if earlier != line.number:
            self.booking.fault(line, "", of_imports.repeats_line(earlier))
            if not SUM.match(line["district"]):
                self._ask(line, str(line.number))
        return earlier == line.number

    def warn_of_unread_columns(self) -> None:
        """A column under a heading that nobody knows is no column: a level misspelt must not get lost unseen."""
        table = self.booking.table
        for heading in table.unread if table else ():
            self.booking.warnings.append(Fault(0, "", sentences.unread_column(heading)))


class FiguresFile(ABC):
    """A file on its way in. After a run `outcome` is what became of its rows; `lines` has where each stands."""

    slug: str
    title: str
    hint: str
    columns: Sequence[Column]
    table: FiguresTable
    reader: Reader

    def __init__(self, *, province: Province | None = None, readings: Readings | None = None) -> None:
        self.province, self.readings = province, readings or {}
        self.outcome = Outcome()
        self.lines: dict[str, Line] = {}

    @property
    def importer(self) -> Importer:
        return Importer(self.slug, self.title, self.hint, self.columns, self.book)

    def book(self, booking: Booking) -> None:
        document = self._document(booking)
        lines = booking.read(self.columns) if document is None else booking.take(document)
        self.reader = Reader(booking, province=self.province, readings=self.readings)
        self.reader.warn_of_unread_columns()
        self.lines = {}
        wanted = [each for line in lines if (each := self._first(line))]
        self.outcome = set_figures(
            table=self.table, wanted=wanted, by=booking.by, action=SettingAction.IMPORT, reason=booking.reason
        )
        for problem in self.outcome.problems:
            booking.fault(self.lines[str(problem.row)], problem.field, problem.sentence)
        booking.new, booking.changed, booking.unchanged = self._counts
        if not booking.faults:
            self._compare(booking)

    def _document(self, booking: Booking) -> Table | None:
        """A sheet of the documents as a table under the import's own columns; None where the file is none."""
        try:
            found = blocks(booking.source.rows)
        except Unreadable:
            return None  # said again, as a fault, when the table is read
        if not found:
            return None
        table = Table(self.columns)
        if self.province is None:
            table.faults.append(Fault(0, "", sentences.WHICH_PROVINCE))
        else:
            booking.warnings += [Fault(0, "", note) for note in self.fill(table, found)]
            nameless = [entry.number for block in found for entry in block.entries if not entry.name]
            booking.warnings += [Fault(number, "", sentences.UNNAMED_SUM) for number in nameless]
        return table

    def of_entry(self, entry: Entry, cells: Mapping[str, str], part: str = "") -> Line:
        """An entry of a document as a line of the import's own columns."""
        assert self.province
        named = {PROVINCE.name: self.province.name_th, DISTRICT.name: entry.name or "รวม"}
        return Line(entry.number, {**dict.fromkeys((each.name for each in self.columns), ""), **named, **cells}, part)

    def _first(self, line: Line) -> Wanted | None:
        wanted = self.wanted(line)
        if wanted is None or not self.reader.is_first(line, wanted.row):
            return None
        self.lines[wanted.row.key] = line
        return wanted

    @property
    def _counts(self) -> tuple[int, int, int]:
        return self.outcome.new, self.outcome.changed, self.outcome.unchanged

    def _compare(self, booking: Booking) -> None:
        """Warns where a line's printed figure is not what the others come to."""
        for key, difference in self.differences():
            if line := self.lines.get(key):
                booking.warn(line, difference.column, sentences.differs(difference))

    @abstractmethod
    def fill(self, table: Table, found: Sequence[Block]) -> Sequence[str]:
        """The lines of a document, and what keeps them from being read; says what was guessed of its columns."""

    @abstractmethod
    def wanted(self, line: Line) -> Wanted | None:
        """What the line asks for; None, and faults, where that cannot be read."""

    @abstractmethod
    def differences(self) -> Sequence[tuple[str, Difference]]:
        """Of all that stands now, by the row's key."""
