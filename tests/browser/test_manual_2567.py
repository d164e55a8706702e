"""The manual of 2567 (S001) played step by step, by its own labels, and on to the department."""

import re
from datetime import UTC, date, datetime

import pytest
from playwright.sync_api import Page, expect

from otop_portal import clock
from sales.models import EntryMode, Officer, Sale, SheetEvent
from sales.transitions.producers import change_producer
from tests import factories

from .accessibility import violations
from .manual import MODES, acknowledged, country_report, menu, officers_with_passwords, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)
CAUTION = "การกดปุ่ม “บันทึกข้อมูล” ถือว่าเป็นการตรวจสอบและยืนยันข้อมูลของอำเภอแล้ว กรุณาตรวจสอบให้เรียบร้อยก่อนกดปุ่ม"


@pytest.fixture(autouse=True)
def march_2567(monkeypatch):
    shift = datetime(2024, 3, 9, 2, tzinfo=UTC) - clock.now()
    monkeypatch.setattr(clock, "shift_provider", lambda: shift)
    for month in (JANUARY, FEBRUARY):
        factories.month(month, EntryMode.SAVE_CONFIRMS)


@pytest.fixture
def officers() -> dict[str, Officer]:
    """With January: the month before, whose producers Sync draws."""
    them = officers_with_passwords()
    january = factories.sheet(
        ("กลุ่มทอผ้าบ้านโพธิ์", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, 0, 0, 0)), of=JANUARY
    )
    factories.confirm_by_district(january)
    return them


def choose_the_month(page: Page) -> None:
    """S001:20-33, steps ๕-๖: บันทึกข้อมูล, ยอดรายได้ OTOP, the year and the month; the area comes from the account."""
    menu(page, "บันทึกข้อมูล")
    expect(page.get_by_role("heading", name="ยอดรายได้ OTOP")).to_be_visible()
    search = page.get_by_role("search")
    search.get_by_label("ปีงบประมาณ").select_option("2567")
    search.get_by_label("เดือน").select_option("กุมภาพันธ์")
    search.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_text("กุมภาพันธ์ 2567 · ปีงบประมาณ 2567").first).to_be_visible()


def sync(page: Page) -> None:
    """S001:39, step ๗: producers, not their amounts."""
    page.get_by_role("button", name="Sync ข้อมูล").click()
    acknowledged(page, "ดึงรายชื่อ 2 รายการจากเดือนมกราคม 2567แล้ว ไม่รวมยอดจำหน่าย")
    cells = page.locator("#sheet tbody input[inputmode=decimal]")
    expect(cells).to_have_count(8)
    assert {cell.input_value() for cell in cells.all()} == {""}


def type_row(page: Page, name: str, *amounts: str) -> None:
    row = page.get_by_role("row").filter(has_text=name)
    for cell, amount in zip(row.locator("input[inputmode=decimal]").all(), amounts, strict=False):
        cell.fill(amount)


def save_and_confirm(page: Page) -> None:
    """S001:63, 84-85, step ๙: the button, under its caution."""
    expect(page.get_by_text(CAUTION)).to_be_visible()
    page.get_by_role("button", name=re.compile("^บันทึกข้อมูล")).click()


def confirm_at_the_province(page: Page) -> None:
    page.goto("/districts/2567/2/")
    page.get_by_role("link", name="อำเภอโพธิ์ตาก").click()
    page.get_by_label("(ระดับจังหวัด)", exact=True).check()
    page.get_by_role("button", name="บันทึกการยืนยันระดับจังหวัด").click()
    acknowledged(page, "ยืนยันระดับจังหวัดแล้ว 2 รายการ รวม 1,534.50 บาท ข้อมูลถูกส่งไปยังกรมฯ แล้ว")


@MODES
def test_a_month_goes_from_sync_to_the_department(live_server, page_of, officers, size, scripts):
    district = page_of(None, live_server.url, size=size, scripts=scripts)
    sign_in(district, officers["district"])
    choose_the_month(district)
    sync(district)
    type_row(district, "กลุ่มทอผ้าบ้านโพธิ์", "๑,๒๓๔.๕๐", "300")
    type_row(district, "ร้านแม่ปลาส้ม", "0")
    save_and_confirm(district)
    notice = acknowledged(district, "การบันทึกข้อมูลสมบูรณ์ เมื่อวันที่ 9 มีนาคม 2567 เวลา")
    expect(notice).to_contain_text("ยืนยันระดับอำเภอแล้ว 2 จาก 2 รายการ")
    expect(district.get_by_text("อำเภอยืนยันแล้ว").first).to_be_visible()
    assert not scripts or violations(district) == []

    province = page_of(officers["province"], live_server.url, size=size, scripts=scripts)
    confirm_at_the_province(province)
    department = page_of(officers["department"], live_server.url, size=size, scripts=scripts)
    expect(country_report(department, 2567).get_by_text("1,534.50").first).to_be_visible()
    assert list(SheetEvent.objects.filter(sheet__month=FEBRUARY).values_list("action", flat=True)) == [
        "copy",
        "save",
        "confirm_by_district",
        "confirm_by_province",
    ]

    district.get_by_role("link", name="ดูข้อมูลและกราฟข้อมูล").click()
    expect(district.get_by_role("row").filter(has_text="กุมภาพันธ์ 2567")).to_contain_text("1,534.50")
    expect(district.locator("figure[data-chart]")).to_be_visible(visible=scripts)


def test_a_refused_confirmation_leaves_the_saving_and_leads_to_the_row(live_server, page_of, officers):
    """The register does not know what the producer is: said only when the row is to be confirmed."""
    producer = Sale.objects.in_order().first().producer
    change_producer(producer=producer, by=officers["province"], producer_type="")
    page = page_of(officers["district"], live_server.url)
    page.goto("/entry/2567/2/")
    sync(page)
    type_row(page, "กลุ่มทอผ้าบ้านโพธิ์", "700")

    save_and_confirm(page)

    acknowledged(page, "บันทึกร่างแล้ว เวลา")
    row = page.get_by_role("row").filter(has_text="กลุ่มทอผ้าบ้านโพธิ์")
    expect(row).to_contain_text("กรุณาเลือกประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ")
    expect(row.locator("input[inputmode=decimal]").first).to_have_value("700.00")
    assert violations(page) == []
    saved = Sale.objects.get(sheet__month=FEBRUARY, producer=producer)
    assert (saved.amounts, saved.stage) == (factories.baht(700, 0, 0, 0), "draft")


def test_the_keyboard_saves_a_draft_and_never_confirms(live_server, page_of, officers):
    page = page_of(officers["district"], live_server.url)
    page.goto("/entry/2567/2/")
    sync(page)
    type_row(page, "กลุ่มทอผ้าบ้านโพธิ์", "700")

    page.keyboard.press("Control+s")

    acknowledged(page, "ยังไม่ถือเป็นการยืนยันของอำเภอ")
    assert set(Sale.objects.filter(sheet__month=FEBRUARY).values_list("stage", flat=True)) == {"draft"}


def test_a_new_producer_comes_through_the_provinces_staff(live_server, page_of, officers, size):
    """S001:87: not possible on the sheet; whoever types the name is led to the request."""
    district = page_of(officers["district"], live_server.url, size=size)
    district.goto("/entry/2567/2/")
    sync(district)
    district.get_by_role("button", name="เพิ่มกลุ่ม").click()
    line = district.locator("[data-line]")
    line.get_by_label("ชื่อกลุ่ม", exact=True).fill("กลุ่มน้ำพริก")
    line.get_by_role("radio", name="อาหาร", exact=True).check()
    line.locator("input[inputmode=decimal]").first.fill("90")
    save_and_confirm(district)
    district.get_by_role("link", name="ขอเพิ่มผู้ประกอบการรายใหม่").click()
    expect(district.get_by_label("ชื่อกลุ่ม/ผู้ประกอบการ")).to_have_value("กลุ่มน้ำพริก")
    district.get_by_label("ประเภทผู้ประกอบการ").select_option("sme")
    district.get_by_label("ชื่อผลิตภัณฑ์").fill("น้ำพริกตาแดง")
    district.get_by_label("ประเภทผลิตภัณฑ์").select_option("food")
    district.get_by_label("หลักฐาน").fill("ทะเบียนวิสาหกิจชุมชน 4-43-17")
    assert violations(district) == []
    district.get_by_role("button", name="ส่งคำขอ").click()
    acknowledged(district, "ส่งคำขอเพิ่ม “กลุ่มน้ำพริก” แล้ว")
    assert violations(district) == []

    province = page_of(officers["province"], live_server.url, size=size)
    province.goto("/")
    province.get_by_role("link", name="คำขอเพิ่มผู้ประกอบการรายใหม่").click()
    province.get_by_role("link", name="พิจารณาคำขอ").click()
    expect(province.get_by_role("heading", name="พิจารณาคำขอ")).to_be_visible()
    assert violations(province) == []
    province.get_by_role("button", name="อนุมัติเป็นรายใหม่").click()
    acknowledged(province, "อนุมัติ “กลุ่มน้ำพริก” แล้ว")

    district.goto("/entry/2567/2/")
    district.get_by_role("button", name="นำกลับมาใช้").click()
    expect(district.locator("[data-line]").locator("input[inputmode=decimal]").first).to_have_value("90")
    district.get_by_role("button", name=re.compile("^บันทึกข้อมูล")).click()
    acknowledged(district, "ยืนยันระดับอำเภอแล้ว 1 จาก 3 รายการ")
