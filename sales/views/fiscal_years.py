"""ปีงบประมาณ: an administrator opens the next one and closes one that is over."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from .. import sentences
from ..addresses import fiscal_years
from ..choices import Role
from ..fiscal_years import fiscal_years_of, next_year, parts
from ..forms.fiscal_years import CloseYearForm, OpenYearForm
from ..transitions.fiscal_years import close_fiscal_year, open_fiscal_year
from ..transitions.permissions import check_role
from ..transitions.refusals import Refused
from .answers import posted, say_refused


@require_safe
def years(request: HttpRequest) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    return _page(request)


@require_POST
def open_year(request: HttpRequest) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    asked = posted(OpenYearForm, request).cleaned_data
    try:
        open_fiscal_year(by=request.user, **asked)
    except Refused as refused:
        say_refused(request, refused)
        return _page(request, status=409)
    messages.success(request, sentences.year_opened(asked["year"]))
    return redirect("sales:fiscal-years")


@require_POST
def close_year(request: HttpRequest, year: int) -> HttpResponse:
    check_role(request.user, Role.ADMIN)
    if year not in fiscal_years():
        raise Http404("no such year")
    form = CloseYearForm(request.POST, year=year)
    if not form.is_valid():
        return _page(request, closing={year: form})
    try:
        close_fiscal_year(year=year, by=request.user, on=form.cleaned_data["on"])
    except Refused as refused:
        form.add_error("on", refused.sentence)
        return _page(request, closing={year: form}, status=409)
    messages.success(request, sentences.year_closed(year, form.cleaned_data["on"]))
    return redirect("sales:fiscal-years")


def _page(request: HttpRequest, closing: dict[int, CloseYearForm] | None = None, status: int = 200) -> HttpResponse:
    """`closing`: the form of a year with what is wrong in it."""
    forms, coming = closing or {}, next_year(request.user)
    known = fiscal_years_of(request.user)
    context: dict[str, Any] = {
        "coming": coming,
        "parts": [(part.title, part.coming(coming.year)) for part in parts()],
        "open_form": OpenYearForm(initial={"year": coming.year}),
        "years": [(each, forms.get(each.year) or CloseYearForm(year=each.year), each.year in forms) for each in known],
    }
    return render(request, "sales/fiscal_years/list.html", context, status=status)
