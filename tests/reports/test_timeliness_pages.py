"""The pages and files of ความครบถ้วนและตรงเวลา: who reads them, and what can be asked."""

import re
from datetime import date, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otop_portal import clock
from reports import files, views
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports import asked
from tests.reports.readers import rows_of_xlsx
from tests.sales.due_dates.days import given

pytestmark = pytest.mark.django_db


def client_of(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture(autouse=True)
def august():
    with clock.at(datetime(2023, 9, 8, 9, tzinfo=clock.BANGKOK)):
        factories.months(JULY, AUGUST)
        factories.sheet(("กลุ่มลับ", "food", (7654321, 0, 0, 0)), by=factories.district_officer("4301"))
        asked.confirmed_sheet("4317")
        asked.confirmed_sheet("4201")
        yield


def test_the_department_reads_stages_and_dates_and_no_amount():
    client = client_of(factories.department_officer())
    for page in ("timeliness/?area=43", "timeliness-list/?area=43"):
        text = client.get(f"/reports/{page}").content.decode()
        assert "กำลังบันทึก" in text and "7,654,321" not in text


@pytest.mark.parametrize("slug", ["timeliness", "timeliness-list"])
def test_an_officer_reads_his_own_area_only(slug):
    for officer, own in (
        (factories.province_officer(), {"4301", "4317"}),
        (factories.district_officer(), {"4317"}),
    ):
        for question in ({}, {"area": "42"}, {"area": ""}):
            page = client_of(officer).get(f"/reports/{slug}/", question).context["table"]
            codes = [column.key for column in page.columns]
            assert "4201" not in str([row.values for row in page.rows]) + str(page.content.lines)
            assert len(page.rows) == len(own), codes


def test_only_what_is_asked_for_is_listed():
    client = client_of(factories.department_officer())
    listed = {}
    for only in ("", "complete", "incomplete", "late", "in_time", "arrears"):
        lines = client.get("/reports/timeliness-list/", {"area": "43", "only": only}).context["table"].content.lines
        listed[only] = [line.district.pk for line in lines]
    assert listed == {
        "": ["4301", "4317"],
        "complete": ["4317"],
        "incomplete": ["4301"],
        "late": ["4301", "4317"],
        "in_time": [],
        "arrears": ["4301"],
    }


def test_more_time_makes_a_district_not_late_and_its_reason_stands_in_the_list():
    given(date(2023, 9, 20), factories.district("4301"), reason="น้ำท่วม")
    page = client_of(factories.department_officer()).get("/reports/timeliness-list/", {"area": "43"})
    assert [(line.district.pk, line.days_late) for line in page.context["table"].content.lines] == [
        ("4301", None),
        ("4317", 3),
    ]
    assert "น้ำท่วม" in page.content.decode()
    total = client_of(factories.department_officer()).get("/reports/timeliness.json", {"area": "43"}).json()["totals"]
    assert (total["late"], total["arrears"]) == (3, 2)  # July of both, August of 4317


@pytest.mark.parametrize("question", [{"only": "abc"}, {"only": "\x00"}, {"period": "x"}, {"sort": "-x"}])
def test_a_question_without_sense_is_mended(question):
    page = client_of(factories.department_officer()).get("/reports/timeliness-list/", question)
    assert page.status_code == 200 and page.context["form"].mended_faults


def test_files_say_the_same():
    client = client_of(factories.department_officer())
    for slug in ("timeliness", "timeliness-list"):
        for extension in files.FORMATS:
            assert client.get(f"/reports/{slug}.{extension}", {"area": "43"}).status_code == 200
    heading, *rows = rows_of_xlsx(client.get("/reports/timeliness-list.xlsx", {"area": "43"}).content)
    line = dict(zip(heading, rows[1], strict=True))
    assert (line["อำเภอ"], line["สถานะ"], line["ล่าช้า (วัน)"]) == ("โพธิ์ตาก", "จังหวัดยืนยันแล้ว", 3)
    assert "ช้า 3 วัน" in client.get("/reports/timeliness-list/", {"area": "43"}).content.decode()


@pytest.mark.parametrize("question", ["timeliness/?level=district", "timeliness/", "timeliness-list/?period=all"])
def test_districts_and_months_cost_no_query_more(question):
    client = client_of(factories.department_officer())

    def queries() -> int:
        client.get(f"/reports/{question}")  # the ledger keeps its answers
        with CaptureQueriesContext(connection) as captured:
            client.get(f"/reports/{question}")
        return len(captured)

    few = queries()
    for code in ("4302", "4305", "8301"):
        asked.confirmed_sheet(code, AUGUST)
        asked.confirmed_sheet(code, JULY)
    assert queries() == few


def test_a_sum_leads_to_the_districts_and_months_that_it_counts():
    client = client_of(factories.department_officer())
    for question in ({}, {"area": "43"}):
        page = client.get("/reports/timeliness/", question).content.decode()
        sums = re.findall(r'href="(/reports/timeliness-list/[^"]*)">([0-9/]+)</a>', page.partition("<tfoot>")[2])
        assert len(sums) >= 2
        for address, figure in sums:
            listed = client.get(unescape(address)).context["table"].rows
            assert len(listed) == int(figure.rpartition("/")[2]), address


def test_a_long_list_comes_in_pages_and_whole_in_its_files(monkeypatch):
    monkeypatch.setattr(views, "LINES_ON_A_PAGE", 2)
    client, address, found = client_of(factories.department_officer()), "/reports/timeliness-list/?period=all", []
    for page in ("1", "2"):
        answer = client.get(f"{address}&page={page}")
        found += [(row.values[1], row.values[3]) for row in answer.context["table"].rows]
        assert f"หน้า {page} จาก" in answer.content.decode()
    assert "period=all&amp;page=3" in answer.content.decode()
    heading, *lines = rows_of_xlsx(client.get("/reports/timeliness-list.xlsx?period=all").content)
    columns = [heading.index("อำเภอ"), heading.index("เดือน")]
    assert found == [tuple(line[n] for n in columns) for line in lines[:4]]
    for garbage in ("0", "x", "\x00", "9" * 30):
        assert client.get(address, {"period": "all", "page": garbage}).context["page"].number == 1
