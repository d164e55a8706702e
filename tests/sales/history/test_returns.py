from datetime import date

import pytest

from sales import transitions
from sales.history import open_returns
from sales.models import Sheet
from tests import factories
from tests.factories import AUGUST, JULY

pytestmark = pytest.mark.django_db

LINES = ("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, 0, 0, 0))


def confirmed_sheet(of: date = AUGUST) -> Sheet:
    sheet = factories.sheet(*LINES, of=of)
    factories.confirm_by_district(sheet)
    return sheet


def send_back(sheet: Sheet, *rows: int, reason: str = "ยอดไม่ตรงกับเอกสาร") -> transitions.Outcome:
    return transitions.return_to_district(
        district=sheet.district,
        month=sheet.month_id,
        by=factories.province_officer(),
        rows=rows or None,
        reason=reason,
    )


def test_the_district_reads_which_rows_came_back_and_why():
    sheet = confirmed_sheet()
    first = sheet.sales.first().pk
    event = send_back(sheet, first).event

    (found,) = open_returns(factories.district_officer())

    assert (found.sheet, found.rows, found.event) == (sheet, {first}, event)
    assert found.sentence.startswith("จังหวัดส่งคืน 1 รายการ เมื่อวันที่ ")
    assert "เหตุผล: ยอดไม่ตรงกับเอกสาร" in found.sentence


def test_a_row_confirmed_again_is_no_longer_open():
    sheet = confirmed_sheet()
    send_back(sheet)
    first, last = sheet.sales.all()
    transitions.confirm_by_district(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), seen={first.pk: 3}
    )

    (found,) = open_returns(factories.district_officer())
    assert found.rows == {last.pk}

    factories.confirm_by_district(sheet)
    assert open_returns(factories.district_officer()) == []


def test_a_row_confirmed_again_and_then_changed_is_not_open():
    sheet = confirmed_sheet()
    send_back(sheet)
    factories.confirm_by_district(sheet)
    transitions.save_rows(
        district=sheet.district,
        month=AUGUST,
        by=factories.district_officer(),
        edits=[factories.edit(sheet.sales.first(), domestic_offline=7)],
    )

    assert open_returns(factories.district_officer()) == []


def test_two_returns_of_one_sheet_keep_their_own_reasons():
    sheet = confirmed_sheet()
    first, last = sheet.sales.values_list("pk", flat=True)
    send_back(sheet, first, reason="ก่อน")
    send_back(sheet, last, reason="หลัง")

    assert [(found.event.reason, found.rows) for found in open_returns(factories.district_officer())] == [
        ("หลัง", {last}),
        ("ก่อน", {first}),
    ]


def test_another_product_type_does_not_make_the_reason_vanish():
    sheet = confirmed_sheet()
    first = sheet.sales.first().pk
    send_back(sheet, first)
    transitions.change_product_type(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), row=first, product_type="utensil"
    )

    (found,) = open_returns(factories.district_officer())
    assert found.rows == {sheet.sales.first().pk}


def test_a_removed_row_no_longer_waits():
    sheet = confirmed_sheet()
    send_back(sheet)
    transitions.delete_rows(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), rows=factories.seen(sheet)
    )

    assert open_returns(factories.district_officer()) == []


def test_a_declared_empty_month_comes_back_too():
    by = factories.district_officer()
    factories.month()
    sheet = transitions.declare_nothing(district=by.district, month=AUGUST, by=by).sheet
    send_back(sheet)

    (found,) = open_returns(by)
    assert found.rows == frozenset()
    assert "การแจ้งไม่มียอดจำหน่าย" in found.sentence

    transitions.declare_nothing(district=by.district, month=AUGUST, by=by)
    assert open_returns(by) == []


def test_a_month_that_came_back_empty_is_answered_by_its_first_row():
    by = factories.district_officer()
    factories.month()
    send_back(transitions.declare_nothing(district=by.district, month=AUGUST, by=by).sheet)

    factories.sheet(*LINES, by=by)

    assert open_returns(by) == []


def test_the_department_knows_that_a_sheet_was_sent_back():
    send_back(confirmed_sheet())

    assert len(open_returns(factories.department_officer())) == 1


def test_an_officer_of_another_district_sees_none():
    send_back(confirmed_sheet())

    assert open_returns(factories.district_officer("4301")) == []
    assert open_returns(factories.province_officer("42")) == []
    assert len(open_returns(factories.province_officer())) == 1


def test_one_month_can_be_asked_for():
    send_back(confirmed_sheet(JULY))
    send_back(confirmed_sheet())

    assert [found.sheet.month_id for found in open_returns(factories.district_officer())] == [AUGUST, JULY]
    assert [found.sheet.month_id for found in open_returns(factories.district_officer(), JULY)] == [JULY]


@pytest.mark.parametrize("districts", [1, 5])
def test_the_number_of_queries_does_not_grow(districts, django_assert_num_queries):
    for number in range(districts):
        by = factories.district_officer(f"43{number:02}")
        sheet = factories.sheet(*LINES, by=by)
        factories.confirm_by_district(sheet)
        send_back(sheet)

    by = factories.province_officer()
    with django_assert_num_queries(2):
        assert len(open_returns(by)) == districts
