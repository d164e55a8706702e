"""What was posted and could not be carried out is on the page that says so, for the officer to send again."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from .. import sentences
from ..forms.entry import Typed
from ..forms.sign_in import names_and_values, sendable
from .entry import answer, opened_month
from .sign_in import is_by_script, resume_after_sign_in, session_ended


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks no database: it may be what is broken."""
    context = _to_send_again(request) | {"csrf_token": get_token(request)}
    return HttpResponse(render_to_string("500.html", context), status=500, headers={"Cache-Control": "no-store"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page is older than the newest sign-in. Nothing is carried out, and nothing kept, not even a draft.

    Only what a page of ours has posted is shown again: nobody is to send on what another site has filled in.
    """
    if not _is_from_our_page(request) or not _needs_login(request) or request.FILES:
        return render(request, "403_csrf.html", status=403)
    if not request.user.is_authenticated:
        return session_ended(request) or render(request, "403_csrf.html", status=403)
    if is_by_script(request):
        return HttpResponse(status=403)
    if not _is_of_own_district(request):
        return resume_after_sign_in(request, sentences.FIGURES_OF_ANOTHER_DISTRICT)
    return _sheet_again(request) or render(request, "403_csrf.html", _to_send_again(request), status=403)


def _is_from_our_page(request: HttpRequest) -> bool:
    """Every browser names the site whose page posts, and no page can name another ("null" where it must not tell)."""
    return request.headers.get("Origin") in (f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS)


def _needs_login(request: HttpRequest) -> bool:
    return getattr(request.resolver_match.func, "login_required", True)


def _is_of_own_district(request: HttpRequest) -> bool:
    own = request.user.district_id
    return request.POST.get("of_district", own) == own


def _sheet_again(request: HttpRequest) -> HttpResponse | None:
    """Page 12 with every figure in its cells."""
    if not _is_of_sheet(request):
        return None
    opened = opened_month(request, **request.resolver_match.kwargs)
    if not opened.editable:
        return None
    messages.error(request, sentences.PAGE_TOO_OLD)
    page = answer(request, opened, Typed.from_post(request.POST), seen=request.POST.get("draft", ""))
    page.status_code = 403
    return page


def _to_send_again(request: HttpRequest) -> dict[str, Any]:
    """Where to; what is typed into page 12 goes back into its cells, whatever button was pressed."""
    is_of_sheet = _is_of_sheet(request)
    address = reverse("sales:entry-typed", kwargs=request.resolver_match.kwargs) if is_of_sheet else request.path
    return {"posted": names_and_values(sendable(request.POST)), "address": address, "is_of_sheet": is_of_sheet}


def _is_of_sheet(request: HttpRequest) -> bool:
    """Only page 12 has addresses of this kind that are posted to."""
    match = request.resolver_match
    return bool(match and request.method == "POST" and match.view_name.startswith("sales:entry-"))
