"""An administrator opens a fiscal year and closes an old one, at both sizes."""

from datetime import date

import pytest
from playwright.sync_api import expect

from sales.models import ReportingMonth
from tests import factories

from .accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_year_is_seen_opened_and_an_old_one_closed(live_server, page_of, size):
    factories.months(date(2022, 10, 1), date(2023, 9, 1))
    page = page_of(factories.administrator(), live_server.url, size=size)
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="ปีงบประมาณ", exact=True).click()
    expect(page.get_by_role("row").filter(has_text="18 พฤศจิกายน 2566")).to_contain_text("1 ตุลาคม 2566")
    page.get_by_text("12 เดือน", exact=False).last.click()
    page.get_by_text("ปิดปีงบประมาณ 2566", exact=True).first.click()
    assert violations(page) == []

    page.get_by_role("button", name="เปิดปีงบประมาณ 2567").click()
    expect(page.get_by_text("เปิดปีงบประมาณ 2567 แล้ว 12 เดือน")).to_be_visible()
    assert ReportingMonth.objects.count() == 24

    page.get_by_text("ปิดปีงบประมาณ 2566", exact=True).first.click()
    page.get_by_label("ปี พ.ศ.").last.select_option(index=1)
    page.get_by_label("เดือน", exact=True).last.select_option("มกราคม")
    page.get_by_label("วันที่", exact=True).last.select_option("1")
    page.get_by_role("button", name="ยืนยันปิดปีงบประมาณ 2566").click()
    expect(page.get_by_text("ปิดรับข้อมูลตั้งแต่วันที่ 1 มกราคม")).to_be_visible()
    assert not ReportingMonth.objects.filter(month=date(2023, 9, 1), closed_on=None).exists()
