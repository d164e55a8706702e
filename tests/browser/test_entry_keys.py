"""A whole month with the keyboard alone: signing in, Sync, typing, a fault, a deletion, the confirmation."""

import pytest
from playwright.sync_api import Page, expect

from sales.models import Sale, Stage
from tests import factories
from tests.factories import AUGUST, JULY
from tests.passwords import PASSWORD

# How the page behaves depends on no database; what it saves is tried on both (tests/sales/entry, the manuals).
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

NAMES = "กลุ่มทอผ้า", "กลุ่มจักสาน", "ร้านแม่ปลาส้ม"


@pytest.fixture
def page(page_of, live_server) -> Page:
    officer = factories.district_officer()
    factories.month()
    factories.sheet(*((name, "cloth", (1, 0, 0, 0)) for name in NAMES), of=JULY)
    page = page_of(officer, live_server.url)
    page.goto("/entry/2566/8/")
    page.get_by_role("button", name="Sync ข้อมูล").press("Enter")
    expect(page.locator("#sheet tbody tr")).to_have_count(3)
    return page


def cell(page: Page, row: int):
    return page.locator("#sheet tbody tr").nth(row).locator("input[inputmode]").first


def august() -> list:
    return [row.domestic_offline for row in Sale.objects.of(factories.district(), AUGUST).in_order()]


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_name_can_be_typed_at_once_on_the_sign_in_page(page_of, live_server):
    officer = factories.district_officer()
    officer.set_password(PASSWORD)
    officer.save()
    page = page_of(None, live_server.url)
    page.goto("/sign-in/")
    page.keyboard.type(officer.username)
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    expect(page.get_by_role("heading", name=officer.area_name)).to_be_visible()


def test_typing_goes_on_in_the_first_empty_cell_after_sync(page):
    expect(cell(page, 0)).to_be_focused()


def test_ctrl_s_saves_and_leads_to_the_fault(page):
    expect(cell(page, 0)).to_be_focused()
    page.keyboard.type("100")
    press(page, "Enter")
    page.keyboard.type("12x")
    press(page, "Enter")
    page.keyboard.type("300")
    press(page, "Control+s")
    expect(page.get_by_text("บันทึกแล้ว 2 รายการ อีก 1 รายการต้องแก้ไขก่อน")).to_be_visible()
    expect(cell(page, 1)).to_be_focused()
    assert august() == [100, None, 300]

    press(page, "Control+a")
    page.keyboard.type("200")
    press(page, "Control+s")
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    expect(cell(page, 1)).to_be_focused()
    assert august() == [100, 200, 300]


def test_enter_answers_the_question_under_a_row(page):
    page.locator("#sheet tbody tr").nth(1).get_by_role("button", name="ลบ").press("Enter")
    reason = page.get_by_label("กรุณาระบุเหตุผลที่ลบรายการนี้")
    expect(reason).to_be_focused()
    expect(reason).to_be_in_viewport()

    page.keyboard.type("เลิกผลิต")
    press(page, "Enter")

    expect(page.get_by_text("ลบแล้ว 1 รายการ")).to_be_visible()
    expect(page.locator("#sheet tbody tr")).to_have_count(2)
    expect(cell(page, 1)).to_be_focused()


def test_enter_in_the_headers_box_confirms_what_it_ticked(page):
    for row in range(3):
        cell(page, row).fill("5")
    press(page, "Control+s")
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    page.goto("/confirmation/2566/8/")
    page.get_by_label("(ระดับอำเภอ)", exact=True).focus()
    press(page, "Space", "Enter")
    expect(page.get_by_text("ยืนยันระดับอำเภอแล้ว 3 จาก 3 รายการ")).to_be_visible()
    assert Sale.objects.filter(stage=Stage.DISTRICT).count() == 3
