"""Nothing is made for Nong Khai: a generated year of another province, in every report and form and every format."""

import random
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection

from reports import files
from sales.models import CHANNELS, District
from tests import factories
from tests.reports import asked
from tests.reports.readers import READERS, Figures

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]  # of many provinces, on the database that a country runs on

ROWS = f"""
    SELECT sheet.district_id, sheet.month_id, {", ".join(f"sale.{channel}" for channel in CHANNELS)}
    FROM sales_sale sale JOIN sales_sheet sheet ON sheet.id = sale.sheet_id
    ORDER BY sheet.district_id, sheet.month_id, sale.position, sale.id
"""


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
