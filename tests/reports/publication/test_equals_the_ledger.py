"""What is published equals SQL over the rows wherever nothing is hidden: Nong Khai's demo and another province."""

from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection

from reports.models import PublishedCell
from sales.models import CHANNELS, District
from tests.reports import asked
from tests.reports.open_data.reading import by_key, lines, lines_of_files, public_table
from tests.reports.open_data.reported import differences, reported
from tests.targets import demo

pytestmark = pytest.mark.django_db
AMOUNTS = {
    "total": " + ".join(f"sale.{channel}" for channel in CHANNELS),
    **{channel: f"sale.{channel}" for channel in CHANNELS},
}
COMPLETE = (
    "FROM sales_sale AS sale JOIN sales_sheet AS sheet ON sheet.id = sale.sheet_id "
    "JOIN sales_producer AS producer ON producer.id = sale.producer_id "
    "WHERE sheet.stage = 'province' AND sheet.district_id LIKE %s AND CAST(sheet.month_id AS VARCHAR) = %s"
)


def by_sql(area: str, month, dimension: str, member: str) -> tuple[Decimal, int]:
    """Baht, and how many producers have an amount above 0."""
    amount = AMOUNTS[member if dimension == "channel" else "total"]
    where, values = COMPLETE, [f"{area}%", str(month)]
    if dimension in ("product_type", "producer_type"):
        where, values = f"{where} AND sale.{dimension} = %s", [*values, member]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COALESCE(SUM({amount}), 0) {where}", values)
        ((satang,),) = cursor.fetchall()
        cursor.execute(f"SELECT COUNT(DISTINCT producer.id) {where} AND {amount} > 0", values)
        ((producers,),) = cursor.fetchall()
    return Decimal(int(satang)) / 100, producers


def compared(province: str) -> dict[str, int]:
    """How many cells of the province are shown, all of them right, and how many are hidden."""
    cells = PublishedCell.objects.at(None).filter(area__startswith=province)
    found = {"shown": 0, "hidden": 0}
    for cell in cells.exclude(districts=0):
        amount, producers = by_sql(cell.area, cell.month_id, cell.dimension, cell.member)
        assert cell.amount in (None, amount), cell
        assert producers >= 3 or cell.amount is None, cell
        found["hidden" if cell.amount is None else "shown"] += 1
    return found


@contextmanager
def loaded_demo(blocker):
    with demo.loaded(blocker), blocker.unblock():
        yield


@pytest.mark.sqlite  # the demo is the same on both databases, and so is what is tried of publishing in small
def test_nong_khai_is_published_when_the_demo_is_loaded(django_db_setup, django_db_blocker):
    with loaded_demo(django_db_blocker):
        found = compared("43")
        fetched = by_key([*lines("totals"), *lines("breakdowns")])
        assert fetched == by_key(lines_of_files("csv")) == public_table()
        number, wrong = differences(fetched, reported(2565, ["43"]) | reported(2566, ["43"]))
        # Of those months all cells of the country and of Nong Khai, and its districts; of August the totals.
        assert (number, wrong) == (22 * (13 + 13 + 9) + 1 + 1 + 3, [])
    # 22 whole months of nine districts, the three of August that are confirmed, and its total; nothing is small.
    assert found == {"shown": 22 * (9 + 1 + 12) + 3 + 1, "hidden": 0}


def test_a_generated_province_is_published_as_its_rows_say():
    call_command("load_reference")
    code = asked.second_province()
    District.objects.update(reporting=False)
    count = District.objects.filter(province=code).update(reporting=True)
    call_command("generate_ledger", "--districts", str(count), "--producers", str(9 * count))
    call_command("publish")
    found = compared(code)
    assert found["shown"] + found["hidden"] == 12 * (count + 1 + 12)
    assert found["shown"] > found["hidden"]
    totals = PublishedCell.objects.at(None).filter(dimension="total")
    assert {*totals.filter(area="").values_list("month", "amount")} == {
        *totals.filter(area=code).values_list("month", "amount")
    }
