"""Page 25: ยืนยันข้อมูลยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับจังหวัด), and the return to the district."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from .. import sentences, transitions
from ..addresses import district_named, month_named
from ..forms.confirmation import DistrictPeriodForm, RangeForm, ReturnForm, SheetConfirmationForm
from ..models import District, ReportingMonth
from ..review import Screen, review
from ..timeliness import confirming_deadline, deadline_of
from ..transitions import Outcome
from ..transitions.refusals import Refused
from ..transitions.table import Action
from .answers import at_range, posted, refuse_garbage, say_confirmed_by_province, say_refused, say_why_kept
from .province import check_province


@require_safe
def find(request: HttpRequest) -> HttpResponse:
    """Where ค้นหา leads: the sheet asked for, or the districts of the month where none was chosen."""
    check_province(request.user)
    form = DistrictPeriodForm(request.GET, officer=request.user)
    month = form.reporting_month()
    if not form.is_valid():
        return redirect("sales:districts", *month.address)
    return redirect(_address(form.cleaned_data["district"], month, RangeForm(request.GET).screen().first))


@require_safe
def show(request: HttpRequest, code: str, year: int, month: int) -> HttpResponse:
    district, reporting = _sheet_named(request, code, year, month)
    return _page(request, district, reporting, RangeForm(request.GET).screen())


@require_POST
def confirm(request: HttpRequest, code: str, year: int, month: int) -> HttpResponse:
    district, reporting = _sheet_named(request, code, year, month)
    form = posted(SheetConfirmationForm, request)
    try:
        outcome = transitions.confirm_by_province(
            district=district,
            month=reporting.pk,
            by=request.user,
            seen=form.chosen,
            sheet_version=form.cleaned_data["sheet_version"],
            submission=form.cleaned_data["submission"],
        )
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, district, reporting, form.screen(), status=409)
    say_confirmed_by_province(request, [outcome])
    if say_why_kept(request, outcome):
        return _page(request, district, reporting, form.screen(outcome.problems), status=200 if outcome.event else 409)
    return redirect(_address(district, reporting, form.first))


@require_POST
def send_back(request: HttpRequest, code: str, year: int, month: int) -> HttpResponse:
    """ส่งคืน: chosen rows or the sheet, with a reason."""
    district, reporting = _sheet_named(request, code, year, month)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        refuse_garbage(form, answered={"reason", "send_back"})
        return _page(request, district, reporting, form.screen(), form=form, status=409)
    try:
        outcome = transitions.return_to_district(
            district=district,
            month=reporting.pk,
            by=request.user,
            rows=form.rows_to_return,
            reason=form.cleaned_data["reason"],
            submission=form.cleaned_data["submission"],
        )
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, district, reporting, form.screen(), form=form, status=409)
    _say_sent_back(request, outcome)
    return redirect(_address(district, reporting, form.first))


def _sheet_named(request: HttpRequest, code: str, year: int, month: int) -> tuple[District, ReportingMonth]:
    check_province(request.user)
    return district_named(request.user, code), month_named(year, month)


def _say_sent_back(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.event is None:
        messages.warning(request, sentences.NOT_RETURNABLE)
    elif outcome.changed:
        messages.success(request, sentences.sent_back(outcome.changed))
    else:
        messages.success(request, sentences.DECLARATION_SENT_BACK)


def _page(
    request: HttpRequest,
    district: District,
    month: ReportingMonth,
    screen: Screen,
    *,
    form: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    year, calendar_month = month.address
    search = DistrictPeriodForm(
        officer=request.user, initial={"year": year, "month": calendar_month, "district": district.pk}
    )
    context = {
        "review": review(request.user, district, month, Action.CONFIRM_BY_PROVINCE, screen),
        "deadline": deadline_of(request.user, district, month.pk),
        "confirming": confirming_deadline(request.user, month.pk),
        "search": search,
        "form": form or ReturnForm(),
        "submission": uuid4(),
    }
    return render(request, "sales/confirmation/province.html", context, status=status)


def _address(district: District, month: ReportingMonth, first: int = 1) -> str:
    return at_range(reverse("sales:province-sheet", args=[district.pk, *month.address]), first)
