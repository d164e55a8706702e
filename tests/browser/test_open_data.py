"""The pages of the open data: on both sizes, without JavaScript, and read from another site."""

import pytest
from playwright.sync_api import expect

from tests.reports.open_data.august import published

from .accessibility import violations

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

PAGES = {"/open-data/": "ส่งออกข้อมูล", "/open-data/api/": "วิธีใช้ API", "/about/": "เกี่ยวกับข้อมูล"}


def test_the_pages_are_for_everybody_and_fit_both_sizes(page_of, live_server, size):
    published("4317")
    page = page_of(None, live_server.url, size=size)
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    for path, title in PAGES.items():
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        for details in page.locator("details").all():
            details.evaluate("each => { each.open = true }")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert violations(page) == []
    assert faults == []


def test_a_file_is_downloaded_without_javascript(page_of, live_server):
    published("4317")
    page = page_of(None, live_server.url, size="phone", scripts=False)
    page.goto("/")
    page.get_by_role("link", name="ส่งออกข้อมูล", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ส่งออกข้อมูล")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "otop-sales-2566.csv"
    assert "4317,โพธิ์ตาก,total" in download.value.path().read_text("utf-8-sig")


def test_a_page_of_another_site_reads_the_api_by_script(page_of, live_server):
    published("4317")
    elsewhere = live_server.url.replace("localhost", "127.0.0.1")
    page = page_of(None, elsewhere)
    page.goto("/static/img/icon.svg")  # of another origin, and without a policy that keeps its scripts at home
    assert page.evaluate("origin") != live_server.url
    total = page.evaluate(
        """async address => {
            const first = await fetch(address)
            const known = {"If-None-Match": first.headers.get("ETag")}
            const again = await fetch(address, {headers: known, cache: "no-store"})
            return [(await first.json()).total, again.status]
        }""",
        f"{live_server.url}/api/v1/totals",
    )
    assert total == [3, 304]
