"""Page 12 posted with a token that is none any more: nothing is written, and every figure is in its cell again."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client

from sales import sentences
from sales.models import Draft, SheetEvent
from tests import factories
from tests.forms_in_pages import PageForm

from .pages import ENTRY, amounts, opened, words

pytestmark = pytest.mark.django_db

OURS = {"origin": "http://testserver"}
FOREIGN = [{"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://testserver.evil.example"}, {}]


@pytest.fixture
def browser(officer) -> Client:
    """As a browser: its token has to be right."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    return client


@pytest.fixture
def typed(browser, two_rows) -> PageForm:
    """The page with figures typed into it, and its cookie exchanged since."""
    form = opened(browser)
    form.type_amounts(two_rows[1].pk, "500", "12O", "", "")
    browser.cookies["csrftoken"] = "a" * 32
    return form


def post(browser: Client, form: PageForm, headers: dict, action: str = "save", **more):
    data: dict[str, list[str]] = {}
    for name, value in form.fields:
        data.setdefault(name, []).append(value)
    return browser.post(f"{ENTRY}{action}", data | more, headers=headers)


def nothing_is_written() -> bool:
    return not Draft.objects.exists() and SheetEvent.objects.count() == 1


@pytest.mark.parametrize("action", ["save", "sync", "lines", "leave", "sign-out"])
def test_the_figures_are_in_their_cells_again_and_nothing_is_written(browser, typed, two_rows, action):
    page = post(browser, typed, OURS, action)

    assert page.status_code == 403
    assert sentences.PAGE_TOO_OLD in words(page)
    assert PageForm(page, "sheet").amounts_of(two_rows[1].pk) == ["500", "12O", "", ""]
    assert nothing_is_written()
    assert browser.get(ENTRY).status_code == 200


def test_sent_again_by_the_officer_they_are_saved(browser, typed, two_rows):
    again = PageForm(post(browser, typed, OURS), "sheet")
    again.type_amounts(two_rows[1].pk, "500", "120", "", "")
    again.press(browser, "บันทึก")
    assert amounts(two_rows[1]) == factories.baht(500, 120, 0, 0)


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_what_another_site_posts_is_not_even_shown(browser, typed, headers):
    page = post(browser, typed, headers)
    assert page.status_code == 403
    assert "12O" not in page.content.decode()
    assert nothing_is_written()


def test_a_script_is_only_told(browser, typed):
    for headers in ({"accept": "application/json"}, {"hx-request": "true"}):
        answer = post(browser, typed, OURS | headers, "draft")
        assert (answer.status_code, answer.content) == (403, b"")
    assert nothing_is_written()


def test_when_the_session_is_over_too_the_figures_wait_for_the_sign_in(browser, typed):
    browser.cookies.pop("sessionid")
    page = post(browser, typed, OURS)
    assert page.status_code == 401
    assert sentences.SESSION_ENDED in words(page)
    assert "amount=500&amount=12O&" in page.context["unsent"]["fields"].value()


def test_another_district_that_signed_in_meanwhile_does_not_get_the_figures(browser, typed):
    browser.force_login(factories.district_officer("4316"))
    browser.cookies["csrftoken"] = "b" * 32
    page = post(browser, typed, OURS)
    assert sentences.FIGURES_OF_ANOTHER_DISTRICT in words(page)
    assert nothing_is_written()


def test_another_page_is_sent_again_as_it_was(browser, officer):
    browser.cookies["csrftoken"] = "a" * 32
    page = browser.post("/account/", {"name": "ชื่อใหม่", "telephone": "", "email": ""}, headers=OURS)
    assert page.status_code == 403

    PageForm(page, "again").press(browser, "ส่งอีกครั้ง")

    officer.refresh_from_db()
    assert officer.name == "ชื่อใหม่"


def test_figures_posted_into_a_fault_of_ours_are_back_in_their_cells_by_one_button(browser, two_rows):
    form = opened(browser)
    form.type_amounts(two_rows[1].pk, "500", "12O", "", "")
    browser.raise_request_exception = False
    with without_table("sales_sheetevent"):
        fault = form.press(browser, "บันทึก")
    assert fault.status_code == 500

    again = PageForm(fault, "again").press(browser, "กลับไปกรอกต่อ")

    assert PageForm(again, "sheet").amounts_of(two_rows[1].pk) == ["500", "12O", "", ""]
    assert SheetEvent.objects.count() == 1


@contextmanager
def without_table(name: str) -> Iterator[None]:
    before = transaction.savepoint()
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {name} RENAME TO gone")
    yield
    # PostgreSQL answers nothing more in a transaction in which a statement has failed.
    transaction.savepoint_rollback(before)
