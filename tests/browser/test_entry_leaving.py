"""Leaving page 12 with figures that are not saved, by the ways that the page itself offers."""

import pytest
from playwright.sync_api import Page, expect

from sales import sentences
from sales.models import Draft, Officer, Sale
from tests import factories
from tests.factories import JULY

# How the page behaves depends on no database; what it saves is tried on both (tests/sales/entry, the manuals).
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

ENTRY = "/entry/2566/8/"
PASSWORD = "ผ้าทอ-ริมโขง-๔๓"
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


@pytest.fixture
def signed_in_anew(officer):
    """Another tab of the same browser signs out and in: the page's token is none any more."""
    officer.set_password(PASSWORD)
    officer.save()

    def sign_in(page: Page, who: Officer = officer) -> None:
        tab = page.context.new_page()
        tab.goto("/")
        tab.get_by_role("button", name="ออกจากระบบ").click()
        tab.get_by_label("ชื่อผู้ใช้").fill(who.username)
        tab.get_by_label("รหัสผ่าน").fill(PASSWORD)
        tab.get_by_role("main").get_by_role("button", name="เข้าสู่ระบบ").click()
        expect(tab.get_by_text("ผู้ใช้ ::")).to_be_visible()
        tab.close()

    return sign_in


def test_without_scripts_a_page_older_than_the_sign_in_comes_back_with_its_figures(open_entry, signed_in_anew, size):
    page = open_entry(size=size, scripts=False)
    signed_in_anew(page)
    cell(page).fill("500")
    page.locator("#save").click()
    expect(page.get_by_text(sentences.PAGE_TOO_OLD)).to_be_visible()
    expect(cell(page)).to_have_value("500")

    page.locator("#save").click()
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    assert Sale.objects.get().domestic_offline == 500


def test_a_page_older_than_the_sign_in_goes_on_keeping_drafts(open_entry, signed_in_anew):
    page = open_entry()
    signed_in_anew(page)
    cell(page).press_sequentially("500")
    expect(page.get_by_role("status").get_by_text("บันทึกร่างแล้ว")).to_be_visible()
    page.locator("#save").click()
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()


def test_a_page_older_than_the_sign_in_is_saved_by_pressing_again(open_entry, signed_in_anew):
    page = open_entry()
    signed_in_anew(page)
    page.get_by_role("button", name="ไม่มียอด").click()
    page.locator("#save").click()
    expect(page.get_by_role("alert")).to_contain_text(sentences.PAGE_TOO_OLD)
    page.locator("#save").click()
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()


def test_figures_do_not_go_on_in_the_name_of_a_colleague_who_signed_in_meanwhile(open_entry, signed_in_anew):
    colleague = factories.officer("e4317", "district", factories.district())
    colleague.set_password(PASSWORD)
    colleague.save()
    page = open_entry()
    signed_in_anew(page, colleague)
    cell(page).fill("500")
    page.locator("#save").click()

    expect(page.get_by_role("alert")).to_contain_text(sentences.SESSION_ENDED)
    expect(cell(page)).to_have_value("500")
    assert not Draft.objects.exists()
    assert not Sale.objects.get().answered
