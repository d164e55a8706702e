"""ส่งออกข้อมูลรายแถว: every confirmed row that the officer sees, once, in the memory of a few."""

import csv
import io
import tracemalloc
from datetime import date, datetime
from itertools import product
from random import Random

import openpyxl
import pytest
from django.db import connection
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet

from otop_portal import clock, fiscal, thai
from sales import sentences
from sales.choices import CHANNELS
from sales.models import Producer, ProducerType, ProductType, Sale, Sheet, Stage
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST, JULY
from tests.personas import OFFICERS
from tests.reports import asked

pytestmark = pytest.mark.django_db

PAGE, FILE = reverse("reports:rows"), reverse("reports:rows-download", args=["csv"])
WORKBOOK = reverse("reports:rows-download", args=["xlsx"])
AUGUST_OF_2566 = {"year": "2566", "period": "8"}
MEMORY = 4 * 1024 * 1024


@pytest.fixture(autouse=True)
def third_of_september():
    with clock.at(datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        factories.months(JULY, AUGUST)
        yield


@pytest.fixture
def country():
    """Three provinces; in each a district that is confirmed and one that the province has not confirmed."""
    other = asked.second_province()
    for code in ("4301", "4317", f"{other}01"):
        for of in (JULY, AUGUST):
            asked.confirmed_sheet(code, of)
    for code in ("4302", f"{other}02"):
        by = factories.district_officer(code)
        factories.confirm_by_district(factories.sheet(("ร้านที่ยังไม่ยืนยัน", "herb", (7, 7, 7, 7)), by=by))
    return other


def exported(officer, **question) -> list[dict[str, str]]:
    content = signed_in(officer).get(FILE, AUGUST_OF_2566 | question).getvalue()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def by_sql(condition: str, *values) -> list[list[str]]:
    """The file's cells, as the tables have them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sh.month_id, p.code, p.name_th, d.code, d.name_th, m.code, m.name, s.product_type,"
            f" s.producer_type, {', '.join(f's.{channel}' for channel in CHANNELS)}"
            " FROM sales_sale s JOIN sales_sheet sh ON sh.id = s.sheet_id JOIN sales_producer m ON m.id = s.producer_id"
            " JOIN sales_district d ON d.code = sh.district_id JOIN sales_province p ON p.code = d.province_id"
            f" WHERE s.stage = 'province' AND {condition} ORDER BY sh.month_id, d.code, s.position",
            values,
        )
        return [_cells(*line) for line in cursor.fetchall()]


def _cells(month, *line) -> list[str]:
    *words, product_type, producer_type = line[:8]
    amounts = [*line[8:], sum(line[8:])]
    return [
        f"{month}"[:7],
        thai.month_long(month),
        *words,
        ProductType(product_type).label,
        ProducerType(producer_type).label,
        *(f"{satang // 100}.{satang % 100:02}" for satang in amounts),
    ]


def test_the_file_of_the_country_is_what_the_tables_hold(country):
    rows = exported(factories.department_officer())
    assert [list(row.values()) for row in rows] == by_sql("sh.month_id = %s", AUGUST)
    assert len(rows) == 3 * len(asked.LINES)


def test_so_is_that_of_a_province_and_of_a_run_of_months(country):
    code = Random().choice(["43", country])
    rows = exported(factories.department_officer(), area=code, period="q4")
    run = fiscal.months_of_quarter(2566, 4)
    assert [list(row.values()) for row in rows] == by_sql(
        "p.code = %s AND sh.month_id BETWEEN %s AND %s", code, run[0], run[-1]
    )
    assert {row["เดือน"] for row in rows} == {"กรกฎาคม 2566", "สิงหาคม 2566"}


def test_codes_stand_beside_bare_names_and_months_in_both_calendars():
    asked.confirmed_sheet("4317")
    row = exported(factories.district_officer())[0]
    assert [row[name] for name in ("รหัสจังหวัด", "จังหวัด", "รหัสอำเภอ", "อำเภอ")] == ["43", "หนองคาย", "4317", "โพธิ์ตาก"]
    assert (row["เดือน (ค.ศ.)"], row["เดือน"]) == ("2023-08", "สิงหาคม 2566")
    assert (row["ประเภทผลิตภัณฑ์"], row["ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"]) == ("ผ้า", "กลุ่มผู้ผลิตชุมชน")
    assert [row["ในประเทศ ขายออฟไลน์ (บาท)"], row["รวมทั้งสิ้น (บาท)"]] == ["12000.50", "12300.75"]


@pytest.mark.parametrize(
    ("persona", "districts"),
    [
        ("district", {"4317"}),
        ("chief", {"4317"}),
        ("district of the same province", {"4301"}),
        ("province", {"4301", "4317"}),
        ("another province", {"4201"}),
        ("department", {"4201", "4301", "4317"}),
        ("admin", {"4201", "4301", "4317"}),
    ],
)
def test_everybody_gets_the_confirmed_rows_of_his_own_area(persona, districts):
    for code in ("4201", "4301", "4317"):
        asked.confirmed_sheet(code)
    by_district = factories.sheet(("ร้านหมูยอ", "food", (5, 5, 5, 5)), by=factories.district_officer("4302"))
    factories.confirm_by_district(by_district)
    assert {row["รหัสอำเภอ"] for row in exported(OFFICERS[persona]())} == districts


@pytest.mark.parametrize("area", ["42", "4201", "4301", "\x00", "x" * 999])
def test_a_foreign_area_is_answered_like_a_missing_one(area):
    asked.confirmed_sheet("4201")
    client = signed_in(factories.district_officer())
    answer = client.get(FILE, AUGUST_OF_2566 | {"area": area})
    assert answer.url.startswith(f"{PAGE}?")
    assert "ไม่มีพื้นที่ที่ท่านเลือก จึงแสดงข้อมูลที่ใกล้เคียงแทน" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("question", [{"year": "1"}, {"period": "run"}, {"period": "13"}])
def test_a_question_without_sense_gets_a_sentence_and_no_file(question):
    client = signed_in(factories.department_officer())
    answer = client.get(FILE, AUGUST_OF_2566 | question)
    assert answer.status_code == 302
    page = client.get(answer.url)
    assert page.status_code == 200
    assert "จึงแสดงข้อมูลที่ใกล้เคียงแทน" in page.content.decode()


def test_a_month_without_anything_confirmed_has_headings_only_and_no_button():
    factories.sheet(*asked.LINES)
    assert exported(factories.department_officer()) == []
    page = signed_in(factories.department_officer()).get(PAGE, AUGUST_OF_2566).content.decode()
    assert sentences.NOTHING_CONFIRMED in page
    assert FILE not in page


def test_the_page_says_how_many_rows_the_file_will_have(country):
    page = signed_in(factories.province_officer()).get(PAGE, AUGUST_OF_2566).content.decode()
    assert f"{2 * len(asked.LINES)} รายการ" in page
    assert f"{FILE}?year=2566&amp;period=8" in page


def test_no_name_is_a_formula():
    asked.confirmed_sheet("4317")
    Producer.objects.update(name='=HYPERLINK("http://example.org")', code="+66")
    row = exported(factories.district_officer())[0]
    assert row["รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"] == '\'=HYPERLINK("http://example.org")'
    assert row["รหัสผู้ประกอบการ"] == "'+66"


@pytest.fixture
def year_of_the_largest():
    """A district of 300 rows, and four more like it, in every month of the year."""
    lines = [(f"กลุ่มที่ {n}", ProductType.values[n % 5], (n, 2, 3, "0.25")) for n in range(300)]
    first = asked.confirmed_sheet("4317", lines=lines)
    rows = list(first.sales.all())
    months = factories.months(date(2022, 10, 1), date(2023, 9, 1))
    for code, month in product(("4317", "4301", "4302", "4303", "4304"), months):
        if (code, month.pk) != ("4317", AUGUST):
            _copy(rows, Sheet.objects.create(district=factories.district(code), month=month, stage=Stage.PROVINCE))


def _copy(rows: list[Sale], sheet: Sheet) -> None:
    for row in rows:
        row.pk, row.sheet = None, sheet
    Sale.objects.bulk_create(rows)


def most_memory(client, address: str = FILE, **question) -> tuple[int, int]:
    """The largest that was held at a time while the file was read part by part, and the rows of one of CSV."""
    answer, size = client.get(address, {"year": "2566", **question}), 0
    assert answer.streaming
    tracemalloc.start()
    for part in answer:
        size += part.count(b"\r\n")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak, size - 1


def test_ten_times_the_rows_take_no_more_memory(year_of_the_largest):
    client = signed_in(factories.department_officer())
    few, rows = most_memory(client, area="4317", period="r2")
    many, ten_times = most_memory(client, period="all")
    assert (rows, ten_times) == (1800, 18000)
    assert many < 1.2 * few
    assert many < MEMORY


def test_a_workbook_is_never_held_as_a_whole(year_of_the_largest):
    client = signed_in(factories.department_officer())
    assert most_memory(client, WORKBOOK, area="4317", period="r2")[0] < MEMORY


def workbook(officer, **question) -> Worksheet:
    content = signed_in(officer).get(WORKBOOK, AUGUST_OF_2566 | question).getvalue()
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_the_workbook_holds_the_same_rows_with_numbers_that_are_numbers(country):
    sheet = workbook(factories.department_officer(), period="q4")
    headings, *rows = sheet.iter_rows(values_only=True)
    of_csv = exported(factories.department_officer(), period="q4")
    assert sheet.freeze_panes == "A2"
    assert list(headings) == list(of_csv[0])
    assert [[f"{cell:.2f}" if isinstance(cell, int | float) else cell or "" for cell in row] for row in rows] == [
        list(row.values()) for row in of_csv
    ]
    assert all(isinstance(cell, int | float) for row in rows for cell in row[-5:])


@pytest.mark.parametrize("name", ["=1+1", "+66", "-1", "@SUM(A1)", "#REF!", "\t=1", "=\x0b1"])
def test_no_cell_of_the_workbook_is_a_formula(name):
    asked.confirmed_sheet("4317")
    Producer.objects.update(name=name)
    cells = [row[7] for row in workbook(factories.district_officer()).iter_rows(min_row=2)]
    assert {(cell.data_type, cell.value) for cell in cells} == {("s", name.replace("\x0b", ""))}


def test_more_rows_than_are_written_while_somebody_waits_get_a_sentence_and_csv(country, monkeypatch):
    monkeypatch.setattr("reports.views.MOST_ROWS", 6)
    client = signed_in(factories.department_officer())
    answer = client.get(WORKBOOK, AUGUST_OF_2566)
    page = client.get(answer.url).content.decode()
    assert "เกิน 6 รายการ จึงมีเฉพาะแฟ้ม CSV" in page and WORKBOOK not in page and FILE in page
    assert WORKBOOK in client.get(PAGE, AUGUST_OF_2566 | {"area": "43"}).content.decode()


def test_there_is_no_file_of_another_kind(country):
    assert signed_in(factories.department_officer()).get("/reports/rows.pdf", AUGUST_OF_2566).status_code == 404


def test_a_district_of_three_hundred_rows_keeps_the_order_of_its_form(year_of_the_largest):
    rows = exported(factories.district_officer())
    assert [row["รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"] for row in rows] == [f"กลุ่มที่ {n}" for n in range(300)]


@pytest.mark.postgres
def test_the_database_hands_the_rows_over_in_parts(year_of_the_largest):
    """All of them at once would lie in the driver's own memory, where Python cannot count them."""
    parts = iter(signed_in(factories.department_officer()).get(FILE, {"year": "2566", "period": "all"}))
    next(parts)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_cursors")
        assert cursor.fetchone() == (1,)
        # Read to its end: what is left half read closes its cursor when that is long gone.
        assert b"".join(parts)
        cursor.execute("SELECT count(*) FROM pg_cursors")
        assert cursor.fetchone() == (0,)


def test_the_page_asks_the_database_as_often_for_many_districts_as_for_one(country):
    client = signed_in(factories.department_officer())
    one, all_of_them = (f"{PAGE}?year=2566&period=8&area={area}" for area in ("4317", ""))
    assert number_of_queries(client, one) >= number_of_queries(client, all_of_them)
