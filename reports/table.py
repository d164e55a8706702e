"""A report as a table: its definition met with what an officer asked for. Pure but for the definition's query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from otop_portal import thai

from .definitions.report import Column, Completeness, Content, Kind, Report, Surface, Words
from .selection import Selection

TOTAL_LABEL = "รวม"


@dataclass(frozen=True)
class Heading:
    """A cell of the grouped headings: where it begins, counted from 0, and how far it reaches."""

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int


@dataclass(frozen=True)
class Cell:
    """A value as people read it. `hint` says what a figure that is not final yet lacks."""

    text: str
    kind: Kind
    link: str | None = None
    beside: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Row:
    values: tuple[Any, ...]
    links: tuple[str | None, ...]


@dataclass(frozen=True)
class Table:
    """`rows` and `totals` hold values (Decimal baht, bool, str …), one per column, for files; `cells` shows them."""

    report: Report
    selection: Selection
    content: Content
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Any, ...]

    @property
    def title(self) -> str:
        return self.report.title_of(self.selection.year)

    @property
    def is_form(self) -> bool:
        return bool(self.report.mark)

    def printed(self, text: str) -> str:
        """The words around the figures, as this report stands on paper."""
        return thai.thai_digits(text) if self.is_form else text

    @property
    def name_index(self) -> int:
        """The column that names a line."""
        return _name_index(self.columns)

    def on(self, surface: Surface) -> Table:
        """Only the columns that stand there; the row of sums says so in its first text."""
        kept = [n for n, column in enumerate(self.columns) if surface in column.surface]
        columns = _pick(self.columns, kept)
        return replace(
            self,
            columns=columns,
            rows=tuple(Row(_pick(row.values, kept), _pick(row.links, kept)) for row in self.rows),
            totals=_labelled(columns, _pick(self.totals, kept)),
        )

    def words(self, words: Words) -> str:
        return words if isinstance(words, str) else words(self.selection)

    def path(self, column: Column) -> tuple[str, ...]:
        """A column's headings from the top."""
        return tuple(self.words(words) for words in (*column.groups, column.heading))

    def headings(self, *, folded: bool = True) -> list[list[Heading]]:
        """Row by row. Folded: a column and the one beside it are one, under their group's words."""
        paths = self._folded_paths() if folded else [self.path(column) for column in self.columns]
        depth = max(map(len, paths))
        return [list(_heading_row(paths, row, depth)) for row in range(depth)]

    def _folded_paths(self) -> list[tuple[str, ...]]:
        paths: list[tuple[str, ...]] = []
        for column in self.columns:
            if column.beside:
                paths[-1] = paths[-1][:-1]
            else:
                paths.append(self.path(column))
        return paths

    def cells(self, *, thai_digits: bool = False) -> list[list[Cell]]:
        return [self._shown(row.values, row.links, thai_digits) for row in self.rows]

    def total_cells(self, *, thai_digits: bool = False) -> list[Cell]:
        return self._shown(self.totals, (None,) * len(self.columns), thai_digits) if self.totals else []

    def _shown(self, values: Sequence[Any], links: Sequence[str | None], thai_digits: bool) -> list[Cell]:
        cells: list[Cell] = []
        for column, value, link in zip(self.columns, values, links, strict=True):
            text = _text(column, value, thai_digits)
            if column.beside:
                cells[-1] = replace(cells[-1], beside="" if value is None else text, hint=_hint(value))
            else:
                cells.append(Cell(text, column.kind, link))
        return cells


def build(report: Report, selection: Selection) -> Table:
    """Everything that the selection's officer may see of it."""
    content = report.content(selection)
    rows = tuple(_row(report.columns, line) for line in content.lines)
    has_totals = any(column.total for column in report.columns)
    totals = tuple(_total(column, n, rows) for n, column in enumerate(report.columns)) if has_totals else ()
    return Table(report, selection, content, report.columns, rows, totals)


def _row(columns: Sequence[Column], line: Any) -> Row:
    links = tuple(column.link(line) if column.link else None for column in columns)
    return Row(tuple(column.value(line) for column in columns), links)


def _total(column: Column, index: int, rows: Iterable[Row]) -> Any:
    return column.total(row.values[index] for row in rows) if column.total else ""


def _pick(values: Sequence[Any], indexes: Iterable[int]) -> tuple[Any, ...]:
    return tuple(values[index] for index in indexes) if values else ()


def _labelled(columns: Sequence[Column], totals: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(TOTAL_LABEL if n == _name_index(columns) else value for n, value in enumerate(totals))


def _name_index(columns: Sequence[Column]) -> int:
    return next(n for n, column in enumerate(columns) if column.kind is Kind.TEXT)


def _heading_row(paths: Sequence[tuple[str, ...]], row: int, depth: int) -> Iterable[Heading]:
    """Neighbours under the same words share one cell; a column without groups reaches down from the top."""
    for _, group in groupby(enumerate(paths), key=lambda item: _same_cell(*item, row)):
        (first, path), *rest = group
        if row < len(path):
            is_lowest = row == len(path) - 1
            yield Heading(path[row], row, first, depth - row if is_lowest else 1, 1 + len(rest))


def _same_cell(column: int, path: tuple[str, ...], row: int) -> tuple:
    return path[: row + 1] if row < len(path) - 1 else (column,)


def _hint(value: Any) -> str:
    return value.sentence if isinstance(value, Completeness) and not value.is_whole else ""


def _text(column: Column, value: Any, thai_digits: bool) -> str:
    if value is None:
        return column.missing
    return value if isinstance(value, str) else SHOWN[column.kind](value, thai_digits)


def _completeness(value: Completeness, thai_digits: bool) -> str:
    return "/".join(thai.count(part, thai_digits) for part in value)


SHOWN: dict[Kind, Callable[[Any, bool], str]] = {
    Kind.ORDINAL: thai.count,
    Kind.TICK: lambda value, _: "✓" if value else "",
    Kind.BAHT: thai.baht,
    Kind.COMPLETENESS: _completeness,
}
