"""One run of an import, tried or for good: everything in one transaction, and with a single fault nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from otop_portal import thai

from ..models import Officer
from .source import Source
from .tables import Column, Fault, Line, Table, read_table


@dataclass
class Booking:
    """What an import was given, and what becomes of it."""

    source: Source
    by: Officer
    # Tried, then rolled back: leave out what costs much and changes no count.
    dry_run: bool = False
    table: Table | None = None
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)
    # Which columns of a line are at fault.
    faulty: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    # Worth a look, but no reason to stop.
    warnings: list[Fault] = field(default_factory=list)
    # Where page 39 goes after applying, when the import has something to show; an address.
    follow_up: str = ""

    @property
    def reason(self) -> str:
        return f"นำเข้าจาก {self.source.mark}"

    def read(self, columns: Sequence[Column]) -> list[Line]:
        """All lines under these columns; what is missing in them joins the faults."""
        return self.take(read_table(self.source, columns))

    def take(self, table: Table) -> list[Line]:
        self.table = table
        for fault in table.faults:
            self._blame(fault)
        return table.lines

    def fault(self, line: Line, column: str, sentence: str) -> None:
        self._blame(self._at(line, column, sentence))

    def amount(self, line: Line, column: str, places: int = 2) -> Decimal | None:
        """As people write it; None where the cell is empty or wrong."""
        try:
            return thai.parse_amount(line[column], places)
        except thai.NotAnAmount as error:
            return self.fault(line, column, str(error))

    def warn(self, line: Line, column: str, sentence: str) -> None:
        self.warnings.append(self._at(line, column, sentence))

    def _blame(self, fault: Fault) -> None:
        """One fault a cell is enough: an empty one is no unknown word besides."""
        if fault.column not in self.faulty[fault.line]:
            self.faulty[fault.line].add(fault.column)
            self.faults.append(fault)

    def _at(self, line: Line, column: str, sentence: str) -> Fault:
        assert self.table
        heading = self.table.heading_of(column) if column else ""
        return Fault(line.number, " ".join(filter(None, [line.part, heading])), sentence)


@dataclass(frozen=True)
class Importer:
    """One of settings.IMPORTS. `book` does the work on a Booking, faults and counts included, as if for good."""

    slug: str
    title: str
    # What the file has to hold, for whoever prepares it.
    hint: str
    columns: Sequence[Column]
    book: Callable[[Booking], None]


def run(importer: Importer, source: Source, *, by: Officer, dry_run: bool = False) -> Booking:
    """Carry the import out; `dry_run`, or any fault, leaves the database as it was."""
    booking = Booking(source, by, dry_run)
    with transaction.atomic():
        importer.book(booking)
        if booking.faults or dry_run:
            transaction.set_rollback(True)
    booking.faults.sort(key=lambda fault: fault.line)
    return booking
