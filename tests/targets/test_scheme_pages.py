"""Page 36: every rule in words, and what the administrator does there."""

import re
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from django.urls import reverse

from otop_portal import clock
from targets.models import Scheme, SchemeEvent, SchemeVersion
from targets.reference import load_schemes
from targets.transitions import schemes as transitions
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST, JULY
from tests.forms_in_pages import PageForm
from tests.targets.factories import scheme, target

pytestmark = pytest.mark.django_db

LIST = "/targets/schemes/"
YEAR_BEFORE = {"base_first_month": date(2022, 7, 1), "base_last_month": date(2022, 8, 1), "base_name": "ยอดปีก่อน"}
THREE = [
    {"slug": "low", "name": "ระดับต้น", "percent": Decimal(0)},
    {"slug": "high", "name": "ระดับสูง", "percent": Decimal("7.5"), "condition": "รายงานสำรวจ"},
]


@pytest.fixture(autouse=True)
def in_august():
    with clock.at(clock.datetime(2023, 8, 20, 9, tzinfo=clock.BANGKOK)):
        yield


def confirmed(code: str, amount: int, of: date) -> None:
    factories.month(of)
    sheet = factories.sheet(("ก", "food", (amount, 0, 0, 0)), by=factories.district_officer(code), of=of)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)


def text(response) -> str:
    assert response.status_code == 200
    return " ".join(unescape(re.sub("<[^>]+>", " ", response.content.decode())).split())


def address(name: str, slug: str = "half-year", number: int = 1, *more: int) -> str:
    return reverse(f"targets:scheme{name}", args=[slug, number, *more])


@pytest.fixture
def admin():
    return signed_in(factories.administrator())


# In words


def test_the_schemes_of_the_documents_are_told_by_their_rows():
    load_schemes()
    with clock.at(clock.datetime(2024, 3, 1, 9, tzinfo=clock.BANGKOK)):
        client = signed_in(factories.district_officer())
        of_2564, of_2567 = (text(client.get(f"{LIST}?year={year}")) for year in (2564, 2567))
    for sentence in (
        "เมษายน 2564 – กันยายน 2564 (6 เดือน)",
        "ยอดจำหน่ายปี 2563 (1 เม.ย. - 30 ก.ย. 63) (เมษายน 2563 – กันยายน 2563)",
        "(ผล − ฐาน) × 100 ÷ ฐาน",
        "ร้อยละที่ไม่ปัดเศษ",
        "ปัดเป็นจำนวนเต็ม ตั้งแต่ครึ่งหนึ่งปัดขึ้น",
        "1 คะแนน ทุกพื้นที่ที่มีผล เป้าหมายที่แสดง: เพิ่มขึ้นตั้งแต่ร้อยละ 6.00",
        "5 คะแนน เพิ่มขึ้นตั้งแต่ร้อยละ 10.00",
        "5 คะแนน ตั้งแต่ร้อยละ 11.00 ของฐาน และต้องมีรายงานการสำรวจความพร้อมของผู้ประกอบการ/ผลิตภัณฑ์",
    ):
        assert sentence in of_2564
    assert "ปัดเป็นทศนิยม 2 ตำแหน่ง" in of_2567
    assert (
        "ระดับ D จำนวนผลิตภัณฑ์ OTOP ลงทะเบียนในระบบเพิ่มขึ้น: ถึงเป้าหมาย "
        "จำนวนผู้ผลิต ผู้ประกอบการ OTOP หรือศูนย์จำหน่ายสินค้าชุมชน OTOP ลงทะเบียนเมนู Shop ชุมชน "
        "ในระบบ Click ชุมชน: ถึงระดับ D ระดับ C"
    ) in of_2567


def test_the_example_is_ones_own_district_step_by_step():
    version = scheme("half-year", *THREE, places=0, **YEAR_BEFORE)
    for code, base in {"4317": "1234.56", "4301": 10}.items():
        target(version, base, code=code)
    confirmed("4317", 1300, JULY)
    found = text(signed_in(factories.district_officer()).get(LIST))
    # 65.44 of 1,234.56 are 5.3006739...%; 7.5 % more are 1,327.152 and shown 1,327.
    for sentence in (
        "ตัวอย่าง อำเภอโพธิ์ตาก ฐาน 1,234.56 บาท ผล 1,300.00 บาท",
        "(1,300.00 − 1,234.56) × 100 ÷ 1,234.56 = 5.300673…",
        "ระดับต้น 1,235 1,234.56 ถึง",
        "ระดับสูง 1,327 1,327.152 –",
        "ระดับต้น เพราะผลถึงระดับต้น ซึ่งต้องได้ 1,234.56 บาท ยังไม่ถึงระดับสูง: อีก 27.16 บาท และต้องมีรายงานสำรวจ ถึงระดับสูง",
    ):
        assert sentence in found
    assert "ที่ 4301" not in found


def test_the_department_chooses_a_district_or_sees_the_first():
    version = scheme()
    for code in ("4301", "4317"):
        target(version, 100, code=code)
    client = signed_in(factories.department_officer())
    assert "ตัวอย่าง อำเภอที่ 4301" in text(client.get(LIST))
    assert "ตัวอย่าง อำเภอโพธิ์ตาก" in text(client.get(f"{LIST}?district=4317"))
    assert "ตัวอย่าง อำเภอที่ 4301" in text(client.get(f"{LIST}?district=%00"))


def test_without_a_target_there_is_no_example():
    scheme()
    assert "พื้นที่นี้ยังไม่มีเป้าหมายของเกณฑ์นี้" in text(signed_in(factories.district_officer()).get(LIST))


def test_what_is_prepared_is_seen_by_the_administrator_alone(admin):
    scheme("prepared", announced=False)
    scheme("announced")
    district = signed_in(factories.district_officer())
    for name in ("", "-edit", "-preview"):
        assert district.get(address(name, "prepared")).status_code == 404
        assert admin.get(address(name, "prepared")).status_code == 200
    assert [district.get(address(name, "announced")).status_code for name in ("", "-preview")] == [200, 403]
    assert "กำลังจัดทำ" in text(admin.get(LIST)) and "กำลังจัดทำ" not in text(district.get(LIST))


@pytest.mark.parametrize("name", ["-copy", "-prepare", "-edit", "-announce"])
def test_nobody_else_changes_anything_and_nothing_is_changed_by_a_link(admin, name):
    scheme()
    scheme("prepared", announced=False)
    for officer in (factories.district_officer(), factories.province_officer(), factories.department_officer()):
        client = signed_in(officer)
        assert client.post(address(name)).status_code == 403
        assert client.post(address(name, "prepared")).status_code == 404
    assert admin.get(address(name)).status_code == (200 if name == "-edit" else 405)
    assert not SchemeEvent.objects.exists()


# Prepared without code


def written(client, slug: str = "half-year", number: int = 1, **typed: str) -> PageForm:
    form = PageForm(client.get(address("-edit", slug, number)), "rule")
    for name, value in typed.items():
        form.type(name, value)
    return form


def test_a_scheme_is_copied_edited_announced_and_versioned_on_the_pages(admin):
    first = scheme(**YEAR_BEFORE)
    page = admin.post(address("-copy"), {"slug": "2567-abroad", "fiscal_year": "2567"}, follow=True)
    assert page.redirect_chain == [(address("-edit", "2567-abroad"), 302)]
    form = PageForm(page, "rule")
    form.type("name", "ยอดจำหน่ายต่างประเทศเพิ่มขึ้น")
    form.type("measure", "foreign_sales")
    levels = {
        "0-slug": "bronze",
        "0-name": "ทองแดง",
        "0-percent": "1",
        "1-slug": "gold",
        "1-name": "ทอง",
        "1-percent": "9.5",
    }
    for name, value in levels.items():
        form.type(f"levels-{name}", value)
    form.type("levels-0-ORDER", "1")
    form.type("levels-1-ORDER", "2")
    form.press(admin, "บันทึกเกณฑ์")
    made = Scheme.objects.get(slug="2567-abroad").current
    assert (made.measure, made.scheme.name) == ("foreign_sales", "ยอดจำหน่ายต่างประเทศเพิ่มขึ้น")
    assert [(each.slug, each.percent) for each in made.rule.levels] == [("bronze", 1), ("gold", Decimal("9.5"))]
    assert (made.first_month, first.first_month) == (date(2024, 7, 1), date(2023, 7, 1))

    letter = {"seen": made.revision, "letter_number": "มท 1", "letter_date_day": 1, "letter_date_month": 8}
    admin.post(address("-announce", "2567-abroad"), letter | {"letter_date_year": 2566})
    assert Scheme.objects.get(slug="2567-abroad").current.letter_date == date(2023, 8, 1)
    admin.post(address("-prepare", "2567-abroad"), {"reason": "หนังสือแก้ไข"})
    assert SchemeVersion.objects.get(scheme=made.scheme, number=2).reason == "หนังสือแก้ไข"
    history = [event.action for event in SchemeEvent.objects.all()]
    assert history == ["copy", "change", "announce", "new_version"]
    assert "ประกาศใช้ ฉบับที่ 1 โดย นาย admin" in text(admin.get(address("", "2567-abroad", 2)))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"last_month": "2023-06-01"}, "last_month", "เดือนสุดท้ายอยู่ก่อนเดือนแรก"),
        ({"base_first_month": "2022-07-01"}, "base_last_month", "กรุณาเลือกทั้งเดือนแรกและเดือนสุดท้าย"),
        ({"levels-1-percent": "1"}, "levels-1-percent", "ร้อยละต้องมากกว่าของระดับที่ต่ำกว่า"),
        ({"levels-1-slug": "target"}, "levels-1-slug", "รหัสนี้เป็นของระดับที่ต่ำกว่าแล้ว"),
        ({"levels-1-is_floor": "on"}, "levels-1-is_floor", "มีได้เฉพาะระดับต่ำสุด"),
        ({"levels-0-DELETE": "on", "levels-1-DELETE": "on"}, "levels-0-slug", "กรุณากำหนดอย่างน้อยหนึ่งระดับ"),
        ({"measure": "parts"}, "levels-0-parts", "กรุณาเลือกเกณฑ์ย่อยที่ระดับนี้ต้องถึง"),
        ({"levels-0-percent": "abc"}, "levels-0-percent", "กรอกหมายเลข"),
        ({"levels-0-percent": "10001"}, "levels-0-percent", "10000"),
        ({"name": ""}, "name", "กรุณากรอกช่องนี้"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(admin, typed, field, sentence):
    scheme("part")
    scheme("prepared", announced=False)
    second = {"levels-1-slug": "second", "levels-1-name": "ที่สอง", "levels-1-percent": "3"}
    markup = written(admin, "prepared", **(second | typed)).press(admin, "บันทึกเกณฑ์").content.decode()
    assert re.search(rf'id="error_1_id_{field}"[^>]*><strong>[^<]*{sentence}', markup)
    assert not SchemeEvent.objects.exists()


def test_a_grade_names_levels_of_other_schemes_that_are_there(admin):
    scheme("part", *THREE)
    scheme("grade", {"slug": "a", "name": "ระดับ A", "parts": {"part": "low"}}, measure="parts", announced=False)
    admin.post(address("-edit", "grade"), _posted(admin, "grade") | {"levels-0-parts": "part:high"})
    assert Scheme.objects.get(slug="grade").current.rule.levels[0].parts == {"part": "high"}
    for parts in (["part:nothing"], ["elsewhere:low"], ["part:low", "part:high"]):
        page = admin.post(address("-edit", "grade"), _posted(admin, "grade") | {"levels-0-parts": parts})
        assert page.status_code == 200
    assert "เลือกได้เกณฑ์ละหนึ่งระดับ" in text(page)
    assert Scheme.objects.get(slug="grade").current.rule.levels[0].parts == {"part": "high"}


def _posted(client, slug: str) -> dict[str, str]:
    return dict(PageForm(client.get(address("-edit", slug)), "rule").fields)


def test_two_administrators_at_once_the_second_is_told_and_overwrites_nothing(admin):
    scheme(announced=False)
    stale = written(admin, name="ของคนที่สอง")
    written(admin, name="ของคนแรก").press(admin, "บันทึกเกณฑ์")
    page = stale.press(admin, "บันทึกเกณฑ์")
    assert "นาย admin แก้ไขเกณฑ์นี้เมื่อวันที่ 20 สิงหาคม 2566" in text(page)
    assert "ของคนที่สอง" in page.content.decode()
    assert Scheme.objects.get().name == "ของคนแรก"


# Tried, and laid side by side


def rows(client, where: str) -> list[list[str]]:
    body = re.search(r"<tbody>(.*?)</tbody>", client.get(where).content.decode(), re.DOTALL)
    lines = re.findall(r"<tr.*?>(.*?)</tr>", body[1], re.DOTALL) if body else []
    cells = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", line, re.DOTALL) for line in lines]
    return [[" ".join(unescape(re.sub("<[^>]+>", " ", cell)).split()) for cell in line] for line in cells]


def test_a_version_is_tried_on_the_targets_beside_the_one_in_force(admin):
    first = scheme("half-year", *THREE)
    for code, base in {"4317": 100, "4301": 100, "43": 200}.items():
        target(first, base, code=code)
    confirmed("4317", 105, JULY)
    confirmed("4301", 101, JULY)
    by = factories.administrator()
    second = transitions.prepare_version(scheme=first.scheme, reason="ลดเกณฑ์", by=by)
    low, high = first.rule.levels
    lower = [low, type(high)(high.slug, high.name, Decimal(5))]
    transitions.change_version(version=second, seen=0, names={}, rule={}, levels=lower, by=by)
    found = rows(admin, address("-preview", "half-year", 2) + "?province=43")
    assert found == [
        ["อำเภอที่ 4301", "ระดับต้น", "ระดับต้น", "100.00", "101.00", "เพิ่มขึ้น ร้อยละ 1.00"],
        ["อำเภอโพธิ์ตาก", "ระดับต้น", "เปลี่ยนเป็น ระดับสูง", "100.00", "105.00", "เพิ่มขึ้น ร้อยละ 5.00"],
        ["จังหวัดหนองคาย", "ระดับต้น", "ระดับต้น", "200.00", "206.00", "เพิ่มขึ้น ร้อยละ 3.00"],
    ]
    assert [line[0] for line in rows(admin, address("-preview", "half-year", 2))] == ["จังหวัดหนองคาย"]
    page = text(admin.get(address("-compare", "half-year", 2, 1)))
    assert "ระดับที่ 2 ฉบับที่ 1: ระดับสูง (high), ร้อยละ 7.50, ต้องมีรายงานสำรวจ" in page
    assert "ฉบับที่ 2: ระดับสูง (high), ร้อยละ 5.00" in page
    district = signed_in(factories.district_officer())
    assert district.get(address("-compare", "half-year", 2, 1)).status_code == 404


def test_before_its_months_a_scheme_is_tried_on_an_earlier_year_and_the_portals_own_base(admin):
    scheme("next", *THREE, announced=False, first_month=date(2024, 7, 1), last_month=date(2024, 7, 1))
    SchemeVersion.objects.update(base_first_month=date(2023, 7, 1), base_last_month=date(2023, 7, 1))
    Scheme.objects.update(fiscal_year=2567)
    confirmed("4317", 100, date(2022, 7, 1))
    confirmed("4317", 110, JULY)
    confirmed("4301", 5, JULY)
    page = text(admin.get(address("-preview", "next")))
    assert "ผลตามเกณฑ์ ปีงบประมาณ 2566" in page and "จึงใช้ยอดที่จังหวัดยืนยันแล้วในเดือนของฐานแทนฐาน" in page
    found = rows(admin, address("-preview", "next") + "?province=43")
    assert found == [
        ["อำเภอที่ 4301", "ยังไม่ได้กำหนดฐาน จึงยังคิดร้อยละไม่ได้", "–", "5.00", "–"],
        ["อำเภอโพธิ์ตาก", "ระดับต้น", "100.00", "110.00", "เพิ่มขึ้น ร้อยละ 10.00"],
        ["จังหวัดหนองคาย", "ระดับต้น", "100.00", "115.00", "เพิ่มขึ้น ร้อยละ 15.00"],
    ]


def test_a_grade_is_tried_by_its_parts(admin):
    part = scheme("part", *THREE)
    target(part, 100)
    confirmed("4317", 101, JULY)
    scheme("grade", {"slug": "a", "name": "ระดับ A", "parts": {"part": "low"}}, measure="parts", announced=False)
    found = rows(admin, address("-preview", "grade") + "?province=43")
    assert found == [["อำเภอโพธิ์ตาก", "ระดับ A", "ระดับต้น"]]


def test_many_districts_take_as_many_questions_as_one(admin):
    version = scheme()
    target(version, 100)
    pages = [LIST, address(""), address("-preview") + "?province=43"]
    client = signed_in(factories.department_officer())
    before = [number_of_queries(client if page == LIST else admin, page) for page in pages]
    for number in range(20, 30):
        target(version, 100, code=f"43{number}")
    factories.month(AUGUST)
    assert [number_of_queries(client if page == LIST else admin, page) for page in pages] == before
