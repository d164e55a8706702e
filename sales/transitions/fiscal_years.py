"""Fiscal years open and close. Who did it stands where the admin keeps its own changes of a month."""

from __future__ import annotations

from datetime import date

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.db import transaction

from otop_portal import clock, fiscal

from .. import sentences
from ..choices import Role
from ..fiscal_years import parts
from ..models import Officer, ReportingMonth
from ..querysets import ReportingMonthQuerySet
from .permissions import check_acting
from .refusals import Refused


def open_fiscal_year(*, year: int, by: Officer, entry_mode: str) -> ReportingMonthQuerySet:
    """The year after the newest: its twelve months, each to be recorded from its own first day on, and its parts."""
    check_acting(by, Role.ADMIN)
    with transaction.atomic():
        _lock_years()
        if year != ReportingMonth.next_fiscal_year():
            raise Refused(sentences.not_the_next_year(year))
        ReportingMonth.objects.bulk_create(ReportingMonth.of_year(year, entry_mode))
        for part in parts():
            part.open_year(year=year, by=by)
        opened = ReportingMonth.objects.of_fiscal_year(year)
        _log(by, opened, ADDITION, sentences.year_opened(year))
    return opened


def close_fiscal_year(*, year: int, by: Officer, on: date) -> int:
    """From that day on nothing of the year is recorded. How many months that closes; one closed before stays so."""
    check_acting(by, Role.ADMIN)
    if on < clock.today() or on < fiscal.following(fiscal.months_of(year)[-1]):
        raise Refused(sentences.CLOSED_TOO_EARLY)
    with transaction.atomic():
        _lock_years()
        months = ReportingMonth.objects.of_fiscal_year(year).filter(closed_on=None)
        if not months:
            raise Refused(sentences.year_is_closed(year))
        _log(by, months, CHANGE, sentences.year_closed(year, on))
        return months.update(closed_on=on)


def _lock_years() -> None:
    """One administrator at a time. SQLite locked everything when the transaction began."""
    ReportingMonth.objects.select_for_update().order_by("month").first()


def _log(by: Officer, months: ReportingMonthQuerySet, flag: int, message: str) -> None:
    LogEntry.objects.log_actions(by.pk, months, flag, message)
