"""UI sentence 23 stands wherever the work is."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.urls import reverse

from otop_portal import clock
from sales.models import Role
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST
from tests.sales.due_dates.days import given

pytestmark = pytest.mark.django_db

AHEAD = "ครบกำหนดวันอังคารที่ 5 กันยายน 2566 เหลือ 2 วัน"
LATE = "เกินกำหนด 3 วัน ยังบันทึกได้ โดยจะระบุว่า “ล่าช้า”"
THIRD = datetime(2023, 9, 3, 2, tzinfo=UTC)

ENTRY = ("sales:entry", (2566, 8))
CONFIRMATION = ("sales:confirmation", (2566, 8))
SHEET = ("sales:sheet", ("4317", 2566, 8))
WORK = {
    "the district's first page": (factories.district_officer, ("sales:home", ())),
    "entry": (factories.district_officer, ENTRY),
    "the district's confirmation": (factories.district_officer, CONFIRMATION),
    "the chief's first page": (
        lambda: factories.officer("c4317", Role.CHIEF, factories.district()),
        ("sales:home", ()),
    ),
    "the chief's sheet": (lambda: factories.officer("c4317", Role.CHIEF, factories.district()), SHEET),
    "the province's first page": (factories.province_officer, ("sales:home", ())),
    "the province's districts": (factories.province_officer, ("sales:districts", (2566, 8))),
    "the province's confirmation": (factories.province_officer, ("sales:province-sheet", ("4317", 2566, 8))),
    "the department's first page": (factories.department_officer, ("sales:home", ())),
    "the department's sheet": (factories.department_officer, SHEET),
    "the administrator's first page": (factories.administrator, ("sales:home", ())),
}


@pytest.fixture(autouse=True)
def sheet():
    factories.months(AUGUST, date(2023, 9, 1))
    with clock.at(THIRD):
        yield factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))


def page(where: str) -> str:
    officer, (name, args) = WORK[where]
    return unescape(signed_in(officer()).get(reverse(name, args=args)).content.decode())


@pytest.mark.parametrize("where", WORK)
def test_where_the_work_is_it_says_when_it_is_due(where):
    assert AHEAD in page(where)
    with clock.at(THIRD + timedelta(days=5)):
        late = page(where)
    assert LATE in late
    assert "กำหนดวันอังคารที่ 5 กันยายน 2566" in late


OF_THE_DISTRICT = [
    "the district's first page",
    "entry",
    "the district's confirmation",
    "the chief's first page",
    "the chief's sheet",
    "the province's confirmation",
    "the department's sheet",
]


@pytest.mark.parametrize("where", OF_THE_DISTRICT)
def test_an_extension_stands_there_with_its_reason_and_a_holiday_as_a_note(where):
    given(date(2023, 9, 10), factories.district(), reason="น้ำท่วม", note="วันอาทิตย์")
    shown = page(where)
    for words in ("ครบกำหนดวันอาทิตย์ที่ 10 กันยายน 2566 เหลือ 7 วัน", "จังหวัดขยายกำหนดให้: น้ำท่วม", "วันอาทิตย์"):
        assert words in shown


def test_what_was_confirmed_in_time_says_so_and_asks_nothing_more(sheet):
    factories.confirm_by_district(sheet)
    with clock.at(THIRD + timedelta(days=30)):
        shown = page("entry")
    assert "ยืนยันครบทุกรายการเมื่อวันที่ 3 กันยายน 2566 เวลา 09:00 น. ทันกำหนด" in shown
    assert "เกินกำหนด" not in shown


def test_the_province_reads_of_each_district_how_it_stands():
    factories.district("4301")
    given(date(2023, 9, 20), factories.district("4301"))
    with clock.at(THIRD + timedelta(days=5)):
        shown = page("the province's districts")
    assert "เกินกำหนด 3 วัน</span>" in shown
    assert "20 ก.ย. 66" in shown
    assert "เหลือ 12 วัน" in shown


def test_once_all_is_confirmed_the_province_is_asked_for_nothing(sheet):
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    with clock.at(THIRD + timedelta(days=30)):
        assert "เกินกำหนด" not in page("the province's districts")
        assert "เกินกำหนด" not in page("the department's first page")


@pytest.mark.parametrize("address", [("sales:home", ()), ("sales:districts", (2566, 8))])
def test_forty_districts_cost_the_province_as_many_queries_as_one(address):
    client, there = signed_in(factories.province_officer()), reverse(address[0], args=address[1])
    one = number_of_queries(client, there)
    for number in range(20, 60):
        factories.district(f"43{number}")
    assert number_of_queries(client, there) == one
