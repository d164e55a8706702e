"""Run as a program of its own: a workbook on standard input, its first visible sheet as JSON on standard output.

Arguments: bytes of memory, seconds, rows, letters. It binds itself before it reads; nothing of Django is loaded.
"""

import io
import json
import resource
import sys
import warnings
from datetime import date, datetime

COLUMNS = 100
OUT_OF_MEMORY = 3


def main() -> None:
    memory, seconds, rows, letters = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        json.dump(cells(sys.stdin.buffer.read(), rows, letters), sys.stdout)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)


def cells(data: bytes, rows: int, letters: int) -> list[list[str]]:
    from openpyxl import load_workbook

    warnings.simplefilter("ignore")
    book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    sheet = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    # What the file says of its own size is not believed: read-only mode would pad rows to it.
    sheet.reset_dimensions()
    found = []
    for row in sheet.iter_rows(max_row=rows, max_col=COLUMNS, values_only=True):
        found.append(without_end([as_text(value) for value in row]))
        letters -= sum(map(len, found[-1]))
        if letters < 0:
            raise MemoryError
    return without_end(found)


def without_end(items: list) -> list:
    """Without the empty ones at the end."""
    while items and not items[-1]:
        items.pop()
    return items


def as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # As Excel shows it: 0.1 + 0.2 is 0.3.
        return f"{value:.15g}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)


if __name__ == "__main__":
    main()
