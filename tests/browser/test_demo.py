"""The demo as `make run` serves it: every page at both sizes, the README's walk, the documents' pictures."""

import json
import os
import random
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect

from otop_portal import thai
from sales.models import CHANNELS, Officer, ProductType, Province
from tests.browser.accessibility import violations

pytestmark = pytest.mark.browser

README = Path(__file__).parents[2] / "README.md"
# `PICTURES=docs/pictures` renews those of the README and the manual; otherwise they are only looked at.
PICTURES = settings.BASE_DIR / os.environ.get("PICTURES", "var/pictures")
PAGES = {
    "overview": (None, "/"),
    "trends": (None, "/trends/"),
    "trends-province": (None, "/trends/?area=43"),
    "map": (None, "/map/"),
    "compare": (None, "/map/compare/?one=43&other=76"),
    "overview-officer": ("cdd", "/overview/?month=2023-08"),
    "sign-in": (None, "/sign-in/"),
    "home-district": ("d4308", "/"),
    "entry": ("d4317", "/entry/2566/8/"),
    "confirmation": ("d4317", "/confirmation/2566/8/"),
    "producers": ("d4317", "/producers/"),
    "forms": ("d4317", "/reports/forms/"),
    "form-rt1": ("d4317", "/reports/forms/rt1/4317/2566/8/"),
    "form-rt2": ("d4317", "/reports/forms/rt2/4317/2566/8/"),
    "home-chief": ("c4317", "/"),
    "sheet-chief": ("c4305", "/sheets/4305/2566/8/"),
    "home-province": ("p43", "/"),
    "districts": ("p43", "/districts/2566/8/"),
    "province-sheet": ("p43", "/districts/4305/2566/8/"),
    "districts-half-confirmed": ("p76", "/districts/2566/8/"),
    "entry-not-begun": ("d7603", "/entry/2566/8/"),
    "officers": ("p43", "/officers/"),
    "home-department": ("cdd", "/"),
    "reports": ("cdd", "/reports/"),
    "report-r1": ("cdd", "/reports/r1/?year=2566"),
    "report-r1-province": ("cdd", "/reports/r1/?year=2566&area=43"),
    "brief": ("p43", "/reports/brief/?year=2566&period=7"),
    "targets": ("p43", "/targets/"),
    "sheet": ("cdd", "/sheets/4302/2566/8/"),
    "sheet-history": ("cdd", "/sheets/4302/2566/8/history/"),
    "sheet-of-nothing": ("cdd", "/sheets/2306/2566/7/"),
    "home-admin": ("admin", "/"),
    "imports": ("admin", "/imports/"),
    "account": ("admin", "/account/"),
    "password": ("admin", "/account/password/"),
    "officer-open": ("admin", "/officers/open/"),
    "admin": ("admin", "/admin/"),
    "admin-months": ("admin", "/admin/sales/reportingmonth/"),
    "admin-month": ("admin", "/admin/sales/reportingmonth/2023-08-01/change/"),
    "admin-month-history": ("admin", "/admin/sales/reportingmonth/2023-08-01/history/"),
    "admin-districts": ("admin", "/admin/sales/district/"),
    "admin-district": ("admin", "/admin/sales/district/4317/change/"),
    "admin-rows": ("admin", "/admin/sales/sale/"),
    "admin-events": ("admin", "/admin/sales/sheetevent/"),
    "admin-search": ("admin", "/admin/sales/producer/?q=ผ้า"),
}
# Those that README.md and docs/th show.
SHOWN = (
    "overview",
    "map",
    "home-district",
    "entry",
    "sheet-chief",
    "home-province",
    "districts",
    "home-department",
    "report-r1",
    "brief",
    "home-admin",
)


def officer(username: str | None) -> Officer | None:
    return username and Officer.objects.get(username=username)


@pytest.fixture
def db(demo_portal, django_db_blocker):
    """In place of pytest-django's: the module's one database is neither rolled back nor emptied between tests."""
    with django_db_blocker.unblock():
        yield


@pytest.mark.sqlite  # how a page looks and is read aloud depends on no database
@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_accessible_quiet_and_as_wide_as_the_screen(demo_portal, db, page_of, name, size):
    username, address = PAGES[name]
    page = page_of(officer(username), demo_portal, size=size)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(address)
    expect(page.get_by_text("ข้อมูลสาธิต").first).to_be_visible()

    if name in SHOWN:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-{size}.png")
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_the_public_reads_what_the_reports_say_wherever_nothing_is_hidden(demo_portal, db):
    """The twelve months of 2565, of Nong Khai and of another province at each run: total, five types, four channels."""
    other = random.choice(Province.objects.filter(districts__reporting=True).exclude(pk="43").distinct()).pk
    for code, fewest in (("43", 120), (other, 60)):
        shown, said = public_figures(code), reported_figures(code)
        assert said.keys() == shown.keys()
        known = {key: figure for key, figure in shown.items() if figure != "–*"}
        assert known == {key: said[key] for key in known}, code
        assert len(known) >= fewest


def public_figures(province: str) -> dict[tuple[int, int], str]:
    """By month, then the total, the types, the channels."""
    visitor = Client(SERVER_NAME="localhost")
    page = visitor.get("/trends/", {"area": province, "month": "2022-09", "unit": "baht"})
    twelve, _, types, channels, _ = page.context["charts"]
    lines = zip(twelve.lines, types.lines, channels.lines, strict=True)
    rows = [(total.texts[0], *kinds.texts[:-1], *ways.texts[:-1]) for total, kinds, ways in lines]
    return {(month, n): text for month, row in enumerate(rows) for n, text in enumerate(row)}


def reported_figures(province: str) -> dict[tuple[int, int], str]:
    department = Client(SERVER_NAME="localhost")
    department.force_login(officer("cdd"), backend="sales.sign_in.OfficerBackend")
    question = {"year": "2565", "period": "all", "area": province}
    types, channels = (json.loads(department.get(f"/reports/{slug}.json", question).content) for slug in ("r2", "r3"))
    rows = [
        [kinds["total"], *(kinds[each] for each in ProductType.values), *(ways[each] for each in CHANNELS)]
        for kinds, ways in zip(types["rows"], channels["rows"], strict=True)
    ]
    return {(month, n): thai.baht(Decimal(text)) for month, row in enumerate(rows) for n, text in enumerate(row)}


def test_the_documents_show_pictures_that_are_there():
    pages = [README, *(settings.BASE_DIR / "docs" / "th").glob("*.md")]
    shown = [(page, name) for page in pages for name in re.findall(r"!\[.*?\]\((.*?)\)", page.read_text())]
    assert shown
    assert [name for page, name in shown if not (page.parent / name).exists()] == []


def test_the_walk_of_five_minutes(demo_portal, db, page_of):
    in_million, in_baht = (
        re.search(rf"([\d,]+\.\d\d) to ([\d,]+\.\d\d) {unit}", README.read_text()).groups()
        for unit in ("million baht", "baht")
    )
    before, after = in_million
    department = page_of(officer("cdd"), demo_portal)
    assert august_of_the_department(department) == before

    finish_the_sheet(page_of(officer("d4317"), demo_portal))
    assert august_of_the_department(department) == before

    province = page_of(officer("p43"), demo_portal)
    province.goto("/districts/2566/8/")
    province.get_by_role("link", name="อำเภอโพธิ์ตาก").click()
    province.get_by_label("(ระดับจังหวัด)", exact=True).check()
    province.get_by_role("button", name="บันทึกการยืนยันระดับจังหวัด").click()
    expect(province.get_by_text("ข้อมูลถูกส่งไปยังกรมฯ แล้ว จังหวัดไม่ต้องส่งรายงานอีก")).to_be_visible()

    assert august_of_the_department(department) == after
    assert august_of_the_department(department, unit="บาท") == in_baht[1]


def finish_the_sheet(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="บันทึกต่อ").click()
    page.wait_for_load_state()  # with its scripts: from now on ไม่มียอด types, and บันทึก saves
    nothing = page.get_by_role("button", name="ไม่มียอด")
    expect(nothing).to_have_count(3)
    for button in nothing.all():
        button.click()
    page.get_by_role("button", name="บันทึก", exact=True).last.click()
    expect(page.get_by_text("การบันทึกข้อมูลสมบูรณ์ เมื่อวันที่ 3 กันยายน 2566")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="ยืนยันข้อมูล").click()
    page.get_by_label("(ระดับอำเภอ)", exact=True).check()
    page.get_by_role("button", name="บันทึกการยืนยันระดับอำเภอ").click()
    expect(page.get_by_text("ยืนยันระดับอำเภอแล้ว 41 จาก 41 รายการ")).to_be_visible()


def august_of_the_department(page: Page, unit: str | None = None) -> str:
    page.goto("/reports/r1/?year=2566")
    if unit:
        page.get_by_role("group", name="หน่วย").get_by_role("link", name=unit, exact=True).click()
        expect(page.get_by_text(f"หน่วย: {unit} ·")).to_be_visible()
    heading = page.get_by_role("columnheader", name="ส.ค. 66")
    column = heading.evaluate("cell => [...cell.parentElement.children].indexOf(cell)")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="หนองคาย"))
    return re.search(r"[\d,]+\.\d\d", row.locator("td, th").nth(column).inner_text())[0]
