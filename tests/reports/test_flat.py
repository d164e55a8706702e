import csv
import io
import json
from datetime import date

import pytest

from otop_portal import clock, fiscal
from reports import flat
from reports.definitions import REPORTS
from reports.selection import Selection
from reports.table import build
from sales.models import Producer
from tests import factories
from tests.factories import AUGUST
from tests.reports import asked

pytestmark = pytest.mark.django_db


def as_csv(table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(flat.write_csv(table).decode("utf-8-sig"))))


def test_csv_begins_with_the_mark_that_excel_looks_for():
    assert flat.write_csv(asked.form_of("rt2", "4317")).startswith(b"\xef\xbb\xbf")


def test_csv_has_bare_names_codes_and_types_in_words():
    rows = as_csv(asked.form("rt1", factories.sheet(*asked.LINES)))
    assert len(rows) == 3
    assert rows[0]["รหัสอำเภอ"] == "4317"
    assert rows[0]["อำเภอ"] == "โพธิ์ตาก"
    assert rows[0]["ประเภทผลิตภัณฑ์"] == "ผ้า"
    assert rows[0]["ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"] == "กลุ่มผู้ผลิตชุมชน"
    assert rows[0]["ยอดจำหน่าย (บาท) ในประเทศ ขายออฟไลน์"] == "12000.50"


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_of_csv_is_a_formula(sign):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))
    Producer.objects.update(name=f"{sign}1+1")
    table = asked.form("rt1", sheet)
    rows = csv.reader(io.StringIO(flat.write_csv(table).decode("utf-8-sig"), newline=""))
    cells = [cell for row in rows for cell in row]
    assert f"'{sign}1+1" in cells
    assert not [cell for cell in cells if cell.startswith(sign)]


def test_json_keeps_amounts_exact_and_unknown_ones_null():
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", ("999999999999.99", 0, 0, 0)), ("ร้านส้ม", "food", (None,) * 4))
    answer = json.loads(flat.write_json(asked.form("rt2", sheet)))
    first, second = answer["rows"]
    assert (first["domestic_offline"], first["total"], first["district_code"]) == (
        "999999999999.99",
        "999999999999.99",
        "4317",
    )
    assert (second["domestic_offline"], second["total"]) == (None, None)
    assert answer["totals"]["total"] == "999999999999.99"
    assert answer["properties"]["month"] == "2023-08"
    assert [column["key"] for column in answer["columns"]] == list(first)


def test_completeness_is_two_numbers_in_json_and_no_date_in_csv():
    asked.confirmed_sheet("4317")
    table = build(REPORTS["r1"], Selection(factories.department_officer(), fiscal.months_of(2566), clock.now()))
    assert json.loads(flat.write_json(table))["rows"][0]["month_08_complete"] == {"complete": 1, "districts": 1}
    assert as_csv(table)[0]["ส.ค. 66 ครบ"] == "1 จาก 1"


def test_a_fall_is_a_number_in_csv():
    asked.confirmed_sheet("4317", date(2022, 8, 1))
    asked.confirmed_sheet("4317", lines=[("ร้านแม่ปลาส้ม", "food", (1, 0, 0, 0))])
    table = build(REPORTS["rt4"], Selection(factories.department_officer(), (AUGUST,), clock.now()))
    falls = [value for heading, value in as_csv(table)[0].items() if "เพิ่ม/ลด" in heading]
    assert falls[0] == "-13319.76"
