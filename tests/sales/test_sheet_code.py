import pytest

from sales.models import Sale
from sales.review import Screen, review
from sales.sheet_code import sheet_code
from sales.transitions.producers import change_producer
from tests import factories
from tests.factories import AUGUST, JULY

pytestmark = pytest.mark.django_db


def sheet():
    return factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านส้ม", "food", (50, "0.25", 0, 0)))


def code_of(sheet) -> str:
    rows = Sale.objects.of(sheet.district, sheet.month_id).with_register().in_order()
    return sheet_code(sheet.district, sheet.month_id, rows)


def test_the_code_is_short_and_without_digits():
    code = code_of(sheet())
    assert len(code) == 9
    assert code.replace("-", "").isalpha()


def test_confirmations_leave_the_code_as_it_was_signed():
    of = sheet()
    signed = code_of(of)
    factories.confirm_by_district(of)
    factories.confirm_by_province(of)
    assert code_of(of) == signed


def test_a_new_name_in_the_register_leaves_the_code():
    of = sheet()
    signed = code_of(of)
    change_producer(producer=of.sales.first().producer, by=factories.district_officer(), name="กลุ่มทอผ้าไหม")
    assert code_of(of) == signed


@pytest.mark.parametrize("change", [{"domestic_offline": "100.01"}, {"foreign_online": 1}])
def test_another_amount_gives_another_code(change):
    of = sheet()
    signed = code_of(of)
    Sale.objects.filter(pk=of.sales.first().pk).update(**{k: factories.baht(v)[0] for k, v in change.items()})
    assert code_of(of) != signed


def test_another_type_order_month_or_answer_gives_another_code():
    of = sheet()
    rows = list(Sale.objects.of(of.district, AUGUST).with_register().in_order())
    codes = {sheet_code(of.district, AUGUST, rows), sheet_code(of.district, JULY, rows)}
    codes.add(sheet_code(factories.district("4301"), AUGUST, rows))
    codes.add(sheet_code(of.district, AUGUST, rows[::-1]))
    codes.add(sheet_code(of.district, AUGUST, rows[:1]))
    rows[0].product_type = "herb"
    codes.add(sheet_code(of.district, AUGUST, rows))
    rows[0].register_type = "sme"
    codes.add(sheet_code(of.district, AUGUST, rows))
    rows[0].domestic_offline = rows[0].domestic_online = rows[0].foreign_offline = rows[0].foreign_online = None
    codes.add(sheet_code(of.district, AUGUST, rows))
    assert len(codes) == 8


def test_a_reader_of_the_sheet_sees_the_code_unless_rows_are_kept_from_him():
    of = sheet()
    shown = {
        who: review(who, of.district, of.month, None, Screen()).code
        for who in (factories.district_officer(), factories.department_officer())
    }
    assert list(shown.values()) == [code_of(of), ""]
    factories.confirm_by_district(of)
    factories.confirm_by_province(of)
    assert review(factories.department_officer(), of.district, of.month, None, Screen()).code == code_of(of)
