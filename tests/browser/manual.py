"""What the manuals of both ways have in common: signing in, the menu, a notice, and what the department reads."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from sales.models import Officer
from tests import factories

PASSWORD = "ปลาร้าหอม-ท่าบ่อ"
MODES = pytest.mark.parametrize(
    ("size", "scripts"), [("desk", True), ("phone", True), ("desk", False)], ids=["desk", "phone", "without scripts"]
)


def officers_with_passwords() -> dict[str, Officer]:
    them = {
        "district": factories.district_officer(),
        "province": factories.province_officer(),
        "department": factories.department_officer(),
    }
    for officer in them.values():
        officer.set_password(PASSWORD)
        officer.save()
    return them


def sign_in(page: Page, officer) -> None:
    """S000:200-232: เข้าสู่ระบบ, then name and password."""
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="เข้าสู่ระบบ").click()
    expect(page.get_by_role("heading", name="บันทึกข้อมูล OTOP")).to_be_visible()
    page.get_by_label("ชื่อผู้ใช้ / User Name").fill(officer.username)
    page.get_by_label("รหัสผ่าน / Password").fill(PASSWORD)
    page.get_by_role("button", name="เข้าสู่ระบบ", exact=True).click()
    expect(page.get_by_text(f"ผู้ใช้ :: {officer.area_name}")).to_be_visible()


def menu(page: Page, label: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=label, exact=True).click()


def acknowledged(page: Page, message: str) -> Locator:
    """The notice of S000:278, closed by its button."""
    notice = page.get_by_role("status").filter(has_text=message)
    expect(notice).to_be_visible()
    return notice


def country_report(page: Page, year: int = 2566) -> Page:
    page.goto(f"/reports/r1/?year={year}&unit=baht")
    expect(page.get_by_role("heading", name=re.compile("สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP"))).to_be_visible()
    return page
