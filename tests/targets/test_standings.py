"""Page 32 and its card on the first page, for all levels from one ledger."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from otop_portal import clock
from targets.models import Plan
from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST, JULY
from tests.targets.factories import plan, rewritten, scheme, target

pytestmark = pytest.mark.django_db

ADDRESS = "/targets/"
MORNING = clock.datetime(2023, 8, 20, 9, tzinfo=clock.BANGKOK)
LEVELS = [{"slug": "low", "name": "ระดับต้น"}, {"slug": "high", "name": "ระดับสูง"}]


@pytest.fixture(autouse=True)
def in_august():
    with clock.at(MORNING):
        yield


@pytest.fixture(autouse=True)
def ledger():
    """4317 sold 1,000 in July and has typed 50 in August, 4301 sold 3,000; targets in baht, and a road map of 4317."""
    factories.months(date(2022, 7, 1), AUGUST)
    for code, amount in {"4317": 1000, "4301": 3000}.items():
        sheet = factories.sheet(("ก", "food", (amount, 0, 0, 0)), by=factories.district_officer(code), of=JULY)
        factories.confirm_by_district(sheet)
        factories.confirm_by_province(sheet)
    factories.sheet(("ก", "food", (50, 0, 0, 0)), of=AUGUST)
    version = scheme("2566-sales", *LEVELS, deciding="printed", places=0)
    for code, (low, high) in {"4317": (900, 1200), "4301": (4000, 5000), "43": (4900, 6200)}.items():
        target(version, low, code=code, low=low, high=high)
    plan(600, 20, of=JULY)
    plan(500, 80, of=AUGUST)
    return version


def lines(client: Client, question: str = "") -> list[list[str]]:
    """The cells of the page's tables, line by line."""
    page = client.get(ADDRESS + question).content.decode()
    body = "".join(re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL))
    rows = re.findall(r"<tr.*?>(.*?)</tr>", body, re.DOTALL)
    return [[_text(cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)] for row in rows]


def _text(markup: str) -> str:
    return " ".join(unescape(re.sub("<.*?>", " ", markup)).split())


def test_a_district_reads_plan_result_level_and_what_is_missing():
    (own,) = lines(signed_in(factories.district_officer()))
    assert own == [
        "อำเภอโพธิ์ตาก",
        "900",
        "1,200",
        "1,200.00",
        "1,000.00",
        "เพิ่มขึ้น ร้อยละ 11.11",
        "ระดับต้น",
        "อีก 200.00 บาท ถึงระดับสูง มียอดแล้ว 1 จาก 2 เดือน เฉลี่ยเดือนละ 200.00 บาท อีก 1 เดือน",
    ]


def test_what_is_not_confirmed_yet_is_shown_when_it_is_asked_for():
    (own,) = lines(signed_in(factories.district_officer()), "?entered=on")
    assert own[4] == "1,050.00"
    assert own[-1] == "อีก 150.00 บาท ถึงระดับสูง"  # both months have figures
    marked = "รวมยอดที่จังหวัดยังไม่ยืนยัน"
    client = signed_in(factories.district_officer())
    assert [marked in client.get(ADDRESS + question).content.decode() for question in ("?entered=on", "")] == [
        True,
        False,
    ]


def test_a_province_reads_its_districts_with_those_behind_first_and_itself_last():
    found = lines(signed_in(factories.province_officer()))
    assert [(line[0], line[6]) for line in found] == [
        ("อำเภอที่ 4301", "ต่ำกว่าระดับต้น"),
        ("อำเภอโพธิ์ตาก", "ระดับต้น"),
        ("จังหวัดหนองคาย", "ต่ำกว่าระดับต้น"),
    ]
    assert found[-1][4] == "4,000.00"


def test_the_department_reads_provinces_and_opens_one():
    client = signed_in(factories.department_officer())
    assert [line[0] for line in lines(client)] == ["จังหวัดหนองคาย"]
    assert "?year=2566&amp;province=43" in client.get(ADDRESS).content.decode()
    assert [line[0] for line in lines(client, "?province=43")][-1] == "จังหวัดหนองคาย"
    assert len(lines(client, "?province=43")) == 3


def test_a_grade_stands_beside_the_levels_that_make_it(ledger):
    b = {"slug": "b", "name": "ระดับ B", "parts": {"2566-sales": "low"}}
    a = {"slug": "a", "name": "ระดับ A", "parts": {"2566-sales": "high"}}
    scheme("2566-grade", b, a, measure="parts")
    _, grade = lines(signed_in(factories.district_officer()))
    assert grade == ["อำเภอโพธิ์ตาก", "ระดับต้น", "ระดับ B", "ถึงระดับ A ต้องถึงเป้า: ตัวชี้วัดครึ่งปี"]


def test_nobody_sees_another_areas_line_by_asking():
    assert lines(signed_in(factories.province_officer("42"))) == []
    (own,) = lines(signed_in(factories.district_officer()), "?province=43&year=2566")
    assert own[0] == "อำเภอโพธิ์ตาก"


def test_a_scheme_is_shown_from_the_day_of_its_letter_on(ledger):
    client = signed_in(factories.district_officer())
    rewritten(ledger, letter_date=date(2023, 8, 21))
    assert lines(client) == []
    with clock.at(MORNING.replace(day=21)):
        assert len(lines(client)) == 1


def test_a_plan_that_lacks_a_month_is_not_added_up():
    Plan.objects.filter(month=AUGUST).delete()
    (own,) = lines(signed_in(factories.district_officer()))
    assert own[3] == "1,000.00"


def test_the_portals_own_base_is_told_of_where_it_is_another(ledger):
    sheet = factories.sheet(("ก", "food", (880, 0, 0, 0)), of=date(2022, 7, 1))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    rewritten(ledger, base_first_month=date(2022, 7, 1), base_last_month=date(2022, 7, 1))
    (own,) = lines(signed_in(factories.district_officer()))
    assert own[-1].endswith("ฐานที่พิมพ์ไว้ 900.00 ในระบบ 880.00 ต่างกัน 20.00")


def test_the_card_shows_the_schemes_in_force_of_ones_own_area_only(ledger):
    client = signed_in(factories.province_officer())
    text = _text(client.get("/targets/card/").content.decode())
    assert "4,000.00" in text and "อีก 900.00 บาท ถึงระดับต้น" in text
    assert "1,000.00" not in text
    with clock.at(MORNING.replace(month=9)):
        assert "4,000.00" in client.get("/targets/card/").content.decode()
    with clock.at(MORNING.replace(month=10)):
        assert "4,000.00" not in client.get("/targets/card/").content.decode()


def test_the_card_of_the_department_counts_the_provinces_at_each_level(ledger):
    target(ledger, 1, code="42", low=1, high=2)
    text = _text(signed_in(factories.department_officer()).get("/targets/card/").content.decode())
    assert "ต่ำกว่าระดับต้น 1 จังหวัด ยังไม่มีผล 1 จังหวัด" in text


def test_the_first_page_asks_for_the_card_and_names_the_page_without_javascript():
    page = signed_in(factories.district_officer()).get("/").content.decode()
    assert 'hx-get="/targets/card/"' in page
    assert 'href="/targets/"' in page[page.index("hx-get=") :]


@pytest.mark.parametrize(
    "question", ["?year=abc", "?year=2599", "?province=99", "?province=%00", "?entered=%00", "?year=%00"]
)
def test_a_question_without_sense_is_left_out(question):
    for officer in (factories.department_officer(), factories.district_officer()):
        client = signed_in(officer)
        assert lines(client, question)[0][0] == lines(client)[0][0]


def test_many_districts_take_as_many_questions_as_two(django_assert_max_num_queries, ledger):
    for number in range(10, 16):
        target(ledger, 100, code=f"43{number}", low=100, high=200)
    client = signed_in(factories.province_officer())
    with django_assert_max_num_queries(16):
        assert len(lines(client)) == 9
