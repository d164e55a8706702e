"""What an address names: a month as /2566/10/ (fiscal year, calendar month), a district by its code."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from otop_portal import clock, fiscal

from .models import District, Officer, ReportingMonth


def month_named(year: int, month: int) -> ReportingMonth:
    """404 for a month that the portal does not have."""
    try:
        first = fiscal.month_of(year, month)
    except ValueError as error:
        raise Http404(str(error)) from error
    return get_object_or_404(ReportingMonth, pk=first)


def month_to_report() -> ReportingMonth:
    """The newest month that is over; in a portal younger than that, its newest open one."""
    today = clock.today()
    opened = ReportingMonth.objects.opened(today)
    newest = opened.filter(month__lt=fiscal.first_of_month(today)).last() or opened.last()
    if newest is None:
        raise Http404("no month is open")
    return newest


def district_named(officer: Officer, code: str) -> District:
    """404 for a district that the officer does not see, as for one that does not exist."""
    return get_object_or_404(District.objects.visible_to(officer).select_related("province"), pk=code)


def sheet_page(name: str, district: District, month: date) -> str:
    """The address of a page of the sheet: `sales:sheet`, `sales:sheet-history`."""
    return reverse(name, args=[district.pk, fiscal.fiscal_year(month), month.month])


def fiscal_years() -> list[int]:
    """Those that the portal has months of, newest first."""
    months: list[date] = list(ReportingMonth.objects.values_list("pk", flat=True))
    return sorted({fiscal.fiscal_year(month) for month in months}, reverse=True)
