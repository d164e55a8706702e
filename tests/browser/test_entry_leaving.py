"""Leaving page 12 with figures that are not saved, by the ways that the page itself offers."""

import pytest
from playwright.sync_api import Page, expect

from sales.models import Draft, Officer, Sale
from tests import factories
from tests.factories import JULY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ENTRY = "/entry/2566/8/"
OFFERED = "มีตัวเลขที่กรอกไว้แต่ยังไม่ได้บันทึก 1 รายการ"


@pytest.fixture
def officer() -> Officer:
    factories.month(JULY)
    officer = factories.district_officer()
    factories.sheet(("ร้านแม่ปลาส้ม", "food", (None,) * 4))
    return officer


@pytest.fixture
def open_entry(page_of, live_server, officer):
    def opened(**more) -> Page:
        page = page_of(officer, live_server.url, **more)
        page.goto(ENTRY)
        return page

    return opened


def cell(page: Page):
    return page.locator("[name=amount]").first


def month(page: Page):
    return page.get_by_label("เดือน", exact=True)


def answer_warnings(page: Page) -> list[str]:
    """ออกจากหน้านี้: what the browser asked before it left."""
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    return asked


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_search_keeps_the_figures_and_offers_them_when_the_month_is_opened_again(open_entry, size, scripts):
    page = open_entry(size=size, scripts=scripts)
    warned = answer_warnings(page)
    cell(page).fill("500")
    month(page).select_option("7")
    page.get_by_role("button", name="ค้นหา").click()

    page.wait_for_url("**/entry/2566/7/")
    expect(page.get_by_text("เดือนสิงหาคม 2566: บันทึกร่างแล้ว")).to_be_visible()
    assert warned == ["beforeunload"] * scripts
    month(page).select_option("8")
    if not scripts:
        page.get_by_role("button", name="ค้นหา").click()
    page.wait_for_url("**/entry/2566/8/")
    expect(page.get_by_text(OFFERED)).to_be_visible()
    page.get_by_role("button", name="นำกลับมาใช้").click()
    expect(cell(page)).to_have_value("500")


def test_choosing_another_month_reloads_at_once_unless_figures_are_unsaved(open_entry):
    page = open_entry()
    cell(page).fill("5")
    month(page).select_option("7")
    expect(cell(page)).to_have_value("5")
    cell(page).fill("")
    month(page).select_option("8")
    page.wait_for_url(ENTRY)
    month(page).select_option("7")
    page.wait_for_url("**/entry/2566/7/")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_signing_out_keeps_the_figures(open_entry, officer, size, scripts):
    page = open_entry(size=size, scripts=scripts)
    warned = answer_warnings(page)
    cell(page).fill("500")
    page.get_by_role("button", name="ออกจากระบบ").click()

    page.wait_for_url("**/sign-in/")
    assert warned == ["beforeunload"] * scripts
    assert Draft.objects.get().officer == officer
    expect(open_entry().get_by_text(OFFERED)).to_be_visible()


def test_after_a_save_without_reloading_one_still_signs_out(open_entry):
    page = open_entry()
    cell(page).fill("500")
    page.locator("#save").click()
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/sign-in/")
    assert not Draft.objects.exists()


def test_the_enter_key_saves_where_no_script_moves_to_the_next_cell(open_entry):
    page = open_entry(scripts=False)
    cell(page).fill("500")
    cell(page).press("Enter")
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    assert Sale.objects.get().domestic_offline == 500
