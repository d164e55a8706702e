"""The fiscal years of the portal and the one that can be opened next, month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count
from django.utils.module_loading import import_string

from otop_portal import clock, fiscal

from .choices import DueLevel
from .due_dates.calendar import calendar
from .models import District, EntryMode, Officer, ReportingMonth, Sheet, Stage


@dataclass(frozen=True)
class Part:
    """What opens with a year: `coming` says what it will be, a line each; `open_year` makes it, `by` an officer."""

    title: str
    coming: Callable[[int], Sequence[str]]
    open_year: Callable[..., None]


def parts() -> list[Part]:
    return [import_string(path) for path in settings.OPENED_WITH_A_YEAR]


@dataclass(frozen=True)
class MonthLine:
    """A month, by when the country's districts and provinces confirm it, and how many districts are finished."""

    month: ReportingMonth
    due_for_district: date | None
    due_for_province: date | None
    finished: int


@dataclass(frozen=True)
class Year:
    year: int
    lines: tuple[MonthLine, ...]
    # Districts that report.
    expected: int

    @property
    def entry_modes(self) -> list[str]:
        return sorted({line.month.get_entry_mode_display() for line in self.lines})

    @property
    def is_over(self) -> bool:
        return clock.today() >= fiscal.following(self.lines[-1].month.pk)

    @property
    def closed_on(self) -> date | None:
        """When its last month closes; None while one of them is open without an end."""
        days = [line.month.closed_on for line in self.lines]
        return max(day for day in days if day) if all(days) else None

    @property
    def unfinished(self) -> int:
        """Months of districts that the province has not wholly confirmed."""
        return sum(self.expected - line.finished for line in self.lines)


def fiscal_years_of(officer: Officer) -> list[Year]:
    """Newest first."""
    months = list(ReportingMonth.objects.order_by("month"))
    years = sorted({month.fiscal_year for month in months}, reverse=True)
    finished = Sheet.objects.visible_to(officer).filter(stage=Stage.PROVINCE, district__reporting=True)
    done = dict(finished.order_by().values_list("month").annotate(Count("pk")))
    lines = list(_lines(officer, months, done))
    expected = District.objects.visible_to(officer).reporting().count()
    return [Year(year, tuple(each for each in lines if each.month.fiscal_year == year), expected) for year in years]


def next_year(officer: Officer) -> Year:
    """As it will be: nothing of it is in the database."""
    year = ReportingMonth.next_fiscal_year()
    return Year(year, tuple(_lines(officer, ReportingMonth.of_year(year, EntryMode.SAVE_CONFIRMS), {})), 0)


def _lines(officer: Officer, months: Iterable[ReportingMonth], done: dict[date, int]) -> Iterable[MonthLine]:
    months = list(months)
    days = calendar(officer, [month.pk for month in months])
    for month in months:
        district, province = (days.for_country(level, month.pk) for level in (DueLevel.DISTRICT, DueLevel.PROVINCE))
        yield MonthLine(month, district and district.on, province and province.on, done.get(month.pk, 0))
