"""ตลาดออนไลน์ (35): products sold online, picked from the register, in the columns of the form of 2564."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sales.forms.confirmation import PageForm
from sales.models import Officer, Role, Stage
from sales.sentences import NOT_YOUR_ROLE
from sales.transitions.permissions import check_role
from sales.transitions.refusals import NotAllowed, Refused
from sales.views.answers import posted, refuse_garbage, say_refused

from ..forms.missions import GiveBackForm, TickedForm
from ..forms.online import OnlineForm, ProductSearchForm
from ..missions import sentences
from ..missions.asked import Round, rounds_of
from ..missions.online import deadlines_of, marked, standing_lines
from ..models import OnlineProduct
from ..transitions.missions import ProductLine, confirm_by_district, delete_products, report_products
from . import ticked
from .missions import own_district

_PAGE = 100


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The newest round; a page that says so where there is none."""
    rounds = rounds_of(reader(request.user))
    if rounds:
        return redirect("targets:online", *rounds[0].address)
    return render(request, "targets/online/list.html", {"rounds": []})


@require_safe
def online(request: HttpRequest, year: int, month: int) -> HttpResponse:
    rounds = rounds_of(reader(request.user))
    return _page(request, rounds, _addressed(rounds, year, month))


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, year: int, month: int) -> HttpResponse:
    own_district(request.user)
    of = round_named(request.user, year, month)
    search = ProductSearchForm(request.GET)
    form = OnlineForm(request.POST or None, officer=request.user, initial={"product": request.GET.get("product")})
    if form.is_valid() and _saved(request, form, of, None):
        return redirect("targets:online", *of.address)
    chosen = form.fields["product"].queryset.filter(pk=_number(form["product"].value())).first()
    found = marked(search.found(request.user), of)
    context = {"round": of, "search": search, "found": found, "form": form, "product": chosen}
    return render(request, "targets/online/add.html", context, status=422 if form.errors else 200)


@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    row = _found(reader(request.user), pk)
    return _product(request, row, OnlineForm(officer=request.user, row=row))


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    own_district(request.user)
    row = _found(request.user, pk)
    of = round_named(request.user, row.fiscal_year, row.first_month.month)
    form = OnlineForm(request.POST, officer=request.user, row=row)
    if form.is_valid() and _saved(request, form, of, row):
        return redirect("targets:online", *of.address)
    return _product(request, row, form, 422)


@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    district = own_district(request.user)
    row, form = _found(request.user, pk), posted(TickedForm, request)
    outcome = delete_products(district=district, by=request.user, seen={pk: form.cleaned_data["seen"].get(pk, 0)})
    ticked.say(request, [outcome], sentences.deleted)
    return redirect(row)


@require_POST
def confirm(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Of a district its own word, of a province the next."""
    of, officer = round_named(request.user, year, month), request.user
    check_role(officer, Role.DISTRICT, Role.PROVINCE)
    chosen = posted(TickedForm, request).chosen
    if officer.role == Role.PROVINCE:
        ticked.confirm(request, OnlineProduct.objects.visible_to(officer), chosen)
    else:
        outcome = confirm_by_district(kind=OnlineProduct, district=officer.district, by=officer, seen=chosen)
        ticked.say(request, [outcome] if chosen else [], sentences.rows_confirmed_by_district)
    return redirect("targets:online", *of.address)


@require_POST
def give_back(request: HttpRequest, year: int, month: int) -> HttpResponse:
    rounds, form = rounds_of(reader(request.user)), GiveBackForm(request.POST)
    of = _addressed(rounds, year, month)
    check_role(request.user, Role.PROVINCE)
    refuse_garbage(form, ["reason"])
    rows = OnlineProduct.objects.visible_to(request.user)
    if form.is_valid() and ticked.give_back(request, rows, form.chosen, form.cleaned_data["reason"]):
        return redirect("targets:online", *of.address)
    return _page(request, rounds, of, 422, form)


def reader(officer: Officer) -> Officer:
    """The administrator keeps no report."""
    if officer.role == Role.ADMIN:
        raise NotAllowed(NOT_YOUR_ROLE)
    return officer


def round_named(officer: Officer, year: int, month: int) -> Round:
    return _addressed(rounds_of(reader(officer)), year, month)


def _addressed(rounds: Sequence[Round], year: int, month: int) -> Round:
    for each in rounds:
        if each.address == (year, month):
            return each
    raise Http404(f"{year}/{month}")


def _found(officer: Officer, pk: int) -> OnlineProduct:
    return get_object_or_404(OnlineProduct.objects.visible_to(officer).with_register(), pk=pk)


def _product(request: HttpRequest, row: OnlineProduct, form: OnlineForm, status: int = 200) -> HttpResponse:
    of = round_named(request.user, row.fiscal_year, row.first_month.month)
    is_open = request.user.role == Role.DISTRICT and row.stage != Stage.PROVINCE
    context = {"round": of, "form": form, "row": row, "product": row.product, "is_open": is_open}
    return render(request, "targets/online/product.html", context, status=status)


def _number(text: Any) -> int:
    return int(text) if str(text or "").isascii() and str(text or "").isdigit() and len(str(text)) < 18 else 0


def _saved(request: HttpRequest, form: OnlineForm, of: Round, row: OnlineProduct | None) -> bool:
    """False where a fault stands at its field now."""
    chosen, version = form.cleaned_data["product"], form.cleaned_data["version"]
    line = ProductLine(chosen, form.reported, row and row.pk, version)
    try:
        outcome = report_products(of=of, district=request.user.district, by=request.user, lines=[line])
    except Refused as refusal:
        say_refused(request, refusal)
        return False
    for problem in outcome.problems:
        form.add_error(problem.field or None, problem.sentence)
    if not outcome.problems:
        messages.success(request, sentences.saved(chosen.name))
    return not outcome.problems


def _page(
    request: HttpRequest, rounds: Sequence[Round], of: Round, status: int = 200, form: Any = None
) -> HttpResponse:
    rows = OnlineProduct.objects.visible_to(request.user).of_round(of.first_month).with_register().in_order()
    page = Paginator(rows, _PAGE).get_page(PageForm(request.GET).number)
    context = {
        "rounds": rounds,
        "round": of,
        "page": page,
        "form": form or GiveBackForm(),
        "deadlines": deadlines_of(request.user, of),
        **standing_lines(request.user, page.object_list),
    }
    return render(request, "targets/online/list.html", context, status=status)
