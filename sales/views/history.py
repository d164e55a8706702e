"""A sheet to read, and page 18: its history and that of each row."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from ..addresses import district_named, month_named, month_to_report
from ..forms.confirmation import PageForm, RangeForm
from ..forms.period import PeriodForm
from ..history import History, entries, history_of, of_row
from ..models import Sheet
from ..review import review
from ..timeliness import deadline_of
from .confirmation import own_district

ENTRIES_A_PAGE = 20


@require_safe
def own_sheet(request: HttpRequest) -> HttpResponse:
    """Where the menu of a district's chief leads: the month to report."""
    return redirect("sales:sheet", own_district(request.user).pk, *month_to_report().address)


@require_safe
def find_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Where ค้นหา leads: the same district's sheet of the month asked for."""
    district = district_named(request.user, code)
    return redirect("sales:sheet", district.pk, *PeriodForm(request.GET).reporting_month().address)


@require_safe
def sheet(request: HttpRequest, code: str, year: int, month: int) -> HttpResponse:
    district, reporting = district_named(request.user, code), month_named(year, month)
    context = {
        "review": review(request.user, district, reporting, None, RangeForm(request.GET).screen()),
        "deadline": deadline_of(request.user, district, reporting.pk),
        "search": PeriodForm(initial={"year": year, "month": month}),
    }
    return render(request, "sales/history/sheet.html", context)


@require_safe
def sheet_history(request: HttpRequest, code: str, year: int, month: int) -> HttpResponse:
    found = _sheet_or_404(request, code, year, month)
    return _page(request, found, history_of(found, request.user), "sales/history/of_sheet.html")


@require_safe
def row_history(request: HttpRequest, code: str, year: int, month: int, row: int) -> HttpResponse:
    found = _sheet_or_404(request, code, year, month)
    history = of_row(history_of(found, request.user), row)
    if not history:
        raise Http404("the sheet never had this row, or not for this officer")
    return _page(request, found, history, "sales/history/of_row.html")


def _sheet_or_404(request: HttpRequest, code: str, year: int, month: int) -> Sheet:
    district, reporting = district_named(request.user, code), month_named(year, month)
    sheets = Sheet.objects.visible_to(request.user).select_related("district__province", "month")
    return get_object_or_404(sheets, district=district, month=reporting)


def _page(request: HttpRequest, found: Sheet, history: History, template: str) -> HttpResponse:
    """The newest first."""
    page = Paginator(history[::-1], ENTRIES_A_PAGE).get_page(PageForm(request.GET).number)
    return render(request, template, {"sheet": found, "page": page, "entries": entries(page.object_list, request.user)})
