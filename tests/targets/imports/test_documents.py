"""The documents' own sheets as Excel: every printed figure comes back, every disagreement is told of and no other."""

from datetime import date
from decimal import Decimal
from functools import partial
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from otop_portal import fiscal
from sales.imports import Booking, run
from sales.models import Province
from targets import sentences
from targets.imports.plans import PlansFile
from targets.imports.targets import TargetsFile
from targets.models import Plan, Scheme, Setting, Target
from targets.reference import load_schemes
from targets.transitions.targets import lock_figures
from tests import factories
from tests.sales.imports import files
from tests.targets import checks
from tests.targets.imports import documents, printed
from tests.targets.imports.test_targets import NONG_KHAI

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places():
    for code, name in NONG_KHAI.items():
        factories.district(code, name)
    load_schemes()
    for year in (2566, 2567):
        factories.months(*(fiscal.months_of(year)[place] for place in (0, -1)))


def nong_khai() -> Province:
    return Province.objects.get(pk="43")


def book(file, source) -> Booking:
    return run(file.importer, source, by=factories.system_officer())


def targets(slug: str, **more) -> TargetsFile:
    return TargetsFile(Scheme.objects.get(slug=slug).current, province=more.pop("province", nong_khai()), **more)


def plans(**readings: str) -> PlansFile:
    return PlansFile(province=nong_khai(), readings=readings)


def told(booking: Booking) -> list[str]:
    return [str(fault) for fault in booking.faults]


def kept(slug: str) -> dict[str, dict[str, Decimal | None]]:
    """By district, รวม for the province: the base and the figures of the levels, as they stand."""
    found = Target.objects.filter(scheme__slug=slug).select_related("district").prefetch_related("figures")
    return {
        target.district.name_th if target.district else "รวม": {
            "base": target.base,
            **{each.level: each.amount for each in target.figures.all()},
        }
        for target in found
    }


# Every printed figure


@pytest.mark.parametrize("number", [1, 2])
def test_the_target_sheet_of_2566_comes_back_as_it_is_printed(number):
    slug = f"2566-r{number}-sales"
    booking = book(targets(slug), documents.targets(number))
    assert (told(booking), booking.new) == ([], 10)
    assert kept(slug) == {
        line["district"]: {
            "base": Decimal(line["sales_2565"]),
            **{level: Decimal(line[f"level_{level}"]) for level in printed.LEVELS},
        }
        for line in printed.targets_2566(number)
    }
    differences = {column: f"ต่างกัน {off}.00 " for (of, column), off in checks.TARGETS.items() if of == slug}
    places = {"standard": "มาตรฐาน", "high": "สูง"}
    sums = [each for each in booking.warnings if "พิมพ์ไว้" in each.sentence]
    assert len(sums) == len(differences)
    for column, off in differences.items():
        (warning,) = [each for each in sums if each.column.endswith(places[column])]
        assert off in warning.sentence
    unread = [each.sentence for each in booking.warnings if each not in sums]
    assert unread == [sentences.unread_column(f"รวม {6 * number} เดือน ปี {year}") for year in (2563, 2564)]


@pytest.mark.parametrize(
    ("slug", "column", "under"),
    [
        ("2567-q2-products-nongkhai", "product_target", "target"),
        ("2567-q2-sales-nongkhai", "sales_target_baht", "target"),
        ("2567-q2-shop-nongkhai", "shop_target", "base"),
    ],
)
def test_the_quarters_sheet_gives_each_scheme_its_own_column(slug, column, under):
    booking = book(targets(slug), documents.quarter_2())
    assert (told(booking), booking.new) == ([], 10)
    assert {name: figures[under] for name, figures in kept(slug).items()} == {
        line["district"]: Decimal(line[column]) for line in printed.lines("nongkhai_2567_q2_targets.csv")
    }
    assert [str(each) for each in booking.warnings] == [f"บรรทัดที่ 13: {sentences.UNNAMED_SUM}"]


def test_the_wallet_sheet_gives_what_is_aimed_at_and_all_of_it():
    booking = book(targets("2567-q2-shop-nongkhai"), documents.wallet())
    assert (told(booking), booking.new, booking.warnings) == ([], 10, [])
    assert kept("2567-q2-shop-nongkhai") == {
        line["district"]: {"base": Decimal(line["wallet_interested_target"]), "a": Decimal(line["click_registered"])}
        for line in printed.lines("nongkhai_2567_wallet.csv")
    }


@pytest.mark.parametrize("year", [2566, 2567])
def test_the_road_map_comes_back_as_it_is_printed_with_its_sums(year):
    booking = book(plans(), documents.road_map(year))
    assert told(booking) == []
    found = {
        (plan.district.name_th if plan.district else "รวม", plan.month_id.year + 543, plan.month_id.month): plan
        for plan in Plan.objects.select_related("district")
    }
    columns = {"normal": "offline", "online": "online", "total": "printed_total"}
    lines = printed.lines(f"nongkhai_{year}_plan.csv")
    assert len(lines) == len(found)
    for line in lines:
        plan = found[line["district"], int(line["year_be"]), int(line["month"])]
        expected = {column: Decimal(line[name]) if line[name] else None for name, column in columns.items()}
        assert {column: getattr(plan, column) for column in columns.values()} == expected
    sums = {
        (line["district"], months): Decimal(line[f"sum_{months}_months"])
        for line in printed.lines(f"nongkhai_{year}_plan_sums.csv")
        for months in (6, 12)
        if f"sum_{months}_months" in line
    }
    assert {
        (name, {3: 6, 9: 12}[month]): plan.printed_sum
        for (name, _, month), plan in found.items()
        if plan.printed_sum is not None
    } == sums


@pytest.mark.parametrize("year", [2566, 2567])
def test_the_road_maps_disagreements_are_told_of_and_no_others(year):
    booking = book(plans(), documents.road_map(year))
    off = sorted(_off(warning.sentence) for warning in booking.warnings)
    months = {(each.year + 543, each.month) for each in fiscal.months_of(year)}
    expected = [
        *(each for key, each in checks.PLAN_ROWS.items() if key[1:] in months),
        *(each for (*month, _), each in checks.PLAN_COLUMNS.items() if tuple(month) in months),
        *(each for key, each in checks.PLAN_SUMS.items() if key[1:] in months),
        *(each for month, each in checks.PLAN_SUM_COLUMNS.items() if month in months),
    ]
    assert off == sorted(map(Decimal, expected))
    if year == 2566:
        (of_tha_bo,) = [each for each in booking.warnings if "ผลรวมของ 6 เดือน 104,537,049.00" in each.sentence]
        assert (of_tha_bo.column, _off(of_tha_bo.sentence)) == ("มีนาคม 2566 รวมตั้งแต่ต้นปีงบประมาณ", 1)


def _off(sentence: str) -> Decimal:
    *_, off = sentence.removesuffix(" เก็บไว้ทั้งสองค่า").partition("ต่างกัน ")
    return Decimal(off.replace(",", ""))


CHIANG_RAI = {"5701": "เมืองเชียงราย", "5703": "เชียงของ", "5708": "เชียงแสน"}
SHEET = [
    ("เมืองเชียงราย", 1, "1000.25", "1020.26", 30, (8, 15, 23, 30)),
    ("เชียงของ", 1, "2000", "2040", 10, (3, 5, 8, 10)),
    ("เชียงแสน", 1, "50.75", "51.77", 7, (2, 4, 5, 7)),
    ("รวม", 3, "3051", "3112.02", 47, (12, 24, 35, 47)),
]


@pytest.fixture
def chiang_rai() -> Province:
    for code, name in CHIANG_RAI.items():
        factories.province("57", "เชียงราย")
        factories.district(code, name)
    return Province.objects.get(pk="57")


def test_chiang_rais_sheet_gives_products_sales_and_shops_with_the_column_that_has_no_heading(chiang_rai):
    for part in ("products", "sales", "shop"):
        booking = book(targets(f"2567-q2-{part}-chiangrai", province=chiang_rai), documents.chiang_rai(SHEET))
        assert told(booking) == []
        guessed = [each.sentence for each in booking.warnings if "ไม่มีหัวตาราง" in each.sentence]
        assert guessed == ([sentences.column_without_heading("ระดับ A")] if part == "shop" else [])
    assert kept("2567-q2-products-chiangrai") == {line[0]: {"base": None, "target": line[1]} for line in SHEET}
    assert kept("2567-q2-sales-chiangrai") == {
        line[0]: {"base": Decimal(line[2]), "target": Decimal(line[3])} for line in SHEET
    }
    assert kept("2567-q2-shop-chiangrai") == {
        line[0]: {"base": line[4], **dict(zip("dcba", line[5], strict=True))} for line in SHEET
    }


# Spelling traps (CHECKS 1): offered, never guessed


def test_a_misspelt_district_is_asked_about_with_the_likely_one_first(chiang_rai):
    names = {"เมืองเชียงราย": "เมืองเขียงราย", "เชียงของ": "เขียงทอง", "เชียงแสน": "เขียงแสน"}
    source = documents.chiang_rai([(names.get(name, name), *rest) for name, *rest in SHEET])
    file = targets("2567-q2-sales-chiangrai", province=chiang_rai)
    booking = book(file, source)
    assert [fault.line for fault in booking.faults] == [4, 5, 6]
    assert not Target.objects.exists()
    asked = {each.text: each.offers[0].name_th for each in file.reader.questions()}
    assert asked == {wrong: name for name, wrong in names.items()}

    readings = {each.key: each.offers[0].pk for each in file.reader.questions()}
    again = book(targets("2567-q2-sales-chiangrai", province=chiang_rai, readings=readings), source)
    assert (told(again), again.new) == ([], 4)
    read = [each.sentence for each in again.warnings if "ตามที่ท่านเลือก" in each.sentence]
    assert read[0] == "อ่าน “เมืองเขียงราย” เป็น “เมืองเชียงราย” ตามที่ท่านเลือก"
    assert kept("2567-q2-sales-chiangrai")["เชียงของ"]["base"] == 2000


def test_the_road_maps_own_misspellings_are_asked_about_once_each():
    wrong = {("เฝ้าไร่", 1): "เผ่าไร่", ("เฝ้าไร่", 3): "เผ่าไร่", ("โพธิ์ตาก", 3): "โพธิตาก"}
    source = documents.road_map(2566, names=lambda name, quarter: wrong.get((name, quarter), name))
    file = plans()
    assert book(file, source).faults
    assert [(each.text, each.offers[0].name_th) for each in file.reader.questions()] == [
        ("เผ่าไร่", "เฝ้าไร่"),
        ("โพธิตาก", "โพธิ์ตาก"),
    ]
    again = book(plans(เผ่าไร่="4315", โพธิตาก="4317"), source)
    assert (told(again), again.new) == ([], 120)


def test_a_district_printed_twice_is_asked_about_and_the_one_left_out_is_offered():
    """S003:263: โพนพิสัย stands where โพธิ์ตาก is missing, in April to June 2567."""
    source = documents.road_map(
        2567, names=lambda name, quarter: "โพนพิสัย" if (name, quarter) == ("โพธิ์ตาก", 1) else name
    )
    file = plans()
    booking = book(file, source)
    assert {fault.sentence for fault in booking.faults} == {"ซ้ำกับบรรทัดที่ 25"}
    (question,) = file.reader.questions()
    assert (question.text, question.line) == ("โพนพิสัย", 31)
    again = book(plans(**{"31": "4317"}), source)
    assert (told(again), again.new) == ([], 60)
    assert Plan.objects.get(district="4317", month="2024-04-01").printed_total == 4541570


def test_the_commands_read_a_sheet_of_the_province_that_they_are_told(tmp_path):
    factories.system_officer()
    (road_map := tmp_path / "road.xlsx").write_bytes(documents.road_map(2566).data)
    (sheet := tmp_path / "sheet.xlsx").write_bytes(documents.targets(1).data)
    call_command("import_plan", str(road_map), province="43", stdout=(out := StringIO()), stderr=StringIO())
    call_command("import_targets", "2566-r1-sales", str(sheet), province="43", stdout=out, stderr=StringIO())
    assert out.getvalue() == "เพิ่ม 120 เปลี่ยนแปลง 0 คงเดิม 0\nเพิ่ม 10 เปลี่ยนแปลง 0 คงเดิม 0\n"
    with pytest.raises(CommandError, match="no province 99"):
        call_command("import_plan", str(road_map), province="99", stdout=out)


def test_a_command_that_meets_a_locked_province_refuses_with_a_sentence(tmp_path):
    factories.system_officer()
    (sheet := tmp_path / "sheet.xlsx").write_bytes(documents.targets(1).data)
    import_sheet = partial(call_command, "import_targets", "2566-r1-sales", str(sheet), province="43")
    import_sheet(stdout=StringIO(), stderr=StringIO())
    by = factories.province_officer()
    target = Target.objects.get(district="4317")
    setting = Setting.objects.get(scheme=target.scheme)
    lock_figures(setting=setting, by=by, letter_number="นค 1", letter_date=date(2023, 2, 15))
    import_sheet(stdout=(out := StringIO()), stderr=StringIO())
    assert out.getvalue() == "เพิ่ม 0 เปลี่ยนแปลง 0 คงเดิม 10\n"
    target.figures.filter(level="low").update(amount=1)
    with pytest.raises(CommandError, match="พบ 1 ข้อผิดพลาด"):
        import_sheet(stdout=StringIO(), stderr=(told := StringIO()))
    assert "ประกาศแล้วตามหนังสือที่ นค 1 " in told.getvalue()


# What is no sheet of this scheme


def test_six_months_are_not_twelve():
    booking = book(targets("2566-r2-sales"), documents.targets(1))
    assert told(booking) == [sentences.other_period(6, 12)]


def test_a_sheet_without_the_schemes_columns_says_so():
    assert told(book(targets("2566-r1-sales"), documents.wallet())) == [sentences.NO_TARGETS_IN_SHEET]
    assert told(book(plans(), documents.wallet())) == [sentences.NO_MONTHS_IN_SHEET]


def test_a_sheet_without_a_province_is_read_on_a_provinces_page():
    booking = book(TargetsFile(Scheme.objects.get(slug="2566-r1-sales").current), documents.targets(1))
    assert told(booking) == [sentences.WHICH_PROVINCE]


def test_a_bad_cell_is_told_of_by_its_row_and_its_own_heading():
    rows = [["ที่", "อำเภอ", "มกราคม 2566", "", ""], ["", "", *documents.THREE]]
    booking = book(plans(), files.xlsx([*rows, [1, "ท่าบ่อ", "สิบ", "1", "11"]]))
    assert told(booking)[0].startswith("บรรทัดที่ 3 คอลัมน์ มกราคม 2566 รายได้ปกติ: “สิบ” ไม่ใช่จำนวนเงิน")


def test_another_provinces_line_and_another_years_month_are_not_read_here():
    heading = "province,district,year_be,month,offline,online"
    factories.district("4201")
    file = PlansFile(2566, province=nong_khai())
    booking = book(file, files.csv(heading, "42,4201,2566,1,1,2", "43,4317,2567,1,1,2"))
    assert [fault.sentence for fault in booking.faults] == [
        sentences.not_of_province(nong_khai()),
        sentences.not_of_year(2566),
    ]
