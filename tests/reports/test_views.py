from datetime import datetime

import pytest
from django.urls import reverse

from otop_portal import clock
from reports.files import FORMATS
from tests import factories
from tests.factories import AUGUST, JULY
from tests.personas import OFFICERS
from tests.reports import asked

pytestmark = pytest.mark.django_db

RT2 = ("rt2", "4317", 2566, 8)
PAGES = {
    "index": reverse("reports:index"),
    "forms": reverse("reports:forms"),
    "report": reverse("reports:report", args=["r1"]),
    "download": reverse("reports:download", args=["r1", "csv"]),
    "form": reverse("reports:form", args=RT2),
    "form-download": reverse("reports:form-download", args=[*RT2, "csv"]),
}
OWN = ("district", "chief", "province", "admin")
FOREIGN = (
    "district of the same province",
    "district of another province",
    "chief of another district",
    "another province",
)


@pytest.fixture(autouse=True)
def third_of_september():
    with clock.at(datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        factories.months(JULY, AUGUST)
        yield


@pytest.fixture
def signed_in(client):
    def sign_in(persona: str):
        client.force_login(OFFICERS[persona]())
        return client

    return sign_in


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_pages_are_for_officers_and_read_only(page, client, signed_in):
    assert client.get(page).url.startswith(reverse("sales:sign-in"))
    assert signed_in("district").get(page).status_code == 200
    assert client.head(page).status_code == 200
    assert client.post(page).status_code == 405


def test_the_menu_names_reports_and_forms(signed_in):
    page = signed_in("department").get(PAGES["index"]).content.decode()
    assert "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายจังหวัด)" in page
    assert "แบบฟอร์มยืนยันข้อมูลสำหรับพัฒนาการอำเภอ (รต.๒)" in page


@pytest.mark.parametrize("persona", OWN)
def test_a_form_is_open_to_whoever_sees_the_district(persona, signed_in):
    factories.sheet(*asked.LINES)
    page = signed_in(persona).get(PAGES["form"])
    assert "ร้านแม่ปลาส้ม" in page.content.decode()
    assert page.context["table"].content.properties["sheet_code"] in page.content.decode()


@pytest.mark.parametrize("persona", FOREIGN)
@pytest.mark.parametrize("page", ["form", "form-download"])
def test_a_foreign_form_answers_like_a_missing_one(persona, page, signed_in):
    factories.sheet(*asked.LINES)
    assert signed_in(persona).get(PAGES[page]).status_code == 404


@pytest.mark.parametrize("page", ["form", "form-download"])
def test_the_department_sees_a_form_only_once_the_province_has_confirmed_all_of_it(page, signed_in):
    sheet = factories.sheet(*asked.LINES)
    department = signed_in("department")
    assert department.get(PAGES[page]).status_code == 404
    factories.confirm_by_district(sheet)
    assert department.get(PAGES[page]).status_code == 404
    factories.confirm_by_province(sheet)
    assert "ร้านแม่ปลาส้ม" in department.get(PAGES[page]).content.decode()


@pytest.mark.parametrize("extension", FORMATS)
def test_every_file_comes_under_a_name_that_says_what_it_is(extension, signed_in):
    asked.confirmed_sheet("4317")
    district = signed_in("district")
    form = district.get(reverse("reports:form-download", args=[*RT2, extension]))
    assert form.headers["Content-Type"] == FORMATS[extension].content_type
    assert form.headers["Content-Disposition"] == f'attachment; filename="rt2-4317-2566-08.{extension}"'
    report = district.get(reverse("reports:download", args=["r1", extension]))
    assert report.headers["Content-Disposition"] == f'attachment; filename="r1-4317-2566.{extension}"'
    entered = district.get(reverse("reports:download", args=["r1", extension]), {"scope": "all"})
    assert entered.headers["Content-Disposition"] == f'attachment; filename="r1-4317-2566-scope-all.{extension}"'


@pytest.mark.parametrize(
    "address", ["/reports/r9/", "/reports/rt2/", "/reports/r1.exe", "/reports/forms/r1/4317/2566/8/"]
)
def test_what_is_not_there_is_not_found(address, signed_in):
    assert signed_in("department").get(address).status_code == 404


def test_a_question_without_sense_is_answered_by_the_nearest_and_a_file_is_not_written_for_it(signed_in):
    department = signed_in("department")
    page = department.get(PAGES["report"], {"year": "ก\x00", "area": "4399"})
    assert page.status_code == 200
    assert "ไม่มีปีงบประมาณที่ท่านเลือก" in page.content.decode()
    assert "ไม่มีพื้นที่ที่ท่านเลือก" in page.content.decode()

    file = department.get(PAGES["download"], {"year": "2566", "area": "4399"})
    assert file.url == f"{PAGES['report']}?year=2566&area=4399"


def test_the_search_leads_to_the_form(signed_in):
    question = {"year": "2566", "month": "8", "province": "43", "district": "4317", "search": "1"}
    found = signed_in("district").get(PAGES["forms"], question)
    assert found.url == PAGES["form"]
    empty = signed_in("district").get(PAGES["forms"], {**question, "form": "rt1-empty"})
    assert empty.url == reverse("reports:form", args=["rt1-empty", "4317", 2566, 8])


def test_the_search_offers_the_officers_own_area_only(signed_in):
    factories.district("4201", "เมืองเลย")
    page = signed_in("province").get(PAGES["forms"]).content.decode()
    assert "เมืองเลย" not in page
    assert "จังหวัดเลย" not in page


def test_the_search_says_why_the_department_gets_no_form_yet(signed_in):
    factories.sheet(*asked.LINES)
    question = {"year": "2566", "month": "8", "province": "43", "district": "4317", "search": "1"}
    page = signed_in("department").get(PAGES["forms"], question)
    assert "จังหวัดยังไม่ได้ยืนยันข้อมูลของอำเภอนี้ครบทุกรายการ" in page.content.decode()


@pytest.mark.parametrize("value", ["\x00", "abc", "9" * 40, "-1", "' OR 1=1 --"])
def test_garbage_in_the_search_is_no_server_error(value, signed_in):
    question = dict.fromkeys(["year", "month", "province", "district", "form", "search"], value)
    assert signed_in("province").get(PAGES["forms"], question).status_code == 200


def test_the_country_becomes_the_provinces_and_the_province_its_districts(signed_in):
    asked.confirmed_sheet("4317")
    department = signed_in("department")
    country = department.get(PAGES["report"]).content.decode()
    link = f"{PAGES['report']}?year=2566&amp;area=43"
    assert link in country
    province = department.get(link.replace("&amp;", "&")).content.decode()
    assert reverse("sales:sheet", args=["4317", 2566, 8]) in province
    assert "ยืนยันครบ 0 จาก 1 อำเภอ ยอดรวมอาจเปลี่ยนแปลง (กรกฎาคม 2566 – สิงหาคม 2566)" in province


def test_unconfirmed_amounts_are_in_no_answer_to_the_department(signed_in):
    factories.sheet(("ร้านลับ", "food", ("777123.45", 0, 0, 0)))
    department = signed_in("department")
    for address in (PAGES["report"], f"{PAGES['report']}?area=43", f"{PAGES['report']}?area=4317", PAGES["download"]):
        answer = department.get(address).content.decode()
        assert "777" not in answer
        assert "ร้านลับ" not in answer


def test_a_page_asks_the_database_as_often_for_one_row_as_for_forty(signed_in, django_assert_max_num_queries):
    few = factories.sheet(("กลุ่ม", "food", (1, 0, 0, 0)), of=JULY)
    many = factories.sheet(*((f"กลุ่ม {n}", "food", (n, 0, 0, 0)) for n in range(40)))
    district = signed_in("district")
    for sheet in (few, many):
        with django_assert_max_num_queries(22):
            district.get(reverse("reports:form", args=["rt2", "4317", 2566, sheet.month_id.month]))


def test_a_chief_is_offered_what_his_district_is(signed_in):
    assert signed_in("chief").get(PAGES["report"]).context["table"].selection.area.pk == "4317"
