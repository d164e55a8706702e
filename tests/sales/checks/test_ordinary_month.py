"""In a month in which nothing is wrong nobody has to click flags away."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sales.checks.findings import questions
from sales.generation import generate
from sales.models import ReportingMonth, Sale, Sheet, Stage
from tests.sizes import size

pytestmark = pytest.mark.django_db

MOST = 3  # per cent of the rows
SLIPPED = "UPDATE sales_sale SET domestic_offline = domestic_offline * 10 WHERE id = %s"


def generated(*, years: int, districts: int, producers: int, seed: int) -> list[date]:
    """The months from the third on: those before it have no two months behind them."""
    call_command("load_reference")
    generate(years=years, producers=producers, districts=districts, seed=seed)
    return sorted(ReportingMonth.objects.filter(sheets__isnull=False).distinct().values_list("pk", flat=True))[2:]


@pytest.fixture
def month() -> date:
    return generated(years=1, districts=2, producers=40, seed=7)[-1]


def laid(month: date) -> list[tuple[Sheet, list[Sale]]]:
    sheets = [(sheet, list(sheet.sales.with_register())) for sheet in Sheet.objects.filter(month=month)]
    for row in (row for _, rows in sheets for row in rows):
        row.stage = Stage.DISTRICT
    return sheets  # as if the province had not confirmed them


def flagged(month: date) -> set[tuple[str, int | str]]:
    return {(district, each.row) for district, findings in questions(month, laid(month)) for each in findings}


def test_at_most_three_of_a_hundred_rows_are_flagged_in_an_ordinary_month():
    months = generated(years=2, districts=size(4, full=20), producers=108 * size(4, full=20), seed=size(7, full=8))
    rows = {month: Sale.objects.filter(sheet__month=month).count() for month in months}
    found = {month: flagged(month) for month in months}
    assert {month: len(each) for month, each in found.items() if 100 * len(each) > MOST * rows[month]} == {}
    assert any(found.values())


def test_a_slipped_decimal_among_them_is_found(month):
    """The control: it is no blindness that keeps the flags few."""
    slipped = Sale.objects.filter(sheet__month=month, domestic_offline__gt=10_000).exclude(
        pk__in=[row for _, row in flagged(month) if row]
    )
    row = slipped.order_by("pk").first()
    with connection.cursor() as cursor:
        cursor.execute(SLIPPED, [row.pk])
    assert (row.sheet.district_id, row.pk) in flagged(month)


def test_many_sheets_take_as_many_statements_as_one(month):
    sheets = laid(month)
    taken = []
    for asked in (sheets[:1], sheets):
        with CaptureQueriesContext(connection) as captured:
            assert len(list(questions(month, asked))) == len(asked)
        taken.append(len(captured))
    assert taken[0] == taken[1] == 4  # the limits, earlier months, closed producers, the plan
