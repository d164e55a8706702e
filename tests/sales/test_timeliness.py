"""Whether a district was in time: the first moment at which every row was confirmed by it."""

from datetime import date, datetime, timedelta

import pytest

from otop_portal import clock
from sales import transitions
from sales.models import Stage
from sales.timeliness import DistrictMonth, district_months
from tests import factories
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

DUE = datetime(2023, 9, 5, 23, 59, 59, tzinfo=clock.BANGKOK)
WHERE = {"month": AUGUST}


def read(today: date = date(2023, 9, 20), officer=None) -> DistrictMonth:
    officer = officer or factories.department_officer()
    return {each.district.pk: each for each in district_months(officer, None, [AUGUST], today=today)}["4317"]


def sheet(*kinds: str):
    with clock.at(DUE - timedelta(days=1)):
        return factories.sheet(*((f"กลุ่ม {kind}", kind, (5, 0, 0, 0)) for kind in kinds or ("food",)))


@pytest.mark.parametrize(("after", "days"), [(0, 0), (1, 1), (24 * 3600, 1), (24 * 3600 + 1, 2)])
def test_the_day_it_is_due_is_in_time_to_its_last_second_in_bangkok(after, days):
    of = sheet()
    with clock.at(DUE + timedelta(seconds=after)):
        factories.confirm_by_district(of)
    assert read().days_late == days


def test_it_counts_from_the_moment_when_every_row_was_confirmed():
    of = sheet("food", "cloth")
    first, second = factories.seen(of).items()
    for seen, moment in ((first, DUE), (second, DUE + timedelta(days=3))):
        with clock.at(moment):
            transitions.confirm_by_district(
                district=of.district, **WHERE, by=factories.district_officer(), seen=dict([seen])
            )
    assert read().days_late == 3


def test_a_later_return_never_makes_it_late():
    of = sheet()
    with clock.at(DUE):
        factories.confirm_by_district(of)
        factories.confirm_by_province(of)
    with clock.at(DUE + timedelta(days=9)):
        by = factories.province_officer()
        transitions.return_to_district(district=of.district, **WHERE, by=by, rows=None, reason="ตรวจสอบ")
        assert (read().days_late, read().stage, read().is_complete) == (0, Stage.DRAFT, False)
        factories.confirm_by_district(of)
    assert (read().days_late, read().stage) == (0, Stage.DISTRICT)


def test_what_is_not_confirmed_is_late_only_once_it_is_due():
    sheet()
    assert [read(date(2023, 9, day)).days_late for day in (5, 6, 20)] == [None, 1, 15]


def test_a_district_that_did_nothing_is_late_and_a_declaration_counts():
    factories.district(), factories.month()
    assert (read().stage, read().days_late) == (None, 15)
    with clock.at(DUE):
        transitions.declare_nothing(district=factories.district(), **WHERE, by=factories.district_officer())
    assert (read().stage, read().days_late) == (Stage.DISTRICT, 0)


def test_nobody_reads_the_months_of_another_area():
    sheet()
    outsider = factories.district_officer("4201")
    assert {each.district.pk for each in district_months(outsider, None, [AUGUST], today=AUGUST)} == {"4201"}
