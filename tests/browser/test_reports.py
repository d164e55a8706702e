"""Pages 26 and 27 in a browser."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from otop_portal import clock
from reports.definitions import REPORTS, TABS
from tests import factories
from tests.browser.accessibility import violations
from tests.factories import AUGUST, JULY
from tests.reports import asked

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

FORM = "/reports/forms/rt2/4317/2566/8/"
PAGES = {
    "menu": "/reports/",
    "search": "/reports/forms/",
    "rows": "/reports/rows/",
    "set": "/reports/set/?area=43",
    "comparison": "/reports/r4-changes/?area=43&since=2023-08-31",
    "changed sheets": "/reports/changed-sheets/?since=2023-08-31",
    "changed rows": "/reports/changed-rows/?since=2023-08-31",
    "editions": "/reports/editions/",
    "timeliness": "/reports/timeliness/?area=43",
    "timeliness of provinces": "/reports/timeliness/",
    "timeliness list": "/reports/timeliness-list/?period=all",
    "form": FORM,
    "brief": "/reports/brief/?area=43",
    **{slug: f"/reports/{slug}/?area=43" for slug in REPORTS | TABS},
    "narrowed": "/reports/rt4/?area=43&sort=fair_change&producer_type=sme",
    "nothing": "/reports/rt4/?area=42&period=7",
}


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


def test_an_officer_fixes_a_report_and_reads_on_it_what_was_corrected(department):
    page = department("/reports/r4/?area=43")
    page.get_by_role("button", name="บันทึกเป็นฉบับ").click()
    expect(page.get_by_role("status")).to_contain_text("ตัวเลขของฉบับนี้จะไม่เปลี่ยน")
    asked.correct_by_five_baht()
    page.reload()
    page.get_by_text("ตัวเลข 4 ช่องเปลี่ยนไปหลังบันทึกฉบับนี้").click()
    changes = page.get_by_role("region", name="ตัวเลขที่เปลี่ยนไปหลังบันทึกฉบับนี้")
    expect(changes.get_by_role("row", name="รวม ประเภทผลิตภัณฑ์ ผ้า")).to_contain_text("5.00")
    assert violations(page) == []


def test_a_country_sum_leads_to_the_sheet_it_comes_from(department):
    page = department("/reports/r1/")
    page.get_by_role("row", name="หนองคาย").get_by_role("link", name="หนองคาย").click()
    expect(page.get_by_text("ข้อมูลเบื้องต้น ยืนยันครบ 0 จาก 2 อำเภอ")).to_be_visible()
    page.get_by_role("row", name="โพธิ์ตาก").get_by_role("link", name=re.compile(r"^[0-9,]+\.[0-9]{2}$")).click()
    expect(page).to_have_url(re.compile(re.escape(reverse("sales:sheet", args=["4317", 2566, 8]))))


def names(page: Page) -> Locator:
    return page.get_by_role("rowheader")


def total(page: Page) -> Locator:
    return page.locator("tfoot")


def test_another_area_is_shown_at_once_and_has_an_address_of_its_own(department):
    page = department("/reports/r1/")
    area = page.get_by_label("พื้นที่")
    area.focus()
    area.select_option("43")
    expect(names(page)).to_have_text(["เมืองหนองคาย", "โพธิ์ตาก"])
    expect(page).to_have_url(re.compile("area=43"))
    expect(area).to_be_focused()
    area.select_option("4317")
    expect(names(page)).to_have_text(["โพธิ์ตาก"])


def test_filters_opened_by_hand_stay_open_with_the_focus_in_them(department):
    page = department("/reports/r1/?area=43")
    page.get_by_text("ตัวกรองเพิ่มเติม").click()
    channel = page.get_by_label("ช่องทาง")
    for chosen in ("foreign_online", ""):
        channel.focus()
        with page.expect_response(re.compile("/reports/r1/")):
            channel.select_option(chosen)
        expect(page).to_have_url(re.compile(f"channel={chosen}(&|$)"))
        expect(channel).to_be_focused()
        expect(channel).to_have_value(chosen)


def test_a_filter_in_the_address_is_in_sight(department):
    page = department("/reports/r1/?area=43&producer_type=sme", size="phone")
    expect(page.get_by_label("ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ")).to_be_visible()
    page.goto("/reports/r1/?area=43")
    expect(page.get_by_label("พื้นที่")).to_be_visible()
    expect(page.get_by_label("ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ")).to_be_hidden()


def test_a_heading_sorts_the_table_alone_by_mouse_and_keys(department):
    page = department("/reports/r1/?area=43&producer_type=community_group", size="phone")
    frame = page.get_by_role("region", name="สรุปภาพรวม")
    page.get_by_role("link", name="รวมทั้งสิ้น").scroll_into_view_if_needed()
    scrolled = frame.evaluate("each => each.scrollLeft")
    heading = page.get_by_role("columnheader", name="รวมทั้งสิ้น")
    page.get_by_role("link", name="รวมทั้งสิ้น").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    expect(names(page)).to_have_text(["โพธิ์ตาก", "เมืองหนองคาย"])
    expect(page).to_have_url(re.compile("sort=-total"))
    assert frame.evaluate("each => each.scrollLeft") == scrolled > 0
    expect(page.get_by_role("link", name="รวมทั้งสิ้น")).to_be_focused()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("link", name="ส่งออก Excel")).to_have_attribute("href", re.compile("sort=total"))
    page.get_by_label("พื้นที่").select_option("")
    expect(names(page)).to_have_text(["หนองคาย", "เลย"])
    expect(page).to_have_url(re.compile("sort=total"))


def test_the_way_back_shows_the_question_before_and_leaves_no_figures_in_the_browser(department):
    page = department("/reports/r1/?area=43")
    page.get_by_role("link", name="รวมทั้งสิ้น").click()
    expect(names(page)).to_have_text(["โพธิ์ตาก", "เมืองหนองคาย"])
    assert "โพธิ์ตาก" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    page.go_back()
    expect(names(page)).to_have_text(["เมืองหนองคาย", "โพธิ์ตาก"])
    expect(page).to_have_url(re.compile("area=43$"))


def test_amounts_are_read_in_baht_or_millions_and_stay_so(department):
    page = department("/reports/r4/?area=43")
    unit = page.get_by_role("group", name="หน่วย")
    expect(unit.get_by_role("link", name="ล้านบาท")).to_have_attribute("aria-current", "true")
    expect(total(page)).to_contain_text("0.01")
    unit.get_by_role("link", name="บาท", exact=True).click()
    expect(total(page)).to_contain_text("13,320.76")
    expect(page.get_by_text("หน่วย: บาท")).to_be_visible()
    page.get_by_label("พื้นที่").select_option("4317")
    expect(names(page)).to_have_text(["โพธิ์ตาก"])
    expect(total(page)).to_contain_text("13,320.76")


def test_the_districts_that_a_sum_waits_for_are_listed_and_lead_to_their_sheets(department):
    page = department("/reports/rt4/?period=8")
    page.get_by_text("อำเภอที่ยังยืนยันไม่ครบ").click()
    expect(page.locator("dt")).to_have_text(["จังหวัดเลย 1 อำเภอ", "จังหวัดหนองคาย 1 อำเภอ"])
    page.get_by_role("definition").get_by_role("link", name="เมืองหนองคาย").click()
    expect(page).to_have_url(re.compile(re.escape(reverse("sales:sheet", args=["4301", 2566, 8]))))


def test_the_way_down_and_back_keeps_what_was_asked(department):
    page = department("/reports/rt4/?period=8&producer_type=community_group&level=region")
    for name in ("ภาคตะวันออกเฉียงเหนือ", "หนองคาย", "โพธิ์ตาก"):
        names(page).get_by_role("link", name=name, exact=True).click()
    expect(page).to_have_url(re.compile(re.escape(reverse("sales:sheet", args=["4317", 2566, 8]))))
    page.go_back()
    crumbs = page.get_by_role("navigation", name="เส้นทาง")
    crumbs.get_by_role("link", name="ภาคตะวันออกเฉียงเหนือ").click()
    expect(names(page)).to_have_text(["เลย", "หนองคาย"])
    expect(page).to_have_url(re.compile("producer_type=community_group"))
    crumbs.get_by_role("link", name="ทั้งประเทศ").click()
    expect(page.get_by_label("ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ")).to_have_value("community_group")


def test_a_month_leads_to_its_areas(department):
    page = department("/reports/r2/")
    names(page).get_by_role("link", name="สิงหาคม 2566").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("รายอำเภอ (รต.4)")
    expect(page.get_by_label("ช่วงเวลา")).to_have_value("8")


def test_what_fell_most_is_one_click_from_the_first_page(department):
    asked.confirmed_sheet("4301", lines=[("กลุ่มหนึ่ง", "food", (100, 0, 0, 0))])
    for code, before in (("4301", 900), ("4317", 20_000)):
        asked.confirmed_sheet(code, factories.month(date(2022, 8, 1)).pk, [("กลุ่มหนึ่ง", "food", (before, 0, 0, 0))])
    page = department("/")
    link = page.get_by_role("link", name="อำเภอที่ยอดลดลงมากที่สุด เดือนสิงหาคม 2566")
    link.press("Enter")
    expect(names(page)).to_have_text(["โพธิ์ตาก", "เมืองหนองคาย", "เมืองเลย"])
    page.get_by_role("group", name="หน่วย").get_by_role("link", name="บาท", exact=True).click()
    expect(page.get_by_role("cell", name="-6,679.24").first).to_be_visible()
    expect(page.get_by_role("cell", name="-800.00").first).to_be_visible()


def test_without_scripts_a_report_is_asked_by_its_button_and_sorted_by_its_links(department):
    page = department("/reports/r4/", scripts=False)
    page.get_by_role("link", name="บาท", exact=True).click()
    page.get_by_label("พื้นที่").select_option("43")
    page.get_by_text("ตัวกรองเพิ่มเติม").click()
    page.get_by_label("ช่องทาง").select_option("domestic_offline")
    page.get_by_role("button", name="ค้นหา").click()
    expect(total(page)).to_contain_text("12,999.50")
    page.get_by_role("link", name="รวมทั้งสิ้น").click()
    expect(names(page)).to_have_text(["โพธิ์ตาก", "เมืองหนองคาย"])
    expect(page.get_by_label("ช่องทาง")).to_have_value("domestic_offline")


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


def test_a_set_says_that_it_is_being_made_and_then_comes(department):
    page = department("/reports/set/?area=43")
    waiting = []
    page.route("**/set/rt2.pdf?*", lambda route: waiting.append(route))
    link = page.locator("a[href*='rt2.pdf']")
    link.click()
    expect(link).to_have_text("กำลังจัดทำ…")
    expect(link).to_have_attribute("aria-busy", "true")
    with page.expect_download() as download:
        waiting.pop().continue_()
    assert download.value.suggested_filename == "set-rt2-2566-08.pdf"
    expect(link).to_have_text("PDF")


def test_a_set_comes_without_scripts_too(department):
    page = department("/reports/set/?area=43", scripts=False)
    with page.expect_download() as download:
        page.locator("a[href*='reports.xlsx']").click()
    assert download.value.suggested_filename == "set-reports-2566-08.xlsx"


def test_what_changed_is_one_click_from_the_report_and_leads_to_the_history(department):
    page = department("/reports/r4/?area=43")
    page.get_by_role("link", name="เปรียบเทียบสองวันที่").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("เปรียบเทียบสองวันที่")
    page.get_by_label("เทียบกับวันที่").fill("2023-09-01")
    expect(page).to_have_url(re.compile("since=2023-09-01"))
    page.get_by_role("link", name="อำเภอที่ยอดเปลี่ยน").click()
    page.get_by_role("link", name="โพธิ์ตาก").click()
    expect(page).to_have_url(re.compile("/4317/2566/8/history/"))


def test_the_governors_page_draws_its_months_and_is_taken_away_as_pdf(department):
    page = department("/reports/brief/?area=43")
    expect(page.get_by_role("img", name="แผนภูมิ ยอดจำหน่ายรายเดือน เทียบกับปีก่อน")).to_be_visible()
    expect(page.get_by_role("rowheader", name="สิงหาคม 2566")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF หนึ่งหน้า").click()
    assert download.value.suggested_filename == "brief-43-2566-08.pdf"


def test_without_scripts_the_governors_page_is_its_tables(department):
    page = department("/reports/brief/?area=43", scripts=False)
    expect(page.locator("figure")).to_be_hidden()
    page.locator("#id_period").select_option("7")
    page.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_text("กรกฎาคม 2566 · ปีงบประมาณ 2566")).to_be_visible()
    expect(page.get_by_text("ยังไม่มีข้อมูลที่จังหวัดยืนยัน").first).to_be_visible()


def test_the_tabs_lead_from_how_much_to_the_months_and_to_the_files(department):
    page = department("/reports/overview/?area=43")
    tabs = page.get_by_role("navigation", name="ยอดจำหน่าย OTOP")
    expect(page.get_by_text("0.01 ล้านบาท").first).to_be_visible()
    page.get_by_role("group", name="หน่วย").get_by_role("link", name="บาท", exact=True).click()
    expect(page.get_by_text("13,320.76 บาท").first).to_be_visible()
    tabs.get_by_role("link", name="รายเดือน").click()
    drawn = page.get_by_role("img", name="แผนภูมิ ยอดจำหน่ายรายเดือน เทียบกับปีก่อน")
    expect(drawn).to_be_visible()
    expect(page.get_by_label("พื้นที่")).to_have_value("43")
    page.get_by_role("group", name="หน่วย").get_by_role("link", name="ล้านบาท").click()
    expect(total(page)).to_contain_text("0.01")
    expect(page.get_by_role("figure")).to_contain_text("หน่วย: ล้านบาท")
    expect(drawn).to_have_count(1)
    tabs.get_by_role("link", name="ส่งออกข้อมูล").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("^ส่งออก Excel.*รายอำเภอ")).click()
    assert download.value.suggested_filename == "rt4-43-2566-08.xlsx"
