"""Pages 26 and 27 in a browser."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from otop_portal import clock
from tests import factories
from tests.browser.accessibility import violations
from tests.factories import AUGUST, JULY
from tests.reports import asked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FORM = "/reports/forms/rt2/4317/2566/8/"
PAGES = {"menu": "/reports/", "search": "/reports/forms/", "r1": "/reports/r1/?area=43", "form": FORM}


@pytest.fixture(autouse=True)
def third_of_september(monkeypatch):
    """The server's threads follow the demo's shift, not this thread's clock."""
    shift = datetime(2023, 9, 3, 2, tzinfo=UTC) - clock.now()
    monkeypatch.setattr(clock, "shift_provider", lambda: shift)
    factories.months(JULY, AUGUST)
    factories.district("4301", "เมืองหนองคาย")
    factories.district("4201", "เมืองเลย")
    asked.confirmed_sheet("4317")


@pytest.fixture
def department(page_of, live_server):
    def opened(address: str, **more) -> Page:
        page = page_of(factories.department_officer(), live_server.url, **more)
        page.goto(address)
        return page

    return opened


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_pages_are_accessible_quiet_and_as_wide_as_the_screen(address, department, size):
    page, said = department("about:blank", size=size), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(address)
    expect(page.get_by_role("main")).to_be_visible()
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_country_sum_leads_to_the_sheet_it_comes_from(department):
    page = department("/reports/r1/")
    page.get_by_role("row", name="หนองคาย").get_by_role("link", name="หนองคาย").click()
    expect(page.get_by_text("ข้อมูลเบื้องต้น ยืนยันครบ 0 จาก 2 อำเภอ")).to_be_visible()
    page.get_by_role("row", name="โพธิ์ตาก").get_by_role("link", name=re.compile(r"^[0-9,]+\.[0-9]{2}$")).click()
    expect(page).to_have_url(re.compile(re.escape(reverse("sales:sheet", args=["4317", 2566, 8]))))


def test_another_area_is_shown_at_once_and_has_an_address_of_its_own(department):
    page = department("/reports/r1/")
    page.get_by_label("พื้นที่").select_option("43")
    expect(page.get_by_role("rowheader", name="โพธิ์ตาก")).to_be_visible()
    expect(page).to_have_url(re.compile("area=43"))
    page.get_by_label("พื้นที่").select_option("4317")
    expect(page.get_by_role("rowheader")).to_have_count(1)


def test_the_search_offers_the_districts_of_the_province_and_opens_the_form(department):
    page = department("/reports/forms/")
    page.get_by_label("จังหวัด").select_option("43")
    district = page.get_by_label("อำเภอ")
    expect(district.locator("option")).to_have_text(["เลือกอำเภอ", "อำเภอเมืองหนองคาย", "อำเภอโพธิ์ตาก"])
    district.select_option("4317")
    expect(page.get_by_role("rowheader", name="ร้านแม่ปลาส้ม")).to_be_visible()
    expect(page).to_have_url(re.compile(f"{FORM}$"))


def test_without_scripts_the_search_takes_a_button(department):
    page = department("/reports/forms/", scripts=False)
    page.get_by_label("จังหวัด").select_option("43")
    page.get_by_role("button", name="ค้นหา").click()
    page.get_by_label("อำเภอ").select_option("4317")
    page.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_role("rowheader", name="ร้านแม่ปลาส้ม")).to_be_visible()


def test_the_form_is_taken_away_as_excel_and_pdf(department):
    page = department(FORM)
    for label, name in (("ส่งออก Excel", "rt2-4317-2566-08.xlsx"), ("PDF", "rt2-4317-2566-08.pdf")):
        with page.expect_download() as download:
            page.get_by_role("link", name=label).click()
        assert download.value.suggested_filename == name


def test_names_and_headings_stay_in_sight_of_three_hundred_rows(page_of, live_server):
    by = factories.district_officer("4301")
    factories.sheet(*((f"กลุ่มที่ {n}", "food", (n, 0, 0, 0)) for n in range(300)), by=by)
    page = page_of(by, live_server.url)
    page.goto("/reports/forms/rt2/4301/2566/8/")
    page.get_by_role("rowheader", name="กลุ่มที่ 250").scroll_into_view_if_needed()
    expect(page.get_by_role("columnheader", name="รวมทั้งสิ้น")).to_be_in_viewport()
