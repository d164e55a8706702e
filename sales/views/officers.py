"""บัญชีของฉัน (10), ผู้ใช้ (38), and a password of one's own."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otop_portal.sign_in_limit import locked_until

from .. import sentences
from ..forms.officers import AccountForm, OfficerForm, OfficerSearchForm, PasswordForm
from ..models import Officer, OfficerEvent, Province
from ..transitions import officers as transitions
from ..transitions.refusals import NotAllowed, Refused

_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        transitions.change_own_details(by=request.user, **form.cleaned_data)
        messages.success(request, sentences.DETAILS_SAVED)
        return redirect("sales:account")
    history = OfficerEvent.objects.visible_to(request.user).filter(officer=request.user)
    return render(request, "sales/officers/account.html", {"form": form, "history": history.newest_first()})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    first = request.user.password_is_temporary
    form = PasswordForm(request, request.POST or None)
    if form.is_valid():
        changed = transitions.change_own_password(by=request.user, password=form.cleaned_data["new_password"])
        update_session_auth_hash(request, changed)
        messages.success(request, sentences.OWN_PASSWORD_SAVED)
        return redirect("sales:home" if first else "sales:account")
    return render(
        request, "sales/officers/password.html", {"form": form, "first": first and sentences.CHOOSE_OWN_PASSWORD}
    )


@require_safe
def officers(request: HttpRequest) -> HttpResponse:
    _check_role(request.user)
    form = OfficerSearchForm(request.user, request.GET)
    found = form.found_in(Officer.objects.visible_to(request.user).listed())
    page = Paginator(found, _PAGE).get_page(form.cleaned_data.get("page"))
    locked = locked_until([officer.username for officer in page])
    context = {
        "form": form,
        "page": page,
        "rows": [(officer, locked.get(officer.username)) for officer in page],
        "waiting": _waiting_for_slips(request.user),
    }
    return render(request, "sales/officers/list.html", context)


@require_safe
def officer(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk))


@require_http_methods(["GET", "HEAD", "POST"])
def open_officer(request: HttpRequest) -> HttpResponse:
    _check_role(request.user)
    form = OfficerForm(request.user, request.POST or None)
    if form.is_valid():
        opened = form.save(commit=False)
        try:
            one_time_password = transitions.open_officer(officer=opened, by=request.user)
            return _page(request, opened, one_time_password)
        except Refused as refused:
            form.add_error(None, refused.sentence)
    return render(request, "sales/officers/open.html", {"form": form})


@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_new_password(request, pk, transitions.reset_password)


@require_POST
def reopen_officer(request: HttpRequest, pk: int) -> HttpResponse:
    return _with_new_password(request, pk, transitions.reopen_officer)


@require_POST
def close_officer(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, transitions.close_officer, sentences.officer_closed)


@require_POST
def unlock_officer(request: HttpRequest, pk: int) -> HttpResponse:
    return _done(request, pk, transitions.unlock_officer, sentences.officer_unlocked)


def _waiting_for_slips(officer: Officer) -> list[tuple[Province | None, int]]:
    """Where accounts stand open without a password, and how many; None is the whole country."""
    counts = Officer.objects.visible_to(officer).listed().without_password().by_home()
    provinces = Province.objects.visible_to(officer).in_bulk([code for code, _ in counts if code])
    return [(provinces.get(code), count) for code, count in counts]


def _check_role(officer: Officer) -> None:
    if not officer.keeps_accounts:
        raise NotAllowed(sentences.NOT_YOUR_ROLE)


def _found(request: HttpRequest, pk: int) -> Officer:
    _check_role(request.user)
    return get_object_or_404(Officer.objects.visible_to(request.user).listed(), pk=pk)


def _with_new_password(request: HttpRequest, pk: int, transition: Callable[..., str]) -> HttpResponse:
    """The password stands on the answer itself and nowhere else: no redirect could carry it."""
    found = _found(request, pk)
    try:
        return _page(request, found, transition(officer=found, by=request.user))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("sales:officer", pk)


def _done(
    request: HttpRequest, pk: int, transition: Callable[..., None], sentence: Callable[[str], str]
) -> HttpResponse:
    found = _found(request, pk)
    try:
        transition(officer=found, by=request.user)
        messages.success(request, sentence(found.name))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("sales:officer", pk)


def _page(request: HttpRequest, officer: Officer, one_time_password: str = "") -> HttpResponse:
    """The account as it is now, with the password that was just made."""
    officer.refresh_from_db()
    context = {
        "officer": officer,
        "one_time_password": one_time_password,
        "history": OfficerEvent.objects.visible_to(request.user).filter(officer=officer).newest_first(),
        "locked_until": locked_until([officer.username]).get(officer.username),
        "looks_after": request.user.looks_after(officer),
    }
    return render(request, "sales/officers/officer.html", context)
