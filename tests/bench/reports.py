"""Each report over a fiscal year, from the tally, against GROUP BY over the rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.cache import cache

from otop_portal import clock, fiscal
from reports.definitions import REPORTS
from reports.selection import Selection
from reports.table import build
from sales.models import Officer, ReportingMonth, Role, Stage

from .measuring import Figure, higher, interleaved, print_table
from .twin.reports import REPORTS as TWINS

ROUNDS = 5


def measured() -> list[Figure]:
    """Ours is the whole table, ready to be shown; the twin's are the figures alone."""
    months = newest_year()
    runs: dict[str, Callable[[], Callable[[], object]]] = {}
    for slug, twin in TWINS.items():
        _check(slug, months)
        runs[slug] = lambda slug=slug: asked_first(slug, months)
        runs[f"{slug}, twin"] = lambda twin=twin: lambda: twin(months)
    times = interleaved(ROUNDS, runs)
    found = [higher(f"report-{slug}", times[f"{slug}, twin"].median / times[slug].median, 10) for slug in TWINS]
    print_table(times, found)
    return found


def newest_year() -> tuple[date, ...]:
    newest = ReportingMonth.objects.filter(sheets__stage=Stage.PROVINCE).latest("month").pk
    return fiscal.months_of(fiscal.fiscal_year(newest))


def asked_first(slug: str, months: tuple[date, ...]) -> Callable[[], object]:
    cache.clear()
    return lambda: build(REPORTS[slug], _selection(months))


def _selection(months: tuple[date, ...]) -> Selection:
    return Selection(Officer(username="bench", role=Role.DEPARTMENT), months, clock.now())


def _check(slug: str, months: tuple[date, ...]) -> None:
    """The twin is a twin: its figures are the report's."""
    lines = {_key(line): line.figures for line in REPORTS[slug].content(_selection(months)).lines}
    for key, figures in TWINS[slug](months).items():
        assert figures == {name: lines[key].get(name) for name in figures}, (slug, key)


def _key(line: Any) -> tuple:
    if hasattr(line, "area"):
        return (line.area.pk,)
    return (line.month,) if hasattr(line, "month") else (line.product_type, line.producer_type)
