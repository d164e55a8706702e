"""A fault of ours: what the officer had typed is on the page, ready to be sent again."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """Asks no database: it may be what is broken."""
    posted = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != "csrfmiddlewaretoken" and "password" not in name
    ]
    context = {"posted": posted, "address": request.path, "csrf_token": get_token(request)}
    return HttpResponse(render_to_string("500.html", context), status=500, headers={"Cache-Control": "no-store"})
