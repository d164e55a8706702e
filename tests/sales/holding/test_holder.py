"""Who holds a sheet, since when, and what he needs to do: at every step, also before there is a sheet."""

from datetime import date, datetime

import pytest

from otop_portal import clock
from sales import transitions
from sales.holding.holder import Holder, Holding, Step
from sales.holding.read import funnel_of, holdings
from sales.models import Sheet
from sales.transitions.producers import request_producer
from tests import factories
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

LINES = ("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (2, 0, 0, 0))
UNANSWERED = ("กลุ่มจักสาน", "utensil", (None,) * 4)
FIRST = date(2023, 8, 1)


def on(day: int):
    """A morning of September 2566."""
    return clock.at(datetime(2023, 9, day, 9, tzinfo=clock.BANGKOK))


def held() -> Holding:
    factories.month()
    return holdings(factories.province_officer(), [factories.district()], [factories.month()])[0]


def found() -> tuple:
    holding = held()
    return holding.step, holding.holder, holding.since, holding.need


@pytest.fixture(autouse=True)
def tenth():
    with on(10):
        yield


def request(name: str = "ร้านใหม่") -> None:
    by = factories.district_officer()
    fields = {"producer_type": "sme", "product": "น้ำพริก", "product_type": "food", "proof": "ทะเบียน 1"}
    request_producer(district=by.district, by=by, name=name, **fields)


def test_before_there_is_a_sheet_the_officer_has_it_since_the_month_was_opened():
    assert found() == (Step.NOT_STARTED, Holder.OFFICER, FIRST, "เริ่มบันทึกยอดจำหน่าย หากไม่มียอดให้แจ้งไม่มียอดจำหน่าย")
    assert held().days == 40


def test_an_officer_who_types_has_had_it_since_the_month_was_opened():
    with on(3):
        factories.sheet(*LINES, UNANSWERED)
    assert found() == (Step.ENTERING, Holder.OFFICER, FIRST, "กรอกยอดอีก 1 รายการ แล้วยืนยันระดับอำเภอ")


def test_an_officer_who_has_answered_everything_has_to_confirm():
    factories.sheet(*LINES)
    assert found()[1:] == (Holder.OFFICER, FIRST, "ยืนยันระดับอำเภออีก 2 รายการ")


def test_a_sheet_without_its_rows_is_not_started():
    sheet = factories.sheet(LINES[0])
    row, by = sheet.sales.get(), factories.district_officer()
    transitions.delete_rows(district=sheet.district, month=AUGUST, by=by, rows={row.pk: row.version})
    assert found()[:3] == (Step.NOT_STARTED, Holder.OFFICER, FIRST)


def test_the_chief_has_it_since_it_was_handed_over():
    sheet = factories.sheet(*LINES)
    Sheet.objects.filter(pk=sheet.pk).update(
        submitted_by=factories.district_officer(), submitted_at=datetime(2023, 9, 6, 9, tzinfo=clock.BANGKOK)
    )
    need = "ตรวจสอบ แล้วยืนยันหรือส่งกลับให้เจ้าหน้าที่อำเภอ"
    assert found() == (Step.WITH_CHIEF, Holder.CHIEF, date(2023, 9, 6), need)


def test_the_province_has_it_since_the_district_confirmed_the_last_row():
    with on(3):
        sheet = factories.sheet(*LINES)
        first = sheet.sales.first()
        by = factories.district_officer()
        transitions.confirm_by_district(district=sheet.district, month=AUGUST, by=by, seen={first.pk: 1})
        assert found()[1:] == (Holder.OFFICER, FIRST, "ยืนยันระดับอำเภออีก 1 รายการ")
    with on(5):
        factories.confirm_by_district(sheet)
    need = "ตรวจสอบและยืนยันระดับจังหวัด 2 รายการ"
    assert found() == (Step.WITH_PROVINCE, Holder.PROVINCE, date(2023, 9, 5), need)
    with on(8):
        seen = {first.pk: sheet.sales.get(pk=first.pk).version}
        by = factories.province_officer()
        transitions.confirm_by_province(district=sheet.district, month=AUGUST, by=by, seen=seen)
    need = "ตรวจสอบและยืนยันระดับจังหวัด 1 รายการ"
    assert found() == (Step.WITH_PROVINCE, Holder.PROVINCE, date(2023, 9, 5), need)


def test_a_declared_empty_month_waits_for_the_province():
    with on(4):
        by = factories.district_officer()
        transitions.declare_nothing(district=by.district, month=factories.month().pk, by=by)
    assert found() == (Step.WITH_PROVINCE, Holder.PROVINCE, date(2023, 9, 4), "ยืนยันว่าไม่มียอดจำหน่าย (ระดับจังหวัด)")


def test_what_comes_back_is_with_the_officer_from_that_day_on():
    sheet = factories.sheet(*LINES)
    factories.confirm_by_district(sheet)
    where = {"district": sheet.district, "month": AUGUST}
    with on(11):
        transitions.return_to_district(**where, by=factories.province_officer(), rows=None, reason="สลับช่อง")
    assert found()[1:] == (Holder.OFFICER, date(2023, 9, 11), "แก้ไขรายการที่จังหวัดส่งคืน แล้วยืนยันระดับอำเภอใหม่")


def test_a_changed_row_takes_the_sheet_back_to_the_officer():
    sheet = factories.sheet(*LINES)
    factories.confirm_by_district(sheet)
    with on(12):
        edit = factories.edit(sheet.sales.first(), domestic_online=7)
        transitions.save_rows(district=sheet.district, month=AUGUST, by=factories.district_officer(), edits=[edit])
    assert found()[1:] == (Holder.OFFICER, date(2023, 9, 12), "ยืนยันระดับอำเภออีก 1 รายการ")


def test_nobody_has_what_the_province_has_confirmed():
    sheet = factories.sheet(*LINES)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    assert found()[:2] == (Step.CONFIRMED, Holder.NOBODY)
    assert not held().is_open


def test_the_staff_have_it_when_their_decision_is_all_that_is_missing():
    with on(7):
        request()
    need = "พิจารณาคำขอเพิ่มผู้ประกอบการรายใหม่ 1 ราย"
    assert found() == (Step.NOT_STARTED, Holder.STAFF, date(2023, 9, 7), need)
    factories.producer()
    assert found()[1] == Holder.OFFICER


def test_a_request_does_not_take_the_officers_own_rows_from_him():
    request()
    factories.sheet(*LINES)
    assert found()[1:] == (Holder.OFFICER, FIRST, "ยืนยันระดับอำเภออีก 2 รายการ")


def test_the_funnel_counts_every_district_that_reports_once():
    factories.confirm_by_district(factories.sheet(*LINES))
    factories.sheet(*LINES, by=factories.district_officer("4301"))
    for code in ("4302", "4303", "4201"):
        factories.district(code)
    other = factories.district("4304")
    other.reporting = False
    other.save()
    assert dict(funnel_of(factories.province_officer(), factories.month()).steps) == {
        Step.NOT_STARTED: 2, Step.ENTERING: 1, Step.WITH_CHIEF: 0, Step.WITH_PROVINCE: 1, Step.CONFIRMED: 0
    }  # fmt: skip
    assert sum(funnel_of(factories.department_officer(), factories.month()).counts.values()) == 5


def test_it_takes_as_many_statements_for_many_districts_and_months(django_assert_num_queries):
    months = [factories.month(), factories.month(date(2023, 7, 1))]
    factories.sheet(*LINES)
    with on(1):
        request()
    officer = factories.province_officer()
    districts = [factories.district(), *(factories.district(f"43{number}") for number in range(20, 40))]
    with django_assert_num_queries(4):  # sheets, requests, and each month's gaps
        assert len(holdings(officer, districts, months)) == 42
    with django_assert_num_queries(4):
        holdings(officer, districts[:1], months)
