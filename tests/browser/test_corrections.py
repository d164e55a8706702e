"""A correction after the lock in a browser: asked on a form, answered by the province, at both sizes."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from sales.models import CorrectionRequest, Sale
from tests import factories
from tests.browser.accessibility import violations
from tests.sales.corrections.asking import LINES, locked_sheet
from tests.targets.factories import scheme

pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


def check(page: Page, *, scripts: bool) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not scripts or violations(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_district_asks_and_the_province_accepts(live_server, page_of, size, scripts):
    scheme("announced")
    row = locked_sheet(*LINES).sales.get(product_type="cloth")
    page = page_of(factories.district_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(reverse("sales:confirmation", args=[2566, 8]))
    page.get_by_role("link", name="ขอแก้ไขข้อมูลลำดับที่ 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ขอแก้ไขข้อมูล")
    page.get_by_label("ในประเทศ ขายออฟไลน์").fill("1,300.50")
    if scripts:
        page.get_by_label("ในประเทศ ขายออนไลน์").focus()
        expect(page.get_by_text("ผลต่อเป้าหมายของอำเภอ หากจังหวัดรับคำขอ")).to_be_visible()
    else:
        page.get_by_role("button", name="ดูผลต่อเป้าหมาย").click()
        expect(page.get_by_text("ผลต่อเป้าหมายของอำเภอ หากจังหวัดรับคำขอ")).to_be_visible()
        page.go_back()
        page.get_by_label("ในประเทศ ขายออฟไลน์").fill("1,300.50")
    check(page, scripts=scripts)
    page.get_by_label("เหตุผลที่ขอแก้ไข").fill("พิมพ์ตัวเลขผิด")
    page.get_by_role("button", name="ส่งคำขอแก้ไขข้อมูล").click()
    expect(page.get_by_text("ส่งคำขอแก้ไขแล้ว ยังใช้ตัวเลขเดิมจนกว่าจังหวัดจะรับคำขอ")).to_be_visible()
    check(page, scripts=scripts)

    province = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    province.goto("/")
    province.get_by_role("link", name="คำขอแก้ไขข้อมูล").click()
    expect(province.get_by_role("heading", level=1)).to_have_text("คำขอแก้ไขข้อมูล")
    province.get_by_role("link", name="พิจารณาคำขอ").click()
    expect(province.get_by_role("row", name="รวม (บาท) 100.00 1,300.50")).to_be_visible()
    check(province, scripts=scripts)
    province.get_by_role("button", name="รับคำขอ แก้ไขตัวเลขที่จังหวัดยืนยัน").click()
    expect(province.get_by_text("รับคำขอแล้ว ตัวเลขที่ยืนยันเปลี่ยนตามคำขอทันที")).to_be_visible()

    assert str(Sale.objects.get(pk=row.pk).domestic_offline) == "1300.50"
    assert CorrectionRequest.objects.get().state == "accepted"
