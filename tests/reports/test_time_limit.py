"""A report that the database cannot answer in time says so, and leaves no limit to those who enter figures."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST

pytestmark = pytest.mark.postgres

PAGE = reverse("reports:report", args=["r1"])


@contextmanager
def held(table: str) -> Iterator[None]:
    """Nobody reads it until he lets go."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        yield
        cursor.execute("ROLLBACK")
    other.close()


@pytest.fixture
def somebody_holds_the_tally() -> Iterator[None]:
    with held("sales_tally"):
        yield


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        PAGE,
        reverse("reports:download", args=["r1", "csv"]),
        reverse("reports:rows"),
        reverse("reports:rows-download", args=["csv"]),
    ],
)
def test_a_statement_that_takes_too_long_is_given_up_with_a_sentence(address, settings, somebody_holds_the_tally):
    settings.REPORT_SECONDS = 0.2
    factories.month(AUGUST)
    answer = signed_in(factories.department_officer()).get(address)
    assert answer.status_code == 503
    assert "รายงานใช้เวลานานเกินไป" in answer.content.decode()


@pytest.mark.django_db
def test_rows_that_are_written_while_they_are_read_are_given_up_too(settings):
    settings.REPORT_SECONDS = 0.2
    factories.month(AUGUST)
    client = signed_in(factories.department_officer())
    answer = client.get(reverse("reports:rows-download", args=["csv"]), {"year": 2566, "period": 8})
    with held("sales_sale"), pytest.raises(OperationalError, match="statement timeout"):
        b"".join(answer.streaming_content)


@pytest.mark.django_db
@pytest.mark.parametrize("route", [f"public:{page}" for page in ("overview", "trends", "map", "compare")])
def test_a_page_of_the_public_is_given_up_too(route, settings):
    settings.REPORT_SECONDS = 0.2
    with held("reports_publishedcell"):
        assert Client().get(reverse(route)).status_code == 503


@pytest.mark.django_db
@pytest.mark.parametrize("route", ["api:totals", "api:files", "api:api-root"])
def test_the_open_api_gives_up_in_its_own_shape(route, settings):
    settings.REPORT_SECONDS = 0.2
    with held("reports_publishedcell"):
        answer = Client().get(reverse(route))
    assert (answer.status_code, answer.headers["Content-Type"]) == (503, "application/problem+json")
    assert "ระบบใช้เวลานานเกินไป" in answer.json()["detail"]


@pytest.mark.django_db(transaction=True)
def test_the_limit_goes_with_the_report():
    factories.month(AUGUST)
    client = signed_in(factories.department_officer())
    with connection.cursor() as cursor:
        cursor.execute("SHOW statement_timeout")
        before = cursor.fetchone()
        assert client.get(PAGE).status_code == 200
        cursor.execute("SHOW statement_timeout")
        assert cursor.fetchone() == before == ("0",)
