"""The sheets of targets in a browser, blank and with results, and the way there from page 32."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from otop_portal import clock
from reports.definitions import TARGET_SHEETS
from tests import factories
from tests.browser.accessibility import violations
from tests.targets import letters

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def documents(monkeypatch):
    """What the letters of Nong Khai give, in an April of 2567."""
    shift = datetime(2024, 4, 20, 2, tzinfo=UTC) - clock.now()
    monkeypatch.setattr(clock, "shift_provider", lambda: shift)
    letters.load()


def test_every_sheet_is_accessible_and_as_wide_as_the_screen(page_of, live_server, size):
    page = page_of(factories.province_officer(), live_server.url, size=size)
    for slug in TARGET_SHEETS:
        for question in ("", "?blank=on"):
            page.goto(f"/reports/{slug}/{question}")
            expect(page.get_by_role("table")).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), slug
            assert violations(page) == [], slug


def test_page_32_leads_to_the_sheets_of_its_schemes(page_of, live_server):
    page = page_of(factories.province_officer(), live_server.url)
    page.goto("/targets/?year=2567")
    page.get_by_role("link", name="แบบภารกิจรายไตรมาส").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("เป้าหมายภารกิจสำคัญ")
    page.goto("/targets/?year=2566&district=4315")
    page.get_by_role("link", name="แบบเป้าหมายตัวชี้วัด").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("เป้าหมายตัวชี้วัดรายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP รอบที่ 2")
    expect(page.get_by_role("row")).to_have_count(3)  # two of headings, and เฝ้าไร่
    page.goto("/targets/?year=2566")
    page.get_by_role("link", name="Road Map รายเดือน").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Roadmap")
