"""Page 12 in an office far away: a slow line, none at all, many rows, long names."""

import pytest
from playwright.sync_api import Page, expect

from sales import sentences
from sales.models import Sale
from tests import factories

# How the page behaves depends on no database; what it saves is tried on both (tests/sales/entry, the manuals).
pytestmark = [pytest.mark.browser, pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]

ENTRY = "/entry/2566/8/"
LONG = "กลุ่มแม่บ้านเกษตรกรบ้านโนนสวรรค์สามัคคีพัฒนาแปรรูปผ้าฝ้ายทอมือย้อมสีธรรมชาติ หมู่ที่ 7"
SAVED = "การบันทึกข้อมูลสมบูรณ์"


@pytest.fixture
def rows() -> list[Sale]:
    names = (LONG, *(f"กลุ่มที่ {number}" for number in range(2, 61)))
    factories.sheet(*((name, "food", (None,) * 4) for name in names))
    return list(Sale.objects.in_order())


@pytest.fixture
def open_entry(page_of, live_server, rows):
    def opened(**more) -> Page:
        page = page_of(factories.district_officer(), live_server.url, **more)
        page.goto(ENTRY)
        return page

    return opened


def cell(page: Page, row: Sale):
    return page.locator("tr", has=page.locator(f"[name=read][value^='{row.pk} ']")).locator("[name=amount]").first


def test_whoever_saves_on_a_slow_line_is_told_to_wait(open_entry, rows):
    page = open_entry()
    held = []
    page.route("**/save", lambda route: held.append(route))
    cell(page, rows[50]).fill("5")
    with page.expect_request("**/save"):
        page.locator("#save").click()
    expect(page.get_by_text(sentences.SENDING)).to_be_in_viewport()

    held.pop().continue_()

    expect(page.get_by_text(SAVED)).to_be_in_viewport()
    expect(page.get_by_text(sentences.SENDING)).to_have_count(0)


def test_without_a_line_no_earlier_notice_says_that_all_is_saved(open_entry, rows):
    page = open_entry()
    cell(page, rows[50]).fill("5")
    page.locator("#save").click()
    expect(page.get_by_text(SAVED)).to_be_in_viewport()

    page.context.set_offline(True)
    cell(page, rows[51]).fill("6")
    page.locator("#save").click()
    expect(page.get_by_text(sentences.OFFLINE)).to_be_in_viewport()
    expect(page.get_by_text(SAVED)).to_have_count(0)
    expect(cell(page, rows[51])).to_have_value("6")

    page.context.set_offline(False)
    expect(page.get_by_text(sentences.OFFLINE)).to_be_hidden()
    page.locator("#save").click()
    expect(page.get_by_text(SAVED)).to_be_visible()
    assert [Sale.objects.get(pk=row.pk).domestic_offline for row in rows[50:52]] == [5, 6]


def test_the_rows_asked_for_stay_asked_for_after_saving(open_entry, rows):
    page = open_entry()
    page.get_by_label("เฉพาะที่ยังไม่กรอก").check()
    cell(page, rows[0]).fill("5")
    cell(page, rows[0]).press("Control+S")

    expect(page.get_by_text(SAVED)).to_be_visible()
    expect(page.get_by_label("เฉพาะที่ยังไม่กรอก")).to_be_checked()
    expect(cell(page, rows[0])).to_be_hidden()
    expect(cell(page, rows[1])).to_be_focused()


def test_whoever_saves_with_the_pointer_stays_where_he_is(open_entry, rows, size):
    page = open_entry(size=size)
    cell(page, rows[50]).click()
    page.keyboard.type("5")
    before = cell(page, rows[50]).bounding_box()["y"]
    button = page.locator("#save").bounding_box()
    page.mouse.click(button["x"] + 5, button["y"] + 5)

    expect(page.get_by_text(SAVED)).to_be_in_viewport()
    expect(page.locator("#save")).to_be_focused()
    page.wait_for_function(
        "([name, before]) => Math.abs(document.querySelector(name).getBoundingClientRect().y - before) <= 2",
        arg=["tbody tr:nth-child(51) [name=amount]", before],
    )


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_long_name_is_there_to_its_last_letter(open_entry, size, scripts):
    page = open_entry(size=size, scripts=scripts)
    name = page.get_by_role("rowheader", name=LONG)
    expect(name).to_be_visible()
    size_of = "(name) => [name.clientWidth, name.clientHeight]"
    assert name.evaluate(size_of) == name.evaluate(size_of.replace("client", "scroll"))


def test_nothing_is_said_of_a_month_before_that_had_no_row(open_entry, rows):
    page = open_entry(size="phone")
    before = page.locator("tbody .before").first
    assert before.evaluate("(cell) => getComputedStyle(cell, '::before').content") == "none"
