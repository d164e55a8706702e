"""The demo has a date of its own; sessions, cookies and locks live in real time."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session

from otop_portal import clock
from tests import factories
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db

SIGN_IN = "/sign-in/"
NAME = {"username": "d4317", "password": PASSWORD}
A_MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True, params=[-timedelta(days=1000), timedelta(days=1000)], ids=["earlier", "later"])
def demo(request, monkeypatch, officer):
    monkeypatch.setattr(clock, "shift_provider", lambda: request.param)
    assert abs(clock.now() - clock.real_now() - request.param) < A_MINUTE


def test_a_session_begins_and_ends_in_real_time(client, settings):
    client.post(SIGN_IN, NAME)
    assert client.get("/account/").status_code == 200
    lasts = Session.objects.get().expire_date - clock.real_now()
    assert abs(lasts - timedelta(seconds=settings.SESSION_COOKIE_AGE)) < A_MINUTE
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == settings.SESSION_COOKIE_AGE


def test_a_lock_begins_and_ends_in_real_time(client):
    for _ in range(5):
        client.post(SIGN_IN, NAME | {"password": "ผิด"})
    assert "อีก 30 นาที" in client.post(SIGN_IN, NAME).content.decode()

    AccessAttempt.objects.update(attempt_time=clock.real_now() - timedelta(minutes=31))
    assert client.post(SIGN_IN, NAME).status_code == 302


def test_what_is_done_to_the_ledger_happens_in_the_demos_time(client):
    event = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0))).events.get()
    assert abs(event.at - clock.now()) < A_MINUTE
