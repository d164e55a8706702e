"""By when districts report by hand: the 15th for shops and missions, the 17th for the round of 2564 (DOMAIN a)."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from otop_portal import clock
from sales.choices import DueKind, DueLevel
from sales.models import DueDate
from targets.missions.asked import Asked, Round
from targets.missions.board import sections
from targets.missions.online import deadlines_of
from targets.models import MissionReport, Scheme
from tests import factories
from tests.clients import signed_in
from tests.targets.factories import target

from .reporting import SURVEY, by_district, give_back, online, product, report, report_online, shops

pytestmark = pytest.mark.django_db
QUARTER = {"first_month": date(2024, 1, 1), "last_month": date(2024, 3, 1), "letter_date": date(2024, 2, 9)}
ROUND_2 = {"first_month": date(2021, 4, 1), "last_month": date(2021, 9, 1), "letter_date": date(2021, 5, 11)}


def noon(day: date):
    return clock.at(datetime(day.year, day.month, day.day, 5, tzinfo=UTC))


@pytest.fixture
def shop() -> Asked:
    factories.months(date(2023, 10, 1), date(2024, 4, 1))
    version = shops(**QUARTER)
    for code in ("4317", "4301"):
        target(version, 10, code=code)
    return Asked(version)


def lines(day: date, officer=factories.province_officer):
    with noon(day):
        return {line.district.pk: line for section in sections(officer()) for line in section.lines}


def told(day: date, code: str = "4317") -> str:
    return lines(day)[code].deadline.sentence


def report_on(day: date, asked: Asked, amount: int, code: str = "4317") -> MissionReport:
    with noon(day):
        row = report(asked, amount, code=code)
        by_district(row)
        return row


def test_a_number_is_due_on_the_15th_of_the_month_after_each_month(shop):
    assert told(date(2024, 2, 12)) == "ครบกำหนดวันพฤหัสบดีที่ 15 กุมภาพันธ์ 2567 เหลือ 3 วัน"
    assert told(date(2024, 2, 15)) == "ครบกำหนดวันนี้"
    assert told(date(2024, 2, 18)) == "เกินกำหนด 3 วัน ยังบันทึกได้ โดยจะระบุว่า “ล่าช้า”"


def test_a_word_ends_the_month_and_the_next_is_due_when_it_is_over(shop):
    report_on(date(2024, 2, 15), shop, 3)
    assert told(date(2024, 2, 29)) == "รายงานแล้วเมื่อวันที่ 15 กุมภาพันธ์ 2567 เวลา 12:00 น. ทันกำหนด"
    assert told(date(2024, 3, 1)) == "ครบกำหนดวันศุกร์ที่ 15 มีนาคม 2567 เหลือ 14 วัน"
    report_on(date(2024, 3, 18), shop, 5)
    assert told(date(2024, 3, 20)).endswith("ล่าช้า 3 วัน")
    assert told(date(2024, 4, 1)) == "ครบกำหนดวันจันทร์ที่ 15 เมษายน 2567 เหลือ 14 วัน"


def test_the_first_word_decides_and_a_later_return_makes_nobody_late(shop):
    for day in (date(2024, 2, 14), date(2024, 3, 14), date(2024, 4, 14)):
        row = report_on(day, shop, day.month)
    with noon(date(2024, 4, 16)):
        give_back(row)
    assert told(date(2024, 4, 16)).endswith("ทันกำหนด")
    with noon(date(2024, 4, 20)):
        by_district(row)
    assert told(date(2024, 4, 20)) == "รายงานแล้วเมื่อวันที่ 14 เมษายน 2567 เวลา 12:00 น. ทันกำหนด"


def test_a_word_of_a_month_that_is_not_over_is_none_for_it(shop):
    report_on(date(2024, 2, 20), shop, 3)
    assert told(date(2024, 3, 1)) == "ครบกำหนดวันศุกร์ที่ 15 มีนาคม 2567 เหลือ 14 วัน"


def test_a_late_word_is_told_with_its_days_until_the_round_ends(shop):
    for day in (date(2024, 2, 14), date(2024, 3, 14), date(2024, 4, 18)):
        report_on(day, shop, day.month)
    assert told(date(2024, 4, 20)).startswith("รายงานแล้วเมื่อวันที่ 18 เมษายน 2567")
    assert told(date(2024, 4, 20)).endswith("ล่าช้า 3 วัน")


def test_a_draft_is_no_word(shop):
    with noon(date(2024, 2, 14)):
        report(shop, 3)
    assert "เกินกำหนด 1 วัน" in told(date(2024, 2, 16))


def test_an_extension_and_a_provinces_own_day_govern_here_too(shop):
    of = {"kind": DueKind.SHOP, "period_id": date(2024, 1, 1), "level": DueLevel.DISTRICT}
    DueDate.objects.create(**of, due_on=date(2024, 2, 12), province=factories.province())
    DueDate.objects.create(**of, due_on=date(2024, 2, 20), district=factories.district(), reason="น้ำท่วม")
    found = lines(date(2024, 2, 14))
    assert {code: line.deadline.short for code, line in found.items()} == {
        "4317": "เหลือ 6 วัน",
        "4301": "เกินกำหนด 2 วัน",
    }


def test_the_pages_tell_the_district_the_day_and_the_province_who_is_late(shop):
    report_on(date(2024, 2, 14), shop, 3)
    with noon(date(2024, 2, 18)):
        district, province = (signed_in(each()) for each in (factories.district_officer, factories.province_officer))
        assert "เวลา 12:00 น. ทันกำหนด" in district.get("/targets/missions/").content.decode()
        page = province.get("/targets/missions/").content.decode()
    assert "เกินกำหนดหรือล่าช้า 1 อำเภอ" in page
    assert page.count("เกินกำหนด 3 วัน") == 1
    report_on(date(2024, 2, 19), shop, 2, code="4301")
    with noon(date(2024, 3, 18)):
        page = province.get("/targets/missions/").content.decode()
    assert [page.count(told) for told in ("ล่าช้า 4 วัน", "เกินกำหนด 3 วัน")] == [1, 2]


def test_the_online_market_and_its_survey_are_due_on_17_september_2564():
    factories.months(date(2020, 10, 1), date(2021, 9, 1))
    target(online(**ROUND_2), 12)
    with noon(date(2021, 9, 10)):
        of = Round(ROUND_2["first_month"], ROUND_2["last_month"], Scheme.objects.get(slug="online").current)
        (survey,) = sections(factories.district_officer())[0].lines
        assert survey.asked.condition == SURVEY
        (days,) = deadlines_of(factories.district_officer(), of).values()
        ahead = "ครบกำหนดวันศุกร์ที่ 17 กันยายน 2564 เหลือ 7 วัน"
        assert (survey.deadline.sentence, days.sentence) == (ahead, ahead)
        page = signed_in(factories.district_officer()).get(reverse("targets:online", args=[2564, 4])).content.decode()
        assert ahead in page
    with noon(date(2021, 9, 19)):
        by_district(*report_online(product(), of=ROUND_2["first_month"]))
        page = signed_in(factories.province_officer()).get(reverse("targets:online", args=[2564, 4])).content.decode()
        assert "ล่าช้า 2 วัน" in page


def test_where_no_document_names_a_day_nothing_is_due():
    factories.months(factories.JULY, factories.AUGUST)
    target(shops(), 10)
    (line,) = lines(date(2023, 8, 20)).values()
    assert line.deadline is None
