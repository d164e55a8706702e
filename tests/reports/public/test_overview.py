"""ภาพรวม: which month stands first, and what is said of it."""

import pytest
from django.urls import reverse

from otop_portal import fiscal
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports.public.published import cell

pytestmark = pytest.mark.django_db


def overview(client, **question):
    return client.get(reverse("public:overview"), question)


def test_before_anything_is_published_the_page_says_so(client):
    assert "ยังไม่มีข้อมูลที่เผยแพร่" in client.get("/").content.decode()


def test_the_newest_month_that_is_nine_tenths_confirmed_stands_first(client):
    for month, complete in ((fiscal.previous(JULY), 10), (JULY, 9), (AUGUST, 8)):
        cell(month, amount=complete, complete=complete, reporting=10)
    page = client.get("/").context["page"]
    assert (page.figure.month, page.figure.is_preliminary) == (JULY, False)
    newer = overview(client, month="2023-08")
    assert newer.context["page"].figure.is_preliminary
    assert "ข้อมูลเบื้องต้น ยืนยันครบ 8 จาก 10 อำเภอ ยอดรวมอาจเปลี่ยนแปลง" in newer.content.decode()


def test_where_no_month_is_far_enough_the_newest_stands_first(client):
    for month in (JULY, AUGUST):
        cell(month, amount=1, complete=1, reporting=10)
    assert client.get("/").context["page"].figure.month == AUGUST


def test_an_officer_reads_the_same_page_beside_his_own(client):
    cell(AUGUST, amount=7_000_000, complete=10, reporting=10)
    visitor = overview(client).context["page"].sums
    client.force_login(factories.district_officer())
    assert overview(client).context["page"].sums == visitor
    assert "ภาพรวม" not in client.get("/").content.decode()
