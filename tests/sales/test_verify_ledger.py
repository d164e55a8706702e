"""verify_ledger names each planted corruption, and is silent about what the transitions made."""

import json
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sales import transitions
from sales.append_only import TABLES, drop_triggers
from sales.models import Sheet
from sales.models.changes import pack
from tests import factories
from tests.factories import AUGUST, JULY

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger() -> Sheet:
    """A sheet with a history: confirmed, one row returned, corrected and confirmed again; and one of a month before."""
    factories.sheet(("กลุ่มทอผ้า", "cloth", (7, 0, 0, 0)), of=JULY)
    sheet = factories.sheet(
        ("กลุ่มทอผ้า", "cloth", (100, "0.25", 0, 0)),
        ("ร้านแม่ปลาส้ม", "food", (50, 0, 3, 0)),
        ("กลุ่มจักสาน", "utensil", (1, 2, 3, 4)),
    )
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    where = {"district": sheet.district, "month": AUGUST}
    returned = sheet.sales.first()
    transitions.return_to_district(**where, by=factories.province_officer(), rows=[returned.pk], reason="ผิด")
    returned.refresh_from_db()
    edit = factories.edit(returned, domestic_offline=120)
    transitions.save_rows(**where, by=factories.district_officer(), edits=[edit])
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    return sheet


def execute(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def verify() -> str:
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    return out.getvalue()


def found() -> str:
    out = StringIO()
    with pytest.raises(CommandError, match=r"\d+ differences"):
        call_command("verify_ledger", stdout=out)
    return out.getvalue()


def test_what_the_transitions_made_is_clean(ledger):
    assert verify() == "No difference.\n"


def test_an_empty_ledger_is_clean(ledger):
    by = factories.district_officer("4301")
    factories.month()
    transitions.declare_nothing(district=by.district, month=AUGUST, by=by)
    assert verify() == "No difference.\n"


# Each corrupts the ledger behind the transitions' back, and what the list must name then.
CORRUPTIONS = {
    "stage of the sheet": ("UPDATE sales_sheet SET stage = 'draft' WHERE id = %s", "stage is draft, expected province"),
    "version of the sheet": ("UPDATE sales_sheet SET version = version + 1 WHERE id = %s", "version is 8, expected 7"),
    "version of what is confirmed": (
        "UPDATE sales_sheet SET confirmed_version = 2 WHERE id = %s",
        "confirmed_version is 2, expected 3",
    ),
    "an amount": (
        "UPDATE sales_sale SET foreign_online = foreign_online + 1 WHERE sheet_id = %s AND position = 3",
        "foreign_online is 401, expected 400",
    ),
    "version of a row": (
        "UPDATE sales_sale SET version = 2 WHERE sheet_id = %s AND position = 1",
        "version is 2, expected",
    ),
    "a row deleted": ("DELETE FROM sales_sale WHERE sheet_id = %s AND position = 2", "row is None, expected {"),
    "the frozen type of a producer": (
        "UPDATE sales_sale SET producer_type = 'sme' WHERE sheet_id = %s AND position = 2",
        "producer_type is sme, expected community_group",
    ),
    "the order of the rows": (
        "UPDATE sales_sale SET position = 1 WHERE sheet_id = %s AND position = 2",
        "number of rows at position 1 is 2, expected 1",
    ),
    "who confirmed": (
        "UPDATE sales_sale SET district_confirmed_by_id = province_confirmed_by_id WHERE sheet_id = %s",
        "district_confirmed_by_id is",
    ),
    "when the province confirmed": (
        "UPDATE sales_sale SET province_confirmed_at = district_confirmed_at WHERE sheet_id = %s",
        "province_confirmed_at is",
    ),
    "an amount of the tally": (
        "UPDATE sales_tally SET food_community_group_domestic_offline = 0 WHERE sheet_id = %s AND until IS NULL",
        "food_community_group_domestic_offline is 0, expected 5000",
    ),
    "a sum that the tally once had": (
        "UPDATE sales_tally SET total = total + 1 WHERE sheet_id = %s AND NOT complete",
        "total is 6301, expected 6300",
    ),
    "producers of the tally": (
        "UPDATE sales_tally SET producers = 2 WHERE sheet_id = %s AND until IS NULL",
        "producers is 2, expected 3",
    ),
    "since when the tally holds": (
        "UPDATE sales_tally SET since = '2020-01-01 00:00:00+00:00' WHERE sheet_id = %s AND NOT complete",
        "since in its time is False",
    ),
    "until when the tally held": (
        "UPDATE sales_tally SET until = '2099-01-01 00:00:00+00:00' WHERE sheet_id = %s AND NOT complete",
        "end of the tally line before",
    ),
    "the month of the tally": (
        "UPDATE sales_tally SET month_id = '2023-07-01' WHERE sheet_id = %s AND until IS NULL",
        "month_id is 2023-07-01, expected 2023-08-01",
    ),
    "a line of the tally deleted": (
        "DELETE FROM sales_tally WHERE sheet_id = %s AND NOT complete",
        "number of tally lines is 2, expected 3",
    ),
    "totals of an event": (
        "UPDATE sales_sheetevent SET totals = '{}' WHERE sheet_id = %s AND number = 2",
        "totals is {}, expected {'before': 16325",
    ),
    "an event deleted": (
        "DELETE FROM sales_sheetevent WHERE sheet_id = %s AND number = 5",
        "event 6: number is 6, expected 5",
    ),
}


@pytest.mark.parametrize("corruption", CORRUPTIONS)
def test_a_planted_corruption_is_named(ledger, corruption):
    sql, expected = CORRUPTIONS[corruption]
    drop_triggers(connection, TABLES)
    execute(sql, ledger.pk)
    assert expected in found()


def rewritten(ledger: Sheet, number: int, rewrite: Callable[[list], None]) -> None:
    changes = ledger.events.get(number=number).changes
    rewrite(changes)
    drop_triggers(connection, TABLES)
    execute(
        "UPDATE sales_sheetevent SET changes = %s WHERE sheet_id = %s AND number = %s",
        json.dumps(pack(changes)),
        ledger.pk,
        number,
    )


def test_a_confirmation_in_another_name_is_named(ledger):
    confirming = ledger.events.filter(action="confirm_by_district").first().number
    rewritten(ledger, confirming, lambda changes: changes[0]["after"].update(district_confirmed_by_id=999))
    execute("UPDATE sales_sale SET district_confirmed_by_id = 999 WHERE sheet_id = %s", ledger.pk)
    assert "confirmed by is {999}, expected set()" in found()


def test_a_rewritten_history_is_named(ledger):
    rewritten(ledger, 1, lambda changes: changes[0]["after"].update(domestic_offline=9900))
    output = found()
    assert "totals" in output
    assert any("before is" in line and "'domestic_offline': 10000" in line for line in output.splitlines())


def test_a_change_taken_out_of_the_history_is_named(ledger):
    rewritten(ledger, 1, lambda changes: changes.pop())
    assert "before is" in found()


def test_a_name_whose_key_was_not_renewed_is_named():
    factories.producer("กลุ่มทอผ้า")
    execute("UPDATE sales_producer SET name = 'กลุ่มจักสาน'")
    assert "normalised_name is กลุ่มทอผ้า, expected กลุ่มจักสาน" in found()
