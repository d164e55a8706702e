"""An administrator opens the next fiscal year and closes an old one."""

from datetime import date, datetime
from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from otop_portal import clock, fiscal
from sales import sentences, transitions
from sales.addresses import fiscal_years
from sales.models import EntryMode, ReportingMonth
from sales.transitions import Refused
from sales.transitions.fiscal_years import close_fiscal_year, open_fiscal_year
from sales.transitions.refusals import NotAllowed
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.sales.register_pages import day, notices
from tests.threads import together

pytestmark = pytest.mark.django_db

PAGE, OPEN = "/fiscal-years/", "/fiscal-years/open"
OCTOBER, SEPTEMBER = date(2022, 10, 1), date(2023, 9, 1)
TODAY = datetime(2023, 11, 3, 9, tzinfo=clock.BANGKOK)


@pytest.fixture(autouse=True)
def year_2566():
    factories.months(OCTOBER, SEPTEMBER)
    with clock.at(TODAY):
        yield


@pytest.fixture
def admin() -> Client:
    return signed_in(factories.administrator())


def test_the_page_shows_the_next_year_before_it_is_opened(admin):
    page = admin.get(PAGE).content.decode()

    assert "เปิดปีงบประมาณ 2567" in page
    for words in ("1 ตุลาคม 2566", "1 กันยายน 2567", "18 พฤศจิกายน 2566", "18 ตุลาคม 2567"):
        assert words in page, words
    assert fiscal_years() == [2566]


@pytest.mark.parametrize("mode", EntryMode.values)
def test_twelve_months_open_each_on_its_own_first_day(admin, mode):
    response = admin.post(OPEN, {"year": 2567, "entry_mode": mode}, follow=True)

    assert notices(response) == ["เปิดปีงบประมาณ 2567 แล้ว 12 เดือน"]
    opened = ReportingMonth.objects.of_fiscal_year(2567)
    assert list(opened.values_list("month", "opens_on", "entry_mode", "closed_on")) == [
        (month, month, mode, None) for month in fiscal.months_of(2567)
    ]
    assert LogEntry.objects.filter(user=factories.administrator(), change_message__contains="2567").count() == 12
    assert "เปิดปีงบประมาณ 2568" in response.content.decode()


def test_a_district_reports_in_the_year_that_was_opened(admin):
    admin.post(OPEN, {"year": 2567, "entry_mode": EntryMode.SAVE_CONFIRMS})

    page = signed_in(factories.district_officer()).get("/entry/2567/10/")

    assert "<h1>ยอดรายได้ OTOP</h1>" in page.content.decode()


def test_the_same_year_is_opened_once(admin):
    posted = {"year": 2567, "entry_mode": EntryMode.SAVE_CONFIRMS}
    admin.post(OPEN, posted, follow=True)
    again = admin.post(OPEN, posted)
    assert (again.status_code, notices(again)) == (409, [sentences.not_the_next_year(2567)])
    assert fiscal_years() == [2567, 2566]


@pytest.mark.parametrize("year", [2565, 2566, 2568, 2640])
def test_no_year_is_left_out_between_two(year):
    with pytest.raises(Refused):
        open_fiscal_year(year=year, by=factories.administrator(), entry_mode=EntryMode.SAVE_CONFIRMS)
    assert fiscal_years() == [2566]


def test_opening_changes_no_month_that_is_there(admin):
    before = list(ReportingMonth.objects.values())
    admin.post(OPEN, {"year": 2567, "entry_mode": EntryMode.SAVE_CONFIRMS})
    assert list(ReportingMonth.objects.of_fiscal_year(2566).values()) == before


def test_closed_nothing_of_the_year_is_recorded_from_that_day_on(admin):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=SEPTEMBER)
    on = date(2023, 11, 30)
    page = admin.get(PAGE).content.decode()
    assert "จังหวัดยังยืนยันไม่ครบ 12 แบบ" in page

    response = admin.post("/fiscal-years/2566/close", day("on", on), follow=True)

    assert notices(response) == ["ปิดปีงบประมาณ 2566 ตั้งแต่วันที่ 30 พฤศจิกายน 2566"]
    assert set(ReportingMonth.objects.values_list("closed_on", flat=True)) == {on}
    with clock.at(datetime(2023, 11, 29, 23, 59, 59, tzinfo=clock.BANGKOK)):
        assert factories.confirm_by_district(sheet).event
    with clock.at(datetime(2023, 11, 30, tzinfo=clock.BANGKOK)), pytest.raises(Refused, match="2566 ปิดรับข้อมูลแล้ว"):
        transitions.return_to_district(
            district=sheet.district, month=SEPTEMBER, by=factories.province_officer(), rows=None, reason="ยอดไม่ตรง"
        )


def test_a_month_that_was_closed_before_stays_so():
    ReportingMonth.objects.filter(month=OCTOBER).update(closed_on=date(2023, 1, 1))
    assert close_fiscal_year(year=2566, by=factories.administrator(), on=date(2023, 12, 1)) == 11
    assert ReportingMonth.objects.get(month=OCTOBER).closed_on == date(2023, 1, 1)
    with pytest.raises(Refused, match="ปิดไว้แล้ว"):
        close_fiscal_year(year=2566, by=factories.administrator(), on=date(2024, 1, 1))


@pytest.mark.parametrize(("today", "on"), [(TODAY, date(2023, 11, 2)), (TODAY.replace(month=8), date(2023, 9, 30))])
def test_a_year_is_not_closed_in_the_past_nor_before_it_ends(admin, today, on):
    with clock.at(today):
        response = admin.post("/fiscal-years/2566/close", day("on", on))
    assert response.status_code == 409
    assert sentences.CLOSED_TOO_EARLY in response.content.decode()
    assert not ReportingMonth.objects.exclude(closed_on=None).exists()


def test_a_year_that_is_not_over_cannot_be_closed_on_the_page(admin):
    with clock.at(datetime(2023, 9, 30, 12, tzinfo=clock.BANGKOK)):
        assert "ยืนยันปิดปีงบประมาณ" not in admin.get(PAGE).content.decode()
    assert "ยืนยันปิดปีงบประมาณ 2566" in admin.get(PAGE).content.decode()


def test_a_day_left_out_and_a_year_that_is_not_there(admin):
    page = admin.post("/fiscal-years/2566/close", {})
    assert page.status_code == 200
    assert 'id="close-2566-on_error"' in page.content.decode()
    assert admin.post("/fiscal-years/2599/close", day("on", SEPTEMBER)).status_code == 404


@pytest.mark.parametrize("make", [factories.district_officer, factories.province_officer, factories.department_officer])
def test_only_administrators_open_and_close(make):
    by = make()
    with pytest.raises(NotAllowed):
        open_fiscal_year(year=2567, by=by, entry_mode=EntryMode.SAVE_CONFIRMS)
    with pytest.raises(NotAllowed):
        close_fiscal_year(year=2566, by=by, on=date(2023, 12, 1))


def test_more_years_ask_the_database_no_more(admin):
    few = number_of_queries(admin, PAGE)
    for year in (2567, 2568):
        open_fiscal_year(year=year, by=factories.administrator(), entry_mode=EntryMode.SAVE_CONFIRMS)
    assert number_of_queries(admin, PAGE) == few


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_two_administrators_open_a_year_once(attempt):
    by = factories.administrator()
    open_it = partial(open_fiscal_year, year=2567, by=by, entry_mode=EntryMode.SAVE_CONFIRMS)

    answers = together(open_it, open_it)

    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    assert ReportingMonth.objects.of_fiscal_year(2567).count() == 12
    assert LogEntry.objects.count() == 12
