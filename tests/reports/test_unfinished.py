"""The districts that a preliminary sum still waits for."""

import pytest
from django.urls import reverse

from otop_portal import clock, fiscal
from reports.definitions import REPORTS
from reports.ledger import Ledger
from reports.selection import Selection
from reports.table import Table, build
from sales import transitions
from sales.models import District, Sale, Stage
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports import asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_september():
    with clock.at(clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        factories.months(JULY, AUGUST)
        for code in ("4301", "4317", "4201"):
            factories.district(code)
        yield


def selection(*months, officer=None, area=None) -> Selection:
    return Selection(officer or factories.department_officer(), months, clock.now(), area)


def waited_for(chosen: Selection) -> list[str]:
    return [district.pk for district in Ledger(chosen).unfinished()]


def test_it_waits_for_whoever_has_not_confirmed_every_month():
    asked.confirmed_sheet("4317", JULY)
    asked.confirmed_sheet("4201", JULY)
    asked.confirmed_sheet("4201", AUGUST)
    assert waited_for(selection(JULY)) == ["4301"]
    assert waited_for(selection(JULY, AUGUST)) == ["4301", "4317"]


def test_a_half_confirmed_district_is_waited_for():
    sheet = factories.sheet(*asked.LINES)
    factories.confirm_by_district(sheet)
    some = dict(list(factories.seen(sheet).items())[:1])
    by = factories.province_officer(sheet.district.province_id)
    transitions.confirm_by_province(district=sheet.district, month=AUGUST, by=by, seen=some)
    assert Sale.objects.filter(stage=Stage.PROVINCE).count() == 1
    assert sheet.district_id in waited_for(selection(AUGUST))


def test_nobody_is_waited_for_before_the_month_is_over_or_where_nothing_is_reported():
    District.objects.filter(pk="4301").update(reporting=False)
    assert waited_for(selection(AUGUST)) == ["4201", "4317"]
    assert waited_for(selection(fiscal.following(AUGUST))) == []


def test_an_officer_reads_of_his_own_area_only():
    assert waited_for(selection(AUGUST, officer=factories.province_officer("43"))) == ["4301", "4317"]
    assert waited_for(selection(AUGUST, officer=factories.district_officer("4317"))) == ["4317"]


def addresses(table: Table) -> list[str]:
    return [address for _, districts in table.unfinished() for _, address in districts]


def test_a_month_leads_to_the_sheet_and_a_run_to_the_districts_months():
    asked.confirmed_sheet("4301", AUGUST)
    asked.confirmed_sheet("4201", AUGUST)
    (sheet,) = addresses(build(REPORTS["r4"], selection(AUGUST)))
    assert sheet == reverse("sales:sheet", args=["4317", 2566, 8])
    months = addresses(build(REPORTS["r4"], selection(JULY, AUGUST)))
    assert months == [f"/reports/r1/?year=2566&area={code}" for code in ("4201", "4301", "4317")]


def test_one_question_to_the_database_however_many_wait(django_assert_num_queries):
    for codes in ((), ("1101", "1102", "4202", "4302")):
        for code in codes:
            factories.district(code)
        table = build(REPORTS["r4"], selection(AUGUST))
        with django_assert_num_queries(1):
            table.unfinished()
