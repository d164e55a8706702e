"""When things happen in the demo: on working days, in office hours, each step after the one before it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from otop_portal import clock, fiscal

_SATURDAY = 5


@dataclass(frozen=True)
class Moments:
    """Of one sheet: Sync, the figures, ยืนยันระดับอำเภอ, ยืนยันระดับจังหวัด, and what follows on that day."""

    copied: datetime
    typed: datetime
    by_district: datetime
    by_province: datetime
    afterwards: datetime


def moments_of(month: date, today: date, rng: Random, days_late: int = 0) -> Moments:
    """The district confirms by the 5th (S000:29), the province within two working days; all of it before today."""
    following = fiscal.following(month)
    due = following + timedelta(days=rng.randint(3, 5) + days_late)
    by_province = _working_day_before(min(due + timedelta(days=rng.randint(1, 2)), today))
    by_district = _working_day_before(min(due, by_province))
    typed = _working_day_before(by_district - timedelta(days=rng.randint(0, 2)))
    copied = _working_day_before(typed - timedelta(days=rng.randint(0, 3)))
    return Moments(
        copied=_at(copied, 9, rng),
        typed=_at(typed, 14, rng),
        by_district=_at(by_district, 10, rng),
        by_province=_at(by_province, 11, rng),
        afterwards=_at(by_province, 15, rng),
    )


def morning_of(day: date) -> datetime:
    return datetime.combine(day, time(8, 30), clock.BANGKOK)


def _at(day: date, hour: int, rng: Random) -> datetime:
    return datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), clock.BANGKOK)


def _working_day_before(day: date) -> date:
    day -= timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day -= timedelta(days=1)
    return day
