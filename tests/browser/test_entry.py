"""Page 12 in a browser."""

import re
from io import BytesIO
from urllib.parse import parse_qs

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from sales import transitions
from sales.models import Draft, Sale
from tests import factories
from tests.factories import JULY

from .accessibility import violations

# How the page behaves depends on no database; what it saves is tried on both (tests/sales/entry, the manuals).
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

ENTRY = "/entry/2566/8/"


@pytest.fixture
def officer():
    return factories.district_officer()


@pytest.fixture
def rows(officer):
    """One answered row, one that is not."""
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, "0.10")), ("ร้านแม่ปลาส้ม", "food", (None,) * 4))
    return list(Sale.objects.in_order())


@pytest.fixture
def open_entry(page_of, live_server, officer):
    def opened(*, script: str = "", **more) -> Page:
        page = page_of(officer, live_server.url, **more)
        page.add_init_script(script)
        page.goto(ENTRY)
        return page

    return opened


def cell(page: Page, row: Sale, column: int = 0):
    return page.locator("tr", has=page.locator(f"[name=read][value^='{row.pk} ']")).locator("[name=amount]").nth(column)


def save(page: Page):
    page.locator("#save").click()


def amounts(row: Sale) -> tuple:
    return Sale.objects.get(pk=row.pk).amounts


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_month_is_typed_saved_and_read_back(open_entry, rows, size, scripts):
    page = open_entry(size=size, scripts=scripts)
    cell(page, rows[1]).fill("๑,๒๓๔.๕๐")
    save(page)

    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์ เมื่อวันที่")).to_be_visible()
    expect(cell(page, rows[1])).to_have_value("1,234.50")
    assert amounts(rows[1]) == factories.baht("1234.50", 0, 0, 0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_new_group_is_added_and_saved(open_entry, rows, size, scripts):
    page = open_entry(size=size, scripts=scripts)
    page.get_by_role("button", name="เพิ่มกลุ่ม").click()
    line = page.locator("tr.line")
    line.get_by_label("ชื่อกลุ่ม").fill("กลุ่มจักสานบ้านเดื่อ")
    line.get_by_label("ของใช้").check()
    line.get_by_label("SMEs").check()
    line.locator("[inputmode]").nth(2).fill("77")
    save(page)

    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    expect(page.get_by_role("rowheader", name="กลุ่มจักสานบ้านเดื่อ")).to_be_visible()
    assert Sale.objects.in_order().last().amounts == factories.baht(0, 0, 77, 0)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_sync_add_type_and_delete_keep_what_is_typed(open_entry, rows, scripts):
    factories.sheet(("กลุ่มสาน", "utensil", (5, 0, 0, 0)), of=JULY)
    page = open_entry(scripts=scripts)
    cell(page, rows[1]).fill("12O")

    page.get_by_role("button", name="Sync ข้อมูล").click()
    expect(page.get_by_role("rowheader", name="กลุ่มสาน")).to_be_visible()
    page.get_by_role("row", name="กลุ่มทอผ้า").get_by_role("button", name="เปลี่ยนประเภท").click()
    page.get_by_label("ของใช้").check()
    page.locator(".panel-cell").get_by_role("button", name="เปลี่ยนประเภท").click()
    expect(page.get_by_text("เปลี่ยนประเภทแล้ว")).to_be_visible()
    page.get_by_role("row", name="กลุ่มสาน").get_by_role("button", name="ลบ").click()
    page.get_by_label("กรุณาระบุเหตุผลที่ลบรายการนี้").fill("เลิกผลิต")
    page.get_by_role("button", name="ลบรายการนี้").click()

    expect(page.get_by_role("rowheader", name="กลุ่มสาน")).to_have_count(0)
    expect(cell(page, rows[1])).to_have_value("12O")


def test_totals_follow_every_key_to_the_satang(open_entry, rows):
    page = open_entry()
    cell(page, rows[1], 3).press_sequentially("999,999,999,999.99")

    expect(page.locator("tfoot [data-sum='3']")).to_have_text("1,000,000,000,000.09")
    expect(page.locator("tfoot [data-sum=all]")).to_have_text("1,000,000,000,100.09")
    cell(page, rows[1], 3).fill("x")
    expect(page.locator("tfoot [data-sum=all]")).to_have_text("100.10")
    expect(page.get_by_role("row", name="กลุ่มทอผ้า").locator(".all")).to_have_text("100.10")


def test_only_changed_rows_are_posted(open_entry, rows):
    page = open_entry()
    cell(page, rows[1]).fill("5")
    with page.expect_request("**/save") as posted:
        save(page)
    fields = parse_qs(posted.value.post_data, keep_blank_values=True)
    assert [read.split()[0] for read in fields["read"]] == [str(rows[1].pk)]
    assert fields["amount"] == ["5", "", "", ""]


def test_a_bad_cell_is_pointed_out_on_leaving_it(open_entry, rows):
    page = open_entry()
    cell(page, rows[1]).fill("12O")
    cell(page, rows[1]).press("Tab")
    expect(page.get_by_text("“12O” ไม่ใช่จำนวนเงิน")).to_be_visible()
    cell(page, rows[1]).fill("120")
    cell(page, rows[1]).press("Tab")
    expect(page.get_by_text("ไม่ใช่จำนวนเงิน")).to_have_count(0)


def test_no_sales_types_noughts(open_entry, rows):
    page = open_entry()
    page.get_by_role("button", name="ไม่มียอด").click()
    save(page)
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    assert amounts(rows[1]) == factories.baht(0, 0, 0, 0)


def test_enter_and_the_arrows_move_in_the_column(open_entry, rows):
    page = open_entry()
    cell(page, rows[0], 1).click()
    page.keyboard.press("Enter")
    expect(cell(page, rows[1], 1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(cell(page, rows[0], 1)).to_be_focused()
    assert page.url.endswith(ENTRY)


def test_a_known_name_is_completed_and_its_type_shown(open_entry, rows):
    page = open_entry()
    page.get_by_role("button", name="เพิ่มกลุ่ม").click()
    expect(page.locator("#names option")).to_have_count(2)
    page.locator("tr.line").get_by_label("ชื่อกลุ่ม").fill("กลุ่มทอผ้า")
    expect(page.locator("tr.line [data-known]")).to_have_text("กลุ่มผู้ผลิตชุมชน")
    expect(page.locator("tr.line").get_by_label("SMEs")).to_be_hidden()


def test_typing_is_kept_within_two_seconds_and_offered_on_any_machine(open_entry, rows):
    page = open_entry()
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    cell(page, rows[1]).press_sequentially("500")
    with page.expect_request("**/draft"):
        page.clock.run_for(2000)
    expect(page.get_by_role("status").get_by_text("บันทึกร่างแล้ว")).to_be_visible()

    elsewhere = open_entry()
    expect(elsewhere.get_by_text("มีตัวเลขที่กรอกไว้แต่ยังไม่ได้บันทึก 1 รายการ")).to_be_visible()
    elsewhere.get_by_role("button", name="นำกลับมาใช้").click()
    expect(cell(elsewhere, rows[1])).to_have_value("500")
    save(elsewhere)
    expect(elsewhere.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    assert not Draft.objects.exists()


def test_typing_survives_a_page_that_dies_before_autosave(open_entry, rows):
    page = open_entry()
    page.route("**/draft", lambda route: route.abort())
    cell(page, rows[1]).fill("500")
    expect(page.get_by_role("alert")).to_contain_text("ไม่ได้เชื่อมต่ออินเทอร์เน็ต")
    page.unroute("**/draft")

    again = page.context.new_page()
    page.close()
    again.goto(ENTRY)

    again.get_by_role("button", name="นำกลับมาใช้").click()
    expect(cell(again, rows[1])).to_have_value("500")


def test_typing_survives_two_pages_that_die_before_autosave(open_entry, rows):
    page = open_entry()
    for row, typed in zip(rows, ("400", "500"), strict=True):
        page.route("**/draft", lambda route: route.abort())
        cell(page, row).fill(typed)
        expect(page.get_by_role("alert")).to_contain_text("ไม่ได้เชื่อมต่ออินเทอร์เน็ต")
        page, dead = page.context.new_page(), page
        dead.close()
        page.route("**/draft", lambda route: route.abort())
        page.goto(ENTRY)
        expect(page.get_by_role("alert")).to_contain_text("ไม่ได้เชื่อมต่ออินเทอร์เน็ต")
    page.unroute("**/draft")
    page.reload()

    page.get_by_role("button", name="นำกลับมาใช้").click()
    expect(cell(page, rows[0])).to_have_value("400")
    expect(cell(page, rows[1])).to_have_value("500")


NO_STORE = "indexedDB.open = () => ({})"


def test_a_cell_takes_the_first_key_however_slow_the_machines_own_store_is(open_entry, rows):
    page = open_entry(script=NO_STORE)
    cell(page, rows[1]).focus()
    page.keyboard.press("ArrowUp")
    expect(cell(page, rows[0])).to_be_focused()
    page.keyboard.insert_text("7")
    expect(cell(page, rows[0])).to_have_value("7")


def test_leaving_with_unsaved_figures_warns(open_entry, rows):
    page = open_entry()
    warnings = []
    page.on("dialog", lambda dialog: (warnings.append(dialog.type), dialog.dismiss()))
    cell(page, rows[1]).press_sequentially("5")
    page.evaluate("location.reload()")
    expect(cell(page, rows[1])).to_have_value("5")
    assert warnings == ["beforeunload"]


def test_an_ended_session_leaves_every_figure_in_place(open_entry, rows):
    page = open_entry()
    cell(page, rows[1]).fill("500")
    Session.objects.all().delete()
    save(page)

    expect(page.get_by_role("alert")).to_contain_text("หมดเวลาใช้งาน กรุณาเข้าสู่ระบบอีกครั้ง ตัวเลขที่กรอกไว้ไม่สูญหาย")
    expect(cell(page, rows[1])).to_have_value("500")
    expect(page.get_by_role("link", name="เข้าสู่ระบบ")).to_be_visible()


def test_without_scripts_figures_posted_after_the_session_are_saved_after_signing_in(open_entry, officer, rows):
    officer.set_password("ผ้าทอ-ริมโขง-๔๓")
    officer.save()
    page = open_entry(scripts=False)
    cell(page, rows[1]).fill("500")
    Session.objects.all().delete()
    save(page)
    expect(page.get_by_text("ตัวเลขที่กรอกไว้ไม่สูญหาย")).to_be_visible()

    page.get_by_label("ชื่อผู้ใช้").fill(officer.username)
    page.get_by_label("รหัสผ่าน").fill("ผ้าทอ-ริมโขง-๔๓")
    page.get_by_role("button", name="เข้าสู่ระบบ").first.click()
    page.get_by_role("button", name="บันทึกต่อ").click()

    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    assert amounts(rows[1]) == factories.baht(500, 0, 0, 0)


def test_a_server_that_fails_leaves_every_figure_in_place(open_entry, rows):
    page = open_entry()
    page.route("**/save", lambda route: route.fulfill(status=500, body="broken"))
    cell(page, rows[1]).fill("500")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("ยังไม่ได้บันทึก ตัวเลขที่กรอกไว้ยังอยู่ครบ")
    expect(cell(page, rows[1])).to_have_value("500")

    page.unroute("**/save")
    save(page)
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()


def test_a_clash_shows_both_figures_and_one_click_chooses(open_entry, rows):
    mine, theirs = open_entry(), open_entry()
    cell(theirs, rows[0]).fill("250")
    save(theirs)
    expect(theirs.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    cell(mine, rows[0]).fill("300")
    save(mine)

    expect(mine.get_by_text("ท่านกรอก 300.00 กรุณาเลือกตัวเลขที่ถูกต้อง")).to_be_visible()
    mine.get_by_role("button", name="ใช้ 250.00").click()
    expect(cell(mine, rows[0])).to_have_value("250.00")
    expect(mine.get_by_text("ท่านกรอก 300.00")).to_have_count(0)


def three_hundred_rows(officer) -> list[Sale]:
    factories.sheet(*((f"กลุ่มที่ {number}", "food", (None,) * 4) for number in range(1, 301)))
    return list(Sale.objects.in_order())


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_three_hundred_rows_work(open_entry, officer, scripts):
    rows = three_hundred_rows(officer)
    page = open_entry(scripts=scripts)
    cell(page, rows[299], 3).fill("0.25")
    cell(page, rows[0]).fill("1")
    save(page)
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์")).to_be_visible()
    expect(page.locator("tfoot .all")).to_have_text("1.25")
    assert Sale.objects.filter(domestic_offline__isnull=False).count() == 2


def test_thirteen_rows_stand_on_the_first_screen_between_heading_and_totals(open_entry, officer):
    three_hundred_rows(officer)
    page = open_entry()
    top = page.locator("thead").bounding_box()
    bottom = page.locator("tfoot").bounding_box()
    assert bottom["y"] + bottom["height"] <= 768
    assert bottom["y"] - top["y"] - top["height"] >= 13 * 32


def test_a_phone_shows_nothing_wider_than_itself(open_entry, rows):
    page = open_entry(size="phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator("#save").bounding_box()["y"] < 844


def test_rows_outside_the_screen_are_found_printed_and_read_aloud(open_entry, officer):
    three_hundred_rows(officer)
    page = open_entry()
    assert page.get_by_role("rowheader", name="กลุ่มที่ 299", exact=True).count() == 1
    printed = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages)
    assert all(str(number) in printed for number in range(200, 301))
    page.goto(f"{ENTRY}#:~:text=กลุ่มที่ 299")
    expect(page.get_by_role("rowheader", name="กลุ่มที่ 299", exact=True)).to_be_in_viewport()


def test_only_the_unanswered_rows_stay_when_asked_for(open_entry, rows):
    page = open_entry(scripts=False)
    page.get_by_label("เฉพาะที่ยังไม่กรอก").check()
    expect(page.get_by_role("rowheader", name="กลุ่มทอผ้า")).to_be_hidden()
    expect(page.get_by_role("rowheader", name="ร้านแม่ปลาส้ม")).to_be_visible()


def test_saving_straight_from_a_bad_cell_of_a_short_sheet_reaches_the_button(open_entry, rows):
    page = open_entry()
    cell(page, rows[1]).fill("12O")
    save(page)
    expect(page.get_by_text("บันทึกแล้ว 0 รายการ อีก 1 รายการต้องแก้ไขก่อน")).to_be_visible()


def test_nothing_in_the_way_of_anyone(open_entry, officer, rows, size):
    factories.producer("กลุ่มที่ยังไม่มีรายการ")
    page = open_entry(size=size)
    page.get_by_role("button", name="เพิ่มกลุ่ม").click()
    page.locator("tr.line").get_by_label("ชื่อกลุ่ม").fill("กลุ่มใหม่")
    cell(page, rows[0]).fill("12O")
    save(page)
    expect(page.get_by_text("บันทึกแล้ว 0 รายการ อีก 2 รายการต้องแก้ไขก่อน")).to_be_visible()
    page.get_by_role("button", name="ตกลง").click()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # nothing half behind what is sticky
    assert violations(page) == []

    page.get_by_role("row", name="กลุ่มทอผ้า").get_by_role("button", name="เปลี่ยนประเภท").click()
    expect(page.locator(".panel-cell")).to_be_visible()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    assert violations(page) == []


def test_a_focused_cell_is_never_behind_the_totals(open_entry, officer):
    rows = three_hundred_rows(officer)
    page = open_entry()
    cell(page, rows[0]).focus()
    for row in rows[1:26]:
        page.keyboard.press("ArrowDown")
        expect(cell(page, row)).to_be_focused()
    page.wait_for_function(
        "() => document.activeElement.getBoundingClientRect().bottom"
        " <= document.querySelector('tfoot').getBoundingClientRect().top"
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_row_that_the_province_confirmed_leads_to_the_form_that_asks(open_entry, rows, size, scripts):
    sheet = rows[0].sheet
    transitions.confirm_by_district(
        district=sheet.district, month=sheet.month_id, by=factories.district_officer(), seen={rows[0].pk: 1}
    )
    factories.confirm_by_province(sheet)
    page = open_entry(size=size, scripts=scripts)
    ask = page.get_by_role("row", name="กลุ่มทอผ้า").get_by_role("link", name="ขอแก้ไขข้อมูล")
    expect(ask).to_have_accessible_description(re.compile("กลุ่มทอผ้า จังหวัดยืนยันแล้วเมื่อวันที่.*จึงแก้ไขโดยตรงไม่ได้"))

    ask.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("ขอแก้ไขข้อมูล")
    expect(page.get_by_text("ผู้ผลิต ผู้ประกอบการ เดิม กลุ่มทอผ้า")).to_be_visible()
    if scripts:
        assert violations(page) == []
