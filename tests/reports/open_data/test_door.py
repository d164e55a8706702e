"""Anybody may read, from anywhere; nobody is known; every refusal has one shape."""

import pytest
from django.db import connection
from django.test import Client

from reports.models import PublishedCell
from reports.open_data.door import open_door
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.personas import OFFICERS

from .august import published
from .reading import ROOT

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # what the door says depends on no database

PATHS = ["", "areas/regions", "areas/provinces", "areas/districts", "months", "totals", "breakdowns", "completeness"]
FILES = ["files", "files/2566.csv", "files/2566.json", "datapackage.json", "openapi.json"]


@pytest.fixture(autouse=True)
def august():
    published("4317")


def read(path: str, client: Client | None = None, method: str = "get", **headers: str):
    return getattr(client or Client(), method)(f"{ROOT}{path}", headers=headers)


@pytest.mark.parametrize("path", [*PATHS, *FILES])
def test_every_officer_gets_what_everybody_gets(path):
    officers = [make() for make in OFFICERS.values()]
    public = read(path)
    assert public.status_code == 200
    content = public.getvalue()
    for officer in officers:
        theirs = read(path, signed_in(officer))
        assert (theirs.getvalue(), theirs.headers) == (content, public.headers)


@pytest.mark.parametrize("path", [*PATHS, *FILES, "nowhere", "totals?page=0"])
def test_any_site_may_read_it_and_no_cookie_is_set_or_asked_for(path):
    response = read(path, signed_in(factories.department_officer()), Origin="https://example.org")
    response.getvalue()
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_browsers_question_before_is_answered():
    response = read("totals", method="options", **{"Access-Control-Request-Method": "GET"})
    assert response.status_code == 204
    assert "GET" in response.headers["Access-Control-Allow-Methods"]
    assert response.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_no_other_page_may_be_read_from_elsewhere():
    for path in ["/", "/sign-in/", "/api/", "/reports/"]:
        assert "Access-Control-Allow-Origin" not in Client().get(path).headers


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_but_reading_is_served(method):
    refused = read("totals", method=method)
    assert_problem(refused, 405, "อ่านได้อย่างเดียว")
    assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "path", ["nowhere", "files/2500.csv", "files/2566.xlsx", f"files/{10**30}.json", "totals/", "\0"]
)
def test_what_is_not_there_is_said_in_thai(path):
    assert_problem(read(path), 404, "ไม่พบข้อมูล")


def test_a_fault_of_ours_has_the_same_shape_and_tells_nothing():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_publishedcell RENAME TO gone")
    broken = read("totals", Client(raise_request_exception=False))
    assert_problem(broken, 500, "ระบบขัดข้อง")
    assert b"publishedcell" not in broken.content
    assert not broken.cookies


def test_a_host_that_is_not_ours_is_refused_in_the_same_shape():
    assert_problem(Client().get(f"{ROOT}totals", headers={"host": "elsewhere.example.org"}), 400, "อ่านคำขอนี้ไม่ได้")


@pytest.mark.parametrize("mode", [True, False])
def test_the_demo_refuses_in_the_same_shape(settings, mode):
    settings.DEBUG = mode
    assert_problem(read("nowhere"), 404, "ไม่พบข้อมูล")


def assert_problem(response, status: int, words: str) -> None:
    assert (response.status_code, response.headers["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    assert problem.keys() == {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == status
    assert words in problem["detail"]
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_head_is_answered_without_a_body():
    head, whole = read("totals", method="head"), read("totals")
    assert (head.status_code, head.content) == (200, b"")
    assert {name: head.headers[name] for name in ("ETag", "Content-Type")} == {
        name: whole.headers[name] for name in ("ETag", "Content-Type")
    }


@pytest.mark.parametrize("path", ["months", "totals", "breakdowns", "completeness", "files", "areas/districts"])
def test_the_number_of_queries_does_not_grow_with_months_or_districts(path):
    client = Client()
    few = number_of_queries(client, f"{ROOT}{path}")
    factories.months(factories.JULY.replace(month=1), factories.AUGUST)
    for month in range(1, 8):
        published("4317", of=factories.AUGUST.replace(month=month))
    published("4201")
    assert number_of_queries(client, f"{ROOT}{path}") == few


def test_without_the_door_an_officers_session_is_looked_at(settings):
    """The control."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.endswith(open_door.__name__)]
    response = read("totals", signed_in(factories.department_officer()))
    assert "Cookie" in response.headers["Vary"]
    assert "Access-Control-Allow-Origin" not in response.headers


def test_nothing_public_is_an_answer_too():
    PublishedCell.objects.all().delete()
    for path in [*PATHS, "files", "datapackage.json"]:
        assert read(path).status_code == 200, path
    assert read("files/2566.csv").status_code == 404
    assert read("totals").json() == {
        "published_at": None, "page": 1, "pages": 1, "total": 0, "next": None, "items": []
    }  # fmt: skip
