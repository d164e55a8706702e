"""What stands in a report's page and files, as each format holds it."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser

import openpyxl
import pypdf

from otop_portal import thai

Figures = list[list[Decimal]]


def in_xlsx(content: bytes) -> Figures:
    """The figures below the headings that begin with ที่, the sums among them."""
    rows = ([Decimal(str(value)) for value in row[1:] if is_number(value)] for row in rows_of_xlsx(content))
    return [row for row in rows if row]


def rows_of_xlsx(content: bytes, first_heading: str = "ที่") -> list[tuple]:
    """From the headings down."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    first = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == first_heading)
    return list(sheet.iter_rows(first, values_only=True))


def is_number(value: object) -> bool:
    return isinstance(value, int | float)


def in_json(content: bytes) -> Figures:
    answer = json.loads(content)
    keys = [column["key"] for column in answer["columns"] if is_amount(answer["totals"].get(column["key"]))]
    return [[Decimal(row[key]) for key in keys] for row in [*answer["rows"], answer["totals"]]]


def is_amount(value: object) -> bool:
    return isinstance(value, str) and value[-3:-2] == "."


def in_csv(content: bytes) -> Figures:
    """It has no sums of its own: added here."""
    _, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    rows = [[Decimal(cell) for cell in line if is_amount(cell)] for line in lines]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def in_pdf(content: bytes) -> Figures:
    """All figures in one: how they stand in lines is for eyes."""
    words = words_of_pdf(content)
    words = [word.replace(",", "") for word in words]
    return [[Decimal(word) for word in words if is_amount(word) and word[:-3].isdigit()]]


def words_of_pdf(content: bytes) -> list[str]:
    """Of all pages, their digits as on screens."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    return text.translate(str.maketrans(thai.thai_digits("0123456789"), "0123456789")).split()


READERS: dict[str, Callable[[bytes], Figures]] = {"xlsx": in_xlsx, "json": in_json, "csv": in_csv, "pdf": in_pdf}


class _Table(HTMLParser):
    """The cells of the page's one table below its headings; what stands small beside a figure is a cell of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._inside = False

    def handle_starttag(self, tag, attributes):
        if tag in ("tbody", "tfoot"):
            self._inside = True
        elif tag == "tr" and self._inside:
            self.rows.append([])
        elif tag in ("td", "th", "small") and self._inside:
            self.rows[-1].append("")

    def handle_endtag(self, tag):
        if tag in ("tbody", "tfoot"):
            self._inside = False

    def handle_data(self, data):
        if self._inside and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data.strip()


def rows_of_page(content: bytes) -> list[list[str]]:
    table = _Table()
    table.feed(content.decode())
    return table.rows


def other_lines(rows: list[list[str]], expected: list[list[str]]) -> list[tuple]:
    """Those that do not end as they should: whatever names them stands before."""
    pairs = ((row[-len(line) :], line) for row, line in zip(rows, expected, strict=True))
    return [(shown, line) for shown, line in pairs if shown != line]


TOTAL_LABEL = "รวม"
NAMES = ("number", "code", "month", "name", "province", "product_type", "producer_type")
_FIGURE = re.compile(r"-?[0-9,]+\.[0-9]{2}|[0-9,]+/[0-9,]+")
Value = str | int | dict | None


def is_figure(word: str) -> bool:
    """An amount, a percentage or a completeness: numbers of producers stand among other words on paper."""
    return bool(_FIGURE.fullmatch(word))


class Shown:
    """What a report's JSON says, as the other formats have to write it."""

    def __init__(self, answer: dict) -> None:
        self.keys = [column["key"] for column in answer["columns"] if column["key"] not in NAMES]
        self.answer, self.percents = answer, {key for key in self.keys if key.endswith(("share", "growth"))}
        self.lines = [[row[key] for key in self.keys] for row in (*answer["rows"], answer["totals"])]

    def on_screen(self, *, million: bool = False) -> list[list[str]]:
        """Without what is not there beside a figure."""
        rows = [[self._text(*cell, million) for cell in zip(self.keys, line, strict=True)] for line in self.lines]
        return [[text for text in row if text] for row in rows]

    def on_paper(self, *, million: bool = False) -> Counter[str]:
        return Counter(text for line in self.on_screen(million=million) for text in line if is_figure(text))

    def in_excel(self) -> list[list[Decimal | str | None]]:
        return [[_stored(key, value) for key, value in zip(self.keys, line, strict=True)] for line in self.lines]

    def in_csv(self) -> list[list[str]]:
        return [[_plain(row[column["key"]]) for column in self.answer["columns"]] for row in self.answer["rows"]]

    def _text(self, key: str, value: Value, million: bool) -> str:
        if isinstance(value, str):
            amount = Decimal(value)
            if million and key not in self.percents:
                amount = (amount / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
            return f"{amount or abs(amount):,.2f}"
        if isinstance(value, dict):
            return "{complete:,}/{districts:,}".format_map(value)
        return _missing(key) if value is None else f"{value:,}"


def figures_of_xlsx(content: bytes, shown: Shown) -> list[list[Decimal | str | None]]:
    """The lines and their sums, without what names them."""
    rows = list(openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    end = max(number for number, row in enumerate(rows, 1) if TOTAL_LABEL in row[: -len(shown.keys)])
    return [[_exact(value) for value in row[-len(shown.keys) :]] for row in rows[end - len(shown.lines) : end]]


def _exact(value: object) -> Decimal | str | None:
    return Decimal(str(value)) if is_number(value) else value


def _stored(key: str, value: Value) -> Decimal | str | None:
    if isinstance(value, dict):
        return "{complete}/{districts}".format_map(value)
    return _missing(key) or None if value is None else Decimal(value)


def _plain(value: Value) -> str:
    if isinstance(value, dict):
        return "{complete} จาก {districts}".format_map(value)
    return "" if value is None else str(value)


def _missing(key: str) -> str:
    return "" if key.endswith("complete") else "–"
