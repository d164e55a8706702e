"""Every page that says no, at both sizes: it speaks Thai, leads on, fits the screen and is clean to axe-core."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import factories

from .accessibility import violations

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

SHEET = reverse("sales:province-sheet", args=["4317", 2566, 8])


@pytest.fixture
def province(live_server, page_of, size) -> Page:
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)))
    factories.confirm_by_district(sheet)
    return page_of(factories.province_officer(), live_server.url, size=size)


@contextmanager
def without(table: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")
        try:
            yield
        finally:
            cursor.execute(f"ALTER TABLE {table}_gone RENAME TO {table}")


def confirm(page: Page) -> None:
    page.get_by_role("button", name="ยืนยันทั้งหมด 1 รายการ").click()


def refused(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    expect(page.get_by_role("link", name="ไปหน้าหลัก")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        (reverse("sales:entry", args=[2566, 8]), "ทำรายการนี้ไม่ได้"),
        (reverse("sales:sheet", args=["4201", 2566, 8]), "ไม่พบหน้านี้"),
        ("/nowhere/", "ไม่พบหน้านี้"),
        (f"{SHEET}return", "เปิดหน้านี้จากที่อยู่โดยตรงไม่ได้"),
    ],
)
def test_an_address_that_is_not_for_him(province, address, heading):
    province.goto(address)
    refused(province, heading)


def test_a_form_that_no_page_of_ours_sends(province):
    province.goto(SHEET)
    province.evaluate("document.querySelector('main [name=submission]').value = 'x'")
    confirm(province)
    refused(province, "ระบบอ่านข้อมูลที่ส่งมาไม่ได้")


def test_a_page_older_than_the_newest_sign_in_can_be_sent_again(province):
    province.goto(SHEET)
    province.context.clear_cookies(name="csrftoken")
    confirm(province)
    refused(province, "ยังไม่ได้ทำรายการ")

    province.get_by_role("button", name="ส่งอีกครั้ง").click()
    expect(province.get_by_text("ยืนยันระดับจังหวัดแล้ว 1 รายการ")).to_be_visible()


def test_a_sign_in_page_older_than_the_newest_sign_in(live_server, page_of, size):
    page = page_of(None, live_server.url, size=size)
    page.goto(reverse("sales:sign-in"))
    page.context.clear_cookies(name="csrftoken")
    page.get_by_label("ชื่อผู้ใช้ / User Name").fill("p43")
    page.get_by_label("รหัสผ่าน / Password").fill("รหัสผ่านที่จำได้")
    page.get_by_role("main").get_by_role("button", name="เข้าสู่ระบบ").click()
    refused(page, "ยังไม่ได้ทำรายการ")


def test_a_fault_of_ours(province):
    with without("sales_sheetevent"):
        province.goto(reverse("sales:sheet-history", args=["4317", 2566, 8]))
    refused(province, "ระบบขัดข้อง")


def test_a_fault_of_ours_keeps_what_was_sent(province):
    province.goto(SHEET)
    with without("sales_tally"):
        confirm(province)
        refused(province, "ระบบขัดข้อง")

    province.get_by_role("button", name="ส่งอีกครั้ง").click()
    expect(province.get_by_text("ยืนยันระดับจังหวัดแล้ว 1 รายการ")).to_be_visible()
