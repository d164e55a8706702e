"""The sheets that letters attach for targets (DOMAIN c3): from the documents' own figures, blank and with results."""

import csv
import io
import json
import re
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from otop_portal import clock
from reports.definitions import TARGET_SHEETS
from reports.models import Edition
from reports.periods import WHOLE_YEAR
from targets.models import Evaluation
from tests import factories
from tests.clients import signed_in
from tests.reports import readers
from tests.targets import letters

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[2] / "fixtures"
SPRING = datetime(2024, 4, 20, 9, tzinfo=clock.BANGKOK)
QUARTER = "2567-q2-grade-nongkhai"


@pytest.fixture(autouse=True)
def documents():
    """What the letters of Nong Khai give; 4317 sold 900,000 in February 2567, confirmed, and has typed 77 in March."""
    letters.load()
    with clock.at(SPRING):
        sold(date(2024, 2, 1))
        factories.sheet(("ก", "food", (77, 0, 0, 0)), of=date(2024, 3, 1))
        yield


def sold(of: date) -> None:
    sheet = factories.sheet(("ก", "food", (600_000, 300_000, 0, 0)), of=of)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)


@pytest.fixture
def province() -> Client:
    return signed_in(factories.province_officer())


def content(client: Client, slug: str, question: str = "") -> dict:
    return json.loads(client.get(f"/reports/{slug}.json?{question}").content)


def printed(name: str, **where: str) -> dict[str, dict[str, str]]:
    """The lines of a document's table by district."""
    with (FIXTURES / name).open(encoding="utf-8") as file:
        return {
            line["district"]: line
            for line in csv.DictReader(file)
            if all(line[column] == value for column, value in where.items())
        }


def rows(found: dict) -> dict[str, dict]:
    return {row["name"]: row for row in found["rows"]} | {"รวม": found["totals"]}


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_target_sheet_of_2566_prints_what_the_letter_prints(province, number):
    found = content(province, "targets", f"scheme=2566-r{number}-sales&blank=on")
    assert found["title"] == f"เป้าหมายตัวชี้วัดรายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP รอบที่ {number}"
    last = {"1": "มีนาคม 2566", "2": "กันยายน 2566"}[number]
    assert found["heading"][0] == f"ประจำปีงบประมาณ พ.ศ. 2566 เดือนตุลาคม 2565 - {last}"
    months = {"1": "รวม 6 เดือน", "2": "รวม 12 เดือน"}[number]
    headings = [column["heading"] for column in found["columns"]]
    assert headings[0] == ["ที่"] and headings[2] == ["อำเภอ"]
    assert [(heading[0][: len(months)], heading[1]) for heading in headings[3:6]] == [
        (months, f"ปี {year}") for year in (2563, 2564, 2565)
    ]
    given = "กำหนดค่าเป้าหมายตามเกณฑ์"
    assert headings[6:] == [[given, name] for name in ("ต้น", "มาตรฐาน", "สูง")]
    lines = printed("nongkhai_2566_targets.csv", round=number)
    columns = {"year_2": "sales_2565", "level_1": "level_low", "level_2": "level_standard", "level_3": "level_high"}
    assert {name: {key: row[key] for key in columns} for name, row in rows(found).items()} == {
        name: {key: int(line[column]) for key, column in columns.items()} for name, line in lines.items()
    }


def test_what_the_printed_targets_do_not_add_up_to_stands_beside_them(province):
    notes = province.get("/reports/targets/?scheme=2566-r2-sales").context["table"].notes
    text = "\n".join(notes)
    assert "จังหวัดหนองคาย ระดับสูง พิมพ์ไว้ 1,581,810,000.00 ผลรวมของ 9 บรรทัด 1,581,810,001.00 ต่างกัน -1.00" in text
    assert "อำเภอเฝ้าไร่ ระดับสูงที่พิมพ์ไว้ 94,956,518.00 แผนรายเดือนรวม 94,956,515.50 ต่างกัน 2.50" in text
    assert "อำเภอโพนพิสัย ระดับสูงที่พิมพ์ไว้ 173,338,039.00 แผนรายเดือนรวม 173,338,038.60 ต่างกัน 0.40" in text
    assert "โพธิ์ตาก" not in text  # whose plan adds up


def test_the_road_map_prints_what_the_letter_prints_and_says_what_does_not_add_up(province):
    found = content(province, "road-map", "year=2566&blank=on")
    assert found["title"] == "Roadmap การรายงานข้อมูลรายได้จากการจำหน่ายผลิตภัณฑ์ OTOP"
    headings = {column["key"]: column["heading"] for column in found["columns"]}
    assert headings["offline_1"] == ["ตุลาคม 2565", "รายได้ปกติ (บาท)"]
    assert [headings[f"{key}_12"][1] for key in ("offline", "online", "as_printed")] == [
        "รายได้ปกติ (บาท)",
        "รายได้ออนไลน์",
        "รวมทั้งสิ้น",
    ]
    assert (headings["sum_6"], headings["sum_12"]) == (["รวม 6 เดือน"], ["รวม 12 เดือน"])
    by_name, cells = rows(found), 0
    columns = {"offline": "normal", "online": "online", "as_printed": "total"}
    with (FIXTURES / "nongkhai_2566_plan.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            n = (int(line["month"]) - 10) % 12 + 1
            for key, column in columns.items():
                assert Decimal(by_name[line["district"]][f"{key}_{n}"]) == Decimal(line[column])
                cells += 1
    assert cells == 10 * 12 * 3
    notes = province.get("/reports/road-map/?year=2566").context["table"].notes
    october = next(note for note in notes if note.startswith("ต.ค. 65"))
    assert "อำเภอท่าบ่อ รวมทั้งสิ้น พิมพ์ไว้ 12,777,525.00 คำนวณได้ 12,777,526.00 ต่างกัน -1.00" in october
    assert "จังหวัดหนองคาย รายได้ออนไลน์ พิมพ์ไว้ 5,811,845.00 ผลรวมของ 9 บรรทัด 5,811,846.00" in october


def test_the_quarters_sheet_prints_targets_and_leaves_results_to_be_filled_in(province):
    found = content(province, "mission", f"scheme={QUARTER}&blank=on")
    groups = [column["heading"] for column in found["columns"]][3:]
    assert [heading[-1] for heading in groups] == [
        *("เป้าหมาย (ผลิตภัณฑ์)", "ผลสำเร็จ (ผลิตภัณฑ์)", "เป้าหมาย (บาท)", "ผลสำเร็จ (บาท)"),
        *("เป้าหมาย (ราย)", "ผลสำเร็จ (ราย)", "คะแนนระดับ A, B, C, D"),
    ]
    assert groups[0][0] == "จำนวนผลิตภัณฑ์ OTOP ลงทะเบียนในระบบเพิ่มขึ้น ไตรมาสละไม่น้อยกว่า 1 ผลิตภัณฑ์"
    columns = {"target_1": "product_target", "target_2": "sales_target_baht", "target_3": "shop_target"}
    lines = printed("nongkhai_2567_q2_targets.csv")
    assert {name: {key: row[key] for key in columns} for name, row in rows(found).items()} == {
        name: {key: int(line[column]) for key, column in columns.items()} for name, line in lines.items()
    }
    assert {row[key] for row in found["rows"] for key in ("result_1", "result_2", "result_3", "grade")} == {None}


def test_with_results_it_counts_what_is_confirmed_and_grades(province):
    row = rows(content(province, "mission", f"scheme={QUARTER}"))["โพธิ์ตาก"]
    assert (row["result_1"], row["result_2"], row["result_3"]) == (0, 900_000, None)
    assert row["grade"] == "ยังมีผลไม่ครบ"


def test_the_sheet_of_all_levels_shows_the_figure_of_each(province):
    """12 of เฝ้าไร่ at 25, 50, 75 and 100 per cent; 15 of รัตนวาปี half-up."""
    found = content(province, "mission-levels", f"scheme={QUARTER}&blank=on")
    named = [column["heading"][-1] for column in found["columns"] if column["key"].startswith("level_3")]
    assert named == [f"ระดับ {name} ร้อยละ {n}" for name, n in (("D", 25), ("C", 50), ("B", 75), ("A", 100))]
    by_name = rows(found)
    keys = [f"level_3_{n}" for n in range(1, 5)]
    assert [by_name["เฝ้าไร่"][key] for key in keys] == [3, 6, 9, 12]
    assert [by_name["รัตนวาปี"][key] for key in keys] == [4, 8, 11, 15]


def test_the_wallet_sheet_prints_the_hundred_per_cent_and_the_result_apart(province):
    found = content(province, "wallet", "scheme=2567-q2-shop-nongkhai")
    lines = printed("nongkhai_2567_q2_targets.csv")
    by_name = rows(found)
    assert {name: (row["interested"], row["to_register"]) for name, row in by_name.items()} == {
        name: (int(line["shop_target"]),) * 2 for name, line in lines.items()
    }
    assert {row["result"] for row in by_name.values()} == {None}


def test_the_sheet_of_bigdata_counts_the_register(province):
    row = rows(content(province, "producers", "scheme=2567-q2-products-nongkhai"))["โพธิ์ตาก"]
    assert (row["community_group"], row["all"], row["now"], row["products"]) == (1, 1, 1, 1)


def test_the_heading_of_bigdata_says_how_many_products_the_area_is_asked_for():
    """S003:203: ๙ ผลิตภัณฑ์ in the sheet of the province."""

    def heading(officer, question: str = "") -> str:
        found = content(signed_in(officer), "producers", f"scheme=2567-q2-products-nongkhai{question}")
        return next(column["heading"][-1] for column in found["columns"] if column["key"] == "products")

    words = "จำนวนผลิตภัณฑ์ OTOP เพิ่ม"
    assert heading(factories.province_officer()) == f"{words} 9 ผลิตภัณฑ์"
    assert heading(factories.district_officer()) == f"{words} 1 ผลิตภัณฑ์"
    assert heading(factories.department_officer()) == words


@pytest.mark.parametrize("slug", TARGET_SHEETS)
def test_a_district_reads_its_own_line_and_the_department_the_provinces(slug):
    own = content(signed_in(factories.district_officer()), slug)
    assert [row["name"] for row in own["rows"]] == ["โพธิ์ตาก"]
    country = content(signed_in(factories.department_officer()), slug)
    assert [row["name"] for row in country["rows"]] == ["หนองคาย"]
    opened = content(signed_in(factories.department_officer()), slug, "area=43")
    assert len(opened["rows"]) == 9
    assert content(signed_in(factories.province_officer("42")), slug)["rows"] == []


@pytest.mark.parametrize("slug", TARGET_SHEETS)
def test_page_excel_and_csv_say_the_same(province, slug):
    page = province.get(f"/reports/{slug}/").context["table"]
    names = [row.values[page.name_index] for row in page.rows]
    book = readers.rows_of_xlsx(province.get(f"/reports/{slug}.xlsx").content)
    assert [row[1] for row in book if row[0] in range(1, 10)] == names
    lines = list(csv.reader(io.StringIO(province.get(f"/reports/{slug}.csv").content.decode("utf-8-sig"))))
    assert [line[2] for line in lines[1:]] == names
    assert province.get(f"/reports/{slug}.pdf").content.startswith(b"%PDF")


def test_the_department_reads_nothing_unconfirmed_on_any_sheet():
    client = signed_in(factories.department_officer())
    typed = "900077"
    for slug in TARGET_SHEETS:
        for question in ("area=43", "area=4317", "", "year=2567"):
            assert typed not in client.get(f"/reports/{slug}.csv?{question}").content.decode()
    found = content(client, "road-map", "area=43&year=2567")
    sold = {row["name"]: (row["sold_5"], row["sold_6"]) for row in found["rows"]}
    assert sold["โพธิ์ตาก"] == (900_000, None)


@pytest.mark.parametrize("question", ["scheme=nothing", "scheme=%00", "blank=%00", "area=99&scheme=2566-r1-sales"])
def test_a_question_without_sense_is_mended(province, question):
    for slug in TARGET_SHEETS:
        assert province.get(f"/reports/{slug}/?{question}").status_code == 200


def test_the_menu_leads_to_each(province):
    page = province.get("/reports/").content.decode()
    assert [slug for slug in TARGET_SHEETS if f'href="/reports/{slug}/"' not in page] == []


def test_a_province_fixes_its_results_as_evaluated_and_signs_them(province):
    question = f"scheme={QUARTER}&area=43"
    assert "บันทึกเป็นฉบับ" in province.get(f"/reports/mission/?{question}").content.decode()
    province.post("/reports/mission/fix/", {"question": question})
    (edition,) = Edition.objects.all()
    parts = [f"2567-q2-{part}-nongkhai" for part in ("products", "sales", "shop")]
    signed = Evaluation.objects.filter(province="43", edition=edition.pk, by__username="p43", at=edition.at)
    assert [each.version.scheme.slug for each in signed.order_by("version")] == [*parts, QUARTER]
    assert f'href="/reports/editions/{edition.pk}/"' in province.get("/targets/?year=2567").content.decode()
    page = f"/reports/editions/{edition.pk}"
    files = [province.get(f"{page}.{extension}").content for extension in ("csv", "json", "pdf")]
    heading = json.loads(files[1])["heading"][-1]
    assert "ผลการประเมิน ณ วันที่ 20 เมษายน 2567 · จังหวัดรับรองและบันทึกเมื่อ" in heading
    assert json.loads(files[1])["rows"] == content(province, "mission", question)["rows"]
    with clock.at(SPRING.replace(day=21)):
        late = factories.sheet(
            ("ก", "food", (500, 0, 0, 0)), by=factories.district_officer("4301"), of=date(2024, 2, 1)
        )
        factories.confirm_by_district(late)
        factories.confirm_by_province(late)
        assert [province.get(f"{page}.{extension}").content for extension in ("csv", "json", "pdf")] == files
        changes = province.get(f"{page}/").context["changes"].cells()
    assert ["500" in [cell.text for cell in row] for row in changes].count(True) >= 1


def test_only_a_province_itself_signs_and_nothing_blank(province):
    blank = {"question": f"scheme={QUARTER}&area=43&blank=on"}
    assert province.post("/reports/mission/fix/", blank).status_code == 403
    assert province.post("/reports/mission/fix/", {"question": f"scheme={QUARTER}&area=4317"}).status_code == 403
    district = signed_in(factories.district_officer())
    assert district.post("/reports/mission/fix/", {"question": f"scheme={QUARTER}"}).status_code == 403
    assert not Edition.objects.exists()


def test_a_province_cannot_sign_before_the_last_month_has_begun(province):
    """The page says so beside the button, which does nothing; nor does posting to it."""
    question = f"scheme={QUARTER}&area=43"
    why = "ยังรับรองผลไม่ได้ เพราะวัดถึงมีนาคม 2567"
    with clock.at(SPRING.replace(month=2, day=29)):
        page = province.get(f"/reports/mission/?{question}").content.decode()
        hint = f'<button [^>]*disabled aria-describedby="why-not-yet">.*?</button>\\s*<small[^>]*>{why}'
        assert re.search(hint, page)
        answer = province.post("/reports/mission/fix/", {"question": question}, follow=True)
    assert answer.redirect_chain == [(f"/reports/mission/?area=43&scheme={QUARTER}", 302)]
    assert why in str(next(iter(answer.context["messages"])))
    assert not Edition.objects.exists() and not Evaluation.objects.exists()


def test_what_the_department_fixes_evaluates_nobody():
    client = signed_in(factories.department_officer())
    client.post("/reports/mission/fix/", {"question": f"scheme={QUARTER}&area=43"})
    assert Edition.objects.count() == 1 and not Evaluation.objects.exists()


@pytest.mark.parametrize(
    ("slug", "scheme"),
    {
        "targets": "2567-q2-sales-nongkhai",
        "road-map": "",
        "mission": QUARTER,
        "mission-levels": QUARTER,
        "producers": "2567-q2-products-nongkhai",
        "wallet": "2567-q2-shop-nongkhai",
    }.items(),
)
def test_the_command_writes_what_the_page_exports(slug, scheme, province, tmp_path):
    file = tmp_path / "sheet.json"
    asked = {"year": 2567, "area": "43", "scheme": scheme}
    call_command("export_report", slug, username="p43", format="json", output=file, **asked)
    page = content(province, slug, urlencode(asked | {"period": WHOLE_YEAR}))
    assert page["rows"] and json.loads(file.read_bytes()) == page


def test_the_command_knows_the_schemes_of_the_year_and_sheets_to_be_filled_in(province, tmp_path):
    file = tmp_path / "sheet.json"
    asked = {"year": 2566, "area": "43", "format": "json", "output": file}
    call_command("export_report", "targets", blank=True, **asked)
    page = content(province, "targets", "scheme=2566-r2-sales&blank=on&area=43")
    assert json.loads(file.read_bytes())["rows"] == page["rows"]
    with pytest.raises(CommandError, match="Of that year there are: 2566-r2-sales, 2566-r1-sales"):
        call_command("export_report", "targets", scheme="2567-q2-sales-nongkhai", **asked)
    with pytest.raises(CommandError, match="none"):
        call_command("export_report", "mission", **asked)
