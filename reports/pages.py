"""Where the pages of a printed worksheet begin: Excel keeps nothing together by itself."""

import math
import unicodedata
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import TypeVar

T = TypeVar("T")

FONT_SIZE = 16
# In units of a column.
LETTER_WIDTH = FONT_SIZE / 14

# Points, A4 on its side; a column's unit is a digit of the workbook's font.
PAGE_WIDTH, PAGE_HEIGHT = 842, 595
WIDTH_UNIT = 5.25
# Machines differ a little in fonts and rounding.
SPARE = 0.97
SPARE_ACROSS = 0.9
# What one page wide would print smaller than this goes on several pages beside each other.
READABLE = 0.6


def page_scale(widths: Sequence[float], *, across: float) -> float:
    """How much smaller than written these columns are printed on one page; `across` are its margins in points."""
    return min(1, (PAGE_WIDTH - across) / (sum(widths) * WIDTH_UNIT))


def page_room(scale: float, *, down: float) -> float:
    """The height of rows that a page holds."""
    return SPARE * (PAGE_HEIGHT - down) / scale


def pages_beside(widths: Sequence[float], *, groups: Sequence[int], across: float) -> list[list[float]]:
    """The widths of the columns of each page. Every page repeats the columns before the first group; a group, given
    by its first column, stays whole, and the pages hold about as much each."""
    if page_scale(widths, across=across) >= READABLE:
        return [list(widths)]
    repeated, *parts = (list(widths[start:end]) for start, end in pairwise([0, *groups, len(widths)]))
    for count in range(2, len(parts) + 1):
        pages = [[*repeated, *chain(*share)] for share in shares(parts, count)]
        if min(page_scale(page, across=across) for page in pages) >= READABLE:
            break
    return pages


def shares(parts: Sequence[T], count: int) -> list[Sequence[T]]:
    """As many parts each as there can be."""
    ends = [len(parts) * n // count for n in range(count + 1)]
    return [parts[start:end] for start, end in pairwise(ends)]


def fits_smaller(heights: Sequence[float], *, room: float, scale: float) -> bool:
    """What is a little longer than a page is printed on it all the same, in letters that can be read."""
    return scale * min(1, room / sum(heights)) >= READABLE


def closing_rows(heights: Sequence[float], *, lines: range, is_signed: bool, room: float) -> range:
    """The two last lines, the sums and all below them; without many notes, unless they are signed with the rest."""
    first = max(lines.start, lines.stop - 3)
    has_many_notes = sum(heights[first:]) > room / 3
    return range(first, lines.stop if has_many_notes and not is_signed else len(heights))


def page_starts(heights: Sequence[float], *, room: float, repeated: float, closing: range) -> list[int]:
    """Each page's first row, from 0. From the second page on, `repeated` is the height of the headings; the `closing`
    rows stay together."""
    starts, used = [0], 0.0
    for row, height in enumerate(heights):
        needed = sum(heights[each] for each in closing) if row == closing.start else height
        if used + needed > room and row > starts[-1]:
            starts.append(row)
            used = repeated
        used += height
    return starts


def lines_in(text: str, width: float) -> int:
    """How many lines the text takes in a column: vowels and tone marks above and below need no room.

    With a tenth to spare for machines that lack the font, and three letters a line that a broken word leaves empty.
    """
    room = LETTER_WIDTH * sum(unicodedata.category(character) not in ("Mn", "Cf") for character in text)
    return math.ceil(room / max(1, width - 3)) if room > 0.9 * width else 1
