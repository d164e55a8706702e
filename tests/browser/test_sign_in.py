"""The way in, in a browser: the demo's one click, a first password, a session that ends, and the admin's CSP."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from sales import sentences
from sales.demo.accounts import PASSWORD
from sales.models import DemoClock, Officer
from sales.transitions.officers import reset_password
from tests import factories

from .accessibility import violations

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

SIGN_IN = re.compile("/sign-in/")


@pytest.fixture
def district() -> Officer:
    officer = factories.district_officer()
    factories.month()
    officer.set_password(PASSWORD)
    officer.save()
    return officer


@pytest.fixture
def demo(district, settings):
    settings.DEBUG = True
    DemoClock.objects.create(shift=timedelta())


def is_fine(page: Page) -> bool:
    """Nothing beside the screen, nothing that axe finds."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []
    return True


def sign_in(page: Page, username: str, password: str) -> None:
    page.get_by_label("ชื่อผู้ใช้ / User Name").fill(username)
    page.get_by_label("รหัสผ่าน / Password").fill(password)
    page.get_by_role("main").get_by_role("button", name="เข้าสู่ระบบ").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_an_officer_signs_in_and_out(live_server, page_of, district, size, scripts):
    page = page_of(None, live_server.url, size=size, scripts=scripts)
    page.goto(reverse("sales:account"))
    expect(page.get_by_role("heading", name="บันทึกข้อมูล OTOP")).to_be_visible()
    sign_in(page, "", "")
    expect(page.get_by_text(sentences.NO_USERNAME)).to_be_visible()
    expect(page.get_by_text(sentences.NO_PASSWORD)).to_be_visible()
    sign_in(page, "d4317", "ผิด")
    expect(page.get_by_role("alert")).to_have_text(sentences.WRONG_PASSWORD)
    sign_in(page, "d4317", PASSWORD)
    expect(page).to_have_url(f"{live_server.url}{reverse('sales:account')}")
    expect(page.get_by_text("ผู้ใช้ :: อำเภอโพธิ์ตาก")).to_be_visible()
    page.get_by_role("button", name="ออกจากระบบ").click()
    expect(page).to_have_url(SIGN_IN)


def test_the_demos_accounts_are_one_click_away(live_server, page_of, demo, size):
    page = page_of(None, live_server.url, size=size)
    page.goto(reverse("sales:sign-in"))
    assert is_fine(page)
    page.get_by_role("button", name="d4317").click()
    expect(page).to_have_url(f"{live_server.url}/")


def test_a_lock_is_told_and_ended_by_the_province(live_server, page_of, district, size):
    page = page_of(None, live_server.url, size=size)
    page.goto(reverse("sales:sign-in"))
    for _ in range(5):
        sign_in(page, "d4317", "ผิด")
        expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("อีก 30 นาที")
    assert is_fine(page)

    province = page_of(factories.province_officer(), live_server.url, size=size)
    province.goto(reverse("sales:officers"))
    province.get_by_role("link", name="d4317").click()
    province.get_by_role("button", name="ปลดล็อก").click()
    expect(province.get_by_text(sentences.officer_unlocked(district.name))).to_be_visible()

    sign_in(page, "d4317", PASSWORD)
    expect(page).to_have_url(f"{live_server.url}/")


def test_a_new_officer_comes_in_with_the_password_from_the_screen(live_server, page_of, district, size):
    province = page_of(factories.province_officer(), live_server.url, size=size)
    province.goto(reverse("sales:officers"))
    assert is_fine(province)
    province.get_by_role("link", name="เปิดบัญชีใหม่").click()
    expect(province.get_by_label("ชื่อ-นามสกุล")).to_be_visible()
    assert is_fine(province)
    province.get_by_label("ชื่อผู้ใช้").fill("somying")
    province.get_by_label("ชื่อ-นามสกุล").fill("นางสาวสมหญิง ใจดี")
    province.get_by_label("บทบาท").select_option("เจ้าหน้าที่อำเภอ")
    province.get_by_label("อำเภอ", exact=True).select_option("4317")
    province.get_by_role("button", name="เปิดบัญชี").click()
    one_time = province.get_by_role("status").filter(has_text=re.compile("-.*-")).inner_text()
    assert is_fine(province)
    with province.expect_download() as download:
        province.get_by_role("button", name="พิมพ์ใบแจ้ง (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    page = page_of(None, live_server.url, size=size)
    page.goto(reverse("sales:sign-in"))
    sign_in(page, "somying", one_time)
    expect(page.get_by_text(sentences.CHOOSE_OWN_PASSWORD)).to_be_visible()
    assert is_fine(page)
    page.goto(reverse("sales:account"))
    expect(page.get_by_text(sentences.CHOOSE_OWN_PASSWORD)).to_be_visible()
    page.get_by_label("รหัสผ่านใหม่*", exact=True).fill("ปลาร้าหอม-ท่าบ่อ")
    page.get_by_label("รหัสผ่านใหม่อีกครั้ง").fill("ปลาร้าหอม-ท่าบ่อ")
    page.get_by_role("button", name="ตั้งรหัสผ่านใหม่").click()
    expect(page.get_by_text(sentences.OWN_PASSWORD_SAVED)).to_be_visible()
    expect(page).to_have_url(f"{live_server.url}/")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_was_typed_goes_on_after_the_session_had_ended(live_server, page_of, district, size, scripts):
    page = page_of(district, live_server.url, size=size, scripts=scripts)
    page.goto(reverse("sales:account"))
    page.get_by_label("โทรศัพท์").fill("042 123456")
    one_time = reset_password(officer=district, by=factories.province_officer())
    Officer.objects.filter(pk=district.pk).update(password_is_temporary=False)
    page.get_by_role("button", name="บันทึก", exact=True).click()

    expect(page.get_by_text(sentences.SESSION_ENDED)).to_be_visible()
    sign_in(page, "d4317", one_time)
    page.get_by_role("button", name="บันทึกต่อ").click()
    expect(page.get_by_text(sentences.DETAILS_SAVED)).to_be_visible()
    expect(page.get_by_label("โทรศัพท์")).to_have_value("042 123456")


ADMIN_PAGES = [
    "admin:index",
    "admin:sales_district_changelist",
    "admin:sales_reportingmonth_changelist",
    "admin:sales_reportingmonth_add",
    "admin:sales_officer_changelist",
    "admin:sales_sale_changelist",
]


def refused_by_csp(page: Page) -> list[str]:
    refused = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    return refused


def test_the_admin_keeps_to_the_content_security_policy(live_server, page_of, district, size):
    page = page_of(factories.administrator(), live_server.url, size=size)
    refused = refused_by_csp(page)
    for name in ADMIN_PAGES:
        page.goto(reverse(name))
        page.wait_for_load_state("networkidle")
        expect(page.locator("#site-name")).to_be_visible()
    assert refused == []

    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    page.wait_for_function("() => true")
    assert page.evaluate("window.ran") is None
    assert refused
