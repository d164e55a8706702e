"""The files that a report can be taken away as."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponse

from . import flat, paper, workbook
from .table import Table


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


def file_name(table: Table) -> str:
    """rt2-4317-2566-08: fiscal year and calendar month, as in addresses."""
    selection = table.selection
    parts = [table.report.slug, selection.area.pk if selection.area else "", str(selection.year)]
    month = f"{selection.month:%m}" if selection.month else ""
    return "-".join(part for part in [*parts, month] if part)


def attachment(content: bytes, extension: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{extension}"'}
    return HttpResponse(content, content_type=FORMATS[extension].content_type, headers=headers)


def response(table: Table, extension: str) -> HttpResponse:
    return attachment(FORMATS[extension].write(table), extension, file_name(table))
