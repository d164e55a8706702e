"""Findings and their reasons in a browser: both sizes, with and without scripts."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sales.models import Explanation, Sale
from sales.reference import load_explanation_reasons
from tests import factories
from tests.factories import AUGUST, JULY
from tests.sales.checks.laid import reported

from .accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENTRY = reverse("sales:entry", args=[2566, 8])
CONFIRMATION = reverse("sales:confirmation", args=[2566, 8])
SHEET = reverse("sales:province-sheet", args=["4317", 2566, 8])
REASONS = reverse("sales:explanation-reasons")


@pytest.fixture(autouse=True)
def trebled():
    load_explanation_reasons()
    reported(JULY, 100_000, 0, 0, 0)
    reported(AUGUST, 310_000, 0, 0, 0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("address", [ENTRY, CONFIRMATION])
def test_a_district_gives_its_reason_where_it_works(live_server, page_of, size, address, scripts):
    page = page_of(factories.district_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(address)
    panel = page.locator(".flags")
    if address == ENTRY:
        panel.locator("summary").click()
    panel.get_by_label("กลุ่มทอผ้า").check()
    panel.get_by_label("เหตุผล").first.select_option("ได้รับคำสั่งซื้อจำนวนมาก")
    panel.get_by_label("คำชี้แจงเพิ่มเติม").fill("งานกาชาด")
    panel.get_by_role("button", name="บันทึกเหตุผล").click()
    expect(page.locator("#notices")).to_contain_text("บันทึกเหตุผลแล้ว 1 ข้อ")
    assert Explanation.objects.get().said == "ได้รับคำสั่งซื้อจำนวนมาก งานกาชาด"

    province = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    province.goto(SHEET)
    row = Sale.objects.get(sheet__month=AUGUST, product_type="cloth").pk
    expect(province.locator(f"#row-{row}")).to_contain_text("ชี้แจงแล้วว่า ได้รับคำสั่งซื้อจำนวนมาก งานกาชาด")


@pytest.mark.sqlite
def test_the_pages_with_findings_are_accessible_and_nothing_is_cut_off(live_server, page_of, size):
    of_district, of_province = factories.district_officer(), factories.province_officer()
    for officer, pages in ((of_district, [ENTRY, CONFIRMATION]), (of_province, [SHEET, REASONS])):
        page = page_of(officer, live_server.url, size=size)
        for address in pages:
            page.goto(address)
            if page.locator(".flags:not([open]) summary").count():
                page.locator(".flags summary").click()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert violations(page) == [], address
