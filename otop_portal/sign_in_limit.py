"""How often a password may be guessed. Offices share an address: only a pair of name and address is ever locked."""

from collections.abc import Collection
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import F
from django.http import HttpRequest

from otop_portal import clock

UNKNOWN_ADDRESS = "0.0.0.0"


def client_address(request: HttpRequest) -> str:
    """The address before our own proxies: what each of them saw is at the end of X-Forwarded-For."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        seen = request.headers.get("X-Forwarded-For", "").split(",")
        address = seen[-settings.PROXY_COUNT].strip() if len(seen) >= settings.PROXY_COUNT else address
    try:
        return str(ip_address(address))
    except ValueError:
        return UNKNOWN_ADDRESS


class GuessCounter(AxesDatabaseHandler):
    """Counts a guess before its password is looked at, so that parallel guesses cannot pass the limit together.

    One row for a pair; of what was posted nothing else is kept.
    """

    def is_allowed(self, request: Any, credentials: dict | None = None) -> bool:  # axes noted address and time on it
        attempt, first = AccessAttempt.objects.get_or_create(
            username=get_client_username(request, credentials),
            ip_address=request.axes_ip_address,
            user_agent="",
            defaults={"failures_since_start": 1},
        )
        return first or self._count(attempt, request.axes_attempt_time)

    def _count(self, attempt: AccessAttempt, now: datetime) -> bool:
        row = AccessAttempt.objects.filter(pk=attempt.pk)
        if row.filter(attempt_time__lte=now - get_cool_off()).update(failures_since_start=1, attempt_time=now):
            return True
        below = row.filter(failures_since_start__lt=settings.AXES_FAILURE_LIMIT)
        return bool(below.update(failures_since_start=F("failures_since_start") + 1, attempt_time=now))

    def user_login_failed(
        self, sender: Any, credentials: dict, request: HttpRequest | None = None, **more: Any
    ) -> None:
        """It has been counted; what is older than a lock is forgotten."""
        self.clean_expired_user_attempts(request, credentials)


def locked_until(usernames: Collection[str], address: str | None = None) -> dict[str, datetime]:
    """Until when each locked name is locked there, in real time; from any address without one."""
    locked = AccessAttempt.objects.filter(
        username__in=usernames,
        failures_since_start__gte=settings.AXES_FAILURE_LIMIT,
        attempt_time__gt=clock.real_now() - get_cool_off(),
    )
    if address is not None:
        locked = locked.filter(ip_address=address)
    last = dict(locked.order_by("attempt_time").values_list("username", "attempt_time"))
    return {username: moment + get_cool_off() for username, moment in last.items()}


def unlock(usernames: Collection[str], address: str | None = None) -> None:
    """The names may be guessed anew there; from any address without one."""
    attempts = AccessAttempt.objects.filter(username__in=usernames)
    (attempts if address is None else attempts.filter(ip_address=address)).delete()
