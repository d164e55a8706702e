"""พร้อมยืนยัน in a browser: a dozen districts in at most fifteen clicks, at both sizes."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sales.models import Sheet, Stage
from tests import factories
from tests.sales.confirmation.posts import confirmed_sheet
from tests.sales.confirmation.test_ready import flagged_sheet

from .accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

READY = reverse("sales:ready", args=[2566, 8])
CODES = [f"43{number:02}" for number in range(1, 13)]
COUNT = "addEventListener('click', e => e.isTrusted && sessionStorage.setItem('n', 1 + +sessionStorage.n || 1), true)"


@pytest.fixture(autouse=True)
def a_dozen():
    """Ten clean, two with a finding."""
    for code in CODES[:10]:
        confirmed_sheet(code)
    for code in CODES[10:]:
        flagged_sheet(code)


def test_twelve_districts_are_confirmed_in_at_most_fifteen_clicks(live_server, page_of, size):
    page = page_of(factories.province_officer(), live_server.url, size=size)
    page.add_init_script(COUNT)
    page.goto(READY)
    expect(page.get_by_text("เลือก 10 อำเภอ รวม 1,502.50 บาท")).to_be_visible()
    page.get_by_role("button", name="ยืนยันที่เลือก (ระดับจังหวัด)").click()
    expect(page.locator("#notices")).to_contain_text("ยืนยันระดับจังหวัดแล้ว 20 รายการ รวม 1,502.50 บาท")
    for code in CODES[10:]:
        page.get_by_role("link", name=f"อำเภอที่ {code}").click()
        expect(page.get_by_text("ข้อสังเกต 1 ข้อ รอเหตุผล 1 ข้อ")).to_be_visible()
        page.get_by_role("button", name=re.compile("ยืนยันทั้งหมด 1 รายการ")).click()
        expect(page.locator("#notices")).to_contain_text("ยืนยันระดับจังหวัดแล้ว 1 รายการ")
        page.get_by_role("link", name="พร้อมยืนยัน").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("พร้อมยืนยัน (ระดับจังหวัด)")
    assert set(Sheet.objects.filter(month="2023-08-01").values_list("stage", flat=True)) == {Stage.PROVINCE}
    assert 7 == int(page.evaluate("sessionStorage.n")) <= 15


@pytest.mark.sqlite
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_it_is_whole_at_once_accessible_and_nothing_is_cut_off(live_server, page_of, size, scripts):
    page = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(READY)
    expect(page.locator("input[name=rows]:checked")).to_have_count(10)
    for code in CODES:
        expect(page.get_by_role("link", name=f"อำเภอที่ {code}")).to_have_count(1)
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert violations(page) == []
