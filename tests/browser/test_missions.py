"""Pages 34 and 35 in a browser: at both sizes, clean to axe-core; a number's way from the district to its level."""

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests import factories
from tests.browser.accessibility import violations
from tests.targets.missions.reporting import product, reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.sqlite  # how a page looks and is read aloud depends on no database
def test_every_page_of_the_missions_is_accessible_and_as_wide_as_the_screen(page_of, live_server, size):
    mission, online = reported("province")
    pages = [
        reverse("targets:missions"),
        reverse("targets:mission-history", args=["mission", mission.pk]),
        reverse("targets:online-latest"),
        reverse("targets:online", args=[2566, 7]),
        reverse("targets:online-product", args=[online.pk]),
    ]
    adding = reverse("targets:online-add", args=[2566, 7])
    searches = [f"{adding}?q=ผ้า", f"{adding}?product={product('ผ้าขาวม้า').pk}"]
    for officer, more in ((factories.district_officer(), searches), (factories.province_officer(), [])):
        page = page_of(officer, live_server.url, size=size)
        for address in [*pages, *more]:
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert violations(page) == [], address


def test_a_number_is_returned_mended_confirmed_and_then_makes_the_level(page_of, live_server):
    """Of 10 who were interested, 3 make D and 8 make B."""
    reported("district")
    district = page_of(factories.district_officer(), live_server.url)
    province = page_of(factories.province_officer(), live_server.url)
    province.goto(reverse("targets:missions"))
    province.get_by_role("checkbox", name="โพธิ์ตาก").first.check()
    province.get_by_label("เหตุผลที่ส่งคืน").fill("ยังนับไม่ครบ")
    province.get_by_role("button", name="ส่งคืนที่เลือก").click()
    expect(province.get_by_text("ส่งคืนอำเภอแล้ว 1 รายการ")).to_be_visible()

    district.goto(reverse("targets:missions"))
    expect(district.get_by_text("จังหวัดส่งคืน เหตุผล: ยังนับไม่ครบ")).to_be_visible()
    district.get_by_label("ผลสะสม (ราย)").fill("๘")
    district.get_by_role("button", name="บันทึกและยืนยันระดับอำเภอ").first.click()
    expect(district.get_by_text("รอจังหวัดยืนยัน").first).to_be_visible()
    district.goto(reverse("targets:standings"))
    expect(district.get_by_role("heading", level=1)).to_be_visible()
    expect(district.locator(".stage", has_text="ระดับ B")).to_have_count(0)

    province.goto(reverse("targets:missions"))
    province.get_by_label("ทุกรายการที่รอยืนยัน").check()
    province.get_by_role("button", name="ยืนยันที่เลือก (ระดับจังหวัด)").click()
    expect(province.get_by_text("ยืนยันระดับจังหวัดแล้ว 1 รายการ")).to_be_visible()
    district.goto(reverse("targets:standings"))
    expect(district.locator(".stage", has_text="ระดับ B").first).to_be_visible()


def test_pages_34_and_35_work_without_javascript(page_of, live_server):
    reported("draft")
    product("ผ้าขาวม้า")
    district = page_of(factories.district_officer(), live_server.url, scripts=False)
    district.goto(reverse("targets:missions"))
    district.get_by_label("ผลสะสม (ราย)").fill("8")
    district.get_by_role("button", name="บันทึกและยืนยันระดับอำเภอ").first.click()
    expect(district.get_by_text("รอจังหวัดยืนยัน").first).to_be_visible()
    district.goto(reverse("targets:online-latest"))
    district.get_by_role("link", name="เพิ่มผลิตภัณฑ์").click()
    district.get_by_label("ค้นหาชื่อผลิตภัณฑ์").fill("ขาวม้า")
    district.get_by_role("button", name="ค้นหา").click()
    district.get_by_role("link", name="ผ้าขาวม้า").click()
    district.get_by_label("ขายของออนไลน์อยู่แล้ว").check()
    district.get_by_label("ช่องทาง").select_option("line")
    for label, typed in (("ชื่อเพจ", "@phakhaoma"), ("ยอดจำหน่ายออนไลน์", "1,200"), ("เลขที่หลักฐาน", "นค 8")):
        district.get_by_label(label).fill(typed)
    district.get_by_role("button", name="บันทึก").click()
    expect(district.get_by_text("บันทึก “ผ้าขาวม้า” แล้ว")).to_be_visible()
    district.get_by_label("ทุกรายการที่รอยืนยัน").check()
    district.get_by_role("button", name="ยืนยันที่เลือก (ระดับอำเภอ)").click()
    expect(district.get_by_text("ยืนยันระดับอำเภอแล้ว 2 รายการ")).to_be_visible()

    province = page_of(factories.province_officer(), live_server.url, scripts=False)
    province.goto(reverse("targets:missions"))
    province.get_by_label("ทุกรายการที่รอยืนยัน").check()
    province.get_by_role("button", name="ยืนยันที่เลือก (ระดับจังหวัด)").click()
    expect(province.get_by_text("ยืนยันระดับจังหวัดแล้ว 1 รายการ")).to_be_visible()
    province.goto(reverse("targets:online-latest"))
    province.get_by_role("checkbox", name="เลือก ผ้าขาวม้า").check()
    province.get_by_label("เหตุผลที่ส่งคืน").fill("ลิงก์เปิดไม่ได้")
    province.get_by_role("button", name="ส่งคืนที่เลือก").click()
    expect(province.get_by_text("ส่งคืนอำเภอแล้ว 1 รายการ")).to_be_visible()


def tab_to(page: Page, wanted: Locator) -> None:
    """With nothing but the tab key, and within sight."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            expect(wanted).to_be_in_viewport()
            return
    raise AssertionError(f"{wanted} is not reached")


@pytest.mark.sqlite  # the keys depend on no database
def test_a_report_is_made_and_confirmed_with_the_keys_alone(page_of, live_server):
    reported("draft")
    product("ผ้าขาวม้า")
    district = page_of(factories.district_officer(), live_server.url)
    district.goto(reverse("targets:missions"))
    tab_to(district, district.get_by_label("ผลสะสม (ราย)"))
    district.keyboard.press("Control+A")
    district.keyboard.type("9")
    tab_to(district, district.get_by_role("button", name="บันทึกและยืนยันระดับอำเภอ").first)
    district.keyboard.press("Enter")
    expect(district.get_by_text("รอจังหวัดยืนยัน").first).to_be_visible()

    district.goto(reverse("targets:online", args=[2566, 7]))
    tab_to(district, district.get_by_role("link", name="เพิ่มผลิตภัณฑ์"))
    district.keyboard.press("Enter")
    tab_to(district, district.get_by_label("ค้นหาชื่อผลิตภัณฑ์"))
    district.keyboard.type("ขาวม้า")
    district.keyboard.press("Enter")
    tab_to(district, district.get_by_role("link", name="ผ้าขาวม้า"))
    district.keyboard.press("Enter")
    tab_to(district, district.get_by_label("ขายของออนไลน์อยู่แล้ว"))
    district.keyboard.press("Space")
    tab_to(district, district.get_by_label("เลขที่หลักฐาน"))
    district.keyboard.type("นค 9")
    district.keyboard.press("Enter")
    expect(district.get_by_text("บันทึก “ผ้าขาวม้า” แล้ว")).to_be_visible()

    province = page_of(factories.province_officer(), live_server.url)
    province.goto(reverse("targets:missions"))
    tab_to(province, province.get_by_role("checkbox", name="โพธิ์ตาก").first)
    province.keyboard.press("Space")
    tab_to(province, province.get_by_role("button", name="ยืนยันที่เลือก (ระดับจังหวัด)"))
    province.keyboard.press("Enter")
    expect(province.get_by_text("ยืนยันระดับจังหวัดแล้ว 1 รายการ")).to_be_visible()
