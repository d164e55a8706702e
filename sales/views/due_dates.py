"""Page 37, ปีงบประมาณและกำหนดส่ง: the year's due dates, and one of them with a preview of whom a change touches."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from .. import sentences
from ..addresses import district_named, month_named
from ..choices import DueKind, DueLevel
from ..due_dates.calendar import DueDay, calendar
from ..due_dates.preview import preview
from ..due_dates.year import lines_of_year
from ..forms.due_dates import DueDateForm, DueDatesForm, WithdrawalForm
from ..models import District, DueDate, DueDateEvent, Officer, Province, Role
from ..transitions.due_dates import changes_of, check_keeper, set_due_date, withdraw_due_date
from ..transitions.permissions import check_role
from ..transitions.refusals import Refused
from .answers import posted, say_refused

_COUNTRY = "country"
_CHANGES_SHOWN = 20
_READERS = (Role.PROVINCE, Role.DEPARTMENT, Role.ADMIN)


@require_safe
def due_dates(request: HttpRequest) -> HttpResponse:
    officer = request.user
    check_role(officer, *_READERS)
    form = DueDatesForm(officer, request.GET)
    year, kind, district = form.chosen_year, form.chosen_kind, form.chosen_district
    events = DueDateEvent.objects.visible_to(officer).filter(kind=kind).of_fiscal_year(year).newest_first()
    context = {
        "search": form,
        "year": year,
        "kind": kind,
        "district": district,
        "lines": lines_of_year(officer, year, kind, district),
        "history": events[:_CHANGES_SHOWN],
    }
    return render(request, "sales/due_dates/year.html", context)


@require_safe
def due_date(request: HttpRequest, **named: Any) -> HttpResponse:
    """The form; with a day in the question, what that day would change."""
    due = _due_named(request.user, **named)
    return _page(request, due, DueDateForm(due, request.GET) if request.GET else None)


@require_POST
def set_day(request: HttpRequest, **named: Any) -> HttpResponse:
    due = _due_named(request.user, **named)
    form = DueDateForm(due, request.POST)
    if not form.is_valid():
        return _page(request, due, form)
    try:
        set_due_date(wanted=form.wanted, by=request.user, seen=form.cleaned_data["seen"])
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, due, None, 409)
    messages.success(request, sentences.DUE_DATE_SAVED)
    return redirect(_year_of(due))


@require_POST
def withdraw(request: HttpRequest, **named: Any) -> HttpResponse:
    due = _due_named(request.user, **named)
    known = get_object_or_404(DueDate.objects.visible_to(request.user), **due.key)
    asked = posted(WithdrawalForm, request).cleaned_data
    try:
        withdraw_due_date(known=known, by=request.user, seen=asked["seen"], reason=asked["reason"])
    except Refused as refusal:
        say_refused(request, refusal)
        return _page(request, due, None, 409)
    messages.success(request, sentences.DUE_DATE_WITHDRAWN)
    return redirect(_year_of(due))


def _due_named(officer: Officer, *, kind: str, area: str, year: int, month: int, level: str) -> DueDate:
    """What the address names, not written down; 404 for what the officer does not see, 403 where he does not act."""
    check_role(officer, *_READERS)
    if kind not in DueKind.values or level not in DueLevel.values:
        raise Http404(f"nothing is due as {kind} {level}")
    due = DueDate(kind=kind, period=month_named(year, month), level=level, **_area_named(officer, area))
    if due.district and level != DueLevel.DISTRICT:
        raise Http404("a district does not confirm for its province")
    check_keeper(due, officer)
    return due


def _area_named(officer: Officer, code: str) -> dict[str, District | Province]:
    if code == _COUNTRY:
        return {}
    if len(code) == 2:
        return {"province": get_object_or_404(Province.objects.visible_to(officer), pk=code)}
    return {"district": district_named(officer, code)}


def _year_of(due: DueDate) -> str:
    year, _ = due.period.address
    return f"{reverse('sales:due-dates')}?year={year}&kind={due.kind}"


def _page(request: HttpRequest, due: DueDate, form: DueDateForm | None, status: int = 200) -> HttpResponse:
    known = DueDate.objects.visible_to(request.user).filter(**due.key).first()
    days, seen = calendar(request.user, [due.period_id], due.kind), changes_of(due)
    now = days.for_area(due.area, due.level, due.period_id)
    form = form or DueDateForm(due, initial=_as_it_is(known, now) | {"seen": seen})
    context = {
        "due": due,
        "known": known,
        "now": now,
        "country": days.for_country(due.level, due.period_id),
        "form": form,
        "withdrawal": WithdrawalForm(initial={"seen": seen}),
        "wanted": form.wanted if form.is_valid() else None,
        "preview": preview(request.user, form.wanted) if form.is_valid() else None,
        "without": preview(request.user, known, withdrawn=True) if known and due.area else None,
        "back": _year_of(due),
    }
    return render(request, "sales/due_dates/day.html", context, status=status)


def _as_it_is(known: DueDate | None, now: DueDay | None) -> dict[str, Any]:
    if known:
        return {"on": known.due_on, "note": known.note, "reason": known.reason if known.area else ""}
    return {"on": now.on if now else None}
