"""Page 33 without a browser: what is typed, what is wrong with it, splitting, files, announcing and the history."""

import json
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from otop_portal import fiscal, thai
from targets import sentences
from targets.models import Plan, Scheme, Setting, SettingEvent, Target
from targets.reference import load_schemes
from tests import factories
from tests.clients import signed_in
from tests.forms_in_pages import PageForm
from tests.sales.imports import files
from tests.targets import settings
from tests.targets.factories import scheme
from tests.targets.imports import documents
from tests.targets.imports.test_targets import NONG_KHAI

pytestmark = pytest.mark.django_db

LETTER = {"letter_number": "นค 0019/5", "letter_date_day": "3", "letter_date_month": "7", "letter_date_year": "2566"}


@pytest.fixture(autouse=True)
def directory(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"


@pytest.fixture
def version():
    factories.district("4301", "เมืองหนองคาย")
    factories.district("4317")
    levels = [{"slug": "low", "name": "ระดับต้น"}, {"slug": "high", "name": "ระดับสูง"}]
    return scheme("half-year", *levels, deciding="printed", places=0)


@pytest.fixture
def province(version) -> Client:
    return signed_in(factories.province_officer())


def address(action: str = "sheet", kind: str = "targets", key: str = "half-year", **more) -> str:
    return reverse(f"targets:setting-{action}", kwargs={"province": "43", "kind": kind, "key": key, **more})


def cells(page) -> dict[str, str]:
    return {cell.name: cell.text for row in page.context["rows"] for cell in row.cells}


def wrong(page) -> dict[str, str]:
    return {cell.name: " ".join(cell.problems) for row in page.context["rows"] for cell in row.cells if cell.problems}


def fields(page) -> dict[str, str]:
    """What the page's form would post as it stands."""
    return dict(PageForm(page, "setting").fields)


def type_in(client: Client, page=None, action: str = "save", *, kind="targets", key="half-year", **typed: str):
    page = page or client.get(address(kind=kind, key=key))
    posted = fields(page) | {name.replace("_", " "): text for name, text in typed.items()}
    return client.post(address(action, kind, key), posted, follow=True)


def figure(code: str, level: str) -> Decimal | None:
    return Target.objects.get(district=code).figures.filter(level=level).values_list("amount", flat=True).first()


def notices(page) -> list[str]:
    return [str(message) for message in page.context["messages"]]


# Typing


def test_what_is_typed_is_saved_with_thai_digits_and_separators(province):
    page = type_in(province, **{"4317 low": "๑,๒๓๔", "4317 high": "2 000", "4301 base": "฿ 50.25"})
    assert (figure("4317", "low"), figure("4317", "high")) == (1234, 2000)
    assert Target.objects.get(district="4301").base == Decimal("50.25")
    assert notices(page) == ["บันทึกแล้ว 2 แถว"]
    assert cells(page)["4317 low"] == "1,234"
    assert SettingEvent.objects.get().by.username == "p43"


def test_a_bad_cell_gets_its_sentence_and_nothing_typed_is_lost(province):
    page = type_in(province, **{"4317 low": "สิบ", "4317 high": "9", "4301 low": "7"})
    assert wrong(page) == {"4317 low": "“สิบ” ไม่ใช่จำนวนเงิน กรุณากรอกตัวเลข เช่น 1,234.50 หากไม่มียอดให้กรอก 0"}
    assert (cells(page)["4317 low"], cells(page)["4317 high"]) == ("สิบ", "9")
    assert not Target.objects.filter(district="4317").exists()
    assert figure("4301", "low") == 7
    again = type_in(province, page, **{"4317 low": "8"})
    assert (figure("4317", "low"), figure("4317", "high"), wrong(again)) == (8, 9, {})


def test_two_at_once_see_each_others_figures_and_overwrite_none_unseen(province):
    settings.targets(settings_version(), low=1, high=2)
    page = province.get(address())
    settings.targets(settings_version(), by=factories.administrator(), low=10)
    answer = type_in(province, page, **{"4317 low": "11", "4301 low": "5"})
    assert "นาย admin แก้ไขช่องนี้เป็น 10.00" in wrong(answer)["4317 low"]
    assert (figure("4317", "low"), figure("4301", "low"), cells(answer)["4317 low"]) == (10, 5, "11")
    type_in(province, answer)
    assert figure("4317", "low") == 11


def settings_version():
    return Scheme.objects.get(slug="half-year").current


def test_a_page_that_is_posted_as_it_was_changes_nothing(province):
    settings.targets(settings_version(), base="10.55", low=1)
    page = type_in(province)
    assert notices(page) == ["ไม่มีตัวเลขที่เปลี่ยนแปลง"]
    assert SettingEvent.objects.count() == 1


def test_a_plan_has_twelve_months_and_needs_both_parts(province):
    factories.months(factories.JULY, factories.AUGUST)
    page = type_in(province, kind="plan", key="2566", **{"4317 2023-08 offline": "100", "43 2023-07 online": "5"})
    assert wrong(page) == {
        "4317 2023-08 online": sentences.PLAN_NEEDS_BOTH,
        "43 2023-07 offline": sentences.PLAN_NEEDS_BOTH,
    }
    type_in(province, page, kind="plan", key="2566", **{"4317 2023-08 online": "20", "43 2023-07 offline": "1"})
    assert {(plan.area_name, plan.total) for plan in Plan.objects.all()} == {
        ("อำเภอโพธิ์ตาก", 120),
        ("จังหวัดหนองคาย", 6),
    }


@pytest.mark.parametrize("read", ["[]", "{", '{"4317 low": 5}', '{"4317 low": "x"}', "\0", "null"])
def test_what_a_page_says_it_read_is_not_believed(province, read):
    settings.targets(settings_version(), low=1)
    answer = province.post(address("save"), {"read": read, "4317 low": "2\0"}, follow=True)
    assert answer.status_code == 200
    assert figure("4317", "low") == 1


# Splitting


@pytest.fixture
def sold():
    """In July and August 2565: 1 : 2 : 0."""
    factories.district("4302", "ท่าบ่อ")
    for code, amount in (("4301", 100), ("4317", 200)):
        by = factories.district_officer(code)
        for month in (factories.JULY, factories.AUGUST):
            sheet = factories.sheet(
                (f"กลุ่ม {code}", "food", (amount, 0, 0, 0)), by=by, of=month.replace(year=month.year - 1)
            )
            factories.confirm_by_district(sheet, by)
            factories.confirm_by_province(sheet)


def test_a_provinces_figure_is_split_by_last_years_shares_with_the_remainder_shown(province, sold):
    page = type_in(province, action="split", split="low", **{"43 low": "1000"})
    found = {name: text for name, text in cells(page).items() if name.endswith("low")}
    assert found == {"4301 low": "333.33", "4302 low": "0", "4317 low": "666.67", "43 low": "1000"}
    (told,) = notices(page)
    assert "ตามสัดส่วนยอดที่ยืนยันแล้วของกรกฎาคม 2565 – สิงหาคม 2565" in told
    assert "เศษที่เหลือจากการปัดลง 0.01 เพิ่มให้ โพธิ์ตาก" in told
    assert not Target.objects.exists()
    type_in(province, page)
    assert figure("4301", "low") == Decimal("333.33")


def test_what_is_counted_is_split_in_whole_units(sold):
    scheme("shops", {"slug": "a", "name": "ระดับ A"}, deciding="printed", measure="shops", places=0)
    client = signed_in(factories.province_officer())
    page = type_in(client, action="split", key="shops", split="a", **{"43 a": "10"})
    assert {name: text for name, text in cells(page).items() if name.endswith(" a")} == {
        "4301 a": "3",
        "4302 a": "0",
        "4317 a": "7",
        "43 a": "10",
    }
    halved = type_in(client, action="split", key="shops", split="a", **{"43 a": "1.5"})
    assert wrong(halved) == {"43 a": thai.not_whole("1.5")}


def test_a_month_of_the_plan_is_split_by_the_same_month_and_channel(province, sold):
    factories.month(factories.AUGUST)
    where = {"kind": "plan", "key": "2566", "action": "split"}
    page = type_in(province, split="2023-08 offline", **where, **{"43 2023-08 offline": "300"})
    assert cells(page)["4317 2023-08 offline"] == "200"
    nothing = type_in(province, split="2023-08 online", **where, **{"43 2023-08 online": "300"})
    assert wrong(nothing) == {"43 2023-08 online": sentences.NOTHING_SOLD_LAST_YEAR}


def test_splitting_keeps_everything_else_that_was_typed(province, sold):
    page = type_in(province, action="split", split="low", **{"43 low": "9", "4301 high": "สิบ"})
    assert cells(page)["4301 high"] == "สิบ"
    assert wrong(type_in(province, action="split", split="low")) == {"43 low": sentences.NOTHING_TO_SPLIT}


# Files


def upload(client: Client, source, **where):
    file = SimpleUploadedFile(source.name, source.data)
    return client.post(address("preview", **where), {"file": file})


@pytest.fixture
def nong_khai() -> Client:
    for code, name in NONG_KHAI.items():
        factories.district(code, name)
    load_schemes()
    return signed_in(factories.province_officer())


ROUND_1 = {"kind": "targets", "key": "2566-r1-sales"}


def test_a_documents_sheet_is_looked_at_applied_and_undone(nong_khai):
    looked = upload(nong_khai, documents.targets(1), **ROUND_1)
    assert looked.context["booking"].new == 10 and not Target.objects.exists()
    tones = {cell.tone for row in looked.context["preview"].rows for cell in row.cells}
    assert tones == {"new"}
    applied = nong_khai.post(address("apply", **ROUND_1), {"ticket": looked.context["ticket"]}, follow=True)
    assert "เพิ่ม 10 เปลี่ยนแปลง 0 คงเดิม 0" in notices(applied)[0]
    assert Target.objects.count() == 10
    event = applied.context["given"].last_import
    undone = nong_khai.post(address("undo", **ROUND_1, pk=event.pk), follow=True)
    assert notices(undone) == [sentences.UNDONE]
    assert not Target.objects.exists()


def test_the_preview_tells_new_from_changed_and_unchanged(nong_khai):
    heading = "province,district,base,low,standard,high"
    first = upload(nong_khai, files.csv(heading, "43,4317,1,1,2,3"), **ROUND_1)
    nong_khai.post(address("apply", **ROUND_1), {"ticket": first.context["ticket"]})
    looked = upload(nong_khai, files.csv(heading, "43,4317,1,1,2,4", "43,4316,1,1,2,3"), **ROUND_1)
    assert [[(cell.tone, cell.before) for cell in row.cells] for row in looked.context["preview"].rows] == [
        [("same", ""), ("same", ""), ("same", ""), ("changed", "3")],
        [("new", "")] * 4,
    ]


def test_a_misspelt_district_is_chosen_on_the_page_and_never_guessed(nong_khai):
    where = {"kind": "plan", "key": "2566"}
    factories.months(*(fiscal.months_of(2566)[n] for n in (0, -1)))
    source = documents.road_map(2566, names=lambda name, n: "เผ่าไร่" if (name, n) == ("เฝ้าไร่", 1) else name)
    looked = upload(nong_khai, source, **where)
    page = looked.content.decode()
    offered = re.findall(r'<option value="(เผ่าไร่\|[0-9]{4})"', page)
    assert offered[0] == "เผ่าไร่|4315" and len(offered) == 9
    assert address("apply", **where) not in page
    again = nong_khai.post(address("preview", **where), {"ticket": looked.context["ticket"], "meant": offered[0]})
    assert again.context["booking"].new == 120
    assert "อ่าน “เผ่าไร่” เป็น “เฝ้าไร่” ตามที่ท่านเลือก" in again.content.decode()
    posted = {"ticket": again.context["ticket"], "meant": "เผ่าไร่|4315"}
    nong_khai.post(address("apply", **where), posted)
    assert Plan.objects.filter(district="4315").count() == 12


def test_a_province_imports_its_own_lines_only(nong_khai):
    factories.district("4201")
    looked = upload(nong_khai, files.csv("province,district,base", "42,4201,5"), **ROUND_1)
    assert [fault.sentence for fault in looked.context["booking"].faults] == [sentences.NOT_YOURS_TO_SET]


def test_a_ticket_of_another_scheme_opens_nothing(nong_khai):
    looked = upload(nong_khai, documents.targets(1), **ROUND_1)
    other = {"kind": "targets", "key": "2566-r2-sales"}
    answer = nong_khai.post(address("apply", **other), {"ticket": looked.context["ticket"]}, follow=True)
    assert "กรุณาเลือกไฟล์อีกครั้ง" in notices(answer)[0]


# ประกาศเป้าหมายของจังหวัด


def test_the_province_announces_and_the_administrator_unlocks(province):
    settings.targets(settings_version(), low=5)
    locked = province.post(address("lock"), LETTER, follow=True)
    assert "ประกาศแล้วตามหนังสือที่ นค 0019/5 ลงวันที่ 3 กรกฎาคม 2566" in locked.content.decode()
    assert not PageForm(locked, "setting").fields
    refused = province.post(address("save"), {"read": json.dumps({"4317 low": "5.00"}), "4317 low": "6"})
    assert "จึงแก้ไขไม่ได้" in refused.content.decode() and figure("4317", "low") == 5
    admin = signed_in(factories.administrator())
    assert sentences.NO_REASON_TO_UNLOCK in admin.post(address("unlock"), {"reason": ""}).content.decode()
    admin.post(address("unlock"), {"reason": "พิมพ์ผิด"})
    assert not Setting.objects.get().is_locked


def test_a_plan_is_announced_like_targets(province):
    settings.plan("4317", 1, 2)
    province.post(address("lock", "plan", "2566"), LETTER)
    assert Setting.objects.get().letter_number == "นค 0019/5"


def test_a_letter_is_named_and_not_of_tomorrow(province):
    settings.targets(settings_version(), low=5)
    page = province.post(address("lock"), LETTER | {"letter_date_year": "2640", "letter_number": ""})
    assert set(page.context["letter"].errors) == {"letter_number", "letter_date"}
    assert not Setting.objects.get().is_locked


# What is shown


def test_the_history_says_who_changed_what_from_what_to_what(province):
    settings.targets(settings_version(), low=1)
    settings.targets(settings_version(), low=2)
    first, _ = province.get(address("history")).context["told"]
    assert [(line.name, line.column, line.before, line.after) for line in first.lines] == [
        ("โพธิ์ตาก", "ระดับต้น", "1", "2")
    ]
    page = province.get(address()).content.decode()
    assert address("history") in page


def test_printed_and_computed_stand_side_by_side(nong_khai):
    looked = upload(nong_khai, documents.targets(1), **ROUND_1)
    page = nong_khai.post(address("apply", **ROUND_1), {"ticket": looked.context["ticket"]}, follow=True)
    assert [(each.printed, each.computed, words) for each, words, _ in page.context["differences"]] == [
        (Decimal(760980000), Decimal(760979999), "ระดับสูง")
    ]


def test_a_base_other_than_the_portals_own_is_shown_beside_it():
    months = {"base_first_month": factories.JULY, "base_last_month": factories.JULY}
    version = scheme("based", first_month=factories.AUGUST, last_month=factories.AUGUST, **months)
    sheet = factories.sheet(("กลุ่ม", "food", (90, 10, 0, 0)), of=factories.JULY)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    settings.targets(version, base=101)
    page = signed_in(factories.province_officer()).get(address(key="based"))
    ((_, words, sentence),) = page.context["differences"]
    assert words == "ฐาน"
    assert sentence == "พิมพ์ไว้ 101.00 ผลรวมของ 1 เดือน 100.00 ต่างกัน 1.00 เก็บไว้ทั้งสองค่า"


def test_the_department_reads_and_types_nothing(version):
    settings.targets(version, low=5)
    client = signed_in(factories.department_officer())
    page = client.get(address())
    assert "<input name=" not in page.content.decode() and cells(page)["4317 low"] == "5"
    assert client.post(address("save"), {"read": "{}", "4317 low": "6"}).status_code == 403


def test_a_list_says_how_many_districts_have_figures(province):
    settings.targets(settings_version(), low=5)
    page = province.get(reverse("targets:settings"))
    (found,) = [each for each in page.context["found"] if each.key == "half-year"]
    assert (found.given, found.districts) == (1, 2)


@pytest.mark.parametrize("kind", ["targets", "plan"])
def test_eighteen_districts_cost_no_more_queries_than_two(province, kind):
    factories.months(factories.JULY, factories.AUGUST)
    key = {"targets": "half-year", "plan": "2566"}[kind]

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert province.get(address(kind=kind, key=key)).status_code == 200
        return len(found)

    def fill(codes) -> None:
        for code in codes:
            factories.district(code)
            settings.targets(settings_version(), code, low=5)
            settings.plan(code, 1, 2)

    fill(["4301", "4317"])
    few = queries()
    fill(f"43{n:02}" for n in range(20, 36))
    assert queries() == few <= 30
