"""The published table of one fiscal year as a file, written while its cells are read."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse

from otop_portal import fiscal, thai

from .. import files, flat
from ..models import PublishedCell
from ..querysets import PublishedCellQuerySet
from .description import about
from .dictionary import Figure, figures

_SAMPLE = 500


@dataclass(frozen=True)
class YearFile:
    """`size`: about how many bytes, as the newest year's first lines tell."""

    year: int
    extension: str
    months: Sequence[date]
    rows: int
    size: int

    @property
    def name(self) -> str:
        return _name(self.year)

    @property
    def period(self) -> str:
        return thai.run_of_months(self.months, thai.month_short)

    @property
    def address(self) -> str:
        return reverse(f"api:year_{self.extension}", args=[self.year])

    def described(self, request: HttpRequest) -> dict[str, Any]:
        return {
            "fiscal_year": self.year,
            "format": self.extension,
            "url": request.build_absolute_uri(self.address),
            "rows": self.rows,
            "size": self.size,
        }


def year_files(request: HttpRequest) -> list[YearFile]:
    """Of every fiscal year that has published figures, newest first."""
    years = _rows_by_year(request)
    if not years:
        return []
    sample = [*_cells_of(request, max(years))[:_SAMPLE]]
    sizes = {extension: sum(map(len, write(request, max(years), sample))) for extension, write in WRITERS.items()}
    return [
        YearFile(year, extension, [*rows], rows.total(), sizes[extension] * rows.total() // len(sample))
        for year, rows in sorted(years.items(), reverse=True)
        for extension in WRITERS
    ]


def year_file(request: HttpRequest, year: int, extension: str) -> StreamingHttpResponse:
    """404 for a year without published figures."""
    if year not in _rows_by_year(request):
        raise Http404(year)
    parts = WRITERS[extension](request, year, _cells_of(request, year).iterator())
    return files.stream(parts, extension, _name(year))


def _name(year: int) -> str:
    return f"otop-sales-{year}"


def _rows_by_year(request: HttpRequest) -> dict[int, Counter[date]]:
    """How many of each month, oldest first."""
    years: dict[int, Counter[date]] = defaultdict(Counter)
    cells = PublishedCell.objects.visible_to(request.user)
    for month, rows in cells.values_list("month").annotate(Count("pk")).order_by("month"):
        years[fiscal.fiscal_year(month)][month] = rows
    return years


def _cells_of(request: HttpRequest, year: int) -> PublishedCellQuerySet:
    return PublishedCell.objects.visible_to(request.user).filter(month__in=fiscal.months_of(year)).in_order()


def _csv(request: HttpRequest, year: int, cells: Iterable[PublishedCell]) -> Iterator[bytes]:
    return flat.csv_parts(Figure.model_fields, (line.values() for line in figures(cells)))


def _json(request: HttpRequest, year: int, cells: Iterable[PublishedCell]) -> Iterator[bytes]:
    """What the file is, then `figures`: one object a line, as the API gives it."""
    head = _dumped(about(request) | {"fiscal_year": year})
    yield f'{head[:-1]}, "figures": ['.encode()
    for number, line in enumerate(figures(cells)):
        yield f"{',' if number else ''}\n{_dumped(line)}".encode()
    yield b"\n]}\n"


def _dumped(value: dict[str, Any]) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


WRITERS = {"csv": _csv, "json": _json}
