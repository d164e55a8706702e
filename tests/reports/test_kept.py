"""What a report has added up is not added up again until something of it changes."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otop_portal import clock, fiscal
from reports.definitions import REPORTS
from reports.selection import Selection
from reports.table import build
from sales.models import Officer
from tests import factories
from tests.factories import AUGUST
from tests.reports import asked

pytestmark = pytest.mark.django_db
YEAR = fiscal.months_of(2566)


def seen(slug: str, officer: Officer, **chosen: Any) -> tuple:
    found = build(REPORTS[slug], Selection(officer, YEAR, clock.now(), **chosen))
    return [row.values for row in found.rows], found.totals, found.content.standing


def tells_the_tally(slug: str, officer: Officer, **chosen: Any) -> bool:
    """Whether the report is added up anew."""
    with CaptureQueriesContext(connection) as queries:
        seen(slug, officer, **chosen)
    return any("sales_tally" in query["sql"] for query in queries)


@pytest.mark.parametrize("slug", REPORTS)
def test_asked_again_a_report_is_the_same_without_reading_the_tally(slug):
    asked.confirmed_sheet("4317")
    officer = factories.department_officer()
    first = seen(slug, officer)
    assert not tells_the_tally(slug, officer)
    assert seen(slug, officer) == first


@pytest.mark.parametrize("slug", REPORTS)
def test_a_correction_is_in_the_next_report(slug):
    asked.confirmed_sheet("4317")
    officer = factories.department_officer()
    before = seen(slug, officer)
    asked.correct_by_five_baht()
    assert seen(slug, officer) != before


def test_what_another_province_confirms_does_not_make_ones_own_be_added_up_again():
    asked.confirmed_sheet("4317")
    officer = factories.province_officer()
    seen("r1", officer)
    asked.confirmed_sheet(f"{asked.second_province()}01")
    assert not tells_the_tally("r1", officer)


def test_nobody_is_answered_what_another_asked():
    """The same question by officers of two provinces, of a day that is past, and of one product type."""
    other = asked.second_province()
    sheets = [asked.confirmed_sheet(code) for code in ("4317", f"{other}01")]
    officers = [factories.province_officer(), factories.province_officer(other), factories.department_officer()]
    of_nong_khai, of_the_other, of_the_country = (seen("r4", officer) for officer in officers)
    assert len({repr(answer) for answer in (of_nong_khai, of_the_other, of_the_country)}) == len(officers)
    assert seen("r4", officers[-1], at=sheets[0].tallies.get().since) != of_the_country
    assert seen("r4", officers[-1], product_type="food") != of_the_country


def test_what_was_empty_is_asked_again_when_something_is_confirmed():
    officer = factories.department_officer()
    assert factories.month(AUGUST)
    nothing = seen("r1", officer)
    asked.confirmed_sheet("4317")
    assert seen("r1", officer) != nothing
