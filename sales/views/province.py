"""Pages 23 and 24: a province's districts in a month, and the confirmation of several together."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from .. import sentences, transitions
from ..addresses import district_named, month_named
from ..district_overview import overview
from ..forms.confirmation import DistrictsConfirmationForm
from ..forms.holding import StepForm
from ..forms.period import PeriodForm
from ..models import District, Officer, ReportingMonth, Role
from ..timeliness import confirming_deadline
from ..transitions import Outcome
from ..transitions.permissions import check_role
from ..transitions.refusals import Refused
from ..triage import triage
from .answers import posted, say_confirmed_by_province, say_refused, say_why_kept


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """Where ค้นหา and the menu lead: the month asked for."""
    check_province(request.user)
    return redirect("sales:districts", *PeriodForm(request.GET).reporting_month().address)


@require_safe
def show(request: HttpRequest, year: int, month: int) -> HttpResponse:
    check_province(request.user)
    reporting = month_named(year, month)
    found, chosen = overview(request.user, reporting), StepForm(request.GET).chosen
    context = {
        "overview": found,
        "chosen": chosen,
        "lines": found.at(chosen),
        "deadline": None if found.is_finished else confirming_deadline(request.user, reporting.pk),
        "search": PeriodForm(initial={"year": year, "month": month}),
        "submission": uuid4(),
    }
    return render(request, "sales/confirmation/districts.html", context)


@require_safe
def ready(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Page 24: those that nothing speaks against are ticked."""
    check_province(request.user)
    found = triage(request.user, month_named(year, month))
    finished = found.overview.is_finished
    context = {
        "triage": found,
        "deadline": None if finished else confirming_deadline(request.user, found.overview.month.pk),
        "submission": uuid4(),
    }
    return render(request, "sales/confirmation/ready.html", context)


@require_POST
def confirm(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Several districts, each in a transaction of its own and only as its sheet stood on the screen."""
    check_province(request.user)
    reporting, form = month_named(year, month), posted(DistrictsConfirmationForm, request)
    if not form.chosen:
        messages.warning(request, sentences.NOTHING_TICKED)
    districts = [district_named(request.user, code) for code in sorted(form.chosen)]
    outcomes = [_confirm(request, district, reporting, form) for district in districts]
    say_confirmed_by_province(request, [outcome for outcome in outcomes if outcome])
    return redirect("sales:ready" if form.cleaned_data["ready"] else "sales:districts", *reporting.address)


def _confirm(
    request: HttpRequest, district: District, month: ReportingMonth, form: DistrictsConfirmationForm
) -> Outcome | None:
    try:
        outcome = transitions.confirm_by_province(
            district=district,
            month=month.pk,
            by=request.user,
            seen=None,
            sheet_version=form.chosen[district.pk],
            submission=form.cleaned_data["submission"],
        )
    except Refused as refusal:
        say_refused(request, refusal, district)
        return None
    say_why_kept(request, outcome, district)
    return outcome


def check_province(officer: Officer) -> None:
    check_role(officer, Role.PROVINCE)
