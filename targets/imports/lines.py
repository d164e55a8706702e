"""What a file of targets or of plans has in common: whose a line is, the figures in it, and what becomes of them."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import replace
from decimal import Decimal

from otop_portal import money, thai
from sales.imports import Booking, Column, Fault, Importer, Line
from sales.imports import sentences as of_imports
from sales.imports.areas import DISTRICT as NAMED_DISTRICT
from sales.imports.areas import PROVINCE, Areas

from .. import sentences
from ..choices import SettingAction
from ..printed import Difference
from ..transitions.tables import Row, Table
from ..transitions.targets import Outcome, Wanted, may_set, set_figures

# An empty one, or `รวม`, is the province's own row.
DISTRICT = replace(NAMED_DISTRICT, filled=False, required=True)
AREA = (PROVINCE, DISTRICT)

_SUM = re.compile("(ผล)?รวม")
_COUNTRY = {"ประเทศ", "ทั้งประเทศ", "รวมทั้งประเทศ"}


class Reader:
    """What a line has wrong becomes faults, all at once."""

    def __init__(self, booking: Booking) -> None:
        self.booking, self.areas = booking, Areas()
        self.first_line: dict[Hashable, int] = {}

    def place(self, line: Line) -> Row | None:
        """Whose the line is, where that is the officer's to set."""
        row = self._place(line)
        if row and not may_set(self.booking.by, row.province):
            return self.booking.fault(line, PROVINCE.name, sentences.NOT_YOURS_TO_SET)
        return row

    def _place(self, line: Line) -> Row | None:
        if line["district"] and not _SUM.match(line["district"]):
            district = self.areas.district(self.booking, line)
            return district and Row(district.province_id, district.pk)
        if line["province"] in _COUNTRY:
            return Row()
        province = self.areas.province(self.booking, line)
        return province and Row(province.pk)

    def amount(self, line: Line, column: str, places: int = 2) -> Decimal | None:
        """None where the cell is empty or wrong."""
        try:
            amount = thai.parse_amount(line[column])
        except thai.NotAnAmount as error:
            return self.booking.fault(line, column, str(error))
        if amount is not None and amount != money.round_half_up(amount, places):
            return self.booking.fault(line, column, sentences.not_whole(line[column]))
        return amount

    def is_first(self, line: Line, key: Hashable) -> bool:
        earlier = self.first_line.setdefault(key, line.number)
        if earlier != line.number:
            self.booking.fault(line, "", of_imports.repeats_line(earlier))
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
    table: Table
    reader: Reader

    def __init__(self) -> None:
        self.outcome = Outcome()
        self.lines: dict[str, Line] = {}

    @property
    def importer(self) -> Importer:
        return Importer(self.slug, self.title, self.hint, self.columns, self.book)

    def book(self, booking: Booking) -> None:
        lines = booking.read(self.columns)
        self.reader, self.lines = Reader(booking), {}
        self.reader.warn_of_unread_columns()
        wanted = [each for line in lines if (each := self._first(line))]
        self.outcome = set_figures(
            table=self.table, wanted=wanted, by=booking.by, action=SettingAction.IMPORT, reason=booking.reason
        )
        for problem in self.outcome.problems:
            booking.fault(self.lines[str(problem.row)], problem.field, problem.sentence)
        booking.new, booking.changed, booking.unchanged = self._counts
        if not booking.faults:
            self._compare(booking)

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
    def wanted(self, line: Line) -> Wanted | None:
        """What the line asks for; None, and faults, where that cannot be read."""

    @abstractmethod
    def differences(self) -> Sequence[tuple[str, Difference]]:
        """Of all that stands now, by the row's key."""
