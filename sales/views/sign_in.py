"""The way in and out; what was posted after a session had ended goes on from here."""

from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from .. import sentences
from ..demo.accounts import PASSWORD as DEMO_PASSWORD
from ..demo.way_in import WALK, demo_accounts
from ..forms.sign_in import SignInForm, UnsentForm


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if request.user.is_authenticated:
            return redirect(settings.LOGIN_REDIRECT_URL)
        form = SignInForm(request, initial={"next": request.GET.get("next", "")})
        return _page(request, form, UnsentForm(), why=sentences.SESSION_ENDED if _had_a_session(request) else "")
    form = SignInForm(request, request.POST)
    if not form.is_valid():
        return _page(request, form, form.unsent)
    login(request, form.officer)
    if form.unsent.address:
        return render(request, "sales/resume.html", {"unsent": form.unsent})
    return redirect(form.cleaned_data["next"] or settings.LOGIN_REDIRECT_URL)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect(settings.LOGOUT_REDIRECT_URL)


def is_by_script(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or "application/json" in request.headers.get("Accept", "")


def session_ended(request: HttpRequest) -> HttpResponse | None:
    """What a script or a posted form gets without a session; None for a page that is only asked for."""
    if is_by_script(request):
        page = request.htmx.current_url_abs_path or ""
        query = urlencode({"ended": 1, "next": page})
        return HttpResponse(status=401, headers={"HX-Redirect": f"{reverse(settings.LOGIN_URL)}?{query}"})
    return resume_after_sign_in(request) if request.method == "POST" else None


def resume_after_sign_in(request: HttpRequest, why: str = sentences.SESSION_ENDED) -> HttpResponse:
    """For what was posted without a session: the sign-in page, which sends it on once the officer is back.

    A posted `of_district` keeps it from going on in the name of another district. A file is not kept: the officer goes
    back to the page where he chose it.
    """
    if request.FILES:
        form = SignInForm(request, initial={"next": urlsplit(request.headers.get("Referer", "")).path})
        return never_cache(_page)(request, form, UnsentForm(), why=sentences.CHOOSE_FILE_AGAIN, status=401)
    return never_cache(_page)(request, SignInForm(request), UnsentForm.of(request), why=why, status=401)


def _page(
    request: HttpRequest, form: SignInForm, unsent: UnsentForm, *, why: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "unsent": unsent,
        "why": why,
        "demo_accounts": demo_accounts(),
        "demo_password": DEMO_PASSWORD,
        "demo_walk": WALK,
    }
    return render(request, "sales/sign_in.html", context, status=status)


def _had_a_session(request: HttpRequest) -> bool:
    """The browser still shows a session that is none any more, or a script of an open page sent him here."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "ended" in request.GET
