"""A table as Excel that looks like the paper. The only module that writes with openpyxl; it knows nothing of sales.

What a program needs to read the file back is in its custom properties: `otop_report` (the slug) and, of a form,
`otop_layout`, `otop_district`, `otop_month` (2023-08), `otop_sheet_version`, `otop_sheet_code`. The lines stand
between the row that begins with the heading ที่ (its groups, merged, reach over it and below) and the row รวม.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from copy import copy
from itertools import accumulate, pairwise
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AbsoluteAnchor
from openpyxl.drawing.xdr import XDRPoint2D, XDRPositiveSize2D
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sales.standing import Standing

from . import pages, pdf
from .completeness import Completeness
from .definitions import FIGURES, Column, Kind, Surface
from .pages import FONT_SIZE
from .selection import Selection
from .table import Heading, Table
from .whole_set import WholeSet

FONT_NAME = "TH SarabunPSK"
LINE_HEIGHT = 22
# Inches.
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6, "header": 0.25, "footer": 0.25}
ACROSS, DOWN = (72 * (MARGINS[one] + MARGINS[other]) for one, other in (("left", "right"), ("top", "bottom")))
SIGNATURE_COLUMNS = 5
# Of a file that only has lines: what can be written while somebody waits. Excel itself would hold a million.
MOST_ROWS = 150_000
POINT_IN_EMU = 12_700
RED = "FFC00000"

_line = Side(style="thin", color="FF505050")
_GRID = Border(left=_line, right=_line, top=_line, bottom=_line)
_FILLS = {
    "heading": PatternFill("solid", fgColor="FFEBEBEB"),
    "opened": PatternFill("solid", fgColor="FFF5F5F5"),
    "total": PatternFill("solid", fgColor="FFF5F5F5"),
}
_HORIZONTAL = dict.fromkeys(FIGURES, "right") | {Kind.TEXT: "left", Kind.ORDINAL: "center", Kind.COMPLETENESS: "center"}
_NUMBER_FORMATS = {
    Kind.BAHT: "#,##0.00",
    Kind.ORDINAL: "0",
    Kind.COUNT: "#,##0",
    Kind.PERCENT: "0.00",
    Kind.NUMBER: "#,##0.00",
    Kind.LATE: "#,##0",
}
# Numbers stay numbers, shown in Thai digits: both Excel and LibreOffice understand this locale.
_THAI_DIGITS = "[$-D00041E]"


def write(table: Table) -> bytes:
    book = _book(table.title, table.selection)
    _Paper(book.active, table.in_baht().on(Surface.SHEET), table.report.mark or table.report.slug).draw()
    properties = {"report": table.report.slug, **table.content.properties}
    for name, value in properties.items():
        book.custom_doc_props.append(StringProperty(name=f"otop_{name}", value=value))
    return _saved(book)


def write_set(whole: WholeSet) -> bytes:
    """A cover with its contents, and a worksheet for each table."""
    book = _book(whole.title, whole.selection)
    names = [whole.short_name_of(table) for table in whole.tables]
    _cover(book.active, whole, names)
    for name, table in zip(names, whole.tables, strict=True):
        _Paper(book.create_sheet(), table.in_baht().on(Surface.SHEET), name).draw()
    return _saved(book)


def write_rows(table: Table, file: BinaryIO) -> None:
    """The content's lines below one row of headings, written while they are read: nothing holds all of them."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.report.slug)
    sheet.freeze_panes = "A2"
    headings = [WriteOnlyCell(sheet, " ".join(table.path(column))) for column in table.columns]
    for n, cell in enumerate(headings, 1):
        sheet.column_dimensions[get_column_letter(n)].width = len(cell.value) + 2
        cell.font = Font(bold=True)
    sheet.append(headings)
    for line in table.content.lines:
        sheet.append([_plain(sheet, column.value(line)) for column in table.columns])
    book.save(file)


def _plain(sheet: Worksheet, value: Any) -> Any:
    """A cell of its own, which takes time, only where openpyxl would take the text for a formula or a fault."""
    if not isinstance(value, str):
        return value
    text = _clean(value)
    if text[:1] not in ("=", "#"):
        return text
    cell = WriteOnlyCell(sheet)
    _set(cell, text)
    return cell


def _book(title: str, selection: Selection) -> Workbook:
    book = Workbook()
    # Its digits are the unit of a column's width; LibreOffice has one of the same size where it lacks Arial.
    book._named_styles["Normal"].font = Font(name="Arial", size=10)
    book.properties.title = title
    book.properties.creator = _clean(str(selection.officer))
    return book


def _saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cover(sheet: Worksheet, whole: WholeSet, names: Sequence[str]) -> None:
    sheet.title = "สารบัญ"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 14, 110
    lines = [(None, whole.title), *((None, line) for line in whole.heading), (None, None)]
    entries = [(name, whole.name_of(table)) for name, table in zip(names, whole.tables, strict=True)]
    for row, (name, text) in enumerate([*lines, *entries, (None, whole.missing)], 1):
        for column, value in ((1, name), (2, text)):
            cell = sheet.cell(row, column, _clean(value) if value else None)
            cell.font = Font(name=FONT_NAME, size=FONT_SIZE + 4 * (row == 1), bold=row <= len(lines))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        if name:
            sheet.cell(row, 1).hyperlink = Hyperlink(ref=f"A{row}", location=f"'{name}'!A1")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


class _Paper:
    """One sheet, drawn from the top; `row` is the next one that is free."""

    def __init__(self, sheet: Worksheet, table: Table, name: str) -> None:
        self.sheet, self.table, self.row = sheet, table, 1
        sheet.title = name
        self.last_column = len(table.columns)
        widths, groups = [column.width for column in table.columns], table.groups()
        self.pages = pages.pages_beside(widths, groups=groups, across=ACROSS)
        # Words around the table stand on the first page alone: all pages beside it repeat the columns before.
        self.page_start, self.page_end = groups[0] + 1 if self.pages[1:] else 1, len(self.pages[0])
        self.styles: dict[tuple[Kind, str], Any] = {}

    def draw(self) -> None:
        content = self.table.content
        for index, column in enumerate(self.table.columns, 1):
            self.sheet.column_dimensions[get_column_letter(index)].width = column.width
        self._title_block()
        first_heading = self.row
        self._headings()
        self._freeze()
        first_line = self.row
        self._lines()
        for note in self.table.notes:
            self._across(f"- {self.table.printed(note)}", align="left")
        if content.signature:
            self._signature()
        self._page(first_heading)
        self._break_pages(first_heading, first_line)

    def _title_block(self) -> None:
        table, content = self.table, self.table.content
        if table.report.mark:
            self._across(table.report.mark, align="right", bold=True)
        self._across(table.title, bold=True, size=FONT_SIZE + 4)
        for line in content.heading:
            self._across(table.printed(line))
        if content.standing:
            standing = f"ร่าง · {content.standing}" if content.is_draft else content.standing
            self._across(table.printed(standing), bold=True, color=RED if content.is_preliminary else None)

    def _headings(self) -> None:
        rows = self.table.headings(folded=False)
        for row in range(len(rows)):
            for column in range(1, self.last_column + 1):
                self._put(self.row + row, column, None, Kind.TICK, "heading")
        for heading in (heading for row in rows for heading in row):
            top, left = self.row + heading.row, heading.column + 1
            cell = self.sheet.cell(top, left)
            _set(cell, self.table.printed(heading.text))
            if heading.rowspan * heading.colspan > 1:
                bottom, right = top + heading.rowspan - 1, left + heading.colspan - 1
                self.sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for lines in self._heading_lines(rows):
            self._end_row(lines)

    def _heading_lines(self, rows: Sequence[Sequence[Heading]]) -> list[int]:
        """How many lines each row of headings needs; a heading over several rows lengthens its last."""
        lines = [1] * len(rows)
        for heading in sorted((heading for row in rows for heading in row), key=lambda heading: heading.rowspan):
            reached = range(heading.row, heading.row + heading.rowspan)
            columns = self.table.columns[heading.column : heading.column + heading.colspan]
            needed = pages.lines_in(heading.text, sum(column.width for column in columns))
            lines[reached[-1]] += max(0, needed - sum(lines[row] for row in reached))
        return lines

    def _freeze(self) -> None:
        self.sheet.freeze_panes = self.sheet.cell(self.row, self.table.name_index + 2)

    def _lines(self) -> None:
        role = "part" if any(row.opened for row in self.table.rows) else "line"
        for row in self.table.rows:
            self._line(row.values, "opened" if row.opened else role)
        if not self.table.rows:
            for column in range(1, self.page_end + 1):
                self._put(self.row, column, None, Kind.TEXT, "line")
            self._across(self.table.content.empty)
        if self.table.totals:
            self._line(self.table.totals, "total")

    def _line(self, values: Sequence[Any], role: str) -> None:
        for index, (column, value) in enumerate(zip(self.table.columns, values, strict=True), 1):
            is_whole = column.kind is Kind.NUMBER and isinstance(value, int)
            self._put(self.row, index, _stored(column, value), Kind.COUNT if is_whole else column.kind, role)
        texts = zip(self.table.columns, values, strict=True)
        lines = max(pages.lines_in(value, column.width) for column, value in texts if isinstance(value, str))
        self._end_row(lines * (1.5 if self.table.content.is_to_fill_in else 1))

    def _signature(self) -> None:
        signature = self.table.content.signature
        self._end_row()
        self._across(self.table.printed(signature.certification), align="left")
        self._end_row()
        for line in signature.lines:
            self._across(line, first_column=self.page_end - SIGNATURE_COLUMNS + 1)

    def _across(
        self,
        text: str,
        *,
        align: str = "center",
        bold: bool = False,
        size: int = FONT_SIZE,
        color: str | None = None,
        first_column: int = 0,
    ) -> None:
        first_column = first_column or self.page_start
        cell = self.sheet.cell(self.row, first_column)
        _set(cell, text)
        cell.font = Font(name=FONT_NAME, size=size, bold=bold, color=color)
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        self.sheet.merge_cells(
            start_row=self.row, start_column=first_column, end_row=self.row, end_column=self.page_end
        )
        width = sum(self.pages[0][first_column - 1 :])
        self._end_row(pages.lines_in(text, width * FONT_SIZE / size) * size / FONT_SIZE)

    def _end_row(self, lines: float = 1) -> None:
        self.sheet.row_dimensions[self.row].height = LINE_HEIGHT * lines
        self.row += 1

    def _put(self, row: int, column: int, value: Any, kind: Kind, role: str) -> None:
        cell = self.sheet.cell(row, column)
        _set(cell, value)
        cell._style = copy(self._style(kind, role))

    def _style(self, kind: Kind, role: str) -> Any:
        """One shared style per kind and role: an order faster than a style per cell."""
        if (kind, role) not in self.styles:
            cell = Cell(self.sheet)
            cell.font = Font(name=FONT_NAME, size=FONT_SIZE, bold=role not in ("line", "part"))
            cell.border = _GRID
            cell.fill = _FILLS.get(role, PatternFill())
            # A figure longer than its column shrinks: Excel would show ### in its place.
            is_figure = kind in FIGURES
            cell.alignment = Alignment(
                horizontal=_HORIZONTAL.get(kind, "center"),
                vertical="center",
                wrap_text=not is_figure,
                shrink_to_fit=is_figure,
                indent=1 if role == "part" and kind is Kind.TEXT else 0,
            )
            digits = _THAI_DIGITS if self.table.is_form else ""
            if kind in _NUMBER_FORMATS:
                cell.number_format = digits + _NUMBER_FORMATS[kind]
            self.styles[kind, role] = cell._style
        return self.styles[kind, role]

    def _page(self, first_heading: int) -> None:
        """A4 landscape, the headings on every page, at the foot what identifies the paper."""
        sheet, content = self.sheet, self.table.content
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        self._scale()
        sheet.print_options.horizontalCentered = True
        for margin, inches in MARGINS.items():
            setattr(sheet.page_margins, margin, inches)
        sheet.print_title_rows = f"{first_heading}:{first_heading + len(self.table.headings(folded=False)) - 1}"
        sheet.print_area = f"A1:{get_column_letter(self.last_column)}{self.row - 1}"
        footer = sheet.oddFooter
        footer.left.text = _clean(self.table.printed(content.foot)).replace("&", "&&")
        footer.right.text = "หน้า &P จาก &N"
        for part in (footer.left, footer.right):
            part.font, part.size = f"{FONT_NAME},Regular", 14
        # Letters of the foot are not to shrink with the columns.
        sheet.HeaderFooter.scaleWithDoc = False

    def _scale(self) -> None:
        """One page wide; where the letters would be too small, several, each with the names at its left."""
        setup, repeated = self.sheet.page_setup, self.table.name_index + 1
        if len(self.pages) == 1:
            self.scale = pages.page_scale(self.pages[0], across=ACROSS)
            setup.fitToWidth, setup.fitToHeight = 1, 0
            self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
            return
        self.scale = pages.SPARE_ACROSS * min(pages.page_scale(page, across=ACROSS) for page in self.pages)
        setup.scale, setup.pageOrder = int(100 * self.scale), "overThenDown"
        self.sheet.print_title_cols = f"A:{get_column_letter(repeated)}"
        ends = accumulate(len(page) - repeated for page in self.pages[:-1])
        for end in ends:
            self.sheet.col_breaks.append(Break(id=repeated + end))

    def _break_pages(self, first_heading: int, first_line: int) -> None:
        """What closes the paper stays together; a draft is marked across each page."""
        heights = [self.sheet.row_dimensions[row].height for row in range(1, self.row)]
        room, repeated = pages.page_room(self.scale, down=DOWN), sum(heights[first_heading - 1 : first_line - 1])
        is_signed, lines = self.table.content.signature is not None, self._rows_of_lines(first_line)
        if not self.pages[1:] and not is_signed and pages.fits_smaller(heights, room=room, scale=self.scale):
            self.sheet.page_setup.fitToHeight = 1
            return
        closing = pages.closing_rows(heights, lines=lines, is_signed=is_signed, room=room)
        starts = pages.page_starts(heights, room=room, repeated=repeated, closing=closing)
        for start in starts[1:]:
            self.sheet.row_breaks.append(Break(id=start))
        if self.table.content.is_draft:
            # Where there are more pages, below the headings: what stands over them would be repeated with them.
            top = first_line - 1 if starts[1:] else 0
            for start, end in pairwise([top, *starts[1:], len(heights)]):
                mark = _DraftMark(sum(self.pages[0]) * pages.WIDTH_UNIT, sum(heights[:start]), sum(heights[start:end]))
                self.sheet.add_image(mark)

    def _rows_of_lines(self, first_line: int) -> range:
        """From 0, with the sums."""
        return range(first_line - 1, first_line - 1 + max(1, len(self.table.rows)) + bool(self.table.totals))


class _DraftMark(Image):
    """`ร่าง` across a page. openpyxl itself would need Pillow to learn that it is a PNG."""

    format = "png"

    def __init__(self, width: float, top: float, height: float) -> None:
        """In the middle of so many points of the sheet."""
        high = 0.7 * height
        wide = high * pdf.DRAFT_MARK_RATIO
        points = ((width - wide) / 2, top + (height - high) / 2, wide, high)
        left, top, wide, high = (int(POINT_IN_EMU * each) for each in points)
        self.anchor = AbsoluteAnchor(pos=XDRPoint2D(left, top), ext=XDRPositiveSize2D(wide, high))

    def _data(self) -> bytes:
        return pdf.draft_mark()


def _stored(column: Column, value: Any) -> Any:
    if value is None:
        return column.missing or None
    if isinstance(value, Completeness | Standing):
        return str(value)
    if column.kind is Kind.TICK:
        return "✓" if value is True else None
    return value


def _set(cell: Cell, value: Any) -> None:
    """What begins like a formula is text all the same."""
    cell.value = _clean(value) if isinstance(value, str) else value
    if value and isinstance(value, str):
        cell.data_type = "s"


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)
