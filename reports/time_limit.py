"""Reports never hurt entry: PostgreSQL gives up a statement of theirs that takes too long."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

_CANCELED = "57014"


def limited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """In a transaction of its own, so that the limit goes with it. On SQLite that would be a writer's: no limit."""

    @wraps(view)
    def within_time(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if connection.vendor != "postgresql":
            return view(request, *args, **kwargs)
        try:
            with transaction.atomic():
                _limit_statements()
                return view(request, *args, **kwargs)
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", None) != _CANCELED:
                raise
            return render(request, "503.html", status=503)

    return within_time


def _limit_statements() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{settings.REPORT_SECONDS}s"])
