"""A table for programs: CSV and JSON, with bare place names and their code in a column of its own."""

import codecs
import csv
import io
import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from sales.standing import Standing

from .completeness import Completeness
from .definitions import Surface
from .table import Table

# What a spreadsheet takes for a formula, in Latin and in full width.
_FORMULA_SIGNS = frozenset("=+-@\t\r＝＋－＠")
_LINES_AT_ONCE = 1000


def write_csv(table: Table) -> bytes:
    """One line of headings, one line per row, no sums; UTF-8 with the mark by which Excel knows it."""
    table = table.in_baht().on(Surface.FLAT)
    return b"".join(csv_parts(_headings(table), (row.values for row in table.rows)))


def stream_csv(table: Table) -> Iterator[bytes]:
    """The same, part by part, while the content's lines are read: nothing holds all of them."""
    lines = ([column.value(line) for column in table.columns] for line in table.content.lines)
    return csv_parts(_headings(table), lines)


def _headings(table: Table) -> list[str]:
    return [" ".join(table.path(column)) for column in table.columns]


def csv_parts(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[bytes]:
    return codecs.iterencode(_csv_texts(chain([headings], rows)), "utf-8-sig")


def _csv_texts(rows: Iterator[Iterable[Any]]) -> Iterator[str]:
    while some := list(islice(rows, _LINES_AT_ONCE)):
        file = io.StringIO(newline="")
        csv.writer(file).writerows([_csv_cell(value) for value in row] for row in some)
        yield file.getvalue()


def write_json(table: Table) -> bytes:
    """An object:

    `report`, `title`, `heading` (lines), `standing`, `preliminary` (bool), `as_of` (ISO), `properties` (of a form:
    district, month, sheet_version, sheet_code …); `columns`: [{"key", "heading": [from the top …]}]; `rows`, `totals`:
    objects by key. An amount is a string in baht ("1234.50"), for JSON's numbers are not exact; so is a share or a
    growth, in per cent ("-1.25"); a number of producers is a number, a completeness {"complete": n, "districts": m};
    null is not known, and never nought. A standing is its words; late is a number of days, 0 in time.
    """
    table = table.in_baht().on(Surface.FLAT)
    content = table.content
    answer = {
        "report": table.report.slug,
        "title": table.title,
        "heading": content.heading,
        "standing": content.standing,
        "preliminary": content.is_preliminary,
        "as_of": table.selection.moment.isoformat(),
        "properties": content.properties,
        "columns": [{"key": column.key, "heading": table.path(column)} for column in table.columns],
        "rows": [_by_key(table, row.values) for row in table.rows],
        "totals": {key: value for key, value in _by_key(table, table.totals).items() if value != ""},
    }
    return json.dumps(answer, ensure_ascii=False).encode()


def _csv_cell(value: Any) -> Any:
    """A number that falls below nought is one: only a text can be a formula."""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in _FORMULA_SIGNS else value
    if isinstance(value, Standing):
        return str(value)
    return f"{value.complete} จาก {value.districts}" if isinstance(value, Completeness) else value


def _by_key(table: Table, values: Iterable[Any]) -> dict[str, Any]:
    return {column.key: _plain(value) for column, value in zip(table.columns, values, strict=False)}


def _plain(value: Any) -> Any:
    if isinstance(value, Completeness):
        return value._asdict()
    return str(value) if isinstance(value, Decimal | Standing) else value
