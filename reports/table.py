"""A report as a table: its definition met with what an officer asked for. Pure but for the definition's query."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, groupby, pairwise
from typing import Any

from django.urls import reverse

from otop_portal import thai
from sales.addresses import sheet_page
from sales.models import District, Province
from sales.standing import Standing

from .completeness import Completeness
from .definitions.report import TOTAL_LABEL, Column, Content, Kind, Link, Report, Surface
from .pages import shares
from .selection import Selection, Unit

# With more columns letters are smaller.
WIDE = 11


@dataclass(frozen=True)
class Heading:
    """A cell of the grouped headings: where it begins, counted from 0, and how far it reaches.

    `sort` is the question that sorts by the column below it, `order` how it sorts now ("ascending", "descending");
    `drawn`: how a chart shows that column.
    """

    text: str
    row: int
    column: int
    rowspan: int
    colspan: int
    sort: str = ""
    order: str = ""
    drawn: str = ""


@dataclass(frozen=True)
class Cell:
    """A value as people read it. `hint` says what a figure that is not final yet lacks; `stage` colours a standing."""

    text: str
    kind: Kind
    link: str | None = None
    beside: str = ""
    hint: str = ""
    is_negative: bool = False
    stage: str = ""


@dataclass(frozen=True)
class Row:
    """`opened`: the lines below are its parts."""

    values: tuple[Any, ...]
    links: tuple[str | None, ...]
    opened: bool = False


@dataclass(frozen=True)
class Table:
    """`rows` and `totals` hold values (Decimal baht, bool, str …), one per column, for files; `cells` shows them."""

    report: Report
    selection: Selection
    content: Content
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    totals: tuple[Any, ...]
    total_links: tuple[str | None, ...] = ()

    @property
    def title(self) -> str:
        return self.content.title or self.report.title_of(self.selection.year)

    @property
    def is_form(self) -> bool:
        return bool(self.report.mark)

    def printed(self, text: str) -> str:
        """The words around the figures, as this report stands on paper."""
        return thai.thai_digits(text) if self.is_form else text

    @property
    def is_wide(self) -> bool:
        return sum(not column.beside for column in self.columns) > WIDE

    @property
    def sort(self) -> str:
        return self.selection.sort or self.report.sort

    def units(self) -> list[tuple[Unit, str]]:
        """What the amounts can be read in: the same question, with each."""
        asked = [*Unit] if "unit" in self.report.filters else []
        return [(unit, self.selection.question(self.report.filters, unit=unit.value)) for unit in asked]

    def unfinished(self) -> list[tuple[Province, list[tuple[District, str]]]]:
        """The districts that the figures wait for, by province, each with where the reason is to be seen."""
        districts = groupby(self.content.unfinished(), key=lambda each: each.province)
        return [(province, [(each, self._months_of(each)) for each in of]) for province, of in districts]

    def _months_of(self, district: District) -> str:
        """Its sheet of a single month; of a run, which of the months are missing."""
        if len(self.selection.months) == 1:
            return sheet_page("sales:sheet", district, self.selection.month)
        return f"{reverse('reports:report', args=['r1'])}?year={self.selection.year}&area={district.pk}"

    @property
    def related(self) -> list[tuple[str, str]]:
        """The same question to other reports, which have columns of their own to sort by: words and address."""
        asked = self.selection.question(sort="")
        return [(words, f"{reverse('reports:report', args=[slug])}?{asked}") for words, slug in self.report.related]

    def in_baht(self) -> Table:
        """As files carry it, whatever people chose to read."""
        return replace(self, selection=replace(self.selection, unit=Unit.BAHT))

    @property
    def notes(self) -> tuple[str, ...]:
        """What the figures mean; a form says so in its headings."""
        if self.is_form:
            return self.content.notes
        if all(column.kind is not Kind.BAHT for column in self.columns):
            return self.content.notes
        first, *more = self.content.notes
        return (f"หน่วย: {self.selection.unit.label} · {first}", *more)

    @property
    def name_index(self) -> int:
        """The column that names a line."""
        return _name_index(self.columns)

    def on(self, surface: Surface) -> Table:
        """Only the columns that stand there; the row of sums says so in its first text."""
        return self._with([n for n, column in enumerate(self.columns) if surface in column.surface])

    def _with(self, kept: Sequence[int]) -> Table:
        columns = _pick(self.columns, kept)
        return replace(
            self,
            columns=columns,
            rows=tuple(Row(_pick(row.values, kept), _pick(row.links, kept), row.opened) for row in self.rows),
            totals=_labelled(columns, _pick(self.totals, kept)),
            total_links=_pick(self.total_links, kept),
        )

    def groups(self) -> list[int]:
        """Where, after the name, a column without a group or a group of columns begins."""
        return [each.column for each in self.headings(folded=False)[0] if each.column > self.name_index]

    def beside(self, count: int) -> list[Table]:
        """So many tables, each with the columns up to the name and its share of the groups, none of them torn."""
        repeated, *groups = (range(*ends) for ends in pairwise([0, *self.groups(), len(self.columns)]))
        return [self._with([*repeated, *chain(*share)]) for share in shares(groups, count)]

    def path(self, column: Column) -> tuple[str, ...]:
        """A column's headings from the top."""
        return column.path(self.selection)

    def headings(self, *, folded: bool = True) -> list[list[Heading]]:
        """Row by row. Folded: a column and the one beside it are one, under their group's words."""
        paths = self._folded_paths() if folded else [self.path(column) for column in self.columns]
        depth = max(map(len, paths))
        leaves = [column for column in self.columns if not (folded and column.beside)]
        rows = [_heading_row(paths, row, depth) for row in range(depth)]
        return [[self._sorting(heading, leaves[heading.column]) for heading in row] for row in rows]

    def _sorting(self, heading: Heading, column: Column) -> Heading:
        """Again the same column turns the order round; figures begin with the largest."""
        is_lowest = heading.colspan == 1
        heading = replace(heading, drawn=column.drawn if is_lowest else "")
        if not is_lowest or column.key not in self.report.sortable:
            return heading
        now, down = self.sort, f"-{column.key}"
        rises = column.kind is Kind.TEXT or column.smallest_first
        first, second = (column.key, down) if rises else (down, column.key)
        order = {down: "descending", column.key: "ascending"}.get(now, "")
        return replace(
            heading,
            sort=self.selection.question(self.report.filters, sort=second if now == first else first),
            order=order,
        )

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

    def shown_rows(self) -> list[tuple[list[Cell], bool]]:
        """Each line's cells, and whether it is followed by its parts."""
        return [*zip(self.cells(), (row.opened for row in self.rows), strict=True)]

    def total_cells(self, *, thai_digits: bool = False) -> list[Cell]:
        links = self.total_links or (None,) * len(self.columns)
        return self._shown(self.totals, links, thai_digits) if self.totals else []

    def _shown(self, values: Sequence[Any], links: Sequence[str | None], thai_digits: bool) -> list[Cell]:
        cells: list[Cell] = []
        for column, value, link in zip(self.columns, values, links, strict=True):
            text = self._text(column, value, thai_digits)
            if column.beside:
                cells[-1] = replace(cells[-1], beside="" if value is None else text, hint=_hint(value))
            else:
                stage = value.slug if isinstance(value, Standing) else ""
                cells.append(Cell(text, column.kind, link, "", _hint(value), text.startswith("-"), stage))
        return cells

    def _text(self, column: Column, value: Any, thai_digits: bool) -> str:
        if value is None:
            return column.missing
        if isinstance(value, str):
            return value
        show = self.selection.unit.show if column.kind is Kind.BAHT else SHOWN[column.kind]
        return show(value, thai_digits)


def build(report: Report, selection: Selection) -> Table:
    """Everything that the selection's officer may see of it."""
    content = report.content(selection)
    columns = report.columns_for(selection)
    lines = _sorted(report, columns, content.lines, selection.sort or report.sort)
    rows = tuple(_row(report, selection, columns, number, line) for number, line in enumerate(lines, 1))
    if not content.total:
        return Table(report, selection, content, columns, rows, totals=())
    totals = tuple(column.value(content.total) if column.total else "" for column in columns)
    return Table(report, selection, content, columns, rows, totals, _links(report, selection, columns, content.total))


def _row(report: Report, selection: Selection, columns: Sequence[Column], number: int, line: Any) -> Row:
    values = (number if column.kind is Kind.ORDINAL else column.value(line) for column in columns)
    return Row(tuple(values), _links(report, selection, columns, line), report.opens(line))


def _links(report: Report, selection: Selection, columns: Sequence[Column], line: Any) -> tuple[str | None, ...]:
    return tuple(_address(report, selection, column.link(line)) if column.link else None for column in columns)


def _address(report: Report, selection: Selection, link: Link) -> str | None:
    """A link that is no address changes the question that is being answered, of this report or another."""
    if link is None or isinstance(link, str):
        return link
    changed = {name: value for name, value in link.items() if name != "report"}
    if "report" in link:
        return f"{_page(link['report'])}?{selection.question(**changed)}"
    return f"{_page(report.slug)}?{selection.question(report.filters, **changed)}"


@cache
def _page(slug: str) -> str:
    return reverse("reports:report", args=[slug])


def _sorted(report: Report, columns: Sequence[Column], lines: Sequence[Any], sort: str) -> Sequence[Any]:
    """Parts are sorted below the line that they are the parts of."""
    column = next((column for column in columns if column.key == sort.removeprefix("-")), None)
    if column is None:
        return lines
    of, falls = column.order or column.value, sort.startswith("-")
    opened = [n for n, line in enumerate(lines) if report.opens(line)]
    families = [lines[first:end] for first, end in pairwise([*opened, len(lines)])] or [[line] for line in lines]
    in_order = _in_order(families, lambda family: of(family[0]), falls)
    return [line for first, *parts in in_order for line in (first, *_in_order(parts, of, falls))]


def _in_order(items: Sequence[Any], of: Callable[[Any], Any], falls: bool) -> list[Any]:
    """What has no value stands last, whichever way."""
    known = sorted((item for item in items if of(item) is not None), key=lambda item: _rank(of(item)))
    return [*(reversed(known) if falls else known), *(item for item in items if of(item) is None)]


def _rank(value: Any) -> Any:
    return thai.sort_key(value) if isinstance(value, str) else value


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


def _completeness(value: Completeness, thai_digits: bool) -> str:
    return "/".join(thai.count(part, thai_digits) for part in value)


SHOWN: dict[Kind, Callable[[Any, bool], str]] = {
    Kind.ORDINAL: thai.count,
    Kind.TICK: lambda value, _: "✓" if value else "",
    Kind.BAHT: thai.baht,
    Kind.COUNT: thai.count,
    Kind.NUMBER: lambda value, digits: (thai.count if isinstance(value, int) else thai.baht)(value, digits),
    Kind.PERCENT: lambda value, digits: thai.percent(value, digits=digits),
    Kind.COMPLETENESS: _completeness,
    Kind.STANDING: lambda value, _: str(value),
    Kind.LATE: lambda value, digits: f"ช้า {thai.count(value, digits)} วัน" if value else "ทันกำหนด",
}
