from datetime import date, datetime

import pytest
from django.http import Http404

from otop_portal import clock
from sales.addresses import district_named, month_named, month_to_report
from sales.forms.period import PeriodForm
from tests import factories
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

SEPTEMBER_3 = datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)


@pytest.fixture(autouse=True)
def year_2566():
    factories.months(date(2022, 10, 1), date(2023, 9, 1))
    with clock.at(SEPTEMBER_3):
        yield


def test_an_address_names_fiscal_year_and_calendar_month():
    assert month_named(2566, 10).pk == date(2022, 10, 1)
    assert month_named(2566, 8).address == (2566, 8)


@pytest.mark.parametrize("address", [(2567, 8), (2566, 13), (2566, 0), (8, 2566), (10**30, 1)])
def test_a_month_that_is_not_there_is_not_found(address):
    with pytest.raises(Http404):
        month_named(*address)


def test_a_foreign_district_answers_like_a_missing_one():
    factories.district("4301")
    assert district_named(factories.district_officer(), "4317").code == "4317"
    for code in ("4301", "9999"):
        with pytest.raises(Http404):
            district_named(factories.district_officer(), code)


def test_the_month_to_report_is_the_newest_that_is_over():
    assert month_to_report().pk == AUGUST


def test_in_a_portals_first_month_that_one_is_reported():
    with clock.at(datetime(2022, 10, 3, tzinfo=clock.BANGKOK)):
        assert month_to_report().pk == date(2022, 10, 1)


def test_before_the_first_month_there_is_none():
    with clock.at(datetime(2022, 9, 30, tzinfo=clock.BANGKOK)), pytest.raises(Http404):
        month_to_report()


def test_a_period_is_chosen_among_the_years_that_are_there():
    assert PeriodForm({"year": "2566", "month": "10"}).reporting_month().pk == date(2022, 10, 1)
    assert PeriodForm().fields["year"].choices == [(2566, "2566")]


@pytest.mark.parametrize("year, month", [("", ""), ("2566\0", "8"), ("abc", "1"), ("2500", "8"), ("2566", "13")])
def test_a_period_that_means_nothing_shows_the_month_to_report(year, month):
    assert PeriodForm({"year": year, "month": month}).reporting_month().pk == AUGUST
