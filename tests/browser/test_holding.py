"""Who holds a month, in a browser: at both sizes, clean to axe-core."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from otop_portal import clock
from sales.models import Announcement, Contact, Message
from tests import factories
from tests.browser.accessibility import violations
from tests.sales.inbox.messages import announcement, message

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

LINE = ("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0))


def check(page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
    assert violations(page) == [], page.url


def test_the_department_follows_a_number_of_the_funnel_to_its_districts(page_of, live_server, size):
    factories.confirm_by_district(factories.sheet(LINE))
    factories.district("4301")
    page = page_of(factories.department_officer(), live_server.url, size=size)
    page.goto(reverse("sales:holders", args=[2566, 8]))
    check(page)
    page.get_by_role("link", name="1 อยู่ที่จังหวัด").click()
    expect(page.get_by_role("link", name="อำเภอโพธิ์ตาก")).to_be_visible()
    expect(page.get_by_role("link", name="อำเภอที่ 4301")).to_have_count(0)
    check(page)


def test_an_officer_opens_the_page_that_a_message_is_about(page_of, live_server, size):
    factories.sheet(LINE)
    officer = factories.district_officer()
    message(officer)
    page = page_of(officer, live_server.url, size=size)
    page.goto(reverse("sales:inbox"))
    expect(page.get_by_role("link", name="ข้อความ 1 ยังไม่ได้อ่าน")).to_be_visible()
    check(page)
    page.get_by_role("button", name="เปิดหน้างาน").click()
    expect(page).to_have_url(f"{live_server.url}/entry/2566/8/")
    expect(page.get_by_role("link", name="ข้อความ", exact=True)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_province_tells_a_district_or_copies_the_text(page_of, live_server, size, scripts):
    factories.sheet(LINE)
    page = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(reverse("sales:districts", args=[2566, 8]))
    page.get_by_label("แจ้ง อำเภอโพธิ์ตาก").check()
    page.get_by_role("button", name="แจ้งอำเภอที่เลือก").click()
    expect(page).to_have_url(f"{live_server.url}{reverse('sales:reminder', args=[2566, 8])}?district=4317")
    expect(page.get_by_role("textbox", name="ข้อความสำหรับวางในกลุ่มแชต")).to_have_value(
        re.compile("ยืนยันระดับอำเภออีก 1 รายการ")
    )
    if scripts:
        check(page)
        page.get_by_role("button", name="คัดลอกข้อความ").click()
        expect(page.get_by_role("button", name="คัดลอกแล้ว")).to_be_visible()
    page.get_by_label("ข้อความเพิ่มเติมของจังหวัด").fill("กรุณาเร่ง")
    page.get_by_role("button", name="ส่งข้อความ").click()
    expect(page.get_by_text("ส่งข้อความถึง 1 คนแล้ว")).to_be_visible()
    assert Message.objects.get().to == factories.district_officer()


def test_a_province_keeps_its_contacts_beside_the_guide(page_of, live_server, size):
    page = page_of(factories.province_officer(), live_server.url, size=size)
    page.goto(reverse("sales:guide"))
    check(page)
    page.goto(reverse("sales:contact-add"))
    page.get_by_label("ชื่อ-นามสกุล").fill("นางบุญมา ใจดี")
    page.get_by_label("โทรศัพท์").fill("042-411111")
    check(page)
    page.get_by_role("button", name="บันทึกผู้ประสานงาน").click()
    expect(page.get_by_role("link", name="042-411111")).to_be_visible()
    page.get_by_role("link", name="แก้ไข นางบุญมา ใจดี").click()
    expect(page).to_have_url(f"{live_server.url}{reverse('sales:contact', args=[Contact.objects.get().pk])}")
    check(page)


def test_an_administrator_announces_and_the_district_reads_it_first(page_of, live_server, size):
    announcement(from_on=clock.today(), until_on=clock.today())
    page = page_of(factories.administrator(), live_server.url, size=size)
    pages = [reverse(name) for name in ("sales:announcements", "sales:announcement-add")]
    for address in [*pages, reverse("sales:announcement", args=[Announcement.objects.get().pk])]:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        check(page)
    district = page_of(factories.district_officer(), live_server.url, size=size)
    district.goto("/")
    expect(district.get_by_role("heading", name="ปิดปรับปรุงระบบ")).to_be_visible()
