"""A table for programs: CSV and JSON, with bare place names and their code in a column of its own."""

import csv
import io
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from .completeness import Completeness
from .definitions import Surface
from .table import Table

# What a spreadsheet takes for a formula, in Latin and in full width.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # fmt: skip


def write_csv(table: Table) -> bytes:
    """One line of headings, one line per row, no sums; UTF-8 with the mark by which Excel knows it."""
    table = table.in_baht().on(Surface.FLAT)
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(" ".join(table.path(column)) for column in table.columns)
    writer.writerows([_csv_cell(value) for value in row.values] for row in table.rows)
    return file.getvalue().encode("utf-8-sig")


def write_json(table: Table) -> bytes:
    """An object:

    `report`, `title`, `heading` (lines), `standing`, `preliminary` (bool), `as_of` (ISO), `properties` (of a form:
    district, month, sheet_version, sheet_code …); `columns`: [{"key", "heading": [from the top …]}]; `rows`, `totals`:
    objects by key. An amount is a string in baht ("1234.50"), for JSON's numbers are not exact; so is a share or a
    growth, in per cent ("-1.25"); a number of producers is a number, a completeness {"complete": n, "districts": m};
    null is not known, and never nought.
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


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Completeness):
        return f"{value.complete} จาก {value.districts}"
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _by_key(table: Table, values: Iterable[Any]) -> dict[str, Any]:
    return {column.key: _plain(value) for column, value in zip(table.columns, values, strict=False)}


def _plain(value: Any) -> Any:
    if isinstance(value, Completeness):
        return value._asdict()
    return str(value) if isinstance(value, Decimal) else value
