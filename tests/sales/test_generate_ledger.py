from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from sales import transitions
from sales.models import Officer, Producer, ProducerEvent, Product, Sale, Sheet, SheetEvent, Tally
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ledger():
    call_command("load_reference")
    call_command("generate_ledger", "--districts", "3", "--producers", "60")


def test_it_verifies():
    call_command("verify_ledger")


def test_it_has_the_size_asked_for():
    assert (Producer.objects.count(), Sheet.objects.count(), Tally.objects.count()) == (60, 3 * 12, 3 * 12)
    assert Sale.objects.count() == 12 * Product.objects.count()
    assert ProducerEvent.objects.count() == Producer.objects.count() + Product.objects.count()


def test_the_tally_holds_what_the_rows_hold():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(domestic_offline + domestic_online + foreign_offline + foreign_online) FROM sales_sale "
            "WHERE stage = 'province'"
        )
        ((of_rows,),) = cursor.fetchall()
        cursor.execute("SELECT SUM(total) FROM sales_tally WHERE until IS NULL")
        ((of_tally,),) = cursor.fetchall()
    assert of_rows == of_tally > 0


def test_its_events_are_those_that_the_transitions_write():
    """The next month, done by the transitions, leaves events of the same shape."""
    generated = Sheet.objects.filter(month=date(2022, 9, 1)).first()
    district, month = generated.district, date(2022, 10, 1)
    by = Officer.objects.get(username=f"d{district.pk}")
    sheet = transitions.copy_previous_month(district=district, month=month, by=by).sheet
    edits = [factories.edit(row, domestic_offline=1, domestic_online=0) for row in sheet.sales.all()]
    transitions.save_rows(district=district, month=month, by=by, edits=edits)
    factories.confirm_by_district(sheet, by)
    factories.confirm_by_province(sheet, Officer.objects.get(username=f"p{district.province_id}"))

    assert [shape(event) for event in sheet.events.all()] == [shape(event) for event in generated.events.all()]


def shape(event: SheetEvent) -> tuple:
    change = event.changes[0]
    known = {side: sorted(change[side] or ()) for side in ("before", "after")}
    return event.number, event.action, len(event.changes), known, event.totals["rows"], event.totals["stage"]
