"""A table as PDF: the data for typst/report.typ."""

from collections.abc import Sequence
from typing import Any

from . import pdf
from .definitions import FIGURES, Kind, Surface
from .table import Cell, Heading, Table
from .whole_set import WholeSet

# Points: the page within its margins, what stands free on both sides of a figure, and letters.
_ACROSS, _INSET, _LETTERS, _LEAST = 785, 4, 7.5, 6.5
# In bold letters of the font, by their height.
_DIGIT, _THAI_DIGIT, _SIGN = 0.57, 0.7, 0.34
_SHORTEST = "1,000,000.00"


def write(table: Table) -> bytes:
    return pdf.render("report", {"title": table.title, "cover": None, "papers": [_paper(table)]})


def write_set(whole: WholeSet) -> bytes:
    cover = {
        "title": whole.title,
        "heading": list(whole.heading),
        "contents": [whole.name_of(table) for table in whole.tables],
        "missing": whole.missing,
    }
    papers = [_paper(table) for table in whole.tables]
    return pdf.render("report", {"title": whole.title, "cover": cover, "papers": papers})


def _paper(table: Table) -> dict[str, Any]:
    table = table.on(Surface.SHEET)
    content = table.content
    return {
        "title": table.title,
        "mark": table.report.mark,
        "thai_pages": table.is_form,
        "heading": [table.printed(line) for line in content.heading],
        "standing": table.printed(content.standing),
        "draft": content.is_draft,
        "to_fill_in": content.is_to_fill_in,
        "tables": [_table(each) for each in _beside(table)],
        "opened": [row.opened for row in table.rows],
        "name": table.name_index,
        "empty": content.empty,
        "notes": [table.printed(note) for note in table.notes],
        "certification": content.signature.certification if content.signature else "",
        "signature": list(content.signature.lines) if content.signature else [],
        "foot": table.printed(content.foot),
    }


def _beside(table: Table) -> list[Table]:
    """As many pages beside each other as letters need that can be read; a form is one page wide."""
    if table.is_form:
        return [table]
    for count in range(1, max(1, len(table.groups())) + 1):
        tables = table.beside(count)
        if min(_LETTERS * _fitted(each)[1] for each in tables) >= _LEAST:
            break
    return tables


def _table(table: Table) -> dict[str, Any]:
    cells, totals = _cells(table)
    widths, figure_size = _fitted(table)
    return {
        "widths": widths,
        "figure_size": figure_size,
        "headings": [[_heading(table, heading) for heading in row] for row in table.headings()],
        "rows": [[_cell(cell) for cell in row] for row in cells],
        "totals": [_cell(cell) for cell in totals],
    }


def _cells(table: Table) -> tuple[list[list[Cell]], list[Cell]]:
    return table.cells(thai_digits=table.is_form), table.total_cells(thai_digits=table.is_form)


def _fitted(table: Table) -> tuple[list[float], float]:
    """The columns' widths, and how small amounts must be written: these share what the others leave, as they need."""
    columns = [column for column in table.columns if not column.beside]
    point = _ACROSS / sum(column.width for column in columns)
    widths = [column.width * point for column in columns]
    cells, totals = _cells(table)
    lines = [line for line in (*cells, totals) if line]
    needs = {n: _longest(lines, n) for n, column in enumerate(columns) if column.kind in FIGURES}
    shortest = {Kind.BAHT: _width(_SHORTEST), Kind.NUMBER: _width(_SHORTEST) / 2}
    amounts = {n: max(needs[n], shortest[columns[n].kind]) for n in needs if columns[n].kind in shortest}
    for n in needs.keys() - amounts.keys():
        widths[n] = max(widths[n], needs[n] + _INSET)
    room = _ACROSS - sum(width for n, width in enumerate(widths) if n not in amounts) - _INSET * len(amounts)
    needed = sum(amounts.values())
    for n, need in amounts.items():
        widths[n] = room * need / needed + _INSET
    return widths, min(1, room / needed) if amounts else 1


def _longest(lines: Sequence[Sequence[Cell]], column: int) -> float:
    return max((_width(line[column].text) for line in lines), default=0)


def _width(figure: str) -> float:
    return _LETTERS * sum((_DIGIT if sign.isascii() else _THAI_DIGIT) if sign.isdigit() else _SIGN for sign in figure)


def _heading(table: Table, heading: Heading) -> dict[str, Any]:
    return {
        "text": table.printed(heading.text),
        "x": heading.column,
        "y": heading.row,
        "colspan": heading.colspan,
        "rowspan": heading.rowspan,
    }


def _cell(cell: Cell) -> dict[str, str]:
    return {"text": cell.text, "kind": cell.kind.value, "beside": cell.beside}
