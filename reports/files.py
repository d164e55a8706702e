"""The files that a report can be taken away as."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from tempfile import TemporaryFile
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse

from . import brief_paper, flat, paper, periods, workbook
from .brief import Brief
from .definitions import Report
from .selection import Scope, Selection
from .table import Table
from .time_limit import limited_parts
from .whole_set import WholeSet

_PART = 64 * 1024


@dataclass(frozen=True)
class Format:
    label: str
    content_type: str
    write: Callable[[Table], bytes]


FORMATS = {
    "xlsx": Format("ส่งออก Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook.write),
    "pdf": Format("PDF", "application/pdf", paper.write),
    "csv": Format("CSV", "text/csv; charset=utf-8", flat.write_csv),
    "json": Format("JSON", "application/json", flat.write_json),
}


SETS = {"xlsx": workbook.write_set, "pdf": paper.write_set}


def set_response(whole: WholeSet, extension: str) -> HttpResponse:
    selection = whole.selection
    return attachment(SETS[extension](whole), extension, f"set-{whole.slug}-{selection.year}-{selection.month:%m}")


def brief_response(brief: Brief) -> HttpResponse:
    return attachment(brief_paper.write(brief), "pdf", file_name(brief.areas))


def file_name(table: Table) -> str:
    """rt2-4317-2566-08, r4-43-2566-q2, r1-2566, r5-2022-03-2023-01: as in addresses, a run by its two ends.

    What the province has not confirmed is marked here too: CSV has no heading.
    """
    selection = table.selection
    period = periods.named(selection.months)
    year = [] if "first" in period else [period["year"]]
    month = {periods.WHOLE_YEAR: [], periods.RUN: [period.get("first"), period.get("last")]}
    named = month.get(period["period"], [period["period"].zfill(2)])
    area = [selection.area.code] if selection.area else []
    at = [f"at-{selection.at:%Y%m%d}"] if selection.at else []
    scope = [f"scope-{selection.scope}"] if selection.scope != Scope.PROVINCE else []
    return "-".join([table.report.slug, *area, *year, *named, *at, *scope])


def attachment(content: bytes, extension: str, name: str) -> HttpResponse:
    return HttpResponse(content, **_headers(extension, name))


def of_lines(report: Report, selection: Selection, extension: str) -> StreamingHttpResponse:
    """A file without sums, written while its lines are read."""
    table = Table(report, selection, report.content(selection), report.columns, rows=(), totals=())
    return stream(LINES[extension](table), extension, file_name(table))


def _lines_in_excel(table: Table) -> Iterator[bytes]:
    with TemporaryFile() as file:
        workbook.write_rows(table, file)
        file.seek(0)
        yield from iter(partial(file.read, _PART), b"")


LINES: dict[str, Callable[[Table], Iterator[bytes]]] = {"xlsx": _lines_in_excel, "csv": flat.stream_csv}


def stream(parts: Iterable[bytes], extension: str, name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(limited_parts(parts), **_headers(extension, name))


def _headers(extension: str, name: str) -> dict[str, Any]:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{extension}"'}
    return {"content_type": FORMATS[extension].content_type, "headers": headers}


def response(table: Table, extension: str) -> HttpResponse:
    return attachment(FORMATS[extension].write(table), extension, file_name(table))
