"""สรุปผู้บริหาร: one month of an area on one page, on screen and on paper, against SQL of the test's own."""

import io
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from random import Random

import pypdf
import pytest
from django.db import connection, transaction

from otop_portal import clock
from reports.brief_paper import round_steps
from sales import transitions
from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST
from tests.reports import asked
from tests.reports.readers import is_figure, words_of_pdf
from tests.targets.factories import plan

pytestmark = pytest.mark.django_db

SECOND = asked.second_province()
PROVINCES = {"Nong Khai": "43", "another": SECOND}
DISTRICTS = ("01", "02", "03", "04", "05")
JULY_BEFORE, AUGUST_BEFORE, OCTOBER, OCTOBER_BEFORE = (
    date(2022, 7, 1), date(2022, 8, 1), date(2022, 10, 1), date(2021, 10, 1),
)  # fmt: skip
MONTHS = (OCTOBER_BEFORE, JULY_BEFORE, AUGUST_BEFORE, OCTOBER, date(2023, 7, 1), AUGUST)
MAY_BEFORE, MAY = date(2022, 5, 1), date(2023, 5, 1)
QUESTION = {"year": 2566, "period": 8}
SEPTEMBER = clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)
SUMS = f"""
    SELECT sheet.district_id, sheet.month_id, SUM({asked.SUM_OF_ROW}), MIN(sheet.stage)
    FROM sales_sale sale JOIN sales_sheet sheet ON sheet.id = sale.sheet_id
    WHERE sale.stage = 'province' AND sheet.district_id LIKE %s
    GROUP BY sheet.district_id, sheet.month_id
"""


@pytest.fixture(autouse=True)
def september():
    with clock.at(SEPTEMBER):
        yield


@pytest.fixture(scope="module")
def ledger(django_db_setup, django_db_blocker):
    """Two provinces; in the last August of each one district is partly confirmed, another not at all."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(SEPTEMBER):
        _confirm(Random(SECOND))
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


def _confirm(rng: Random) -> None:
    factories.months(OCTOBER_BEFORE, AUGUST)
    for code in (province + district for province in PROVINCES.values() for district in DISTRICTS):
        for month in MONTHS:
            if (code[2:], month) != ("05", AUGUST):
                asked.confirmed_sheet(code, month, [(f"กลุ่ม {n}", "food", _amounts(rng)) for n in range(2)])
    for province in PROVINCES.values():
        sheet = factories.district(f"{province}04").sheets.get(month=AUGUST)
        rows = [sheet.sales.first().pk]
        by = factories.province_officer(province)
        transitions.return_to_district(district=sheet.district, month=AUGUST, by=by, rows=rows, reason="ตรวจสอบ")


def _amounts(rng: Random) -> tuple[str, ...]:
    return tuple(f"{rng.randrange(10**9) / 100:.2f}" for _ in range(4))


class Sums:
    """What one province has confirmed, by district and month."""

    def __init__(self, province: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(SUMS, [f"{province}%"])
            lines = cursor.fetchall()
        self.of = {(code, month): Decimal(int(satang)) / 100 for code, month, satang, _ in lines}
        self.complete = {(code, month) for code, month, _, stage in lines if stage == "province"}
        self.districts = [f"{province}{district}" for district in DISTRICTS]

    def total(self, *months: date, districts=None) -> Decimal:
        wanted = self.districts if districts is None else districts
        return sum(amount for (code, month), amount in self.of.items() if month in months and code in wanted)

    def both(self, *months: date) -> list[str]:
        return [code for code in self.districts if all((code, month) in self.complete for month in months)]


def percent(now: Decimal, before: Decimal) -> str:
    return f"{100 * now / before - 100:,.2f}"


def baht(amount: Decimal) -> str:
    return f"{amount:,.2f}"


def page_of(client, **question) -> str:
    """Its words and figures, without the markup."""
    content = client.get("/reports/brief/", QUESTION | {"unit": "baht"} | question).content.decode()
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", content[content.index("report-heading") :]))


def paper_of(client, **question) -> bytes:
    response = client.get("/reports/brief.pdf", QUESTION | {"unit": "baht"} | question)
    assert response.headers["Content-Type"] == "application/pdf"
    return response.content


@pytest.mark.parametrize("code", PROVINCES.values(), ids=PROVINCES)
def test_every_figure_is_what_the_rows_add_up_to_on_screen_and_on_paper(ledger, code):
    client, sums = signed_in(factories.province_officer(code)), Sums(code)
    both = sums.both(AUGUST, AUGUST_BEFORE)
    assert len(both) == 3
    fair = {each: (sums.of[each, AUGUST], sums.of[each, AUGUST_BEFORE]) for each in both}
    now, before = sums.total(AUGUST), sums.total(AUGUST_BEFORE)
    fair_now, fair_before = (sum(amounts) for amounts in zip(*fair.values(), strict=True))
    figures = [baht(now), baht(before), _bare(percent(now, before)), _bare(percent(fair_now, fair_before))]
    of_districts = [baht(amount) for (_, month), amount in sums.of.items() if month == AUGUST]
    movers = [figure for pair in fair.values() for figure in (baht(pair[0] - pair[1]), percent(*pair))]
    # Of the year nothing is fair: no district has confirmed a month between October and July.
    year = [baht(sums.total(OCTOBER, date(2023, 7, 1), AUGUST))]
    year_before = sums.total(OCTOBER_BEFORE, JULY_BEFORE, AUGUST_BEFORE)
    year += [baht(year_before), _bare(percent(sums.total(OCTOBER, date(2023, 7, 1), AUGUST), year_before))]
    million = [baht(sums.total(month) / 1_000_000) for month in MONTHS]

    page, words = page_of(client), Counter(filter(is_figure, words_of_pdf(paper_of(client))))
    for figure in (*figures, *of_districts, *movers, *year):
        assert figure in page
    steps = [baht(Decimal(step) / 10**8) for step in round_steps(int(100 * max(map(sums.total, MONTHS))))]
    of_areas = [percent(*pair) for pair in fair.values()]
    waiting = ["0/1"] * 2
    expected = Counter([*figures, *of_districts, *movers, *of_areas, *year, *million, *steps, *waiting])
    assert words == expected


def _bare(percent: str) -> str:
    """Words say whether it rose."""
    return percent.removeprefix("-")


@pytest.mark.parametrize("code", PROVINCES.values(), ids=PROVINCES)
def test_three_that_rose_and_three_that_fell_most_stand_in_their_order(code):
    for district, change in zip(DISTRICTS, (-5, 901, 32, 0, 7), strict=True):
        for month, amount in ((MAY_BEFORE, 1000), (MAY, 1000 + change)):
            asked.confirmed_sheet(code + district, month, [("กลุ่มใหม่", "food", (amount, 0, 0, 0))])
    asked.confirmed_sheet(f"{code}06", MAY, [("กลุ่มใหม่", "food", (99_999, 0, 0, 0))])
    page = page_of(signed_in(factories.province_officer(code)), period=5)
    movers = page[page.index("เพิ่มขึ้นมากที่สุด") : page.rindex("ยอดจำหน่ายรายเดือน")]
    names = [f"ที่ {code}{district}" for district in ("02", "03", "05", "01")]
    changes = ("901.00", "32.00", "7.00", "-5.00")
    assert re.findall(r"(ที่ \d{4}) +(-?[\d.]+)", movers) == list(zip(names, changes, strict=True))
    assert "เฉพาะ 5 อำเภอที่ครบทั้งสองช่วง" in page


def test_a_sum_that_may_change_says_so_and_names_whom_it_waits_for(ledger):
    page = page_of(signed_in(factories.province_officer()))
    assert "ข้อมูลเบื้องต้น ยืนยันครบ 3 จาก 5 อำเภอ ยอดรวมอาจเปลี่ยนแปลง" in page
    assert "ที่ 4304 และ ที่ 4305" in page
    page = page_of(signed_in(factories.province_officer()), period=7)
    assert "ยืนยันครบ 5 จาก 5 อำเภอ" in page
    assert "ข้อมูลเบื้องต้น" not in page


@pytest.mark.parametrize("code", PROVINCES.values(), ids=PROVINCES)
def test_the_plan_stands_beside_the_sum_where_every_district_has_one(ledger, code):
    client, total = signed_in(factories.province_officer(code)), Sums(code).total(AUGUST)
    for number, district in enumerate(DISTRICTS, 1):
        assert "แผน" not in page_of(client)
        plan(1_000_000 * number, "0.50", code=f"{code}{district}")
    for shown in (page_of(client), " ".join(words_of_pdf(paper_of(client)))):
        assert baht(Decimal("15000002.50")) in shown
        assert baht(100 * total / Decimal("15000002.50")) in shown
    # The year has no plan for its other months; the country none for the other province.
    assert page_of(client).count("แผน") == 1 + page_of(client).count("แผนภูมิ")
    assert "15,000,002.50" not in page_of(signed_in(factories.department_officer()))


def test_a_past_moment_gives_the_page_of_then(ledger):
    client = signed_in(factories.department_officer())
    then = page_of(client, area="43")
    with clock.at(clock.datetime(2023, 9, 10, 9, tzinfo=clock.BANGKOK)):
        for sheet in factories.district("4304").sheets.filter(month=AUGUST):
            factories.confirm_by_district(sheet)
            factories.confirm_by_province(sheet)
        now, again = page_of(client, area="43"), page_of(client, area="43", at="2023-09-04")
        paper = words_of_pdf(paper_of(client, area="43", at="2023-09-04"))
    total = Sums("43").total(AUGUST)
    assert (baht(total) in now, baht(total) in again, baht(total) in paper) == (True, False, False)
    figures = re.compile(r"-?[\d,]+\.\d\d")
    assert figures.findall(again) == figures.findall(then)


def test_an_area_without_anything_has_a_page_too(ledger):
    client = signed_in(factories.department_officer())
    page = page_of(client, period=3)
    assert "ยังไม่มีข้อมูลที่จังหวัดยืนยัน" in page
    assert len(pypdf.PdfReader(io.BytesIO(paper_of(client, period=3))).pages) == 1


@pytest.mark.parametrize("wrong", [{"area": "9999"}, {"period": "q1"}, {"year": "\x00"}, {"at": "x"}, {"unit": "g"}])
def test_a_wrong_question_has_a_sentence_and_the_nearest_page_and_no_paper(wrong):
    asked.confirmed_sheet("4317")
    client = signed_in(factories.province_officer())
    assert "จึงแสดง" in client.get("/reports/brief/", QUESTION | wrong).content.decode()
    assert client.get("/reports/brief.pdf", QUESTION | wrong).url.startswith("/reports/brief/?")


@pytest.mark.parametrize(("role", "code"), [("district", "4301"), ("chief", "4301"), ("province", "43")])
def test_an_officer_reads_his_own_area_whatever_he_asks_for(ledger, role, code):
    area = factories.province(code) if role == "province" else factories.district(code)
    own = factories.officer(f"own-{role}", role, area)
    page = page_of(signed_in(own), area=SECOND)
    assert "ไม่มีพื้นที่ที่ท่านเลือก" in signed_in(own).get("/reports/brief/", {"area": SECOND}).content.decode()
    foreign = baht(Sums(SECOND).total(AUGUST))
    assert foreign not in page
    assert baht(Sums("43").of["4301", AUGUST]) in page


@pytest.mark.parametrize("largest", [0, 1, 7, 99, 100, 14_378_000_000, 10**14 - 1])
def test_the_steps_of_a_chart_are_round_few_and_reach_over_every_bar(largest):
    steps = round_steps(largest)
    assert steps[0] == 0
    assert steps[-1] >= largest
    assert len(steps) <= 9
    assert not largest or steps[-2] < largest
    assert all(str(step).rstrip("0") in ("", *map(str, range(1, 100))) for step in steps)
