"""Where the holder and the funnel stand on the pages, and that the department reads stages only."""

from datetime import datetime

import pytest
from django.urls import reverse

from otop_portal import clock
from tests import factories
from tests.clients import number_of_queries, signed_in

pytestmark = pytest.mark.django_db

LINES = ("กลุ่มทอผ้า", "cloth", ("987654.32", 0, 0, 0)), ("กลุ่มจักสาน", "utensil", (None,) * 4)
DISTRICTS = reverse("sales:districts", args=[2566, 8])
HOLDERS = reverse("sales:holders", args=[2566, 8])
SINCE = "อยู่ที่<b>เจ้าหน้าที่อำเภอ</b> ตั้งแต่ 1 ส.ค. 66 (40 วัน)"
NEED = "กรอกยอดอีก 1 รายการ แล้วยืนยันระดับอำเภอ"


@pytest.fixture(autouse=True)
def tenth():
    with clock.at(datetime(2023, 9, 10, 9, tzinfo=clock.BANGKOK)):
        factories.sheet(*LINES)
        yield


def page(officer, address: str) -> str:
    return signed_in(officer).get(address).content.decode()


@pytest.mark.parametrize("address", ["/", "/entry/2566/8/", "/confirmation/2566/8/", "/sheets/4317/2566/8/"])
def test_the_district_reads_at_the_sheet_and_on_its_first_page_that_it_holds_it(address):
    shown = page(factories.district_officer(), address)
    assert SINCE in shown
    assert NEED in shown


def test_the_province_reads_it_at_the_sheet_and_at_each_district():
    assert SINCE in page(factories.province_officer(), "/districts/4317/2566/8/")
    assert NEED in page(factories.province_officer(), DISTRICTS)
    assert "เจ้าหน้าที่อำเภอ 40 วัน" in page(factories.province_officer(), "/")


def test_a_number_of_the_funnel_leads_to_its_districts():
    factories.district("4301")
    client = signed_in(factories.province_officer())
    assert f'href="{DISTRICTS}?step=not-started"' in client.get("/").content.decode()
    for step, codes in {
        "not-started": ["4301"],
        "entering": ["4317"],
        "confirmed": [],
        "x\0": ["4301", "4317"],
    }.items():
        lines = client.get(DISTRICTS, {"step": step}).context["lines"]
        assert [line.district.pk for line in lines] == codes


def test_the_department_reads_the_stage_and_its_holder_but_no_figure_of_a_draft():
    shown = page(factories.department_officer(), HOLDERS)
    assert "อำเภอโพธิ์ตาก" in shown
    assert "เจ้าหน้าที่อำเภอ" in shown
    assert NEED not in shown
    assert "987,654.32" not in shown
    assert f'href="{HOLDERS}?step=entering"' in page(factories.department_officer(), "/")


def test_the_list_takes_as_many_queries_with_many_districts():
    client = signed_in(factories.department_officer())
    few = number_of_queries(client, HOLDERS)
    for number in range(20, 32):
        factories.sheet(*LINES, by=factories.district_officer(f"43{number}"))
    assert number_of_queries(client, HOLDERS) == few <= 8
