"""The databases and the browser of the suite."""

import os
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from django.db.backends.base.operations import BaseDatabaseOperations
from hypothesis import settings as hypothesis_settings

from otop_portal import clock
from tests.threads import Turns

TESTS = Path(__file__).parent

# Playwright's synchronous interface keeps an event loop in the test's own thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Two workers share the machine: how long one example takes says nothing.
hypothesis_settings.register_profile("portal", deadline=None)
hypothesis_settings.load_profile("portal")


def pytest_configure():
    # A password that costs 80 ms is meant to be slow; what that costs has a test of its own.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # A developer's .env has DEBUG on and with it the demo's date, which is read from the database every two seconds.
    # pytest-django turns DEBUG off; this goes with it.
    clock.shift_provider = None
    # The live server looks there first; what a bench gathered is older than the files.
    settings.STATIC_ROOT = settings.VAR_DIR / "static-of-tests"


def pytest_collection_modifyitems(config, items):
    here, other = ("sqlite", "postgres") if connection.vendor == "sqlite" else ("postgres", "sqlite")
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    nowhere = [item.nodeid for item in elsewhere if item.get_closest_marker(here)]
    if nowhere:
        raise pytest.UsageError(f"Marked for both databases, these would run on neither: {', '.join(nowhere)}")
    # A file stays with one worker: what sweeps over everything takes minutes, and last would leave the others idle.
    items[:] = sorted(
        (item for item in items if not item.get_closest_marker(other)), key=lambda item: item.path.parent != TESTS
    )
    config.hook.pytest_deselected(items=elsewhere)


def pytest_sessionfinish(session):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None:  # xdist's workers have none
        return
    if reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    passed = [report.nodeid for report in reporter.stats.get("passed", [])]
    (settings.VAR_DIR / f"passed.{connection.vendor}").write_text("\n".join(passed))


def pytest_terminal_summary(terminalreporter):
    if os.environ.get("CI") and terminalreporter.stats.get("skipped"):
        terminalreporter.write_line("A skipped test is a failure in CI.", red=True)


requests = Turns()


@pytest.fixture(scope="session", autouse=True)
def emptying_stands_alone():
    """A test with threads ends by emptying every table. A page that was left may still be sending its draft then.

    On PostgreSQL the two lock each other out, on SQLite the request would fill a table that is already empty.
    """
    answer, ordinary = WSGIHandler.get_response, BaseDatabaseOperations.execute_sql_flush

    def answer_beside_others(handler, request):
        with requests.beside_others():
            return answer(handler, request)

    def empty_alone(operations, statements):
        with requests.alone():
            return ordinary(operations, without_triggers(operations.connection, statements))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WSGIHandler, "get_response", answer_beside_others)
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", empty_alone)
        yield


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test begins with a ledger of its own, whose versions begin anew; what was kept of another's goes."""
    cache.clear()


def without_triggers(database, statements):
    """The triggers of the history refuse what empties its tables."""
    if database.vendor != "sqlite":
        return statements  # PostgreSQL truncates, which fires no trigger of a row
    with database.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
    drop = [f'DROP TRIGGER "{name}"' for name, _ in triggers]
    return [*drop, *statements, *(sql for _, sql in triggers)]


@pytest.fixture(scope="session")
def playwright(playwright):
    """Django keeps a thread's connections apart while an event loop runs in it, as Playwright's does from here on.

    Whatever test comes last leaves its connection open, and only before that loop ends can it still be reached.
    """
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["gpu", "quic", "background-networking", "component-update", "sync"]
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": ["--no-first-run", *(f"--disable-{name}" for name in quiet)],
    }
