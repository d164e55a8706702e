"""The way in and out; what was posted after a session had ended goes on from here."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
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
        return _page(request, form, UnsentForm(), session_ended=_had_a_session(request))
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


def resume_after_sign_in(request: HttpRequest) -> HttpResponse:
    """For a POST without a session: the sign-in page, which sends on what was posted once the officer is back.

    A posted `district` keeps it from going on in the name of another district.
    """
    return never_cache(_page)(request, SignInForm(request), UnsentForm.of(request), session_ended=True, status=401)


def _page(
    request: HttpRequest, form: SignInForm, unsent: UnsentForm, *, session_ended: bool = False, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "unsent": unsent,
        "session_ended": sentences.SESSION_ENDED if session_ended else "",
        "demo_accounts": demo_accounts(),
        "demo_password": DEMO_PASSWORD,
        "demo_walk": WALK,
    }
    return render(request, "sales/sign_in.html", context, status=status)


def _had_a_session(request: HttpRequest) -> bool:
    """The browser still shows a session that is none any more, or a script of an open page sent him here."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "ended" in request.GET
