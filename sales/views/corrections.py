"""คำขอแก้ไขข้อมูล (16): what the district asks for after the lock, and how its province answers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from .. import transitions
from ..addresses import month_named
from ..corrections import sentences
from ..corrections.compared import compared
from ..forms.confirmation import PageForm
from ..forms.corrections import AnswerForm, CorrectionForm, RefusalForm, RowForm
from ..models import CorrectionRequest, Officer, ReportingMonth, Role, Sale, Sheet
from ..transitions import Refused
from ..transitions.permissions import check_role
from ..transitions.table import Action
from .answers import refuse_garbage, say_refused

_AT_A_TIME = 50


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    """What waits first, and how the others ended."""
    check_role(request.user, Role.DISTRICT, Role.CHIEF, Role.PROVINCE, Role.ADMIN)
    found = CorrectionRequest.objects.visible_to(request.user).listed()
    page = Paginator(found, _AT_A_TIME).get_page(PageForm(request.GET).number)
    return render(request, "sales/corrections/list.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """About a row of the officer's own district (`?row=`), or about one that is missing."""
    check_role(request.user, Role.DISTRICT)
    reporting = month_named(year, month)
    row = _row_named(request, reporting)
    is_posted = request.method == "POST"
    form = CorrectionForm(request.POST if is_posted else None, officer=request.user, row=row)
    if form.is_valid():
        try:
            return _asked(request, reporting, form)
        except Refused as refusal:
            say_refused(request, refusal)
            return _form(request, reporting, form, status=409)
    if is_posted:
        refuse_garbage(form, answered=set(form.fields) - {"submission", "version"})
    return _form(request, reporting, form, status=409 if is_posted else 200)


@require_safe
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _named(request, pk))


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    check_role(request.user, Role.PROVINCE)
    asked, form = _named(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, accept_form=form, status=409)
    try:
        transitions.accept_correction(request=asked, by=request.user, answer=form.cleaned_data["answer"])
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, _named(request, pk), status=409)
    messages.success(request, sentences.ACCEPTED)
    return redirect("sales:correction", pk)


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    check_role(request.user, Role.PROVINCE)
    asked, form = _named(request, pk), RefusalForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, refuse_form=form, status=409)
    try:
        transitions.refuse_correction(request=asked, by=request.user, answer=form.cleaned_data["answer"])
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, _named(request, pk), status=409)
    messages.success(request, sentences.REFUSED)
    return redirect("sales:correction", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    check_role(request.user, Role.DISTRICT)
    asked = _named(request, pk)
    try:
        transitions.withdraw_correction(request=asked, by=request.user)
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, _named(request, pk), status=409)
    messages.success(request, sentences.WITHDRAWN)
    return redirect("sales:correction", pk)


def _named(request: HttpRequest, pk: int) -> CorrectionRequest:
    return get_object_or_404(CorrectionRequest.objects.visible_to(request.user).with_names(), pk=pk)


def _row_named(request: HttpRequest, month: ReportingMonth) -> Sale | None:
    form = RowForm(request.GET)
    refuse_garbage(form)
    if form.cleaned_data["row"] is None:
        return None
    rows = Sale.objects.visible_to(request.user).of(request.user.district, month.pk).select_related("producer")
    return get_object_or_404(rows, pk=form.cleaned_data["row"])


def _asked(request: HttpRequest, month: ReportingMonth, form: CorrectionForm) -> HttpResponse:
    cleaned = form.cleaned_data
    transitions.request_correction(
        district=request.user.district,
        month=month.pk,
        by=request.user,
        wanted=form.wanted,
        reason=cleaned["reason"],
        submission=cleaned["submission"],
    )
    messages.success(request, sentences.REQUESTED)
    return redirect("sales:corrections")


def _form(request: HttpRequest, month: ReportingMonth, form: CorrectionForm, *, status: int) -> HttpResponse:
    sheet = Sheet.objects.visible_to(request.user).filter(month=month).first()
    context = {
        "form": form,
        "month": month,
        "lock": _why_not(request.user, month, sheet),
        "row": form.row,
        "moves": sentences.MOVES_TO_NEW_ROW,
    }
    return render(request, "sales/corrections/ask.html", context, status=status)


def _why_not(officer: Officer, month: ReportingMonth, sheet: Sheet | None) -> str:
    found = sheet or Sheet(district=officer.district, month=month)
    return transitions.why_not(Action.REQUEST_CORRECTION, sheet=found, by=officer) or ""


def _page(request: HttpRequest, asked: CorrectionRequest, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "asked": asked,
        "compared": compared(asked, request.user),
        "moves": sentences.MOVES_TO_NEW_ROW,
        "outdated": sentences.OUTDATED,
        "accept_form": AnswerForm(),
        "refuse_form": RefusalForm(),
        "lock": transitions.why_not(Action.ACCEPT_CORRECTION, sheet=asked.sheet, by=request.user),
    }
    return render(request, "sales/corrections/request.html", context | forms, status=status)
