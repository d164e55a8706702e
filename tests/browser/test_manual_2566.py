"""The manual of 2566 (S000:193-429) played step by step, by its own labels: district, province, department."""

import re
from datetime import UTC, datetime
from io import BytesIO

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from otop_portal import clock
from sales.models import Officer, SheetEvent
from tests import factories
from tests.factories import AUGUST

from .manual import MODES, acknowledged, country_report, menu, officers_with_passwords, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OCTOBER = AUGUST.replace(year=2022, month=10)
# As the manual's own picture has them (S000:265-266; 366,100 there is a slip of the scan, CHECKS).
FOOD = ("กลุ่มอาหารอร่อย", "อาหาร", "กลุ่มผู้ผลิตชุมชน", ("329,900.00", "6,200.00", "0", "0"), "336,100.00")
DRINK = ("กลุ่มอาหารอร่อย", "เครื่องดื่ม", "กลุ่มผู้ผลิตชุมชน", ("๑,๐๙๘,๖๔๐", "9,920", "", ""), "1,108,560.00")
TOTAL = "1,444,660.00"


@pytest.fixture
def officers() -> dict[str, Officer]:
    return officers_with_passwords()


@pytest.fixture(autouse=True)
def november_2565(monkeypatch):
    """The server's threads follow the demo's shift, not this thread's clock."""
    shift = datetime(2022, 11, 3, 2, tzinfo=UTC) - clock.now()
    monkeypatch.setattr(clock, "shift_provider", lambda: shift)
    factories.months(OCTOBER, AUGUST)


def choose_month(page: Page, year: str = "2566", month: str = "ตุลาคม") -> None:
    """S000:252: the page shows the month at once with scripts, after ค้นหา without."""
    search = page.get_by_role("search")
    search.get_by_label("ปีงบประมาณ").select_option(year)
    search.get_by_label("เดือน").select_option(month)
    search.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_text("ตุลาคม 2565 · ปีงบประมาณ 2566").first).to_be_visible()


def add_group(page: Page, line: tuple) -> None:
    """S000:268-274: เพิ่มกลุ่ม, the name, a tick in each kind, the amounts."""
    name, product, producer, amounts, _total = line
    lines = page.locator("[data-line]")
    before = lines.count()
    page.get_by_role("button", name="เพิ่มกลุ่ม").click()
    expect(lines).not_to_have_count(before)
    new = lines.nth(before)
    new.get_by_label("ชื่อกลุ่ม", exact=True).fill(name)
    new.get_by_role("radio", name=product, exact=True).check()
    if new.get_by_role("radio", name=producer).is_visible():
        new.get_by_role("radio", name=producer).check()
    for cell, amount in zip(new.locator("input[inputmode=decimal]").all(), amounts, strict=True):
        cell.fill(amount)


def save(page: Page) -> None:
    page.get_by_role("button", name="บันทึก", exact=True).last.click()


def record_the_month(page: Page, scripts: bool) -> None:
    menu(page, "บันทึกข้อมูล")
    expect(page.get_by_role("heading", name="บันทึกยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ)")).to_be_visible()
    choose_month(page)
    for line in (FOOD, DRINK):
        add_group(page, line)
        if scripts:
            expect(page.locator("[data-line]").last).to_contain_text(line[-1])
        save(page)
        notice = acknowledged(page, "การบันทึกข้อมูลสมบูรณ์")
        if scripts:
            notice.get_by_role("button", name="ตกลง").click()
            expect(notice).to_be_hidden()
        expect(page.get_by_text(line[-1]).first).to_be_visible()
    expect(page.get_by_text(TOTAL).first).to_be_visible()


def confirm_the_month(page: Page) -> None:
    """S000:292-314: the header's box ticks all that is shown."""
    menu(page, "ยืนยันข้อมูล")
    expect(page.get_by_role("heading", name="ยืนยันข้อมูลยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ)")).to_be_visible()
    choose_month(page)
    page.get_by_label("(ระดับอำเภอ)", exact=True).check()
    page.get_by_role("button", name="บันทึกการยืนยันระดับอำเภอ").click()
    acknowledged(page, "การบันทึกข้อมูลสมบูรณ์ ยืนยันระดับอำเภอแล้ว 2 จาก 2 รายการ")


def print_rt2(page: Page) -> None:
    """S000:318-355: รายงานสำหรับตรวจสอบ, รต.๒, ค้นหา, ส่งออก Excel."""
    menu(page, "รายงานสำหรับตรวจสอบ")
    expect(page.get_by_role("heading", name=re.compile("แบบฟอร์มยืนยันข้อมูลสำหรับพัฒนาการอำเภอ"))).to_be_visible()
    page.get_by_label("ปีงบประมาณ").select_option("2566")
    page.get_by_label("เดือน").select_option("ตุลาคม")
    page.get_by_role("button", name="ค้นหา").click()
    expect(page.get_by_text(re.compile(f"{TOTAL}|๑,๔๔๔,๖๖๐.๐๐")).first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="ส่งออก Excel").click()
    workbook = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes()))
    numbers = [cell.value for row in workbook.active.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    assert 1444660 in numbers


def confirm_at_the_province(page: Page) -> None:
    """S000:377-423."""
    menu(page, "ติดตามอำเภอ")
    choose_month(page)
    page.get_by_role("link", name="อำเภอโพธิ์ตาก").click()
    expect(page.get_by_role("heading", name="ยืนยันข้อมูลยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับจังหวัด)")).to_be_visible()
    page.get_by_label("(ระดับจังหวัด)", exact=True).check()
    page.get_by_role("button", name="บันทึกการยืนยันระดับจังหวัด").click()
    acknowledged(page, f"ยืนยันระดับจังหวัดแล้ว 2 รายการ รวม {TOTAL} บาท ข้อมูลถูกส่งไปยังกรมฯ แล้ว")


@MODES
def test_a_month_goes_from_the_district_to_the_department(live_server, page_of, officers, size, scripts):
    district = page_of(None, live_server.url, size=size, scripts=scripts)
    department = page_of(officers["department"], live_server.url, size=size, scripts=scripts)

    sign_in(district, officers["district"])
    record_the_month(district, scripts)
    confirm_the_month(district)
    print_rt2(district)
    expect(country_report(department).get_by_text(TOTAL)).to_have_count(0)

    province = page_of(None, live_server.url, size=size, scripts=scripts)
    sign_in(province, officers["province"])
    confirm_at_the_province(province)
    expect(country_report(department).get_by_text(TOTAL).first).to_be_visible()

    assert list(SheetEvent.objects.values_list("action", flat=True)) == [
        "save",
        "save",
        "confirm_by_district",
        "confirm_by_province",
    ]


def test_who_typed_a_figure_is_three_clicks_from_the_departments_cell(live_server, page_of, officers):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (12000, 0, 0, 0)), of=OCTOBER)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    page = country_report(page_of(officers["department"], live_server.url))

    page.get_by_role("link", name="หนองคาย").click()
    page.get_by_role("link", name="12,000.00").first.click()
    page.get_by_role("link", name=re.compile("ประวัติลำดับที่ 1")).click()

    expect(page.get_by_text(officers["district"].name).first).to_be_visible()
    expect(page.get_by_text("12,000.00").first).to_be_visible()
