"""กำหนดเป้าหมายและ Road Map (33) in a browser: pasted, by keyboard, from a file, announced; also without scripts."""

import re
from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from targets.models import Plan, Setting, Target
from targets.reference import load_schemes
from tests import factories
from tests.browser.accessibility import violations
from tests.targets.imports import documents
from tests.targets.imports.test_targets import NONG_KHAI

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

ROUND_1 = {"province": "43", "kind": "targets", "key": "2566-r1-sales"}
PASTE = """(cell, text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def officer(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"
    for code, name in NONG_KHAI.items():
        factories.district(code, name)
    load_schemes()
    factories.months(factories.JULY, factories.AUGUST)
    return factories.province_officer()


def sheet(page: Page, **where: str) -> Page:
    page.goto(reverse("targets:setting-sheet", kwargs=ROUND_1 | where))
    return page


def cell(page: Page, name: str):
    return page.get_by_label(name, exact=True)


def fits(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_block_from_excel_is_pasted_and_saved_by_keyboard(live_server, page_of, officer, size):
    page = sheet(page_of(officer, live_server.url, size=size))
    assert fits(page)
    first = cell(page, "เมืองหนองคาย ฐาน")
    first.focus()
    first.evaluate(PASTE, "๓๔๕,๘๒๘,๐๖๘\t345,828,068\t355747765\r\n95,905,550\t95,905,550\t96,801,528\r\n")
    expect(page.get_by_text("วางแล้ว 6 ช่อง ยังไม่ได้บันทึก")).to_be_visible()
    expect(cell(page, "ท่าบ่อ ระดับมาตรฐาน")).to_have_value("96,801,528")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(cell(page, "โพนพิสัย ฐาน")).to_be_focused()
    page.keyboard.type("สิบ")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("“สิบ” ไม่ใช่จำนวนเงิน")).to_be_visible()
    expect(cell(page, "โพนพิสัย ฐาน")).to_be_focused()
    assert fits(page)
    assert violations(page) == []
    assert set(Target.objects.values_list("district", "base")) == {("4301", 345828068), ("4302", 95905550)}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_file_is_looked_at_imported_announced_and_undone(live_server, page_of, officer, scripts):
    page = sheet(page_of(officer, live_server.url, scripts=scripts))
    source = documents.targets(1)
    page.get_by_label("ไฟล์ CSV หรือ Excel").set_input_files(
        {"name": source.name, "mimeType": "application/octet-stream", "buffer": source.data}
    )
    page.get_by_role("button", name="ตรวจไฟล์").click()
    expect(page.get_by_role("heading", name="ตรวจแล้ว พร้อมนำเข้า")).to_be_visible()
    assert not scripts or violations(page) == []
    page.get_by_role("button", name="นำเข้า", exact=True).click()
    expect(page.get_by_text("เพิ่ม 10 เปลี่ยนแปลง 0 คงเดิม 0")).to_be_visible()
    expect(page.get_by_text("พิมพ์ไว้ 760,980,000.00 ผลรวมของ 9 บรรทัด 760,979,999.00")).to_be_visible()
    page.get_by_role("button", name="ยกเลิกการนำเข้านี้").click()
    expect(page.get_by_text("ยกเลิกการนำเข้าแล้ว")).to_be_visible()
    assert not Target.objects.exists()

    cell(page, "โพธิ์ตาก ระดับสูง").fill("25,720,254")
    page.get_by_role("button", name="บันทึก", exact=True).last.click()
    expect(page.get_by_text("บันทึกแล้ว 1 แถว")).to_be_visible()
    page.get_by_label("เลขที่หนังสือ").fill("นค 0019/5")
    day = date(2023, 2, 15)
    for label, value in (("วันที่", day.day), ("เดือน", day.month), ("ปี พ.ศ.", day.year + 543)):
        page.get_by_label(label, exact=True).select_option(str(value))
    page.get_by_role("button", name="ประกาศและล็อก").click()
    expect(page.get_by_text("ตัวเลขถูกล็อก").first).to_be_visible()
    expect(page.get_by_role("button", name="บันทึก", exact=True)).to_have_count(0)
    page.get_by_role("link", name="ประวัติ").click()
    expect(page).to_have_url(re.compile(reverse("targets:setting-history", kwargs=ROUND_1)))
    expect(page.get_by_role("heading", level=2)).to_have_count(4)
    assert not scripts or violations(page) == []
    page.goto(reverse("targets:settings") + "?year=2566")
    expect(page.get_by_text("ที่ นค 0019/5 ลงวันที่ 15 กุมภาพันธ์ 2566")).to_be_visible()
    assert not scripts or violations(page) == []
    assert Setting.objects.get().letter_number == "นค 0019/5"


def test_a_plan_of_two_months_is_typed_without_scripts(live_server, page_of, officer, size):
    page = sheet(page_of(officer, live_server.url, size=size, scripts=False), kind="plan", key="2566")
    cell(page, "โพธิ์ตาก สิงหาคม 2566 รายได้ปกติ").fill("๔,๒๔๕,๐๘๔")
    cell(page, "โพธิ์ตาก สิงหาคม 2566 รายได้ออนไลน์").fill("468 420")
    page.get_by_role("button", name="บันทึก", exact=True).last.click()
    expect(page.get_by_text("บันทึกแล้ว 1 แถว")).to_be_visible()
    assert fits(page)
    assert Plan.objects.get().total == 4713504
