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
    moment = datetime.now(BANGKOK)
    return moment + shift_provider() if shift_provider else moment


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
