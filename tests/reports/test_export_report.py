import csv
import io
import json

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.reports import asked

pytestmark = pytest.mark.django_db


def export(slug: str, file, **options):
    options = {"year": 2566, "output": file, **options}
    call_command("export_report", slug, **options)
    return file.read_bytes()


def test_the_department_reads_the_country(tmp_path):
    for code in ("4317", f"{asked.second_province()}01"):
        asked.confirmed_sheet(code)
    answer = json.loads(export("r1", tmp_path / "r1.json", format="json"))
    in_database = asked.satang(f"SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale")
    assert answer["totals"]["total"] == f"{in_database / 100:.2f}"
    assert len(answer["rows"]) == 2
    assert "กรมการพัฒนาชุมชน" in answer["heading"][-1]


def test_one_area_as_csv(tmp_path):
    asked.confirmed_sheet("4317")
    text = export("r1", tmp_path / "r1.csv", format="csv", area="43").decode("utf-8-sig")
    assert [line["รหัสอำเภอ"] for line in csv.DictReader(io.StringIO(text))] == ["4317"]


def test_a_form_as_the_officer_sees_it(tmp_path):
    factories.sheet(*asked.LINES)
    file = export("rt2", tmp_path / "rt2.xlsx", month=8, area="4317", username="d4317")
    sheet = openpyxl.load_workbook(io.BytesIO(file)).active
    assert "ร้านแม่ปลาส้ม" in {cell for row in sheet.iter_rows(values_only=True) for cell in row}


def test_pdf_is_pdf(tmp_path):
    factories.month()
    assert export("r1", tmp_path / "r1.pdf", format="pdf").startswith(b"%PDF")


@pytest.mark.parametrize(
    ("slug", "options"),
    [
        ("rt2", {"month": 8, "area": "4317"}),
        ("rt2", {"area": "4317", "username": "d4317"}),
        ("rt2", {"month": 8, "area": "4301", "username": "d4317"}),
        ("r1", {"area": "99"}),
        ("r1", {"year": 1}),
        ("r1", {"username": "nobody"}),
    ],
)
def test_what_is_not_to_be_had_is_refused_and_nothing_written(tmp_path, slug, options):
    factories.sheet(*asked.LINES)
    with pytest.raises(CommandError):
        export(slug, tmp_path / "file", **options)
    assert not (tmp_path / "file").exists()
