"""รายเดือน: of the country, a province, a district."""

import pytest
from django.urls import reverse

from otop_portal import fiscal, thai
from tests.factories import JULY
from tests.reports.public.published import MEMBERS, cell, part, publish_something, run, sql, total

pytestmark = pytest.mark.django_db


def trends(client, **question):
    return client.get(reverse("public:trends"), {"unit": "baht"} | question)


def charts(client, **question) -> list:
    return trends(client, **question).context["charts"]


@pytest.fixture
def published():
    publish_something(seed=5)


def figure(amount) -> str:
    """Every figure of `publish_something` that is not there is hidden."""
    return "–*" if amount is None else thai.baht(amount)


@pytest.mark.parametrize("area", ["", "42", "4301"])
def test_twelve_months_stand_beside_those_of_the_year_before(client, published, area):
    lines = charts(client, area=area, month="2023-07")[0].lines
    assert len(lines) == 12
    for n, line in enumerate(lines):
        month = fiscal.add_months(JULY, n - 11)
        now, before = (cell_of(each, area) for each in (month, fiscal.same_month_last_year(month)))
        assert (line.name, *line.texts[:2]) == (thai.month_short(month), now, before)


def cell_of(month, area: str) -> str:
    query = "SELECT COUNT(*) FROM reports_publishedcell WHERE area = %s AND dimension = 'total'"
    ((known,),) = sql(f"{query} AND CAST(month_id AS VARCHAR) = %s", area, str(month))
    return figure(total([month], area)) if known else "–"


def test_fiscal_years_stand_beside_each_other_with_their_sums(client, published):
    chart = charts(client, month="2023-07")[1]
    years = [int(series.heading.removeprefix("ปี ")) for series in chart.series]
    assert years == [2566, 2565]
    for n, year in enumerate(years):
        months = [month for month in fiscal.months_of(year) if month <= JULY]
        assert [line.texts[n] for line in chart.lines][: len(months)] == [figure(total([each])) for each in months]
        assert chart.total.texts[n] == thai.baht(total(months))


def test_a_month_that_hides_its_figure_has_none_in_the_sum_of_its_year_and_is_named(client):
    for month in run(fiscal.add_months(JULY, -9), JULY):
        cell(month, amount=1, complete=2, reporting=2)
        cell(month, "43", None if month == JULY else 10, complete=2, reporting=2)
    page = trends(client, area="43")
    chart = page.context["charts"][1]
    assert chart.total.texts == ("90.00",)
    assert "ยอดรวมปีงบประมาณ 2566 ไม่รวมเดือนที่ไม่มียอดเผยแพร่: ก.ค. 66" in page.content.decode()


@pytest.mark.parametrize("area", ["", "41"])
def test_each_kind_of_part_has_its_twelve_months(client, published, area):
    for chart, members in zip(charts(client, area=area)[2:], MEMBERS.values(), strict=True):
        for n, line in enumerate(chart.lines):
            month = fiscal.add_months(JULY, n - 11)
            assert line.texts == (*(figure(part(month, area, member)) for member in members), "2")


def test_a_month_that_is_not_confirmed_far_enough_is_named_below_the_chart(client):
    for complete, month in ((10, fiscal.previous(JULY)), (8, JULY)):
        cell(month, amount=1, complete=complete, reporting=10)
    said = "ก.ค. 66 ข้อมูลเบื้องต้น ยืนยันครบ 8 จาก 10 อำเภอ ยอดรวมอาจเปลี่ยนแปลง"
    assert charts(client, month="2023-07")[0].notes == (said,)


def test_of_a_district_only_its_total_is_public(client, published):
    page = trends(client, area="4301")
    assert len(page.context["charts"]) == 2
    assert "ระดับอำเภอเผยแพร่เฉพาะยอดรวม" in page.content.decode()


def test_what_is_hidden_is_told_from_what_is_not_there_yet(client):
    for month in (fiscal.previous(JULY), JULY):
        cell(month, amount=1, complete=2, reporting=2)
    cell(fiscal.previous(JULY), "43", None, complete=1, reporting=2)
    cell(JULY, "43", None, complete=0, reporting=2)
    lines = charts(client, area="43")[0].lines
    assert [line.texts[0] for line in lines][-3:] == ["–", "–*", "–"]
