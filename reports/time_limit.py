"""Reports never hurt entry: PostgreSQL gives up a statement of theirs that takes too long."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_CANCELED = "57014"


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where it does, the answer says so."""

    @wraps(view)
    def within_time(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with _limit():
                return view(request, *args, **kwargs)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) != _CANCELED:
                raise
            return render(request, "503.html", status=503)

    return within_time


def limited_parts(parts: Iterable[bytes]) -> Iterator[bytes]:
    """Of an answer that is written when its view is over: where it is given up, the browser has half a file."""
    with _limit():
        yield from parts


@contextmanager
def _limit() -> Iterator[None]:
    """In a transaction of its own, so that the limit goes with it. On SQLite that would be a writer's: no limit."""
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{settings.REPORT_SECONDS}s"])
        yield
