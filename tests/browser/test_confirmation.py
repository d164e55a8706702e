"""The manual's confirmation (S000:292-314, 377-423) in a browser: both sizes, with and without scripts, by keyboard."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from sales import sentences, transitions
from sales.models import Sheet, Stage
from tests import factories
from tests.factories import AUGUST

from .accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DISTRICT = reverse("sales:confirmation", args=[2566, 8])
DISTRICTS = reverse("sales:districts", args=[2566, 8])
SHEET = reverse("sales:province-sheet", args=["4317", 2566, 8])
UNANSWERED = "กลุ่มจักสาน", "utensil", (None,) * 4


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request) -> bool:
    return request.param


def lines(count: int) -> list[tuple]:
    return [(f"กลุ่มทอผ้า หมู่ {number}", "cloth", (number, 0, 0, "0.25")) for number in range(1, count + 1)]


def confirmed_sheet(code: str = "4317", rows: int = 3) -> Sheet:
    sheet = factories.sheet(*lines(rows), by=factories.district_officer(code))
    factories.confirm_by_district(sheet)
    return sheet


def stages(sheet: Sheet) -> list[str]:
    return list(sheet.sales.in_order().values_list("stage", flat=True))


def notices(page: Page):
    return page.locator("#notices")


def test_the_district_confirms_a_hundred_at_a_time(live_server, page_of, size, scripts):
    sheet = factories.sheet(*lines(101), UNANSWERED)
    page = page_of(factories.district_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(DISTRICT)
    expect(page.get_by_role("heading", level=1)).to_have_text("ยืนยันข้อมูลยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ)")

    page.get_by_label("(ระดับอำเภอ)").check()
    page.get_by_role("button", name="บันทึกการยืนยันระดับอำเภอ").click()
    expect(notices(page)).to_contain_text(sentences.confirmed_by_district(100, 102))

    page.get_by_label("ลำดับแถว").select_option("101-102")
    if not scripts:
        page.get_by_role("button", name="ค้นหา").click()
    page.get_by_label("ยืนยันระดับอำเภอ ลำดับที่ 101").check()
    page.get_by_role("button", name="บันทึกการยืนยันระดับอำเภอ").click()

    expect(notices(page)).to_contain_text(sentences.confirmed_by_district(101, 102))
    assert stages(sheet) == [Stage.DISTRICT] * 101 + [Stage.DRAFT]


def test_an_unanswered_row_leads_to_its_cell(live_server, page_of, size, scripts):
    factories.sheet(*lines(1), UNANSWERED)
    page = page_of(factories.district_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(DISTRICT)

    expect(page.get_by_text(sentences.unanswered(1))).to_be_visible()
    expect(page.get_by_label("ยืนยันระดับอำเภอ ลำดับที่ 2")).to_have_count(0)
    page.get_by_role("link", name="ลำดับที่ 2 กลุ่มจักสาน (ของใช้)").click()

    expect(page).to_have_url(re.compile(rf"{reverse('sales:entry', args=[2566, 8])}#"))
    expect(page.locator(":target")).to_be_in_viewport()
    expect(page.locator(":target")).to_have_text("กลุ่มจักสาน")


def test_the_ticked_rows_number_and_sum_stand_beside_the_button(live_server, page_of, size):
    factories.sheet(*lines(3))
    page = page_of(factories.district_officer(), live_server.url, size=size)
    page.goto(DISTRICT)
    header, chosen = page.get_by_label("(ระดับอำเภอ)"), page.locator("[data-chosen]")

    header.check()
    expect(chosen).to_have_text("เลือก 3 รายการ รวม 6.75 บาท")
    page.get_by_label("ยืนยันระดับอำเภอ ลำดับที่ 2").uncheck()
    expect(chosen).to_have_text("เลือก 2 รายการ รวม 4.50 บาท")
    expect(header).not_to_be_checked()
    page.get_by_label("ยืนยันระดับอำเภอ ลำดับที่ 2").check()
    expect(header).to_be_checked()


def test_the_province_confirms_by_keyboard_alone(live_server, page_of, size, scripts):
    sheet = confirmed_sheet()
    page = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(SHEET)

    page.get_by_label("(ระดับจังหวัด)").focus()
    page.keyboard.press("Space")
    tab_to(page, "บันทึกการยืนยันระดับจังหวัด")
    page.keyboard.press("Enter")

    expect(notices(page)).to_contain_text(sentences.confirmed_by_province(3, factories.baht("6.75")[0]))
    assert stages(sheet) == [Stage.PROVINCE] * 3


def test_the_keyboard_need_not_walk_through_every_row(live_server, page_of):
    sheet = confirmed_sheet(rows=60)
    page = page_of(factories.province_officer(), live_server.url)
    page.goto(SHEET)

    tab_to(page, "ข้ามรายการไปที่ปุ่มยืนยันและส่งคืน")
    page.keyboard.press("Enter")
    tab_to(page, "ยืนยันทั้งหมด 60 รายการ (ระดับจังหวัด)")
    page.keyboard.press("Enter")

    expect(notices(page)).to_contain_text("ยืนยันระดับจังหวัดแล้ว 60 รายการ")
    assert stages(sheet) == [Stage.PROVINCE] * 60


def tab_to(page: Page, name: str) -> None:
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == name:
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_several_districts_are_confirmed_together(live_server, page_of, size, scripts):
    sheets = confirmed_sheet("4301"), confirmed_sheet()
    factories.sheet(*lines(1), by=factories.district_officer("4302"))
    page = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(DISTRICTS)

    page.get_by_label("(ระดับจังหวัด)", exact=True).check()
    page.get_by_role("button", name="ยืนยันอำเภอที่เลือก (ระดับจังหวัด)").click()

    expect(notices(page)).to_contain_text(sentences.confirmed_by_province(6, factories.baht("13.50")[0]))
    assert {stage for sheet in sheets for stage in stages(sheet)} == {Stage.PROVINCE}


def test_a_row_changed_meanwhile_is_listed_with_a_way_to_it(live_server, page_of, size, scripts):
    sheet = confirmed_sheet()
    page = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(SHEET)
    row = sheet.sales.first()
    transitions.save_rows(
        district=sheet.district,
        month=AUGUST,
        by=factories.district_officer(),
        edits=[factories.edit(row, domestic_offline=999)],
    )

    page.get_by_role("button", name=re.compile("ยืนยันทั้งหมด 3 รายการ")).click()

    expect(notices(page)).to_contain_text(sentences.stale(1))
    expect(notices(page)).to_contain_text(sentences.confirmed_by_province(2, factories.baht("5.50")[0]))
    assert stages(sheet) == [Stage.DRAFT, Stage.PROVINCE, Stage.PROVINCE]


def test_a_return_without_a_reason_keeps_every_tick_and_asks_for_it(live_server, page_of, size, scripts):
    sheet = confirmed_sheet()
    page = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(SHEET)
    page.get_by_label("ส่งคืนลำดับที่ 1").check()
    page.get_by_label("ยืนยันระดับจังหวัด ลำดับที่ 3").check()

    page.get_by_role("button", name="ส่งคืนรายการที่ทำเครื่องหมาย").click()

    reason = page.get_by_label("เหตุผลที่ส่งคืน")
    expect(page.get_by_text(sentences.NO_REASON)).to_be_visible()
    expect(reason).to_be_focused()
    expect(page.get_by_label("ส่งคืนลำดับที่ 1")).to_be_checked()
    expect(page.get_by_label("ยืนยันระดับจังหวัด ลำดับที่ 3")).to_be_checked()

    reason.fill("ยอดไม่ตรงกับเอกสาร")
    page.get_by_role("button", name="ส่งคืนรายการที่ทำเครื่องหมาย").click()
    expect(notices(page)).to_contain_text(sentences.sent_back(1))
    assert stages(sheet) == [Stage.DRAFT, Stage.DISTRICT, Stage.DISTRICT]


def test_a_double_click_confirms_once(live_server, page_of):
    sheet = confirmed_sheet()
    page = page_of(factories.province_officer(), live_server.url)
    page.goto(SHEET)

    page.get_by_role("button", name=re.compile("ยืนยันทั้งหมด")).dblclick()

    expect(notices(page)).to_contain_text(sentences.confirmed_by_province(3, factories.baht("6.75")[0]))
    assert sheet.events.filter(action="confirm_by_province").count() == 1


def test_who_typed_a_figure_is_three_clicks_from_the_departments_report(live_server, page_of, size, scripts):
    sheet = confirmed_sheet(rows=1)
    factories.confirm_by_province(sheet)
    page = page_of(factories.department_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(reverse("reports:report", args=["r1"]) + "?year=2566&unit=baht")

    page.get_by_role("link", name="หนองคาย").click()
    page.get_by_role("link", name="1.25").click()
    page.get_by_role("link", name="ประวัติลำดับที่ 1").click()

    story = page.locator(".history")
    expect(story).to_contain_text("นาย d4317 บันทึก")
    expect(story).to_contain_text("นาย p43 ยืนยันระดับจังหวัด ยอดรวม 1.25 บาท")
    expect(story).to_contain_text("ขายออฟไลน์ในประเทศ 1.00")


def test_every_page_is_accessible(live_server, page_of, size):
    sheet = confirmed_sheet()
    month = [2566, 8]
    names = ["sheet", "sheet-history"]
    pages = [reverse(f"sales:{name}", args=["4317", *month]) for name in names]
    pages += [reverse("sales:row-history", args=["4317", *month, sheet.sales.first().pk]), DISTRICTS, SHEET]
    page = page_of(factories.province_officer(), live_server.url, size=size)
    found = {address: violations(page) for address in pages if page.goto(address)}
    assert found == {address: [] for address in pages}

    factories.sheet(*lines(2), UNANSWERED, by=factories.district_officer("4301"))
    page = page_of(factories.district_officer("4301"), live_server.url, size=size)
    page.goto(DISTRICT)
    assert violations(page) == []


def test_nothing_is_cut_off_sideways(live_server, page_of, size):
    confirmed_sheet()
    page = page_of(factories.province_officer(), live_server.url, size=size)
    for address in (SHEET, DISTRICTS, SHEET.replace("districts", "sheets")):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
