"""Where the pages of a printed worksheet begin: Excel keeps nothing together by itself."""

from collections.abc import Sequence

# Points, A4 on its side; a column's unit is a digit of the workbook's font.
PAGE_WIDTH, PAGE_HEIGHT = 842, 595
WIDTH_UNIT = 5.25
# Machines differ a little in fonts and rounding.
SPARE = 0.97


def page_room(widths: Sequence[float], *, across: float, down: float) -> float:
    """The height of rows that a page holds, one page wide; `across` and `down` are the margins in points."""
    scale = min(1, (PAGE_WIDTH - across) / (sum(widths) * WIDTH_UNIT))
    return SPARE * (PAGE_HEIGHT - down) / scale


def page_starts(heights: Sequence[float], *, room: float, repeated: float, closing: int) -> list[int]:
    """Each page's first row, from 0. From the second page on, `repeated` is the height of the headings; the rows from
    `closing` on stay together."""
    starts, used = [0], 0.0
    for row, height in enumerate(heights):
        needed = sum(heights[row:]) if row == closing else height
        if used + needed > room and row > starts[-1]:
            starts.append(row)
            used = repeated
        used += height
    return starts
