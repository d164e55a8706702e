"""The published table of one fiscal year as a file, written while its cells are read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import reverse

from otop_portal import fiscal

from .. import files, flat
from ..models import PublishedCell
from ..querysets import PublishedCellQuerySet
from .description import about
from .dictionary import Figure, figures

_SAMPLE = 500


@dataclass(frozen=True)
class YearFile:
    """`size`: about how many bytes, as the newest year's first lines make believe."""

    year: int
    extension: str
    rows: int
    size: int

    @property
    def name(self) -> str:
        return f"otop-sales-{self.year}"

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
    rows = _rows_by_year(PublishedCell.objects.visible_to(request.user))
    if not rows:
        return []
    sample = [*_cells_of(request, max(rows))[:_SAMPLE]]
    sizes = {extension: sum(map(len, write(request, max(rows), sample))) for extension, write in WRITERS.items()}
    return [
        YearFile(year, extension, rows[year], sizes[extension] * rows[year] // len(sample))
        for year in sorted(rows, reverse=True)
        for extension in WRITERS
    ]


def year_file(request: HttpRequest, year: int, extension: str) -> StreamingHttpResponse:
    """404 for a year without published figures."""
    if year not in _rows_by_year(PublishedCell.objects.visible_to(request.user)):
        raise Http404(year)
    parts = WRITERS[extension](request, year, _cells_of(request, year).iterator())
    return files.stream(parts, extension, f"otop-sales-{year}")


def _rows_by_year(cells: PublishedCellQuerySet) -> Counter[int]:
    years: Counter[int] = Counter()
    for month, rows in cells.values_list("month").annotate(Count("pk")).order_by("month"):
        years[fiscal.fiscal_year(month)] += rows
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
