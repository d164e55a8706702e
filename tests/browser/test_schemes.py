"""Page 36 in a browser: next year's scheme made without code, and every page of it for everybody."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from otop_portal import clock
from targets.models import Scheme, SchemeEvent
from targets.reference import load_schemes
from targets.transitions import schemes as transitions
from tests import factories
from tests.browser.accessibility import violations
from tests.targets.factories import target

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

HALF_YEARS = {"base": (date(2022, 10, 1), date(2023, 3, 1)), "result": (date(2023, 10, 1), date(2024, 3, 1))}
# Abroad in each month of the half year before, and in the last half year altogether.
ABROAD = {"4301": (50, 309), "4317": (100, 643)}
NEW = "/targets/schemes/2567-r1-foreign"
LETTER = ("ฉบับที่ {} · ประกาศตามหนังสือ ที่ มท 0400/{} ลงวันที่ {} เมษายน 2567").format


@pytest.fixture(autouse=True)
def twentieth_of_april(monkeypatch):
    """The server's threads follow the demo's shift, not this thread's clock."""
    shift = datetime(2024, 4, 20, 2, tzinfo=UTC) - clock.now()
    monkeypatch.setattr(clock, "shift_provider", lambda: shift)
    load_schemes()


@pytest.fixture
def ledger():
    """Two districts that sell abroad, and far more at home, which no scheme of sales abroad may count."""
    for code, (each_month, last) in ABROAD.items():
        for month in factories.months(*HALF_YEARS["base"]):
            sold(code, month.pk, each_month)
        months = factories.months(*HALF_YEARS["result"])
        for month in months:
            sold(code, month.pk, last if month == months[-1] else 0)


def sold(code: str, month: date, abroad: int) -> None:
    by = factories.district_officer(code)
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (9000, 800, abroad, 0)), by=by, of=month)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)


def sums_abroad(which: str) -> dict[str, Decimal]:
    """By district, from the rows themselves."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT district_id, SUM(foreign_offline + foreign_online) FROM sales_sale "
            "JOIN sales_sheet ON sheet_id = sales_sheet.id WHERE month_id BETWEEN %s AND %s GROUP BY district_id",
            HALF_YEARS[which],
        )
        return {code: Decimal(int(satang)) / 100 for code, satang in cursor.fetchall()}


def test_next_years_scheme_is_made_announced_and_judged_without_code(ledger, page_of, live_server):
    admin = page_of(factories.administrator(), live_server.url)
    copy_last_years(admin)
    write(admin, **{"levels-0-percent": "2", "levels-1-percent": "5", "levels-2-percent": "7.5"})

    # Tried on the portal's own bases, before anybody was given a target.
    admin.get_by_role("link", name="ลองใช้กับตัวเลขจริง").click()
    admin.get_by_label("จังหวัด").select_option("43")
    row = admin.get_by_role("row", name="อำเภอโพธิ์ตาก")
    expect(row).to_contain_text("600.00")
    expect(row).to_contain_text("643.00")
    expect(row).to_contain_text("ระดับมาตรฐาน")
    bases, results = sums_abroad("base"), sums_abroad("result")
    assert (bases, results) == ({"4301": 300, "4317": 600}, {"4301": 309, "4317": 643})
    version = Scheme.objects.get(slug="2567-r1-foreign").current
    for code, base in bases.items():
        target(version, base, code=code)

    announce(admin, 1, "1")
    # 7.5 % above 600 are 645: 2 baht more than there are. 2 % above 300 are 306, 5 % are 315.
    assert judged(page_of, live_server, "4317", 1) == ("ระดับมาตรฐาน", "อีก 2.00 บาท ถึงระดับสูง")
    assert judged(page_of, live_server, "4301", 1) == ("ระดับต้น", "อีก 6.00 บาท ถึงระดับมาตรฐาน")

    prepare_second(admin)
    row = admin.get_by_role("row", name="อำเภอโพธิ์ตาก")
    expect(row).to_contain_text("เปลี่ยนเป็น ระดับสูง")
    expect(admin.get_by_text("เปลี่ยนแปลง 1 จาก 2 แห่ง")).to_be_visible()
    announce(admin, 2, "15")
    assert judged(page_of, live_server, "4317", 2) == ("ระดับสูง", "")
    assert judged(page_of, live_server, "4301", 2) == ("ระดับต้น", "อีก 6.00 บาท ถึงระดับมาตรฐาน")
    acts = [event.action for event in SchemeEvent.objects.all()]
    assert acts == ["copy", "change", "announce", "new_version", "change", "announce"]

    province = page_of(factories.province_officer(), live_server.url)
    province.goto(f"{NEW}/2/compare/1/")
    expect(province.get_by_text("ระดับสูง (high), ร้อยละ 7.50")).to_be_visible()
    expect(province.get_by_text("ระดับสูง (high), ร้อยละ 7.00")).to_be_visible()
    expect(province.get_by_role("row", name="อำเภอโพธิ์ตาก")).to_contain_text("เปลี่ยนเป็น ระดับสูง")


def copy_last_years(admin: Page) -> None:
    admin.goto("/targets/schemes/?year=2566")
    admin.get_by_role("link", name="รอบที่ 1 ร้อยละที่เพิ่มขึ้นของรายได้").click()
    admin.get_by_text("คัดลอกเป็นเกณฑ์ของปีอื่น").click()
    admin.get_by_label("รหัสเกณฑ์ใหม่").fill("2567-r1-foreign")
    expect(admin.get_by_label("ปีงบประมาณ")).to_have_value("2567")
    admin.get_by_role("button", name="คัดลอก", exact=True).click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("แก้ไขเกณฑ์ 2567-r1-foreign ฉบับที่ 1")
    expect(admin.get_by_label("วัดตั้งแต่เดือน")).to_have_value("2023-10-01")
    admin.get_by_label("ชื่อตัวชี้วัด").fill("ยอดจำหน่ายต่างประเทศ")
    admin.get_by_label("สิ่งที่วัด").select_option("foreign_sales")
    admin.get_by_label("สิ่งที่ใช้ตัดสิน").select_option("percentage")
    admin.get_by_label("ฐานที่ใช้เปรียบเทียบ").fill("ยอดต่างประเทศครึ่งปีแรก 2566")


def write(admin: Page, **levels: str) -> None:
    for name, value in levels.items():
        admin.locator(f"[name={name}]").fill(value)
    admin.get_by_role("button", name="บันทึกเกณฑ์").click()
    expect(admin.get_by_text("บันทึกเกณฑ์แล้ว ยังไม่ประกาศใช้")).to_be_visible()


def announce(admin: Page, number: int, day: str) -> None:
    admin.goto(f"{NEW}/{number}/")
    admin.locator("summary", has_text="ประกาศใช้").click()
    admin.get_by_label("เลขที่หนังสือ").fill(f"มท 0400/{number}")
    date_of_letter = admin.get_by_role("group", name="ลงวันที่")
    date_of_letter.get_by_label("วันที่", exact=True).select_option(day)
    date_of_letter.get_by_label("เดือน").select_option("4")
    date_of_letter.get_by_label("ปี พ.ศ.").select_option("2567")
    admin.get_by_role("button", name="ยืนยันประกาศใช้").click()
    expect(admin.get_by_text(LETTER(number, number, day))).to_be_visible()


def prepare_second(admin: Page) -> None:
    """And try it."""
    admin.locator("summary", has_text="จัดทำฉบับใหม่").click()
    admin.get_by_label("เหตุผลที่แก้ไข").fill("หนังสือ มท 0400/2 ลดเกณฑ์ระดับสูง")
    admin.get_by_role("button", name="จัดทำฉบับที่แก้ไข").click()
    expect(admin.get_by_role("heading", level=1)).to_have_text("แก้ไขเกณฑ์ 2567-r1-foreign ฉบับที่ 2")
    write(admin, **{"levels-2-percent": "7"})
    admin.get_by_role("link", name="ลองใช้กับตัวเลขจริง").click()
    admin.get_by_label("จังหวัด").select_option("43")


def judged(page_of, live_server, code: str, number: int) -> tuple[str, str]:
    """On page 32, by that version: the level and what is missing."""
    page = page_of(factories.district_officer(code), live_server.url)
    page.goto("/targets/?year=2567")
    card = page.locator(".measured", has=page.get_by_role("heading", name="ยอดจำหน่ายต่างประเทศ"))
    expect(card.get_by_role("link", name=f"เกณฑ์ฉบับที่ {number}")).to_be_visible()
    level = card.locator(".stage").inner_text()
    return level, card.locator("p", has=page.locator(".stage")).inner_text().removeprefix(level).strip()


def test_every_page_of_the_schemes_is_accessible_and_as_wide_as_the_screen(page_of, live_server, size):
    by = factories.administrator()
    second = transitions.prepare_version(
        scheme=Scheme.objects.get(slug="2567-q2-grade-nongkhai"), reason="หนังสือแก้ไข", by=by
    )
    target(Scheme.objects.get(slug="2566-r1-sales").current, 100, low=100, standard=200, high=300)
    here = f"/targets/schemes/{second.scheme.slug}/2/"
    looked_at = {
        factories.district_officer(): ["/targets/schemes/?year=2566", "/targets/schemes/2566-r1-sales/1/"],
        by: [
            "/targets/schemes/",
            here,
            f"{here}edit/",
            f"{here}preview/",
            f"{here}compare/1/",
            "/targets/schemes/2566-r1-sales/1/preview/",
        ],
    }
    for officer, addresses in looked_at.items():
        page = page_of(officer, live_server.url, size=size)
        for address in addresses:
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert violations(page) == [], address
