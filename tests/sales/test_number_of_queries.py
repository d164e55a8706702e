"""What a sheet of 300 rows costs the database: as many statements as one of a single row."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sales import transitions
from sales.models import EntryMode, ReportingMonth, Sale, Sheet
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db


def a_sheet(code: str, rows: int) -> Sheet:
    return factories.sheet(
        *((f"กลุ่มที่ {n}", "food", (n, 0, 0, 0)) for n in range(1, rows + 1)), by=factories.district_officer(code)
    )


def statements(act) -> int:
    with CaptureQueriesContext(connection) as captured:
        act()
    return len(captured)


def saving(sheet: Sheet) -> int:
    rows = Sale.objects.of(sheet.district, sheet.month_id)
    edits = [factories.edit(row, domestic_online=7) for row in rows]
    by = factories.district_officer(sheet.district_id)
    return statements(lambda: transitions.save_rows(district=sheet.district, month=sheet.month_id, by=by, edits=edits))


def confirming(sheet: Sheet) -> int:
    by = factories.district_officer(sheet.district_id)
    return statements(lambda: factories.confirm_by_district(sheet, by))


def confirming_for_the_province(sheet: Sheet) -> int:
    factories.confirm_by_district(sheet)
    by = factories.province_officer(sheet.district.province_id)
    return statements(lambda: factories.confirm_by_province(sheet, by))


def returning(sheet: Sheet) -> int:
    factories.confirm_by_district(sheet)
    by, where = (
        factories.province_officer(sheet.district.province_id),
        {"district": sheet.district, "month": sheet.month_id},
    )
    return statements(lambda: transitions.return_to_district(**where, by=by, rows=None, reason="ตรวจสอบ"))


def saving_what_confirms(sheet: Sheet) -> int:
    """บันทึกข้อมูล on the page of a month in which it is the district's confirmation."""
    ReportingMonth.objects.update(entry_mode=EntryMode.SAVE_CONFIRMS)
    rows = Sale.objects.of(sheet.district, sheet.month_id)
    read = [f"{row.pk} 1 {row.domestic_offline * 100:.0f} 0 0 0" for row in rows]
    seen = " ".join(f"{row.pk}:1" for row in rows)
    posted = {"confirm": 1, "seen": seen, "read": read, "amount": ["7"] * 4 * len(read)}
    client = signed_in(factories.district_officer(sheet.district_id))
    return statements(lambda: client.post("/entry/2566/8/save", posted))


@pytest.mark.parametrize("action", [saving, confirming, confirming_for_the_province, returning, saving_what_confirms])
def test_an_action_on_300_rows_takes_as_many_statements_as_on_one(action):
    assert action(a_sheet("4302", 300)) == action(a_sheet("4301", 1)) > 1
