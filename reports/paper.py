"""A table as PDF: the data for typst/report.typ."""

from typing import Any

from . import pdf
from .definitions import Kind, Surface
from .table import Cell, Heading, Table

# So many signs of a figure a column holds; longer ones take smaller letters. Thai digits are wider.
_FIGURE_LENGTH, _THAI_FIGURE_LENGTH = 13, 11


def write(table: Table) -> bytes:
    table = table.on(Surface.SHEET)
    cells, totals = table.cells(thai_digits=table.is_form), table.total_cells(thai_digits=table.is_form)
    content = table.content
    return pdf.render(
        "report",
        {
            "title": table.title,
            "mark": table.report.mark,
            "thai_pages": table.is_form,
            "heading": [table.printed(line) for line in content.heading],
            "standing": table.printed(content.standing),
            "draft": content.is_draft,
            "to_fill_in": content.is_to_fill_in,
            "widths": [column.width for column in table.columns if not column.beside],
            "headings": [[_heading(table, heading) for heading in row] for row in table.headings()],
            "rows": [[_cell(cell) for cell in row] for row in cells],
            "opened": [row.opened for row in table.rows],
            "totals": [_cell(cell) for cell in totals],
            "figure_size": _figure_size(table, cells),
            "total_size": _figure_size(table, [totals]),
            "empty": content.empty,
            "notes": [table.printed(note) for note in table.notes],
            "certification": content.signature.certification if content.signature else "",
            "signature": list(content.signature.lines) if content.signature else [],
            "foot": table.printed(content.foot),
        },
    )


def _figure_size(table: Table, rows: list[list[Cell]]) -> float:
    fits = _THAI_FIGURE_LENGTH if table.is_form else _FIGURE_LENGTH
    longest = max((len(cell.text) for row in rows for cell in row if cell.kind is Kind.BAHT), default=0)
    return min(1, fits / max(longest, 1))


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
