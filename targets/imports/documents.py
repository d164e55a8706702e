"""The documents' own sheets: grouped headings over several rows, title rows, a line per district, a last line of sums.

A sheet is known by its headings ที่ and อำเภอ; several may stand one below the other. What a column is for says its
path, from the heading that spans it down to its own; the units in brackets below say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from otop_portal import thai
from sales.imports.source import Rows
from sales.imports.tables import heading_key, plain

_NUMBER = heading_key("ที่")
_DISTRICT = {heading_key(name) for name in ("อำเภอ", "ชื่ออำเภอ")}
_UNIT = re.compile(r"\(.*\)")
SUM = re.compile("(ผล)?รวม")


@dataclass(frozen=True)
class Heading:
    """One column of a block: its headings from the widest down, as they are printed."""

    place: int
    path: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(map(heading_key, self.path))

    @property
    def own(self) -> str:
        """The key of the lowest; empty where the column has none of its own."""
        return self.keys[-1]

    @property
    def words(self) -> str:
        return " ".join(filter(None, self.path))


@dataclass(frozen=True)
class Entry:
    """A line of a block. `name` is empty where the sums stand without one."""

    number: int
    name: str
    cells: Sequence[str]

    def at(self, heading: Heading) -> str:
        return plain(self.cells[heading.place]) if heading.place < len(self.cells) else ""

    @property
    def is_sum(self) -> bool:
        return not self.name or SUM.match(self.name) is not None


@dataclass(frozen=True)
class Block:
    """One table with its headings; `place` is where the district's name stands."""

    headings: Sequence[Heading]
    entries: Sequence[Entry]


def blocks(rows: Rows) -> list[Block]:
    """The document's tables; none where the rows are no document."""
    tops = [(number, place) for number, row in enumerate(rows) if (place := _name_at(row)) is not None]
    ends = [top for top, _ in tops[1:]] + [len(rows)]
    return [_block(rows[top:end], top, place) for (top, place), end in zip(tops, ends, strict=False)]


def _name_at(row: Sequence[str]) -> int | None:
    keys = list(map(heading_key, row[:20]))
    pairs = pairwise(keys)
    return next((place for place, pair in enumerate(pairs, 1) if pair[0] == _NUMBER and pair[1] in _DISTRICT), None)


def _block(rows: Rows, top: int, place: int) -> Block:
    first = next((n for n, row in enumerate(rows) if n and _is_entry(row, place)), len(rows))
    width = max(map(len, rows))  # a row ends with its last filled cell
    headings = [[*row, *[""] * (width - len(row))] for row in rows[:first]]
    return Block(_headings(headings, place), list(_entries(rows[first:], top + first, place)))


def _headings(rows: Rows, place: int) -> list[Heading]:
    """A heading spans the columns to its right until the next; the lowest belongs to its own column alone."""
    kept = [row for row in rows if any(cell and not _UNIT.fullmatch(plain(cell)) for cell in row)]
    spread = [_spread(row, place) for row in kept[:-1]] + kept[-1:]
    columns = enumerate(zip(*spread, strict=True))
    return [Heading(n, tuple(map(plain, path))) for n, path in columns if n > place and any(path)]


def _spread(row: Sequence[str], place: int) -> list[str]:
    found: list[str] = []
    for n, cell in enumerate(row):
        found.append(cell or (found[-1] if n > place + 1 else ""))
    return found


def _entries(rows: Rows, top: int, place: int) -> Iterator[Entry]:
    """Up to the sums, or to a row that is no line any more."""
    for number, row in enumerate(rows, top + 1):
        if not any(row):
            continue
        if not _is_entry(row, place) and not _is_unnamed_sum(row, place):
            return
        name = _at(row, place) or _at(row, place - 1)
        entry = Entry(number, "" if _is_number(name) else name, row)
        yield entry
        if entry.is_sum:
            return


def _is_entry(row: Sequence[str], place: int) -> bool:
    return _is_number(_at(row, place - 1)) or any(SUM.match(_at(row, n)) for n in (place - 1, place))


def _is_unnamed_sum(row: Sequence[str], place: int) -> bool:
    named = _at(row, place) or _at(row, place - 1)
    return not named and any(_is_number(re.sub("[,.]", "", cell)) for cell in row)


def _is_number(text: str) -> bool:
    digits = thai.arabic_digits(text)
    return digits.isascii() and digits.isdigit()


def _at(row: Sequence[str], place: int) -> str:
    return plain(row[place]) if place < len(row) else ""
