"""Rows of text under known headings, with what is wrong by line and column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from otop_portal import thai

from . import sentences
from .limits import Unreadable
from .source import Rows, Source

# Titles may stand above the headings.
_HEADINGS_WITHIN = 20


@dataclass(frozen=True)
class Column:
    """A column under any of its headings; spaces, punctuation and capitals do not matter.

    `required`: the heading has to be there; `filled`: so has a value in every line.
    """

    name: str
    headings: tuple[str, ...]
    required: bool = False
    filled: bool = False
    max_length: int = 200

    @property
    def title(self) -> str:
        return self.headings[0]

    @property
    def english(self) -> str:
        return next((heading for heading in self.headings if heading.isascii()), "")


@dataclass(frozen=True)
class Fault:
    """Line 0 is the file as a whole; `column` is the heading as it stands in the file, empty for the whole line."""

    line: int
    column: str
    sentence: str

    def __str__(self) -> str:
        where = [f"บรรทัดที่ {self.line}"] if self.line else []
        where += [f"คอลัมน์ {self.column}"] if self.column else []
        return f"{' '.join(where)}: {self.sentence}" if where else self.sentence


@dataclass(frozen=True)
class Line:
    """`number` is the row that Excel shows; `cells` holds every column by name, tidied, empty where not given.

    `part` names what a line is of its row where several come from one: a month.
    """

    number: int
    cells: Mapping[str, str]
    part: str = ""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass
class Table:
    columns: Sequence[Column]
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    # The file's own headings, by column.
    headings: dict[str, str] = field(default_factory=dict)
    # Headings of the file that are no column's.
    unread: list[str] = field(default_factory=list)

    def heading_of(self, column: str) -> str:
        return self.headings.get(column) or next(each.title for each in self.columns if each.name == column)

    @property
    def all_headings(self) -> list[str]:
        return [self.heading_of(column.name) for column in self.columns]


def read_table(source: Source, columns: Sequence[Column]) -> Table:
    """The file's lines under these columns. What cannot be read, and what is missing, are the table's faults."""
    table = Table(columns)
    try:
        rows = source.rows
    except Unreadable as unreadable:
        table.faults.append(Fault(0, "", unreadable.sentence))
        return table
    heading_row = _heading_row(rows, columns)
    places = _places(table, heading_row, rows[heading_row])
    taken = set(places.values())
    table.unread = [plain(heading) for place, heading in enumerate(rows[heading_row]) if heading and place not in taken]
    if not table.faults:
        table.lines = [
            _line(table, number, row, places)
            for number, row in enumerate(rows[heading_row + 1 :], heading_row + 2)
            if any(cell.strip() for cell in row)
        ]
        if not table.lines:
            table.faults.append(Fault(0, "", sentences.EMPTY))
    return table


def plain(text: str) -> str:
    """One line of visible text: control characters count as spaces."""
    return thai.tidy("".join(" " if unicodedata.category(letter) == "Cc" else letter for letter in text))


def heading_key(text: str) -> str:
    return re.sub(r"[\s/().,*_:\-]+", "", thai.normalised_name(plain(text)))


def _heading_row(rows: Rows, columns: Collection[Column]) -> int:
    """The row in which most of the headings stand."""
    known = {heading_key(heading) for column in columns for heading in column.headings}
    first = range(min(len(rows), _HEADINGS_WITHIN))
    return max(first, key=lambda number: len(known & set(map(heading_key, rows[number]))))


def _places(table: Table, heading_row: int, headings: list[str]) -> dict[str, int]:
    """Where each column stands; what is missing or doubled becomes a fault."""
    keys, places = list(map(heading_key, headings)), {}
    for column in table.columns:
        wanted = set(map(heading_key, column.headings))
        found = [place for place, key in enumerate(keys) if key in wanted]
        if len(found) > 1:
            table.faults.append(Fault(heading_row + 1, column.title, sentences.column_doubled(column.title)))
        elif found:
            places[column.name] = found[0]
            table.headings[column.name] = plain(headings[found[0]])
        elif column.required or column.filled:
            table.faults.append(Fault(heading_row + 1, column.title, sentences.column_missing(column.headings)))
    return places


def _line(table: Table, number: int, row: list[str], places: Mapping[str, int]) -> Line:
    cells = {}
    for column in table.columns:
        place = places.get(column.name)
        raw = row[place] if place is not None and place < len(row) else ""
        # Tidied only where it may fit: one cell can hold megabytes.
        cells[column.name] = plain(raw) if len(raw) <= 4 * column.max_length else raw[: column.max_length + 1]
    return checked(table, Line(number, cells))


def checked(table: Table, line: Line) -> Line:
    """The line; a cell that is empty and should not be, or too long, is one of the table's faults."""
    for column in table.columns:
        if column.filled and not line[column.name]:
            table.faults.append(Fault(line.number, table.heading_of(column.name), sentences.empty_cell(column.title)))
        elif len(line[column.name]) > column.max_length:
            table.faults.append(
                Fault(line.number, table.heading_of(column.name), sentences.too_long(column.max_length))
            )
    return line
