"""The only clock: no other module of ours asks Python or Django for the time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

# The demo lives on a date of its own: `sales` sets this when DEBUG is on.
shift_provider: Callable[[], timedelta] | None = None

_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def now() -> datetime:
    pinned = _pinned.get()
    if pinned is not None:
        return pinned
    return real_now() + shift_provider() if shift_provider else real_now()


def real_now() -> datetime:
    """Whatever date the demo shows: sessions, cookies and locks live in this one."""
    return datetime.now(BANGKOK)


def today() -> date:
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Stop the clock for this thread; the innermost `at` counts."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    token = _pinned.set(moment.astimezone(BANGKOK))
    try:
        yield
    finally:
        _pinned.reset(token)
