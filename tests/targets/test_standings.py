"""Page 32 and its card on the first page, for all levels from one ledger."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from otop_portal import clock
from targets.models import Plan, SchemeVersion
from targets.transitions.evaluations import evaluate
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


def opened(client: Client, question: str = "") -> str:
    return client.get(ADDRESS + question).content.decode()


def board(client: Client, question: str = "") -> list[list[str]]:
    """The cells of the page's boards, row by row."""
    found = re.findall(r'<table class="[^"]*board">.*?<tbody>(.*?)</tbody>', opened(client, question), re.DOTALL)
    return [cells(row) for row in re.findall(r"<tr.*?>(.*?)</tr>", "".join(found), re.DOTALL)]


def signed(version: SchemeVersion, edition: int = 3, code: str = "43") -> None:
    """The province's results are evaluated."""
    by = factories.province_officer(code)
    evaluate(version=version, province=by.province, edition=edition, at=clock.now(), by=by)


def cells(row: str) -> list[str]:
    return [_text(cell) for cell in re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)]


def card(client: Client, question: str = "") -> list[tuple[str, dict[str, str]]]:
    """Of each scheme what stands over its figures, and the figures by heading."""
    parts = opened(client, question).split('<div class="measured">')[1:]
    return [(_text(part.split("<dl")[0]), figures(part)) for part in parts]


def figures(part: str) -> dict[str, str]:
    return {_text(name): _text(value) for name, value in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", part)}


def months(client: Client, question: str = "") -> dict[str, dict[str, list[str]]]:
    """The tables behind the charts: by title, then by month."""
    found = {}
    for part in opened(client, question).split("<figcaption>")[1:]:
        rows = [cells(row) for row in re.findall(r"<tr>(.*?)</tr>", part, re.DOTALL)]
        found[_text(part.split("</h2>")[0])] = {row[0]: row[1:] for row in rows}
    return found


def _text(markup: str) -> str:
    return " ".join(unescape(re.sub("<.*?>", " ", markup)).split())


def test_a_district_reads_plan_result_level_and_what_is_missing():
    ((words, found),) = card(signed_in(factories.district_officer()))
    assert words == (
        "รอบที่ 2 ตัวชี้วัดครึ่งปี ระดับต้น อีก 200.00 บาท ถึงระดับสูง มียอดแล้ว 1 จาก 2 เดือน เฉลี่ยเดือนละ 200.00 บาท อีก 1 เดือน"
    )
    assert found == {
        "ระดับต้น": "900",
        "ระดับสูง": "1,200",
        "แผนทั้งช่วง": "1,200.00",
        "ผลสำเร็จ (บาท)": "1,000.00",
        "ร้อยละ": "เพิ่มขึ้น ร้อยละ 11.11",
    }


def test_a_plan_that_does_not_add_up_to_the_printed_figure_stands_beside_it():
    Plan.objects.filter(month=AUGUST).update(online=Decimal("79.60"))
    ((words, found),) = card(signed_in(factories.district_officer()))
    assert words.endswith("ระดับสูงที่พิมพ์ไว้ 1,200.00 แผนรายเดือนรวม 1,199.60 ต่างกัน 0.40")
    assert (found["ระดับสูง"], found["แผนทั้งช่วง"]) == ("1,200", "1,199.60")


def test_plan_and_actual_stand_month_by_month_offline_and_online_with_the_year_before():
    factories.month(date(2022, 8, 1))
    factories.sheet(("ก", "food", (0, 7, 0, 3)), of=date(2022, 8, 1))
    client = signed_in(factories.district_officer())
    offline, online = months(client, "?entered=on").items()
    assert (offline[0], online[0]) == ("รายได้ปกติ ปีงบประมาณ 2566", "รายได้ออนไลน์ ปีงบประมาณ 2566")
    assert offline[1]["เดือน"] == ["ผลสำเร็จ", "แผน", "ปีก่อน", "ร้อยละของแผน"]
    assert offline[1]["ก.ค. 66"] == ["1,000.00", "600.00", "–", "166.67"]
    assert offline[1]["ส.ค. 66"] == ["50.00", "500.00", "0.00", "10.00"]
    assert online[1]["ส.ค. 66"] == ["0.00", "80.00", "10.00", "0.00"]
    assert online[1]["รวม"] == ["0.00", "100.00", "10.00", "0.00"]
    assert months(client)["รายได้ปกติ ปีงบประมาณ 2566"]["ส.ค. 66"] == ["–", "500.00", "–", "–"]


def test_what_is_not_confirmed_yet_is_shown_when_it_is_asked_for():
    client = signed_in(factories.district_officer())
    ((words, found),) = card(client, "?entered=on")
    assert found["ผลสำเร็จ (บาท)"] == "1,050.00"
    assert words.endswith("อีก 150.00 บาท ถึงระดับสูง")  # both months have figures
    marked = "รวมยอดที่จังหวัดยังไม่ยืนยัน"
    assert [f"{marked} ยังไม่ใช่" in opened(client, question) for question in ("?entered=on", "")] == [True, False]


def test_a_province_reads_its_districts_by_risk_with_itself_last():
    """4301 has to bring 2,000 in August, two thirds of its July; 4317 200, a fifth."""
    found = board(signed_in(factories.province_officer()))
    assert found == [
        [
            "อำเภอที่ 4301",
            *("5,000", "3,000.00", "60.00", "ต่ำกว่าระดับต้น อีก 1,000.00 บาท ถึงระดับต้น"),
            *("เดือนที่เหลือต้องทำได้ 0.67 เท่าของค่าเฉลี่ย", "20 ส.ค. 2566 เวลา 09:00 น."),
        ],
        [
            "อำเภอโพธิ์ตาก",
            *("1,200", "1,000.00", "83.33", "ระดับต้น อีก 200.00 บาท ถึงระดับสูง"),
            *("เดือนที่เหลือต้องทำได้ 0.20 เท่าของค่าเฉลี่ย", "20 ส.ค. 2566 เวลา 09:00 น."),
        ],
        [
            "จังหวัดหนองคาย",
            *("6,200", "4,000.00", "64.51", "ต่ำกว่าระดับต้น อีก 900.00 บาท ถึงระดับต้น"),
            *("เดือนที่เหลือต้องทำได้ 0.55 เท่าของค่าเฉลี่ย", "20 ส.ค. 2566 เวลา 09:00 น."),
        ],
    ]


def test_who_has_missed_or_has_nothing_stands_before_who_can_still_reach_it(ledger):
    target(ledger, 10, code="4302", low=10, high=20)
    for of in (JULY, AUGUST):
        sheet = factories.sheet(("ก", "food", (1, 0, 0, 0)), by=factories.district_officer("4303"), of=of)
        factories.confirm_by_district(sheet)
        factories.confirm_by_province(sheet)
    target(ledger, 10, code="4303", low=10, high=20)
    target(ledger, 10, code="4304")
    found = board(signed_in(factories.province_officer()))
    assert [(row[0], row[-2]) for row in found] == [
        ("อำเภอที่ 4303", "ครบช่วงแล้วยังไม่ถึงเป้า"),
        ("อำเภอที่ 4302", "ยังไม่มีผล"),
        ("อำเภอที่ 4301", "เดือนที่เหลือต้องทำได้ 0.67 เท่าของค่าเฉลี่ย"),
        ("อำเภอโพธิ์ตาก", "เดือนที่เหลือต้องทำได้ 0.20 เท่าของค่าเฉลี่ย"),
        ("อำเภอที่ 4304", "ยังตัดสินไม่ได้"),
        ("จังหวัดหนองคาย", "เดือนที่เหลือต้องทำได้ 0.55 เท่าของค่าเฉลี่ย"),
    ]


def test_a_province_opens_a_district_and_reads_what_that_reads():
    client = signed_in(factories.province_officer())
    assert "?year=2566&amp;province=43&amp;district=4317" in opened(client)
    question = "?year=2566&province=43&district=4317"
    own = signed_in(factories.district_officer())
    assert (card(client, question), months(client, question)) == (card(own), months(own))
    assert board(client, question) == []


def test_the_department_reads_provinces_and_opens_one():
    client = signed_in(factories.department_officer())
    assert [row[0] for row in board(client)] == ["จังหวัดหนองคาย"]
    assert "?year=2566&amp;province=43" in opened(client)
    assert [row[0] for row in board(client, "?province=43")][-1] == "จังหวัดหนองคาย"
    assert len(board(client, "?province=43")) == 3
    ((_, found),) = card(client, "?province=43&district=4317")
    assert found["ผลสำเร็จ (บาท)"] == "1,000.00"


def test_a_grade_stands_beside_the_levels_that_make_it(ledger):
    b = {"slug": "b", "name": "ระดับ B", "parts": {"2566-sales": "low"}}
    a = {"slug": "a", "name": "ระดับ A", "parts": {"2566-sales": "high"}}
    scheme("2566-grade", b, a, measure="parts")
    _, (words, found) = card(signed_in(factories.district_officer()))
    assert words == "รอบที่ 2 ตัวชี้วัดครึ่งปี ระดับ B ถึงระดับ A ต้องถึงเป้า: ตัวชี้วัดครึ่งปี"
    assert found == {"ตัวชี้วัดครึ่งปี": "ระดับต้น"}
    rows = board(signed_in(factories.province_officer()))
    assert [row[1] for row in rows] == ["ต่ำกว่าระดับ B", "ระดับ B", "ต่ำกว่าระดับ B"]


def test_nobody_sees_another_areas_line_by_asking():
    assert board(signed_in(factories.province_officer("42"))) == []
    assert board(signed_in(factories.province_officer("42")), "?district=4317") == []
    assert card(signed_in(factories.province_officer("42")), "?province=43&district=4317") == []
    own = signed_in(factories.district_officer())
    assert card(own, "?province=43&district=4301&year=2566") == card(own)


def test_a_scheme_is_shown_from_the_day_of_its_letter_on(ledger):
    client = signed_in(factories.district_officer())
    rewritten(ledger, letter_date=date(2023, 8, 21))
    assert card(client) == []
    with clock.at(MORNING.replace(day=21)):
        assert len(card(client)) == 1


def test_a_plan_that_lacks_a_month_is_not_added_up():
    Plan.objects.filter(month=AUGUST).delete()
    ((_, found),) = card(signed_in(factories.district_officer()))
    assert "แผนทั้งช่วง" not in found


def test_the_portals_own_base_is_told_of_where_it_is_another(ledger):
    sheet = factories.sheet(("ก", "food", (880, 0, 0, 0)), of=date(2022, 7, 1))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    rewritten(ledger, base_first_month=date(2022, 7, 1), base_last_month=date(2022, 7, 1))
    ((words, _),) = card(signed_in(factories.district_officer()))
    assert words.endswith("ฐานที่พิมพ์ไว้ 900.00 ในระบบ 880.00 ต่างกัน 20.00")


def test_the_card_shows_the_schemes_in_force_of_ones_own_area_only(ledger):
    client = signed_in(factories.province_officer())
    text = _text(client.get("/targets/card/").content.decode())
    assert "4,000.00" in text and "อีก 900.00 บาท ถึงระดับต้น" in text
    assert "1,000.00" not in text
    with clock.at(MORNING.replace(month=9)):
        assert "4,000.00" in client.get("/targets/card/").content.decode()
        signed(ledger)
        assert "4,000.00" not in client.get("/targets/card/").content.decode()


def test_the_card_of_the_department_counts_the_provinces_at_each_level(ledger):
    target(ledger, 1, code="42", low=1, high=2)
    text = _text(signed_in(factories.department_officer()).get("/targets/card/").content.decode())
    assert "ยังไม่มีผล 1 จังหวัด ต่ำกว่าระดับต้น 1 จังหวัด" in text


def test_the_first_page_asks_for_the_card_and_names_the_page_without_javascript():
    page = signed_in(factories.district_officer()).get("/").content.decode()
    assert 'hx-get="/targets/card/"' in page
    assert 'href="/targets/"' in page[page.index("hx-get=") :]


def test_what_is_evaluated_names_its_edition_with_a_link_for_whoever_may_open_it(ledger):
    signed(ledger)
    signed(ledger, edition=4)
    link = '<a href="/reports/editions/4/">ฉบับที่ 4</a>'
    said = "จังหวัดรับรองผลการประเมินแล้ว ณ วันที่ 20 สิงหาคม 2566"
    own = opened(signed_in(factories.district_officer()))
    assert f"{said} ฉบับที่ 4" in _text(own) and link not in own
    province = signed_in(factories.province_officer())
    district = opened(province, "?district=4317")
    assert f"{said} ฉบับที่ 4" in _text(district) and link in district
    assert opened(province).count("รับรองผลแล้ว") == 1
    assert board(province)[-1][0] == "จังหวัดหนองคาย รับรองผลแล้ว ฉบับที่ 4"
    assert link in opened(province) and "editions/3/" not in opened(province)
    assert board(signed_in(factories.department_officer()))[0][0] == "จังหวัดหนองคาย รับรองผลแล้ว ฉบับที่ 4"


def test_no_province_reads_that_another_has_signed(ledger):
    target(ledger, 1, code="42", low=1, high=2)
    signed(ledger, code="42")
    assert "รับรองผล" not in opened(signed_in(factories.province_officer()))
    assert opened(signed_in(factories.department_officer())).count("รับรองผลแล้ว") == 1


@pytest.mark.parametrize(
    "question", ["?year=abc", "?year=2599", "?province=99", "?province=%00", "?entered=%00", "?year=%00"]
)
def test_a_question_without_sense_is_left_out(question):
    department, district = signed_in(factories.department_officer()), signed_in(factories.district_officer())
    assert board(department, question) == board(department) != []
    assert card(district, question.replace("entered", "nothing"))[0][0] == card(district)[0][0]


@pytest.fixture
def many(ledger):
    """18 districts of a province and 77 provinces, each with its target."""
    for code in [*(f"43{n:02}" for n in range(2, 17)), "4318", *(str(n) for n in range(10, 87) if n != 43)]:
        target(ledger, 100, code=code, low=100, high=200)


def test_18_districts_and_77_provinces_take_as_many_questions_as_two(django_assert_max_num_queries, many):
    province, department = signed_in(factories.province_officer()), signed_in(factories.department_officer())
    with django_assert_max_num_queries(18):
        assert len(board(province)) == 18 + 1
    with django_assert_max_num_queries(15):
        assert len(board(department)) == 77


def test_the_line_beside_the_grid_is_of_what_is_saved_and_says_so():
    client = signed_in(factories.district_officer())
    text = _text(client.get("/targets/line/").content.decode())
    assert text == ("รอบที่ 2 ระดับต้น อีก 150.00 บาท ถึงระดับสูง เป้าหมาย/ผลสำเร็จ รวมยอดที่บันทึกแล้วแต่ยังไม่ยืนยัน")


def test_the_line_is_of_schemes_of_sales_in_force(ledger):
    target(scheme("2566-shops", measure="shops"), 10)
    client = signed_in(factories.district_officer())
    assert client.get("/targets/line/").content.decode().count("<span><b>") == 1
    signed(ledger)
    assert "<span><b>" not in client.get("/targets/line/").content.decode()


def test_the_grid_asks_for_the_line_by_itself_and_names_the_page_without_javascript():
    page = signed_in(factories.district_officer()).get("/entry/2566/8/").content.decode()
    line = re.search(r'<p class="entry-targets"(.*?)</p>', page)[1]
    assert 'hx-get="/targets/line/" hx-trigger="load"' in line
    assert 'href="/targets/?entered=on"' in line
    assert page.index("entry-targets") < page.index('<form id="sheet"')  # its answer never lands in the sheet
