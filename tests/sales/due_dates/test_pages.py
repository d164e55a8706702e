"""Page 37: the year's days, a day with its preview, and what each role may do there."""

from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from otop_portal import clock
from sales import sentences
from sales.models import DueDate, DueDateEvent
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.sales.due_dates.days import FIFTH, given, wanted

pytestmark = pytest.mark.django_db

EIGHTH = datetime(2023, 9, 8, 2, tzinfo=UTC)
YEAR = "/due-dates/?year=2566&kind=sales"


@pytest.fixture(autouse=True)
def on_the_eighth():
    """Three days after the due day; 4317 was in time, 4301 has not begun."""
    factories.months(date(2022, 10, 1), date(2023, 9, 1))
    with clock.at(EIGHTH - timedelta(days=4)):
        factories.confirm_by_district(factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0))))
    factories.district("4301"), factories.district("4201")
    with clock.at(EIGHTH):
        yield


@pytest.fixture
def admin() -> Client:
    return signed_in(factories.administrator())


@pytest.fixture
def province() -> Client:
    return signed_in(factories.province_officer())


def address(area: str, action: str = "due-date", **more) -> str:
    named = {"kind": "sales", "area": area, "year": 2566, "month": 8, "level": "district"} | more
    return reverse(f"sales:{action}", kwargs=named)


def asked(on: date, seen: int = 0, **more) -> dict:
    day = {"on_day": on.day, "on_month": on.month, "on_year": on.year + 543}
    return day | {"note": "", "reason": "", "seen": seen} | more


def text(response) -> str:
    return unescape(response.content.decode())


def preview_of(client: Client, area: str, on: date, **more):
    return client.get(address(area), asked(on, **more)).context["preview"]


# The year


def test_the_year_shows_the_countrys_days_with_their_weekdays(admin):
    page = text(admin.get(YEAR))
    assert "วันอังคารที่ 5 กันยายน 2566" in page
    assert page.count(">แก้ไข<") == 24


def test_a_province_reads_its_own_days_and_its_districts_but_no_others(province):
    given(date(2023, 9, 2), factories.province())
    given(date(2023, 9, 12), factories.district("4301"), reason="น้ำท่วม")
    given(date(2023, 9, 20), factories.district("4201"), reason="ไฟดับ")
    page = text(province.get(YEAR))
    for words in ("วันเสาร์ที่ 2 กันยายน 2566", "วันอังคารที่ 12 กันยายน 2566", "น้ำท่วม"):
        assert words in page
    assert "ไฟดับ" not in page
    assert "ไฟดับ" in text(signed_in(factories.department_officer()).get(YEAR))


def test_the_department_reads_and_changes_nothing(admin):
    page = text(signed_in(factories.department_officer()).get(YEAR))
    assert "วันอังคารที่ 5 กันยายน 2566" in page
    assert ">แก้ไข<" not in page
    assert address("country") not in page


def test_a_district_that_is_chosen_shows_the_day_that_holds_for_it(province):
    given(date(2023, 9, 2), factories.province())
    page = text(province.get(f"{YEAR}&district=4317"))
    assert "<strong>วันเสาร์ที่ 2 กันยายน 2566</strong>" in page
    assert address("4317") in page


def test_of_other_work_the_year_shows_what_the_letters_name(admin):
    factories.months(date(2023, 10, 1), date(2024, 9, 1))
    page = text(admin.get("/due-dates/?year=2567&kind=shop"))
    assert "วันศุกร์ที่ 15 มีนาคม 2567" in page


@pytest.mark.parametrize("question", ["?year=abc&kind=%00", "?year=9999&kind=paper", "?district=4201", "?district=%00"])
def test_a_question_without_sense_shows_the_usual_year(province, question):
    page = province.get(f"/due-dates/{question}")
    assert (page.status_code, page.context["year"], page.context["district"]) == (200, 2566, None)


def test_the_years_queries_do_not_grow_with_its_changes(admin):
    given(date(2023, 9, 6))
    one = number_of_queries(admin, YEAR)
    for number in range(1, 9):
        given(date(2023, 9, 20), factories.district(f"430{number}"))
    given(date(2023, 9, 2), factories.province("42"))
    assert number_of_queries(admin, YEAR) == one


# A day, and whom it touches


def test_a_later_day_for_the_country_makes_late_districts_not_late(admin):
    found = preview_of(admin, "country", date(2023, 9, 9))
    assert (len(found.lines), found.late, found.in_time) == (3, 0, 2)
    assert {line.area.pk for line in found.lines if line.turns_in_time} == {"4301", "4201"}


def test_an_earlier_day_of_the_province_makes_its_district_late_and_no_other(province):
    found = preview_of(province, "43", date(2023, 9, 3))
    assert {line.area.pk for line in found.lines} == {"4301", "4317"}
    assert [line.area.pk for line in found.lines if line.turns_late] == ["4317"]


def test_a_district_with_more_time_is_not_touched_by_its_provinces_day(province):
    given(date(2023, 9, 30), factories.district("4317"))
    assert {line.area.pk for line in preview_of(province, "43", date(2023, 9, 3)).lines} == {"4301"}


def test_a_preview_changes_nothing(province):
    assert preview_of(province, "4317", date(2023, 9, 12), reason="น้ำท่วม").lines
    assert not DueDate.objects.exists()


def test_what_was_previewed_is_what_comes(province):
    found = preview_of(province, "4301", date(2023, 9, 12), reason="น้ำท่วม")
    assert found.in_time == 1
    province.post(address("4301", "due-date-set"), asked(date(2023, 9, 12), reason="น้ำท่วม"))
    back = province.get(address("4301")).context["without"]
    assert (back.late, [line.after.on for line in back.lines]) == (1, [FIFTH])


def test_of_the_provinces_confirmation_the_preview_counts_provinces(admin):
    named = address("country", level="province")
    assert {line.area.pk for line in admin.get(named, asked(date(2023, 9, 9))).context["preview"].lines} == {"42", "43"}


def test_other_work_has_a_preview_without_a_verdict(admin):
    page = admin.get(address("country", kind="online"), asked(date(2023, 9, 9)))
    assert {line.becomes for line in page.context["preview"].lines} == {None}
    assert "กลายเป็นล่าช้า" not in text(page)


# Writing it down


def test_an_administrator_changes_the_countrys_day_and_names_a_holiday(admin):
    answer = admin.post(
        address("country", "due-date-set"), asked(date(2023, 9, 6), note="วันหยุดชดเชย", reason="ว 123"), follow=True
    )
    assert sentences.DUE_DATE_SAVED in text(answer)
    assert "วันพุธที่ 6 กันยายน 2566" in text(answer)
    assert "วันหยุดชดเชย" in text(answer)
    assert "เหตุผล: ว 123" in text(answer)
    assert DueDateEvent.objects.get().by == factories.administrator()


def test_a_stale_form_is_refused_with_a_sentence_and_nothing_is_overwritten(province):
    given(date(2023, 9, 12), factories.district("4301"))
    answer = province.post(address("4301", "due-date-set"), asked(date(2023, 9, 20), reason="น้ำท่วม"))
    assert answer.status_code == 409
    assert sentences.DUE_DATE_IS_STALE in text(answer)
    assert DueDate.objects.get().due_on == date(2023, 9, 12)


def test_an_extension_without_a_reason_is_asked_for_it(province):
    answer = province.post(address("4301", "due-date-set"), asked(date(2023, 9, 12)))
    assert sentences.NO_REASON_TO_EXTEND in text(answer)
    assert not DueDate.objects.exists()


def test_a_rule_that_refuses_says_so_on_the_page(province):
    answer = province.post(address("43", "due-date-set"), asked(date(2023, 9, 12)))
    assert answer.status_code == 409
    assert sentences.later_than_country(FIFTH) in text(answer)


def test_an_own_day_is_withdrawn(province):
    given(date(2023, 9, 2), factories.province())
    answer = province.post(address("43", "due-date-withdraw"), {"seen": 1, "reason": "ไม่จำเป็น"}, follow=True)
    assert sentences.DUE_DATE_WITHDRAWN in text(answer)
    assert not DueDate.objects.exists()
    assert DueDateEvent.objects.last().reason == "ไม่จำเป็น"


def test_what_was_never_set_is_not_withdrawn(province):
    assert province.post(address("43", "due-date-withdraw"), {"seen": 0}).status_code == 404


@pytest.mark.parametrize("action", ["due-date", "due-date-set", "due-date-withdraw"])
def test_another_provinces_days_are_as_if_missing_and_the_countrys_forbidden(action):
    given(date(2023, 9, 2), factories.province("43")), given(date(2023, 9, 6))
    other = signed_in(factories.province_officer("42"))
    before = list(DueDate.objects.values())
    ask = other.get if action == "due-date" else other.post
    data = asked(date(2023, 9, 3), 1, reason="ก")
    assert [ask(address(area, action), data).status_code for area in ("43", "4301", "country")] == [404, 404, 403]
    assert list(DueDate.objects.values()) == before


@pytest.mark.parametrize("area", ["country", "43", "4317"])
def test_the_department_comes_to_no_form(area):
    assert signed_in(factories.department_officer()).get(address(area)).status_code == 403


@pytest.mark.parametrize(
    "named",
    [{"kind": "paper"}, {"level": "chief"}, {"level": "province", "area": "4317"}, {"area": "439"}, {"month": 13}],
)
def test_what_is_due_nowhere_is_missing(province, named):
    assert province.get(address(**({"area": "4317"} | named))).status_code == 404


@pytest.mark.parametrize(
    "day", [{"on_day": "31", "on_month": "2"}, {"on_year": "99999"}, {"on_day": "\0"}, {"seen": "x"}]
)
def test_a_day_that_is_none_is_asked_for_again(province, day):
    data = asked(date(2023, 9, 12), reason="น้ำท่วม") | day
    for answer in (province.get(address("4301"), data), province.post(address("4301", "due-date-set"), data)):
        assert answer.status_code == 200
        assert answer.context["preview"] is None
    assert not DueDate.objects.exists()


def test_a_day_of_a_year_to_come_can_be_chosen(admin):
    factories.months(date(2023, 9, 1), date(2026, 12, 1))
    page = text(admin.get(address("country", year=2570, month=12)))
    assert '<option value="2570" selected>2570</option>' in page
    assert wanted(date(2027, 1, 18), of=date(2026, 12, 1)).period.fiscal_year == 2570
