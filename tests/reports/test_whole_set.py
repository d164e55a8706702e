"""รายงานทั้งชุด: every report of an area and month, or every district's signed form, in one file."""

import io
import re

import openpyxl
import pypdf
import pytest

from otop_portal import clock
from reports.definitions import REPORTS
from tests import factories
from tests.reports import asked

pytestmark = pytest.mark.django_db

QUESTION = {"year": 2566, "period": 8, "area": "43"}
SEPTEMBER = clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)


@pytest.fixture
def confirmed():
    with clock.at(SEPTEMBER):
        for code in ("4317", "4301", "4201"):
            asked.confirmed_sheet(code)
        factories.sheet(*asked.LINES, by=factories.district_officer("4302"))
        yield


def taken(client, officer, name: str, **question):
    client.force_login(officer)
    return client.get(f"/reports/set/{name}", QUESTION | question)


def workbook(response) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(response.content))


def pages(response) -> list[str]:
    """Of each page its consonants, digits and Latin: of a Thai cluster pypdf finds little more."""
    found = pypdf.PdfReader(io.BytesIO(response.content)).pages
    return [bare(page.extract_text()) for page in found]


def bare(text: str) -> str:
    return re.sub("[^ก-ฮ0-9๐-๙A-Za-z]", "", text)


def cells(sheet) -> list[list]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_workbook_holds_every_report_as_its_own_file_does(confirmed, client):
    officer = factories.department_officer()
    book = workbook(taken(client, officer, "reports.xlsx"))
    assert book.sheetnames == ["สารบัญ", *REPORTS]
    for slug, report in REPORTS.items():
        period = {} if report.period != "newest" else {"period": 8}
        alone = client.get(f"/reports/{slug}.xlsx", {"year": 2566, "area": "43", **period})
        assert cells(book[slug]) == cells(openpyxl.load_workbook(io.BytesIO(alone.content)).active), slug


def test_the_cover_leads_to_every_report(confirmed, client):
    cover = workbook(taken(client, factories.province_officer(), "reports.xlsx"))["สารบัญ"]
    links = {cell.value: cell.hyperlink.location for (cell,) in cover.iter_rows(max_col=1) if cell.hyperlink}
    assert links == {slug: f"'{slug}'!A1" for slug in REPORTS}


def test_the_volume_counts_its_pages_and_its_contents_lead_to_them(confirmed, client):
    response = taken(client, factories.department_officer(), "reports.pdf")
    cover, *rest = pages(response)
    assert [page.endswith(f"{n}จก{len(rest) + 1}") for n, page in enumerate(rest, 2)] == [True] * len(rest)
    begins = destinations(response)
    assert (len(begins), begins[0], begins == sorted(set(begins))) == (len(REPORTS), 2, True)
    assert all(cover.count(str(page)) for page in begins)


def destinations(response) -> list[int]:
    """The pages that the links of the first lead to."""
    reader = pypdf.PdfReader(io.BytesIO(response.content))
    links = [link.get_object()["/Dest"] for link in reader.pages[0]["/Annots"]]
    named = reader.named_destinations
    places = [named[link].dest_array[0] if isinstance(link, str) else link[0] for link in links]
    return [reader.get_page_number(page.get_object()) + 1 for page in places]


def test_each_districts_form_counts_its_own_pages(confirmed, client):
    cover, *forms = pages(taken(client, factories.province_officer(), "rt2.pdf"))
    assert [code in cover for code in ("4301", "4302", "4317")] == [True, True, False]
    assert [form.endswith("๑จก๑") for form in forms] == [True] * 3


def test_the_department_gets_the_forms_that_are_confirmed_and_hears_of_the_others(confirmed, client):
    book = workbook(taken(client, factories.department_officer(), "rt2.xlsx"))
    assert book.sheetnames == ["สารบัญ", "ที่ 4301", "โพธิ์ตาก"]
    assert "ยังไม่มีแบบของ: อำเภอที่ 4302" in [cell for row in cells(book["สารบัญ"]) for cell in row]


def test_where_no_form_can_be_had_a_sentence_says_so(confirmed, client):
    response = taken(client, factories.department_officer(), "rt2.pdf", period=7)
    assert (response.status_code, response.url) == (302, "/reports/set/?year=2566&period=7&area=43")


@pytest.mark.parametrize("name", ["rt2.csv", "rt2.json", "r1.xlsx", "forms.pdf"])
def test_nothing_else_is_a_set(confirmed, client, name):
    assert taken(client, factories.department_officer(), name).status_code == 404


def test_an_officer_gets_his_own_area_only(confirmed, client):
    factories.district("4201")
    response = taken(client, factories.province_officer("42"), "rt2.xlsx", area="42")
    assert workbook(response).sheetnames == ["สารบัญ", "ที่ 4201"]
    assert taken(client, factories.province_officer("42"), "rt2.xlsx", area="43").status_code == 302


@pytest.mark.parametrize("period", ["all", "q1", "run", "13", "\x00"])
def test_a_set_is_of_one_month(confirmed, client, period):
    client.force_login(factories.department_officer())
    page = client.get("/reports/set/", QUESTION | {"period": period}).content.decode()
    assert "ไม่มีเดือนที่ท่านเลือก จึงแสดงข้อมูลที่ใกล้เคียงแทน" in page
    assert "ทั้งปี" not in page
    assert taken(client, factories.department_officer(), "reports.pdf", period=period).status_code == 302
