"""ภาพรวม: which month stands first, and what is said of it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from otop_portal import fiscal, thai
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports.public.published import MEMBERS, cell, part, publish_something, run, sql, total

pytestmark = pytest.mark.django_db
OCTOBER = date(2022, 10, 1)
LAST_YEAR = fiscal.same_month_last_year(JULY)


def overview(client, **question):
    return client.get(reverse("public:overview"), question)


def shown(client, **question):
    return overview(client, unit="baht", **question).context["page"]


def test_before_anything_is_published_the_page_says_so(client):
    assert "ยังไม่มีข้อมูลที่เผยแพร่" in client.get("/").content.decode()


def test_the_newest_month_that_is_nine_tenths_confirmed_stands_first(client):
    for month, complete in ((fiscal.previous(JULY), 10), (JULY, 9), (AUGUST, 8)):
        cell(month, amount=complete, complete=complete, reporting=10)
    page = client.get("/").context["page"]
    assert (page.figure.month, page.figure.is_preliminary) == (JULY, False)
    newer = overview(client, month="2023-08")
    assert newer.context["page"].figure.is_preliminary
    assert "ข้อมูลเบื้องต้น ยืนยันครบ 8 จาก 10 อำเภอ ยอดรวมอาจเปลี่ยนแปลง" in newer.content.decode()


def test_how_far_is_far_enough_is_a_setting(client, settings):
    settings.PUBLIC_COMPLETE_PERCENT = 80
    cell(JULY, amount=1, complete=10, reporting=10)
    cell(AUGUST, amount=1, complete=8, reporting=10)
    assert client.get("/").context["page"].figure.month == AUGUST


def test_where_no_month_is_far_enough_the_newest_stands_first(client):
    for month in (JULY, AUGUST):
        cell(month, amount=1, complete=1, reporting=10)
    assert client.get("/").context["page"].figure.month == AUGUST


def test_an_officer_reads_the_same_page_beside_his_own(client):
    cell(AUGUST, amount=7_000_000, complete=10, reporting=10)
    visitor = overview(client).context["page"].sums
    client.force_login(factories.district_officer())
    assert overview(client).context["page"].sums == visitor
    assert "ความครบถ้วนของเดือน" not in client.get("/").content.decode()


def test_the_month_and_the_months_since_october_are_what_sql_adds_up(client):
    publish_something(seed=1)
    month, since = shown(client).sums
    assert month.amount == thai.baht(total([JULY]))
    assert since.amount == thai.baht(total(run(OCTOBER, JULY)))
    before = total(run(fiscal.same_month_last_year(OCTOBER), LAST_YEAR))
    assert since.growth == in_words(total(run(OCTOBER, JULY)), before)


def in_words(now: Decimal, before: Decimal) -> str:
    change = (now - before) * 100 / before
    return f"{'ลดลง' if change < 0 else 'เพิ่มขึ้น'} ร้อยละ {thai.percent(abs(change))}"


def test_fair_growth_is_of_the_districts_public_in_every_month_of_both_periods(client):
    publish_something(seed=2)
    for sum_, months in zip(shown(client).sums, ([JULY], run(OCTOBER, JULY)), strict=True):
        assert (sum_.fair.districts, sum_.fair.now, sum_.fair.before) == fairly(months)
    assert 0 < shown(client).sums[1].fair.districts < shown(client).sums[0].fair.districts < 6


def fairly(months: list[date]) -> tuple:
    """Of each district its months one by one, as SQL gives them."""
    before = [fiscal.same_month_last_year(month) for month in months]
    query = "SELECT DISTINCT area FROM reports_publishedcell WHERE level = 'district'"
    sums = [(total_of_all(months, area), total_of_all(before, area)) for (area,) in sql(query)]
    fair = [each for each in sums if None not in each]
    return len(fair), sum(now for now, _ in fair), sum(then for _, then in fair)


def total_of_all(months: list[date], area: str) -> Decimal | None:
    amounts = [total([month], area) for month in months]
    return None if None in amounts else sum(amounts)


def test_a_month_that_shows_no_figure_is_named_beside_the_sum_that_leaves_it_out(client):
    cell(OCTOBER, amount=5, complete=1, reporting=1)
    cell(fiscal.following(OCTOBER), amount=None, complete=1, reporting=1)
    cell(date(2022, 12, 1), amount=2, complete=1, reporting=1)
    page = overview(client, unit="baht")
    since = page.context["page"].sums[1]
    assert (since.amount, since.missing, since.growth) == ("7.00", "พ.ย. 65", "–")
    assert "ไม่รวมเดือนที่ไม่มียอดเผยแพร่: พ.ย. 65" in page.content.decode()


def test_the_provinces_are_ranked_with_their_share_of_what_is_shown(client):
    publish_something(seed=3)
    best = shown(client).best
    amounts = {area: total([JULY], area) for area in ("41", "42", "43")}
    known = sorted((amount for amount in amounts.values() if amount is not None), reverse=True)
    assert [line.texts[0] for line in best] == [thai.baht(amount) for amount in known]
    assert sum(Decimal(line.texts[1]) for line in best) == 100


def test_each_breakdown_has_shares_of_its_own_sum_and_says_how_many_districts_it_covers(client):
    publish_something(seed=4)
    page = overview(client, unit="baht")
    for breakdown, members in zip(page.context["page"].breakdowns, MEMBERS.values(), strict=True):
        amounts = [part(JULY, "", member) for member in members]
        assert [each.amount for each in breakdown.parts] == [thai.baht(amount) for amount in amounts]
        assert sum(each.share for each in breakdown.parts) == 100
        for each, amount in zip(breakdown.parts, amounts, strict=True):
            assert abs(each.share - amount * 100 / sum(amounts)) < Decimal("0.01")
    assert page.content.decode().count("จากยอดของ 2 อำเภอ") == len(MEMBERS)


def test_a_breakdown_that_is_not_published_yet_says_so(client):
    cell(JULY, amount=5, complete=1, reporting=1)
    assert overview(client).content.decode().count("ยังไม่มียอดจำแนกของเดือนนี้") == len(MEMBERS)
