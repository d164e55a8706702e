"""Page 37 in a browser: at both sizes, with and without JavaScript, by keyboard, clean to axe-core."""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from otop_portal import clock, fiscal
from sales.models import DueDate
from sales.timeliness import district_months
from tests import factories
from tests.browser.accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def check(page: Page, *, scripts: bool) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert not scripts or violations(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_province_gives_a_district_more_time_and_takes_it_back(live_server, page_of, size, scripts):
    month = fiscal.first_of_month(clock.today())
    factories.month(month)
    district, department = factories.district(), factories.department_officer()

    def due():
        return district_months(department, district, [month], today=clock.today())[0].due

    usual = due()
    page = page_of(factories.province_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(reverse("sales:due-dates"))
    page.get_by_label("อำเภอ", exact=True).select_option(district.pk)
    page.get_by_role("button", name="ค้นหา").press("Enter")
    expect(page.get_by_text("กำหนดที่ใช้กับ").first).to_be_attached()
    check(page, scripts=scripts)

    page.get_by_role("link", name="ขยายกำหนด ให้").press("Enter")
    day = page.get_by_role("group", name="ครบกำหนดวันที่")
    day.get_by_label("วันที่", exact=True).select_option(str((usual + timedelta(days=2)).day))
    page.get_by_role("textbox", name="เหตุผล").fill("น้ำท่วม")
    page.get_by_role("button", name="ดูผลก่อนบันทึก").press("Enter")
    expect(page.get_by_text("กำหนดเปลี่ยน 1 อำเภอ")).to_be_visible()
    check(page, scripts=scripts)
    assert due() == usual

    page.get_by_role("button", name="บันทึกกำหนดส่ง").press("Enter")
    expect(page.get_by_text("บันทึกกำหนดส่งแล้ว")).to_be_visible()
    check(page, scripts=scripts)
    assert due() == usual + timedelta(days=2)

    page.get_by_role("link", name="แก้ไข การขยายกำหนดให้").press("Enter")
    page.get_by_role("button", name="ยกเลิก กลับไปใช้กำหนดเดิม").press("Enter")
    expect(page.get_by_text("กลับไปใช้กำหนดเดิม").first).to_be_visible()
    expect(page.get_by_role("link", name="ขยายกำหนด ให้")).to_have_count(0)  # no district is chosen any more
    assert not DueDate.objects.exists()


def test_the_administrators_year_fits_and_is_clean(live_server, page_of, size):
    year = fiscal.fiscal_year(fiscal.first_of_month(clock.today()))
    factories.months(fiscal.months_of(year)[0], fiscal.months_of(year)[-1])
    page = page_of(factories.administrator(), live_server.url, size=size)
    page.goto(reverse("sales:due-dates"))
    expect(page.get_by_role("link", name="แก้ไข")).to_have_count(24)
    check(page, scripts=True)
