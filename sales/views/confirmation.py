"""Page 14: ยืนยันข้อมูลยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ)."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from .. import sentences, transitions
from ..addresses import month_named
from ..forms.confirmation import ConfirmationForm, RangeForm
from ..forms.explanations import ExplanationForm
from ..forms.period import PeriodForm
from ..home import month_to_type
from ..models import District, Officer, ReportingMonth, Role
from ..review import Screen, review
from ..timeliness import deadline_of
from ..transitions.permissions import check_role
from ..transitions.refusals import Refused
from ..transitions.table import Action
from .answers import at_range, posted, say_refused, say_why_kept
from .explanations import answered


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Where ค้นหา and the menu lead: the month asked for."""
    own_district(request.user)
    reporting = PeriodForm(request.GET).reporting_month(partial(month_to_type, request.user))
    return redirect(_address(reporting, RangeForm(request.GET).screen().first))


@require_safe
def show(request: HttpRequest, year: int, month: int) -> HttpResponse:
    return _page(request, month_named(year, month), RangeForm(request.GET).screen())


@require_POST
def confirm(request: HttpRequest, year: int, month: int) -> HttpResponse:
    district, reporting = own_district(request.user), month_named(year, month)
    form = posted(ConfirmationForm, request)
    try:
        outcome = transitions.confirm_by_district(
            district=district,
            month=reporting.pk,
            by=request.user,
            seen=form.chosen,
            submission=form.cleaned_data["submission"],
        )
    except Refused as refusal:
        return _refused(request, reporting, refusal, form.screen())
    if outcome.event:
        totals = outcome.event.totals
        messages.success(request, sentences.confirmed_by_district(totals["confirmed"], totals["rows"]))
    if say_why_kept(request, outcome):
        return _page(request, reporting, form.screen(outcome.problems), 200 if outcome.event else 409)
    return redirect(_address(reporting, form.first))


@require_POST
def explain(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The reason for findings; what was ticked to be confirmed stays ticked where none was kept."""
    district, reporting = own_district(request.user), month_named(year, month)
    form, why = posted(ConfirmationForm, request), _why(request, reporting)
    if answered(request, district, reporting, why):
        return redirect(_address(reporting, form.first))
    return _page(request, reporting, form.screen(), 409)


def own_district(officer: Officer) -> District:
    """The area comes from the account, never from a menu or an address."""
    check_role(officer, Role.DISTRICT, Role.CHIEF)
    return officer.district


def _refused(request: HttpRequest, month: ReportingMonth, refusal: Refused, screen: Screen) -> HttpResponse:
    say_refused(request, refusal)
    return _page(request, month, screen, 409)


def _page(request: HttpRequest, month: ReportingMonth, screen: Screen, status: int = 200) -> HttpResponse:
    district = own_district(request.user)
    context: dict[str, Any] = {
        "review": review(request.user, district, month, Action.CONFIRM_BY_DISTRICT, screen),
        "deadline": deadline_of(request.user, district, month.pk),
        "search": PeriodForm(initial={"year": month.fiscal_year, "month": month.pk.month}),
        "submission": uuid4(),
        "why": _why(request, month),
        "ticked": request.POST.getlist("why-explained"),
    }
    return render(request, "sales/confirmation/district.html", context, status=status)


def _why(request: HttpRequest, month: ReportingMonth) -> ExplanationForm:
    return ExplanationForm(request.POST or None, officer=request.user, month=month.pk)


def _address(month: ReportingMonth, first: int = 1) -> str:
    return at_range(reverse("sales:confirmation", args=month.address), first)
