"""The public pages in a browser: what they weigh, with and without scripts, by keyboard."""

import gzip
import struct

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, Response, expect

from sales.models import Province
from tests.reports.public.published import MONTHS, publish_something

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

MOST_BYTES = 350_000
PAGES = ("/", "/trends/?area=43", "/map/", "/map/compare/?one=41&other=43")
# Of each figure, the cells below each heading that is drawn.
TOLD = """figures => figures.map(
    figure => [...figure.querySelectorAll("th[data-drawn]")].map(
        heading => [...figure.querySelector("tbody").rows].map(row => row.cells[heading.cellIndex].textContent)))"""
PACKED = (".woff2", ".png")


@pytest.fixture
def public(page_of, live_server):
    def opened(address: str, **more) -> Page:
        page = page_of(None, live_server.url, **more)
        page.goto(address)
        return page

    return opened


@pytest.fixture
def published():
    publish_something(seed=13)


def test_a_first_visit_weighs_at_most_350_kilobytes_with_every_province_on_the_map(page_of, live_server):
    call_command("load_reference")
    publish_something(seed=14, provinces=tuple(Province.objects.values_list("pk", flat=True)), months=MONTHS[-1:])
    for address in PAGES:
        page = page_of(None, live_server.url)
        loaded: list[Response] = []
        page.on("response", lambda response, loaded=loaded: loaded.append(response))
        page.goto(address, wait_until="networkidle")
        assert len(loaded) > 5
        assert sum(map(as_sent, loaded)) <= MOST_BYTES, address


def as_sent(response: Response) -> int:
    """Compressed as a server in production sends it."""
    body = response.body()
    return len(body if response.url.endswith(PACKED) else gzip.compress(body))


@pytest.mark.parametrize("address", PAGES)
def test_without_scripts_every_figure_stands_in_a_table(public, published, address, size):
    page = public(address, scripts=False, size=size)
    tables = page.get_by_role("table")
    assert tables.count() >= 1
    for table in tables.all():
        expect(table).to_be_visible()
    expect(page.locator("canvas")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_chart_draws_what_its_table_says_and_a_hidden_figure_is_a_gap(public, published):
    page = public("/trends/?area=43")
    expect(page.locator("canvas")).to_have_count(5)
    drawn = page.locator("figure").evaluate_all(
        "figures => figures.map(f => Chart.getChart(f.querySelector('canvas')).data.datasets.map(s => s.data))"
    )
    told = page.locator("figure").evaluate_all(TOLD)
    assert drawn == [[[figure(text) for text in series] for series in chart] for chart in told]
    assert any(None in series for chart in drawn for series in chart)


def figure(text: str) -> float | None:
    return None if text.startswith("–") else float(text.replace(",", ""))


def test_the_table_folds_below_the_chart_and_opens(public, published):
    page = public("/")
    table = page.locator("figure table")
    expect(page.locator("figure canvas")).to_be_visible()
    expect(table).to_be_hidden()
    page.get_by_text("ตารางข้อมูล").click()
    expect(table).to_be_visible()


def test_a_chart_can_be_kept_as_a_picture(public, published):
    page = public("/")
    with page.expect_download() as kept:
        page.get_by_role("button", name="บันทึกภาพ").click()
    assert kept.value.suggested_filename == "ยอดจำหน่ายรายเดือน 12 เดือน.png"
    picture = kept.value.path().read_bytes()
    width, height = struct.unpack(">II", picture[16:24])
    assert picture.startswith(b"\x89PNG") and width > 600 and height > 300
    assert len(picture) > 5_000  # more than an empty field


def test_a_choice_reloads_the_page_in_place_and_draws_again(public, published):
    page = public("/trends/")
    page.get_by_label("พื้นที่").focus()
    page.get_by_label("พื้นที่").select_option("43")
    expect(page.get_by_text("จังหวัดหนองคาย", exact=True)).to_be_visible()
    assert "area=43" in page.url
    expect(page.locator("canvas")).to_have_count(5)
    assert page.evaluate("Chart.getChart(document.querySelector('canvas')).data.labels.length") == 12
    expect(page.get_by_label("พื้นที่")).to_be_focused()


def test_the_map_is_walked_by_keyboard(public, published):
    page = public("/map/")
    page.get_by_role("link", name="ข้ามแผนที่ไปยังตาราง").focus()
    page.keyboard.press("Tab")
    here = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert "ล้านบาท" in here or "–" in here
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="ยอดจำหน่ายรายเดือน", exact=True)).to_be_visible()
    assert "/trends/?area=4" in page.url
