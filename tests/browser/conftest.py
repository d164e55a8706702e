"""Browser tests: the two sizes of UI.md, signing in by session, and a portal with the whole demo in it."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from otop_portal import clock
from sales.models import DemoClock, Officer

# A busy machine is slow, not broken.
expect.set_options(timeout=20_000)

SIZES = {"desk": (1366, 768), "phone": (390, 844)}


@pytest.fixture(params=SIZES, ids=str)
def size(request) -> str:
    return request.param


def session_of(officer: Officer) -> str:
    """A signed-in session's key, for tests that are not about signing in."""
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = "sales.sign_in.OfficerBackend"
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.save()
    return session.session_key


@pytest.fixture
def page_of(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`page_of(officer, at=url)`: a page of the officer's own browser, at a size, with or without JavaScript."""
    contexts = []

    def open_page(officer: Officer | None, at: str, *, size: str = "desk", scripts: bool = True) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            base_url=at, viewport={"width": width, "height": height}, java_script_enabled=scripts, locale="th-TH"
        )
        contexts.append(context)
        if officer:
            cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session_of(officer), "url": at}
            context.add_cookies([cookie])
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def demo_portal(django_db_setup, django_db_blocker) -> Iterator[str]:
    """The address of a portal with the whole demo, on the demo's date; one for all tests of a module."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "DEBUG", True)
        patch.setattr(settings, "ALLOWED_HOSTS", ["localhost"])
        patch.setattr(clock, "shift_provider", DemoClock.current_shift)
        call_command("load_reference")
        call_command("load_demo")
        server = LiveServer("localhost")
        yield server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)
