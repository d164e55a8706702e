from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest

from otop_portal import clock

THIRD_OF_SEPTEMBER = datetime(2023, 9, 3, 7, 5, tzinfo=UTC)


def test_the_time_is_bangkoks():
    assert clock.now().utcoffset() == timedelta(hours=7)


def test_the_last_evening_of_october_in_london_is_november_in_bangkok():
    with clock.at(datetime(2022, 10, 31, 17, 30, tzinfo=UTC)):
        assert clock.today() == date(2022, 11, 1)


def test_the_clock_stands_still_while_pinned():
    with clock.at(THIRD_OF_SEPTEMBER):
        assert clock.now() == clock.now() == THIRD_OF_SEPTEMBER


def test_the_innermost_pin_counts_and_the_outer_one_comes_back():
    with clock.at(THIRD_OF_SEPTEMBER):
        with clock.at(THIRD_OF_SEPTEMBER + timedelta(days=1)):
            assert clock.today() == date(2023, 9, 4)
        assert clock.today() == date(2023, 9, 3)


def test_the_clock_runs_again_after_an_error():
    with pytest.raises(KeyError), clock.at(THIRD_OF_SEPTEMBER):
        raise KeyError
    assert clock.now() != THIRD_OF_SEPTEMBER


def test_a_pin_holds_in_its_own_thread_only():
    seen = []
    with clock.at(THIRD_OF_SEPTEMBER):
        other = Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen != [THIRD_OF_SEPTEMBER]


def test_a_moment_without_time_zone_is_refused():
    with pytest.raises(ValueError), clock.at(datetime(2023, 9, 3)):
        pass


def test_the_demo_lives_on_a_date_of_its_own(monkeypatch):
    real = clock.now()
    monkeypatch.setattr(clock, "shift_provider", lambda: timedelta(days=-1000))
    assert timedelta(0) <= clock.now() - (real - timedelta(days=1000)) < timedelta(minutes=1)


def test_a_pinned_clock_is_not_shifted(monkeypatch):
    monkeypatch.setattr(clock, "shift_provider", lambda: timedelta(days=-1000))
    with clock.at(THIRD_OF_SEPTEMBER):
        assert clock.now() == THIRD_OF_SEPTEMBER
