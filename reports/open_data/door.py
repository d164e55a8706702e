"""Before the open API: it reads for anybody, knows nobody, and refuses in JSON whatever refuses behind it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from .problems import CONTENT_TYPE, problem

METHODS = "GET, HEAD, OPTIONS"
A_DAY, FIVE_MINUTES = 86_400, 300
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
    "Access-Control-Max-Age": str(A_DAY),
}
Answer = Callable[[HttpRequest], HttpResponseBase]


def open_door(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(reverse("api:api-root")):
            return get_response(request)
        return _for_everybody(_answered(request, get_response))

    return middleware


def _answered(request: HttpRequest, get_response: Answer) -> HttpResponseBase:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        return _refused(405)
    request.COOKIES = {}  # an officer gets what everybody gets
    response = _read(request, get_response)
    del response.headers["Vary"]  # a session was looked for in vain: nothing depends on a cookie
    if response.status_code < 400:
        response.headers["Cache-Control"] = f"public, max-age={FIVE_MINUTES}"
        return response
    is_ours = response.headers.get("Content-Type") == CONTENT_TYPE
    return _refused(response.status_code, response if is_ours else None)


def _read(request: HttpRequest, get_response: Answer) -> HttpResponseBase:
    """The server leaves out the body of what HEAD asked for."""
    asked, request.method = request.method, "GET"
    response = get_response(request)
    request.method = asked
    return response


def _refused(status: int, response: HttpResponseBase | None = None) -> HttpResponseBase:
    response = response or problem(status)
    response.headers["Cache-Control"] = "no-store"
    del response.headers["ETag"]
    if status == 405:
        response.headers["Allow"] = METHODS
    return response


def _for_everybody(response: HttpResponseBase) -> HttpResponseBase:
    """Pages of any other site may read it by script: there is no secret in it, and no cookie goes along."""
    for name, value in CORS.items():
        response.headers[name] = value
    return response
