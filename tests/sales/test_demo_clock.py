"""The demo's clock: its own date and the time since loading, never backwards."""

import math
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otop_portal import clock
from sales.models import DemoClock

pytestmark = pytest.mark.django_db

SHIFT = timedelta(days=-1175)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def demo(monkeypatch):
    monkeypatch.setattr(DemoClock, "_known", DemoClock._known)
    DemoClock.begin(SHIFT)
    monkeypatch.setattr(clock, "shift_provider", DemoClock.current_shift)
    assert abs(clock.now() - clock.real_now() - SHIFT) < A_MINUTE


def two_seconds_pass() -> None:
    DemoClock._known = (-math.inf, DemoClock._known[1])


def the_portal_starts_anew() -> None:
    DemoClock._known = (-math.inf, timedelta())
    clock.now()


def the_database_is_away() -> None:
    def refuse(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    two_seconds_pass()
    with connection.execute_wrapper(refuse):
        assert abs(clock.now() - clock.real_now() - SHIFT) < A_MINUTE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([two_seconds_pass, the_portal_starts_anew, the_database_is_away])))
def test_the_demos_clock_never_goes_backwards(happenings):
    looks = [clock.now()]
    for happens in happenings:
        happens()
        looks.append(clock.now())
    assert looks == sorted(looks)
    assert looks[-1] - looks[0] < A_MINUTE
    assert abs(looks[-1] - clock.real_now() - SHIFT) < A_MINUTE
