"""Page 9: one's own messages, how many are new, and the way to the page that each is about."""

import pytest
from django.urls import reverse

from sales.models import Message
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.personas import OFFICERS

from .messages import message

pytestmark = pytest.mark.django_db

INBOX = reverse("sales:inbox")


def test_an_officer_reads_his_own_messages_and_nobody_elses():
    message(), message(factories.district_officer("4301"), subject="ของอำเภออื่น")
    page = signed_in(factories.district_officer()).get(INBOX).content.decode()
    assert "ครบกำหนดวันนี้" in page
    assert "ของอำเภออื่น" not in page


@pytest.mark.parametrize("persona", [name for name in OFFICERS if "closed" not in name and name != "system"])
def test_everybody_else_meets_a_message_as_a_missing_one(persona):
    told = message()
    status = signed_in(OFFICERS[persona]()).post(reverse("sales:message-open", args=[told.pk])).status_code
    assert status == (302 if persona == "district" else 404)
    assert bool(Message.objects.get().read_at) == (persona == "district")


def test_every_page_says_how_many_are_new():
    message(), message(key="2")
    client = signed_in(factories.district_officer())
    new = '<b>2<span class="visually-hidden"> ยังไม่ได้อ่าน</span></b>'
    assert new in client.get("/account/").content.decode()
    answer = client.post(reverse("sales:message-open", args=[Message.objects.first().pk]))
    assert answer.headers["Location"] == "/entry/2566/8/"
    assert new.replace("2<", "1<") in client.get(INBOX).content.decode()
    client.post(reverse("sales:inbox-read"))
    assert "ยังไม่ได้อ่าน" not in client.get(INBOX).content.decode()


def test_the_inbox_takes_as_many_queries_with_many_messages():
    client = signed_in(factories.district_officer())
    message()
    few = number_of_queries(client, INBOX)
    for number in range(30):
        message(key=str(number))
    assert number_of_queries(client, INBOX) == few <= 5


def test_the_new_ones_are_counted_with_who_has_signed_in():
    client = signed_in(factories.district_officer())
    before = number_of_queries(client, "/account/")
    message()
    assert number_of_queries(client, "/account/") == before
