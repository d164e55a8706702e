"""Who sets which day, what is refused, and what the history keeps."""

from datetime import date

import pytest

from sales import sentences
from sales.models import DueDate, DueDateEvent
from sales.transitions.due_dates import changes_of, set_due_date, withdraw_due_date
from sales.transitions.refusals import NotAllowed, Refused
from tests import factories
from tests.factories import AUGUST
from tests.personas import OFFICERS
from tests.sales.due_dates.days import FIFTH, given, keeper, wanted

pytestmark = pytest.mark.django_db

SECOND, TENTH, TWELFTH = (date(2023, 9, day) for day in (2, 10, 12))
AREAS = {
    "the country": lambda: None,
    "the province": lambda: factories.province("43"),
    "its district": lambda: factories.district("4317"),
}
DAYS = {"the country": TENTH, "the province": SECOND, "its district": TENTH}


@pytest.mark.parametrize("persona", OFFICERS)
@pytest.mark.parametrize("area", AREAS)
def test_the_administrator_sets_the_countrys_day_and_a_province_its_own_and_its_districts(area, persona):
    allowed = "admin" if area == "the country" else "province"
    by, due = OFFICERS[persona](), wanted(DAYS[area], AREAS[area]())
    # Commands act as the system's officer, who holds an administrator's role.
    if persona == allowed or (persona == "system" and allowed == "admin"):
        set_due_date(wanted=due, by=by, seen=0)
        assert DueDate.objects.get().due_on == DAYS[area]
    else:
        with pytest.raises(NotAllowed):
            set_due_date(wanted=due, by=by, seen=0)
        assert not DueDate.objects.exists()
        assert not DueDateEvent.objects.exists()


@pytest.mark.parametrize("persona", [name for name in OFFICERS if name != "province"])
@pytest.mark.parametrize("area", ["the province", "its district"])
def test_nobody_else_takes_a_provinces_day_back(area, persona):
    known = given(DAYS[area], AREAS[area]())
    with pytest.raises(NotAllowed):
        withdraw_due_date(known=known, by=OFFICERS[persona](), seen=1, reason="")
    assert DueDate.objects.get().due_on == DAYS[area]


def refusal(due: DueDate, seen: int = 0) -> str:
    with pytest.raises(Refused) as refused:
        set_due_date(wanted=due, by=keeper(due.area), seen=seen)
    return refused.value.sentence


def test_a_province_may_ask_earlier_but_not_later_than_the_country():
    given(FIFTH, factories.province("43"))
    later = wanted(date(2023, 9, 6), factories.province("43"))
    assert refusal(later, 1) == sentences.later_than_country(FIFTH)


def test_an_extension_is_later_than_what_the_province_asks():
    given(SECOND, factories.province("43"))
    district = factories.district("4317")
    assert refusal(wanted(SECOND, district)) == sentences.not_an_extension(SECOND)
    given(date(2023, 9, 3), district)


def test_what_is_due_nowhere_is_not_extended():
    due = wanted(TENTH, factories.district("4317"), kind="shop")
    assert refusal(due) == sentences.not_an_extension(None)


def test_nothing_is_due_before_its_month():
    assert refusal(wanted(date(2023, 7, 31))) == sentences.DUE_BEFORE_THE_MONTH
    given(AUGUST)


def test_what_was_changed_meanwhile_is_not_overwritten():
    given(TENTH)
    assert refusal(wanted(TWELFTH), seen=0) == sentences.DUE_DATE_IS_STALE
    assert DueDate.objects.get().due_on == TENTH


def test_a_day_withdrawn_and_set_again_is_another_than_the_one_that_was_seen():
    district = factories.district("4317")
    known = given(TENTH, district)
    withdraw_due_date(known=known, by=factories.province_officer(), seen=1, reason="")
    given(TWELFTH, district)
    stale = wanted(date(2023, 9, 20), district)
    assert refusal(stale, seen=1) == sentences.DUE_DATE_IS_STALE


def test_the_same_twice_is_one_change():
    given(TENTH)
    set_due_date(wanted=wanted(TENTH), by=factories.administrator(), seen=0)
    assert DueDateEvent.objects.count() == changes_of(wanted(TENTH)) == 1


def test_the_countrys_day_is_changed_but_never_withdrawn():
    known = given(TENTH)
    with pytest.raises(Refused, match=sentences.COUNTRY_KEEPS_ITS_DAY):
        withdraw_due_date(known=known, by=factories.administrator(), seen=1, reason="")


def test_the_history_keeps_who_when_old_new_and_why():
    district, by = factories.district("4317"), factories.province_officer()
    given(TENTH, district, note="วันหยุดราชการ")
    known = given(TWELFTH, district, reason="น้ำท่วมต่อ")
    withdraw_due_date(known=known, by=by, seen=2, reason="น้ำลดแล้ว")

    first, second, third = DueDateEvent.objects.all()
    assert {event.by for event in (first, second, third)} == {by}
    assert {event.area for event in (first, second, third)} == {district}
    assert [event.reason for event in (first, second, third)] == ["น้ำท่วม", "น้ำท่วมต่อ", "น้ำลดแล้ว"]
    day = "ครบกำหนดวันที่"
    assert first.changes == [(day, "", "วันอาทิตย์ที่ 10 กันยายน 2566"), ("หมายเหตุ", "", "วันหยุดราชการ")]
    assert second.changes[0] == (day, "วันอาทิตย์ที่ 10 กันยายน 2566", "วันอังคารที่ 12 กันยายน 2566")
    assert third.changes == [(day, "วันอังคารที่ 12 กันยายน 2566", "")]
    assert not DueDate.objects.exists()
