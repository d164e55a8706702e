"""What the department may know: who typed and who confirmed, amounts only of province-confirmed states."""

import pytest

from sales import transitions
from sales.history import changes as what_is_known
from sales.history import entries, history_of, of_row
from sales.models import Sheet
from tests import factories
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

# Each figure stands in one state only.
TYPED, CONFIRMED, RETYPED, CONFIRMED_AGAIN, NEVER = "1111.11", "2222.22", "3333.33", "4444.44", "5555.55"


def save(sheet: Sheet, amount: str) -> None:
    row = sheet.sales.get(product_type="cloth")
    transitions.save_rows(
        district=sheet.district,
        month=AUGUST,
        by=factories.district_officer(),
        edits=[factories.edit(row, domestic_offline=amount)],
    )


def confirm_cloth(sheet: Sheet, by_province: bool = True) -> None:
    row = sheet.sales.get(product_type="cloth")
    where = {"district": sheet.district, "month": AUGUST}
    transitions.confirm_by_district(**where, by=factories.district_officer(), seen={row.pk: row.version})
    if by_province:
        row.refresh_from_db()
        transitions.confirm_by_province(**where, by=factories.province_officer(), seen={row.pk: row.version})


def send_back(sheet: Sheet, reason: str) -> None:
    transitions.return_to_district(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), rows=None, reason=reason
    )


@pytest.fixture
def sheet() -> Sheet:
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (TYPED, 0, 0, 0)), ("ร้านไม่เคยยืนยัน", "food", (NEVER, 0, 0, 0)))
    save(sheet, CONFIRMED)
    confirm_cloth(sheet)
    send_back(sheet, f"ยอด {CONFIRMED} ไม่ตรงกับเอกสาร")
    save(sheet, RETYPED)
    confirm_cloth(sheet, by_province=False)
    send_back(sheet, f"ยอด {RETYPED} ยังไม่ถูก")
    save(sheet, CONFIRMED_AGAIN)
    return sheet


def text(sheet: Sheet, reader) -> str:
    told = entries(history_of(sheet, reader), reader)
    lines = [f"{line.words} {line.name}" for entry in told for line in entry.lines]
    return "\n".join([*(f"{entry.words} {entry.reason}" for entry in told), *lines]).replace(",", "")


def test_only_confirmed_amounts_are_told(sheet):
    story = text(sheet, factories.department_officer())
    assert CONFIRMED in story
    assert not [amount for amount in (TYPED, RETYPED, CONFIRMED_AGAIN, NEVER) if amount in story]


def test_the_next_confirmation_is_told_against_the_last(sheet):
    confirm_cloth(sheet)
    story = text(sheet, factories.department_officer())
    assert f"ขายออฟไลน์ในประเทศ {CONFIRMED} → {CONFIRMED_AGAIN}" in story
    assert RETYPED not in story


def test_who_typed_and_who_confirmed_is_told_with_every_action(sheet):
    reader = factories.department_officer()
    told = entries(history_of(sheet, reader), reader)
    assert [(entry.event.officer.username, entry.event.action) for entry in told] == [
        ("d4317", "save"),
        ("d4317", "save"),
        ("d4317", "confirm_by_district"),
        ("p43", "confirm_by_province"),
        ("p43", "return"),
        ("d4317", "save"),
        ("d4317", "confirm_by_district"),
        ("p43", "return"),
        ("d4317", "save"),
    ]


def test_a_row_that_the_province_never_confirmed_is_absent(sheet):
    reader = factories.department_officer()
    never = sheet.sales.get(product_type="food")
    assert of_row(history_of(sheet, reader), never.pk) == []
    assert "ร้านไม่เคยยืนยัน" not in text(sheet, reader)


def test_a_reason_is_told_only_of_what_the_department_had_seen(sheet):
    story = text(sheet, factories.department_officer())
    assert "ไม่ตรงกับเอกสาร" in story
    assert "ยังไม่ถูก" not in story


def test_the_province_and_the_district_read_everything(sheet):
    for reader in (factories.province_officer(), factories.district_officer()):
        story = text(sheet, reader)
        assert not [amount for amount in (TYPED, CONFIRMED, RETYPED, CONFIRMED_AGAIN, NEVER) if amount not in story]


def test_without_the_mask_the_department_would_read_drafts(sheet, monkeypatch):
    monkeypatch.setattr(what_is_known, "_between_confirmations", lambda history: history)
    story = text(sheet, factories.department_officer())
    assert all(amount in story for amount in (TYPED, RETYPED, NEVER))
