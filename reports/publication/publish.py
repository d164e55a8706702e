"""One publication: what changed since the last is closed and written anew, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from otop_portal import clock
from sales.one_moment import one_moment

from ..models import Level, PublishedCell
from .cells import TOTAL
from .ledger import Lines, complete_lines, reporting_districts
from .memory import key_of, remember
from .month import Completeness, Districts, cells_of_month, completeness_of

# What a cell says; under an equal key, with equal values, it stays as it is.
_SAID = ("amount", "districts", "complete", "reporting", "in_country", "company", "line_id")


@dataclass
class Publication:
    """What was done: in how many months how many cells were written, and how many are no longer public."""

    months: int = 0
    written: int = 0
    closed: int = 0


def publish() -> Publication:
    done = Publication()
    with one_moment():  # readers see the publication whole or not at all
        reporting = reporting_districts()
        for month, lines in sorted(_changed_months(reporting).items()):
            _publish_month(month, lines, reporting, done)
    return done


def _changed_months(reporting: Districts) -> dict[date, Lines]:
    """Those of which the public does not read what the ledger says now, with its lines."""
    now, public = complete_lines(), _public_lines()
    completeness = _public_completeness()
    return {
        month: now.get(month, {})
        for month in now.keys() | public.keys()
        if now.get(month, {}) != public.get(month, {})
        or completeness_of(now.get(month, {}), reporting) != completeness.get(month, {})
    }


def _public_lines() -> dict[date, Lines]:
    months: dict[date, Lines] = defaultdict(dict)
    districts = PublishedCell.objects.at(None).filter(level=Level.DISTRICT)
    for month, district, line in districts.values_list("month", "area", "line").iterator():
        months[month][district] = line
    return months


def _public_completeness() -> dict[date, Completeness]:
    months: dict[date, Completeness] = defaultdict(dict)
    totals = PublishedCell.objects.at(None).filter(level=Level.PROVINCE, dimension=TOTAL[0])
    for month, province, *numbers in totals.values_list("month", "area", "complete", "reporting").iterator():
        months[month][province] = tuple(numbers)
    return months


def _publish_month(month: date, lines: Lines, reporting: Districts, done: Publication) -> None:
    memory = remember(month)
    cells = {key_of(cell): cell for cell in cells_of_month(month, lines, reporting, memory)}
    new = [cell for key, cell in cells.items() if not _says_the_same(cell, memory.in_force.get(key))]
    replaced = {key_of(cell) for cell in new}
    gone = [cell for key, cell in memory.in_force.items() if key in replaced or key not in cells]
    _write(new, gone)
    done.months += bool(new or gone)
    done.written += len(new)
    done.closed += len(gone)


def _says_the_same(cell: PublishedCell, public: PublishedCell | None) -> bool:
    return public is not None and all(getattr(cell, name) == getattr(public, name) for name in _SAID)


def _write(new: list[PublishedCell], gone: list[PublishedCell]) -> None:
    moment = clock.now()
    PublishedCell.objects.filter(pk__in=[cell.pk for cell in gone]).update(until=moment)
    for cell in new:
        cell.since = moment
    PublishedCell.objects.bulk_create(new)
