"""ฉบับ: a report that was fixed opens for ever as it was."""

import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from unittest.mock import patch

import pytest
from django.db import DatabaseError, transaction

from otop_portal import clock
from reports import definitions, editions, files
from reports.definitions import REPORTS
from reports.models import Edition
from sales.models import Sale
from tests import factories
from tests.reports import asked, readers
from tests.sales.corrections import asking

pytestmark = pytest.mark.django_db

NOON = datetime(2023, 9, 3, 12, tzinfo=clock.BANGKOK)
QUESTION = "year=2566&period=8&area=43"


@pytest.fixture
def department(client):
    with clock.at(NOON):
        asked.confirmed_sheet("4317")
        asked.confirmed_sheet("4301")
        client.force_login(factories.department_officer())
        yield client


def fixed(client, slug: str = "rt4", question: str = QUESTION) -> Edition:
    client.post(f"/reports/{slug}/fix/", {"question": question})
    return Edition.objects.latest("pk")


def correct() -> None:
    with clock.at(NOON + timedelta(hours=1)):
        asked.correct_by_five_baht()


def data(response) -> dict:
    """Of a JSON file, the figures and what names them."""
    answer = json.loads(response.content)
    return {name: answer[name] for name in ("title", "columns", "rows", "totals", "standing")}


@pytest.mark.parametrize("slug", REPORTS)
def test_an_edition_holds_what_the_report_said(department, slug):
    said = department.get(f"/reports/{slug}.json?{QUESTION}")
    edition = fixed(department, slug)
    assert data(department.get(f"/reports/editions/{edition.pk}.json")) == data(said)


def files_of(client, edition: Edition) -> dict[str, bytes]:
    return {name: client.get(f"/reports/editions/{edition.pk}.{name}").content for name in files.FORMATS}


def test_a_later_correction_changes_no_byte_of_its_data(department):
    edition = fixed(department)
    before = files_of(department, edition)
    correct()
    with clock.at(NOON + timedelta(days=90)):
        after = files_of(department, edition)
    assert [before[name] == after[name] for name in ("pdf", "csv", "json")] == [True] * 3
    workbooks = [readers.rows_of_xlsx(each["xlsx"]) for each in (before, after)]
    assert workbooks[0] == workbooks[1]


def test_a_correction_that_the_province_accepted_is_announced_on_it_and_what_was_only_asked_is_not(department):
    edition = fixed(department, "r4")
    page = f"/reports/editions/{edition.pk}/"
    row = Sale.objects.filter(stage="province", domestic_offline__gt=0).first()
    with clock.at(NOON + timedelta(days=30)):
        request = asking.ask(row.sheet, asking.wanted(row, row.domestic_offline + 7, *row.amounts[1:]))
        assert "เปลี่ยนไปหลังบันทึกฉบับนี้" not in department.get(page).content.decode()
        asking.accept(request)
    with clock.at(NOON + timedelta(days=90)):
        response = department.get(page)
        text = response.content.decode()
        link = unescape(re.search(r'href="([^"]*changed-sheets[^"]*)"', text)[1])
        told = [department.get(each) for each in (link, link.replace("sheets", "rows"))]
    assert any(line[-1] == "7.00" for line in announced(response))
    assert all("รับคำขอแก้ไขข้อมูล" in page.content.decode() for page in told)


def test_it_goes_on_naming_the_districts_that_it_waited_for(department):
    factories.district("4302", "ท่าบ่อ")
    edition = fixed(department)
    asked.confirmed_sheet("4302")
    page = department.get(f"/reports/editions/{edition.pk}/").content.decode()
    assert "ยืนยันครบ 2 จาก 3 อำเภอ" in page
    (district,) = re.findall(r'<dd><a href="([^"]*)">ท่าบ่อ</a>', page.partition("อำเภอที่ยังยืนยันไม่ครบ")[2])
    assert department.get(district).status_code == 200


def announced(response) -> list[list[str]]:
    return [[cell.text for cell in row[1:]] for row in response.context["changes"].cells()]


def test_a_later_correction_is_announced_on_it_with_the_difference(department):
    edition = fixed(department, "r4")
    page = f"/reports/editions/{edition.pk}/"
    assert "เปลี่ยนไปหลังบันทึกฉบับนี้" not in department.get(page).content.decode()
    correct()
    with clock.at(NOON + timedelta(days=90)):
        response = department.get(page)
        text = response.content.decode()
        who_and_why = department.get(unescape(re.search(r'href="([^"]*changed-sheets[^"]*)"', text)[1]))
    assert "ตัวเลข 4 ช่องเปลี่ยนไปหลังบันทึกฉบับนี้" in text
    assert ["โพธิ์ตาก", "ประเภทผลิตภัณฑ์ ผ้า", "บาท", "12,300.75", "12,305.75", "5.00"] in announced(response)
    assert "ยอดผ้าต่ำไป" in who_and_why.content.decode()


def test_a_renamed_definition_does_not_break_an_old_edition(department, monkeypatch):
    edition = fixed(department, "r4")
    page, said = f"/reports/editions/{edition.pk}/", data(department.get(f"/reports/editions/{edition.pk}.json"))
    renamed = [replace(column, heading="ชื่อใหม่") for column in REPORTS["r4"].columns]
    renamed[-2] = replace(renamed[-2], key="sum")
    monkeypatch.setitem(definitions.REPORTS, "r4", replace(REPORTS["r4"], title="ชื่อใหม่", columns=tuple(renamed)))
    assert data(department.get(f"/reports/editions/{edition.pk}.json")) == said
    assert not announced(department.get(page))
    correct()
    with clock.at(NOON + timedelta(days=90)):
        assert ["รวม", "ประเภทผลิตภัณฑ์ ผ้า", "บาท", "24,601.50", "24,606.50", "5.00"] in announced(department.get(page))
    with patch.dict(definitions.REPORTS):  # which gives the menu back in its order
        del definitions.REPORTS["r4"]
        assert department.get(page).context["changes"] is None


def test_the_database_refuses_to_change_or_remove_it(department):
    edition = fixed(department)
    for change in (edition.delete, edition.save, lambda: Edition.objects.update(title="")):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


def test_what_is_damaged_does_not_open(department):
    edition = fixed(department)
    edition.content["totals"][-1] = "1.00"
    with pytest.raises(editions.Damaged):
        editions.table_of(edition, factories.department_officer())


def test_each_has_its_number_its_maker_and_its_moment(department):
    first, second = fixed(department), fixed(department, "r1", "year=2566")
    assert second.pk > first.pk
    page = department.get("/reports/editions/").content.decode()
    assert f"ฉบับที่ {first.pk}" in page and f"ฉบับที่ {second.pk}" in page
    assert "สิงหาคม 2566 · ปีงบประมาณ 2566 · จังหวัดหนองคาย" in page and "ทั้งประเทศ" in page
    heading = json.loads(department.get(f"/reports/editions/{first.pk}.json").content)["heading"]
    assert heading[-1].startswith(f"ฉบับที่ {first.pk} · บันทึกเมื่อ 3 ก.ย. 2566 เวลา 12:00 น. โดย นาย cdd · รหัสตรวจสอบ ")


def test_only_the_department_fixes_and_an_area_reads_its_own(department):
    own, other = fixed(department), fixed(department, question="year=2566&period=8")
    department.force_login(factories.province_officer())
    assert department.post("/reports/r4/fix/", {"question": QUESTION}).status_code == 403
    assert department.get(f"/reports/editions/{own.pk}/").status_code == 200
    assert department.get(f"/reports/editions/{other.pk}/").status_code == 404
    department.force_login(factories.province_officer("42"))
    assert department.get(f"/reports/editions/{own.pk}.csv").status_code == 404


@pytest.mark.parametrize("question", ["year=abc", "area=9999", "period=\x00"])
def test_a_question_without_sense_is_not_fixed(department, question):
    assert department.post("/reports/r4/fix/", {"question": question}).status_code == 404
    assert not Edition.objects.exists()
