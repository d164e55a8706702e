"""Nothing is made for Nong Khai: a generated year of another province, in every report and form and every format."""

import csv
import io
import json
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import openpyxl
import pypdf
import pytest
from django.core.management import call_command
from django.db import connection

from otop_portal import thai
from reports import files
from sales.models import CHANNELS, District
from tests import factories
from tests.reports import asked

pytestmark = pytest.mark.django_db

ROWS = f"""
    SELECT sheet.district_id, sheet.month_id, {", ".join(f"sale.{channel}" for channel in CHANNELS)}
    FROM sales_sale sale JOIN sales_sheet sheet ON sheet.id = sale.sheet_id
    ORDER BY sheet.district_id, sheet.month_id, sale.position, sale.id
"""
Figures = list[list[Decimal]]


@pytest.fixture
def province():
    call_command("load_reference")
    code = asked.second_province()
    District.objects.update(reporting=False)
    count = District.objects.filter(province=code).update(reporting=True)
    call_command("generate_ledger", "--districts", str(count), "--producers", str(6 * count))
    return code


def rows_of_the_ledger() -> list[tuple[str, date, list[Decimal]]]:
    with connection.cursor() as cursor:
        cursor.execute(ROWS)
        return [(code, month, [Decimal(satang) / 100 for satang in amounts]) for code, month, *amounts in cursor]


def in_xlsx(content: bytes) -> Figures:
    """The figures below the headings that begin with ที่, the sums among them."""
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    first = next(cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "ที่")
    rows = (
        [Decimal(str(value)) for value in row[1:] if is_number(value)]
        for row in sheet.iter_rows(first, values_only=True)
    )
    return [row for row in rows if row]


def is_number(value: object) -> bool:
    return isinstance(value, int | float)


def in_json(content: bytes) -> Figures:
    answer = json.loads(content)
    keys = [column["key"] for column in answer["columns"] if is_amount(answer["totals"].get(column["key"]))]
    return [[Decimal(row[key]) for key in keys] for row in [*answer["rows"], answer["totals"]]]


def is_amount(value: object) -> bool:
    return isinstance(value, str) and value[-3:-2] == "."


def in_csv(content: bytes) -> Figures:
    """It has no sums of its own: added here."""
    _, *lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    rows = [[Decimal(cell) for cell in line if is_amount(cell)] for line in lines]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def in_pdf(content: bytes) -> Figures:
    """All figures in one: how they stand in lines is for eyes."""
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    words = text.translate(str.maketrans(thai.thai_digits("0123456789"), "0123456789")).replace(",", "").split()
    return [[Decimal(word) for word in words if is_amount(word) and word[:-3].isdigit()]]


READERS: dict[str, Callable[[bytes], Figures]] = {"xlsx": in_xlsx, "json": in_json, "csv": in_csv, "pdf": in_pdf}


def with_sums(rows: Figures) -> Figures:
    """A total at the end of each row, and a row of totals at the end."""
    rows = [[*row, sum(row)] for row in rows]
    return [*rows, [sum(column) for column in zip(*rows, strict=True)]]


def agree(found: Figures, figures: Figures) -> bool:
    in_one = sorted(figure for row in figures for figure in row)
    return found == figures or [sorted(row) for row in found] == [in_one]


def test_every_format_has_a_reader():
    assert READERS.keys() == files.FORMATS.keys()


@pytest.mark.parametrize("extension", READERS)
def test_the_report_holds_what_the_rows_of_each_district_and_month_add_up_to(province, client, extension):
    sums: dict[str, dict[date, Decimal]] = {}
    for code, month, amounts in rows_of_the_ledger():
        months = sums.setdefault(code, {})
        months[month] = months.get(month, Decimal()) + sum(amounts)
    assert len(sums) == District.objects.filter(province=province).count()

    client.force_login(factories.department_officer())
    answer = client.get(f"/reports/r1.{extension}", {"year": 2565, "area": province, "unit": "baht"})
    assert agree(READERS[extension](answer.content), with_sums([list(months.values()) for months in sums.values()]))


@pytest.mark.parametrize("extension", READERS)
@pytest.mark.parametrize("slug", ["rt1", "rt2"])
def test_a_form_holds_the_rows_of_its_sheet_in_their_order(province, client, slug, extension):
    rows = rows_of_the_ledger()
    code, month, _ = random.choice(rows)
    client.force_login(factories.province_officer(province))
    answer = client.get(f"/reports/forms/{slug}/{code}/2565/{month.month}.{extension}")
    of_sheet = [amounts for district, of, amounts in rows if (district, of) == (code, month)]
    assert agree(READERS[extension](answer.content), with_sums(of_sheet))


@pytest.mark.parametrize("extension", READERS)
def test_a_form_to_hand_out_holds_names_and_no_figure(province, client, extension):
    code, month, _ = random.choice(rows_of_the_ledger())
    client.force_login(factories.province_officer(province))
    answer = client.get(f"/reports/forms/rt1-empty/{code}/2565/{month.month}.{extension}")
    assert answer.status_code == 200
    assert [figure for row in READERS[extension](answer.content) for figure in row] == []
