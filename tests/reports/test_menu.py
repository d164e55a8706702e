"""ยอดจำหน่าย OTOP: its tabs, and every report with its files from one menu."""

import json
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from otop_portal import clock
from reports.definitions import FORMS, REPORTS, TABS
from reports.files import FORMATS
from tests import factories
from tests.clients import signed_in
from tests.reports import asked

pytestmark = pytest.mark.django_db

# S000:210-218, the last two as DOMAIN f reads them.
MENU_2566 = (
    "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายจังหวัด)",
    "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน แยกตามผลิตภัณฑ์ 5 ประเภท)",
    "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน ยอดจำหน่ายในประเทศและต่างประเทศและออนไลน์)",
    "สรุปรายงานยอดจำหน่ายสินค้า OTOP (แยกตามประเภทผลิตภัณฑ์)",
    "สรุปรายงานการจำหน่ายสินค้า OTOP (รายจังหวัด)",
    "เปรียบเทียบยอดจำหน่ายในประเทศและต่างประเทศ (รายจังหวัด)",
    "แบบรายงานผลการจำหน่ายสินค้าตามโครงการ หนึ่งตำบล หนึ่งผลิตภัณฑ์",
    "แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ OTOP แยกตามผลิตภัณฑ์ (รต.3)",
    "แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ รายอำเภอ (รต.4)",
)
# S001:137-144 as DOMAIN c2 reads it, by number.
EXPORTS_2567 = {
    1: "แบบสรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (จังหวัด)",
    2: "แบบสรุปรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน)แยกตามประเภทผลิตภัณฑ์",
    3: "แบบสรุปรวมรายงานยอดจำหน่ายสินค้า OTOP (รายเดือน)แยกตามการขายในประเทศนอกประเทศออนไลน์(ออฟไลน์)",
    4: "แบบสรุปรายงานยอดจำหน่ายสินค้า OTOP (รายจังหวัด)",
    5: "แบบรายงานเปรียบเทียบยอดจำหน่ายในประเทศและต่างประเทศ (รายจังหวัด)",
    6: "แบบรายงานผลการจำหน่ายสินค้าตามโครงการ หนึ่งตำบล หนึ่งผลิตภัณฑ์",
    7: "แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ แยกตามประเภทผลิตภัณฑ์ (รต.๓)",
    8: "แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ รายอำเภอ (รต.๔)",
}
OF_THE_YEAR = ("r1", "r2", "r3", "r4", "r6")
INDEX = "/reports/"


@pytest.fixture(autouse=True)
def september():
    with clock.at(clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        asked.confirmed_sheet("4317")
        yield


def department():
    return signed_in(factories.department_officer())


def page(client, address: str, **question) -> str:
    return client.get(address, question).content.decode().replace("&amp;", "&")


def links(text: str) -> list[str]:
    return re.findall(r'href="([^"]*)"', text)


def test_the_eight_exports_carry_the_documents_numbers_and_titles():
    text = page(department(), INDEX)
    for number, title in EXPORTS_2567.items():
        assert f"ปีงบประมาณ 2567 ข้อ {number}: {title}<" in text


def test_the_nine_reports_carry_the_menus_numbers_and_titles():
    numbered = re.findall(r"<b[^>]*>(\d)</b>\s*<a[^>]*>([^<]*)<", page(department(), INDEX))
    assert numbered == [(str(number), title) for number, title in enumerate(MENU_2566, 1)]


@pytest.mark.parametrize("slug", REPORTS)
def test_each_export_asks_its_report_for_the_chosen_month_and_area_in_every_format(slug):
    client = department()
    found = links(page(client, INDEX, year=2566, period=8, area="43"))
    period = {"r1": ""}.get(slug, "&period=all" if slug in OF_THE_YEAR else "&period=8")
    question = f"?year=2566{period}&area=43"
    assert f"/reports/{slug}/{question}" in found
    for extension in FORMATS:
        address = f"/reports/{slug}.{extension}{question}"
        assert address in found
        assert client.get(address).status_code == 200
    answer = json.loads(client.get(f"/reports/{slug}.json{question}").content)
    assert answer["totals"]["total"] == "13320.76"


def test_one_menu_leads_to_everything_once():
    found = [link.split("?")[0] for link in links(page(department(), INDEX).split('class="report-menu"')[1])]
    once = [f"/reports/{slug}/" for slug in (*REPORTS, "brief", "set", "rows", "changed-sheets", "editions")]
    assert [(link, found.count(link)) for link in once if found.count(link) != 1] == []
    assert found.count(reverse("reports:forms")) == len(FORMS)


@pytest.mark.parametrize("here", ["overview", "monthly", ""])
def test_the_tabs_keep_the_area_and_year_and_lead_to_the_forms(here):
    address = f"/reports/{here}/" if here else INDEX
    text = page(department(), address, year=2566, area="43")
    tabs = text[text.index('id="report-tabs"') :]
    tabs = tabs[: tabs.index("</nav>")]
    assert re.findall(r'aria-current="page">([^<]*)<', tabs) == [{"": "ส่งออกข้อมูล"}.get(here) or TABS[here].menu]
    *pages, forms = links(tabs)
    assert forms == reverse("reports:forms")
    assert [link.split("?")[0] for link in pages] == ["/reports/overview/", "/reports/monthly/", INDEX]
    assert all("year=2566" in link and "area=43" in link for link in pages)
    assert all("alert-warning" not in page(department(), link) for link in pages)


def test_a_sort_or_a_quarter_stays_where_it_has_sense():
    text = page(department(), "/reports/overview/", year=2566, period="q4", sort="fair_change", level="district")
    tabs = links(text[text.index('id="report-tabs"') : text.index("</nav>", text.index('id="report-tabs"'))])
    assert tabs[1:3] == ["/reports/monthly/?year=2566", "/reports/?year=2566"]


@pytest.mark.parametrize("wrong", [{"year": "\x00"}, {"period": "all"}, {"area": "9999"}])
def test_a_wrong_question_has_a_sentence_and_the_nearest_menu(wrong):
    text = page(department(), INDEX, **wrong)
    assert "จึงแสดงข้อมูลที่ใกล้เคียงแทน" in text
    assert "/reports/r5.xlsx?year=2566&period=8" in text


def test_a_district_is_led_to_its_own_figures_only():
    client = signed_in(factories.district_officer())
    factories.district("4301")
    found = links(page(client, INDEX, area="4301"))
    assert "/reports/r5.xlsx?year=2566&period=8&area=4317" in found
    assert not [link for link in found if "area=4301" in link]


def test_the_overview_says_how_much_against_last_year_and_how_complete():
    asked.confirmed_sheet("4301")
    asked.confirmed_sheet("4301", date(2022, 8, 1), [("ร้าน", "food", (6660, 0, 0, 0))])
    text = re.sub(r"<[^>]+>|\s+", " ", page(department(), "/reports/overview/", area="43", unit="baht"))
    words = re.sub(" +", " ", text)
    assert "สิงหาคม 2566 26,641.52 บาท" in words
    assert "เทียบปีก่อน เฉพาะ 1 อำเภอที่ครบทั้งสองช่วง เพิ่มขึ้น ร้อยละ 100.01" in words
    assert "เทียบปีก่อน ทุกอำเภอ เพิ่มขึ้น ร้อยละ 300.02" in words
    assert "2 จาก 2 อำเภอ" in words


@pytest.mark.parametrize("slug", TABS)
def test_a_tab_asks_the_database_as_often_for_one_area_as_for_many(slug):
    client, numbers = department(), []
    for codes in ((), ("4301", "4302", "4201", "1101")):
        for code in codes:
            asked.confirmed_sheet(code)
        with CaptureQueriesContext(connection) as queries:
            page(client, f"/reports/{slug}/", year=2566)
        numbers.append(len(queries))
    assert numbers[1] <= numbers[0] <= 25


def test_the_year_is_compared_over_the_months_that_both_years_have():
    for month, amount in ((date(2022, 8, 1), 8880), (date(2022, 9, 1), 70_000)):
        asked.confirmed_sheet("4317", month, [("ร้าน", "food", (amount, 0, 0, 0))])
    totals = json.loads(department().get("/reports/monthly.json", {"year": 2566, "area": "43"}).content)["totals"]
    assert (totals["now"], totals["before"]) == ("13320.76", "78880.00")
    assert (totals["compared_change"], totals["compared_growth"]) == ("4440.76", "50.01")
