"""Login first, then a password of one's own, nothing private kept by a browser or a proxy, refusals in Thai."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse

from .views.sign_in import session_ended


class LoginRequired(LoginRequiredMiddleware):
    """Every view, unless declared public.

    A fragment's or a script's request gets 401, not the sign-in page; a form that was posted is sent on after it.
    """

    def handle_no_permission(self, request: HttpRequest, view_func: Callable) -> HttpResponse:
        return session_ended(request) or super().handle_no_permission(request, view_func)


def own_password_first(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Whoever came in with a one-time password sees nothing before he has chosen his own."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not (request.user.is_authenticated and request.user.password_is_temporary):
            return get_response(request)
        allowed = (reverse("sales:password"), reverse("sales:sign-out"))
        return get_response(request) if request.path in allowed else redirect("sales:password")

    return middleware


def private_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def refusals_in_words(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """An empty 405, and with DEBUG on, as in the demo, a 404 that lists addresses instead of saying so."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 or (response.status_code == 404 and settings.DEBUG):
            response.content = render_to_string(f"{response.status_code}.html", request=request)
        return response

    return middleware
