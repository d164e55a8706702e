"""What an officer reads when a page is not for him, not there, or broken."""

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.views import defaults

from sales import sentences
from sales.views.errors import server_error
from tests import factories
from tests.clients import signed_in


@pytest.mark.django_db
def test_whoever_may_not_reads_why():
    answer = signed_in(factories.department_officer()).get(reverse("sales:confirmation-latest"))
    assert answer.status_code == 403
    assert sentences.NOT_YOUR_ROLE in answer.content.decode()


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_no_more_than_that():
    answer = signed_in(factories.department_officer()).get("/sheets/9999/2566/8/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "ไม่พบหน้านี้" in html
    assert "9999" not in html


@pytest.mark.django_db
def test_an_address_of_a_button_says_that_it_is_one():
    answer = signed_in(factories.district_officer()).get("/entry/2566/8/save")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "ที่อยู่นี้เป็นของปุ่มในหน้าก่อน" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nowhere/", "/sheets/9999/2566/8/", "/admin/nowhere/"])
def test_the_demo_does_not_list_its_addresses_instead(address, settings):
    settings.DEBUG = True
    answer = signed_in(factories.administrator()).get(address)
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "ไม่พบหน้านี้" in html
    assert "urlpatterns" not in html and "URLconf" not in html


def test_garbage_and_a_fault_of_ours_are_answered_in_thai_without_a_database():
    request = RequestFactory().get("/")
    for answer, words in (
        (defaults.bad_request(request, BadRequest("secret")), "ระบบอ่านข้อมูลที่ส่งมาไม่ได้"),
        (server_error(request), "ระบบขัดข้อง"),
    ):
        html = answer.content.decode()
        assert words in html
        assert "secret" not in html


def test_a_fault_of_ours_calls_nobody_signed_out():
    """Who is signed in it does not ask."""
    assert "เข้าสู่ระบบ" not in server_error(RequestFactory().get("/")).content.decode()


@pytest.mark.django_db
def test_what_was_posted_into_a_fault_of_ours_can_be_sent_again():
    factories.month()
    client = signed_in(factories.district_officer())
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sales_draft RENAME TO sales_draft_gone")

    html = client.post("/entry/2566/8/draft", {"read": "7 1 - - - -", "amount": ["๑๒", "<", "", ""]}).content.decode()

    assert 'action="/entry/2566/8/typed"' in html
    assert '<input type="hidden" name="amount" value="๑๒">' in html
    assert '<input type="hidden" name="amount" value="&lt;">' in html
