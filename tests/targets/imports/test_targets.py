"""Targets in and out: every printed target of the documents, and tables of provinces that no document knows."""

import csv
import io
from decimal import Decimal
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command

from otop_portal import thai
from sales.imports import Source, run
from targets import sentences
from targets.imports.targets import targets_of
from targets.models import Scheme, Target, TargetFigure
from targets.reference import load_schemes
from tests import factories
from tests.sales.imports import files
from tests.targets import checks
from tests.targets.factories import scheme
from tests.targets.imports import printed

pytestmark = pytest.mark.django_db

NONG_KHAI = {
    "4301": "เมืองหนองคาย",
    "4302": "ท่าบ่อ",
    "4305": "โพนพิสัย",
    "4307": "ศรีเชียงใหม่",
    "4308": "สังคม",
    "4314": "สระใคร",
    "4315": "เฝ้าไร่",
    "4316": "รัตนวาปี",
    "4317": "โพธิ์ตาก",
}


@pytest.fixture(autouse=True)
def loaded():
    for code, name in NONG_KHAI.items():
        factories.district(code, name)
    load_schemes()


def book(slug: str, source: Source, *, dry_run: bool = False):
    version = Scheme.objects.get(slug=slug).current
    return run(targets_of(version), source, by=factories.system_officer(), dry_run=dry_run)


def counts(booking) -> tuple[int, int, int]:
    assert [str(fault) for fault in booking.faults] == []
    return booking.new, booking.changed, booking.unchanged


def exported(slug: str) -> list[dict[str, str]]:
    out = StringIO()
    call_command("export_targets", slug, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


# The documents


@pytest.mark.parametrize("make", [files.csv, files.xlsx], ids=["csv", "xlsx"])
@pytest.mark.parametrize("number", [1, 2])
def test_80_printed_figures_of_2566_come_back_as_they_are_printed(number, make):
    assert counts(book(f"2566-r{number}-sales", printed.sheet_2566(number, make))) == (10, 0, 0)
    found = {line.pop("district"): line for line in exported(f"2566-r{number}-sales")}
    assert found == {
        line["district"] if line["district"] != "รวม" else "": {
            "province": "หนองคาย",
            "base": line["sales_2565"],
            **{level: line[f"level_{level}"] for level in printed.LEVELS},
        }
        for line in printed.targets_2566(number)
    }


@pytest.mark.parametrize(
    ("slug", "column", "under", "shown"),
    [
        ("2567-q2-products-nongkhai", "product_target", "target", {"target": "product_target"}),
        ("2567-q2-sales-nongkhai", "sales_target_baht", "target", {"target": "sales_target_baht"}),
        ("2567-q2-shop-nongkhai", "shop_target", "base", {"base": "shop_target", "a": "shop_target"}),
    ],
)
def test_the_printed_targets_of_2567_come_back_as_they_are_printed(slug, column, under, shown):
    booking = book(slug, printed.sheet_2567(column, under=under))
    assert counts(booking) == (10, 0, 0)
    assert [str(each) for each in booking.warnings if each.line] == []
    found = {line["district"]: {name: line[name] for name in shown} for line in exported(slug)}
    assert found == {
        "" if line["district"] == "รวม" else line["district"]: {name: line[column] for name, column in shown.items()}
        for line in printed.lines("nongkhai_2567_q2_targets.csv")
    }


def test_the_printed_sums_that_do_not_add_up_stand_beside_the_computed_ones_and_no_others():
    told = {}
    for number in (1, 2):
        slug = f"2566-r{number}-sales"
        warnings = book(slug, printed.sheet_2566(number)).warnings
        assert {warning.line for warning in warnings} == {11}  # the heading, nine districts, รวม
        told |= {(slug, warning.column): warning.sentence for warning in warnings}
    assert told.keys() == checks.TARGETS.keys()
    assert told["2566-r2-sales", "standard"] == (
        "พิมพ์ไว้ 1,509,200,769.00 ผลรวมของ 9 บรรทัด 1,509,200,768.00 ต่างกัน 1.00 เก็บไว้ทั้งสองค่า"
    )
    for cell, off in checks.TARGETS.items():
        assert f"ต่างกัน {off}.00 " in told[cell]
    total = Target.objects.get(scheme__slug="2566-r2-sales", district=None)
    assert total.figures.get(level="standard").amount == Decimal(1509200769)


# Provinces that no document knows


def half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)


def invented(bases: list[str]) -> Source:
    """A district per base, then the province's own row."""
    for number in range(len(bases)):
        factories.district(f"42{number:02}", f"อำเภอที่{number}")
    lines = [f"เลย,{f'อำเภอที่{n}' if n < len(bases) - 1 else ''},{base}" for n, base in enumerate(bases)]
    return files.csv("province,district,base", *lines)


@pytest.mark.parametrize(
    ("slug", "places", "percents"),
    [
        ("2564-r2-sales", 0, {"score1": 106, "score2": 107, "score3": 108, "score4": 109, "score5": 110}),
        ("2567-q2-sales-chiangrai", 2, {"target": 102}),
    ],
)
def test_targets_of_an_invented_province_follow_from_its_bases_half_up(slug, places, percents):
    satang = [25, 50, 75, 12_50, 50_00, 1234_56, *(Random(7).randrange(10**11) for _ in range(12))]
    bases = [f"{each // 100}.{each % 100:02}" for each in satang]
    assert counts(book(slug, invented(bases))) == (18, 0, 0)
    for line in exported(slug):
        base = int(Decimal(line["base"]) * 100)
        unit = 10 ** (2 - places)
        expected = {level: Decimal(half_up(base * share, 100 * unit)) for level, share in percents.items()}
        assert {level: Decimal(line[level]).scaleb(places) for level in percents} == expected


@pytest.mark.parametrize(
    ("slug", "shares"),
    [
        ("2564-r2-online", {"score1": 7, "score2": 8, "score3": 9, "score4": 10, "score5": 11}),
        ("2567-q2-shop-chiangrai", {"d": 25, "c": 50, "b": 75, "a": 100}),
    ],
)
def test_counts_of_an_invented_province_are_whole_half_up(slug, shares):
    bases = [1, 2, 3, 5, 6, 7, 10, 18, 30, 50, 150, 350, 1234]
    book(slug, invented([str(base) for base in bases]))
    lines = exported(slug)
    assert len(lines) == len(bases)
    for line in lines:
        base = int(line["base"])
        assert {level: int(line[level]) for level in shares} == {
            level: half_up(base * share, 100) for level, share in shares.items()
        }


def test_a_provinces_own_row_is_computed_from_its_own_base():
    book("2567-q2-sales-chiangrai", invented(["0.25", "0.25", "0.50"]))
    assert [line["target"] for line in exported("2567-q2-sales-chiangrai")] == ["0.26", "0.26", "0.51"]


def test_a_printed_target_that_is_not_the_bases_percentage_is_kept_and_told_of():
    lines = ["province,district,base,target", "เลย,อำเภอที่0,100,102.01"]
    factories.district("4200", "อำเภอที่0")
    (warning,) = book("2567-q2-sales-chiangrai", files.csv(*lines)).warnings
    assert str(warning) == ("บรรทัดที่ 2 คอลัมน์ target: พิมพ์ไว้ 102.01 คำนวณได้ 102.00 ต่างกัน 0.01 เก็บไว้ทั้งสองค่า")
    assert exported("2567-q2-sales-chiangrai")[0]["target"] == "102.01"


# The same again, and changes


def test_what_is_exported_can_be_imported_and_changes_nothing():
    book("2566-r1-sales", printed.sheet_2566(1))
    out = StringIO()
    call_command("export_targets", "2566-r1-sales", stdout=out)
    assert counts(book("2566-r1-sales", files.csv(*out.getvalue().splitlines()))) == (0, 0, 10)


def test_a_new_figure_changes_one_line_and_an_empty_cell_none():
    book("2566-r1-sales", printed.sheet_2566(1))
    heading = "province,district,base,low,standard,high"
    again = files.csv(heading, "43,4317,,,24746902,", "43,4316,,,,", "43,รวม,,,,", name="แก้ไข.csv")
    assert counts(book("2566-r1-sales", again)) == (0, 1, 2)
    target = Target.objects.get(scheme__slug="2566-r1-sales", district="4317")
    figures = dict(target.figures.values_list("level", "amount"))
    assert figures == {"low": 23171400, "standard": 24746902, "high": 25720254}
    assert (target.base, target.set_by.username) == (23171400, "system")
    assert target.source.startswith("นำเข้าจาก แก้ไข.csv")


def test_a_dry_run_says_the_same_and_writes_nothing():
    assert counts(book("2566-r1-sales", printed.sheet_2566(1), dry_run=True)) == (10, 0, 0)
    assert not Target.objects.exists()


def test_the_country_has_a_row_of_its_own():
    source = files.csv("province,district,base", "ประเทศ,,1000", "หนองคาย,,600", "เลย,,399")
    factories.province("42")
    (warning,) = book("2564-r2-sales", source).warnings
    assert warning.line == 2 and "ผลรวมของ 2 บรรทัด 999.00 ต่างกัน 1.00" in warning.sentence
    assert [(line["province"], line["base"]) for line in exported("2564-r2-sales")] == [
        ("เลย", "399"),
        ("หนองคาย", "600"),
        ("ประเทศ", "1000"),
    ]


# Faults


HEADING = "province,district,base,low,standard,high"
GOOD = "หนองคาย,โพธิ์ตาก,1,2,3,4"


@pytest.mark.parametrize(
    ("line", "where", "sentence"),
    [
        ("หนองคาย,เผ่าไร่,1,2,3,4", "คอลัมน์ district", "จังหวัดหนองคายไม่มีอำเภอ “เผ่าไร่”"),
        ("สระแก้วว,โพธิ์ตาก,1,2,3,4", "คอลัมน์ province", "ไม่พบจังหวัด “สระแก้วว”"),
        (",โพธิ์ตาก,1,2,3,4", "คอลัมน์ province", "กรุณากรอกจังหวัด"),
        ("หนองคาย,สังคม,1,2,3,-4", "คอลัมน์ high", "“-4” ไม่ใช่จำนวนเงิน"),
        ("หนองคาย,สังคม,NaN,2,3,4", "คอลัมน์ base", "“NaN” ไม่ใช่จำนวนเงิน"),
        ("หนองคาย,สังคม,1,2.005,3,4", "คอลัมน์ low", "“2.005” ไม่ใช่จำนวนเงิน"),
        ("หนองคาย,สังคม,,,,", "", sentences.NOTHING_ASKED),
        ("43,4317,1,2,3,4", "", "ซ้ำกับบรรทัดที่ 2"),
    ],
)
def test_a_fault_is_told_by_line_and_column_and_nothing_is_imported(line, where, sentence):
    (fault,) = book("2566-r1-sales", files.csv(HEADING, GOOD, line)).faults
    assert str(fault).startswith(" ".join(filter(None, ["บรรทัดที่ 3", where])) + ": ")
    assert sentence in fault.sentence
    assert not Target.objects.exists() and not TargetFigure.objects.exists()


def test_all_faults_are_told_at_once():
    faults = book("2566-r1-sales", files.csv(HEADING, "หนองคาย,เผ่าไร่,ก,2,3,4", "x,,1,2,3,ข")).faults
    assert [(fault.line, fault.column) for fault in faults] == [
        (2, "district"),
        (2, "base"),
        (3, "province"),
        (3, "high"),
    ]


def test_a_scheme_of_percentages_needs_bases_and_one_of_counts_whole_numbers():
    (fault,) = book("2564-r2-sales", files.csv("province,district,base", "43,4317,")).faults
    assert fault.sentence == sentences.BASE_NEEDED
    (fault,) = book("2567-q2-shop-nongkhai", files.csv("province,district,base", "43,4317,30.5")).faults
    assert fault.sentence == thai.not_whole("30.5")


def test_a_missing_column_is_a_fault_and_one_that_nobody_knows_is_told_of():
    (fault,) = book("2566-r1-sales", files.csv("province,district,low", "43,4317,2")).faults
    assert "base" in fault.sentence
    (warning,) = book("2566-r1-sales", files.csv(HEADING.replace("high", "hihg"), GOOD)).warnings
    assert str(warning) == sentences.unread_column("hihg")


def test_levels_that_fall_are_told_of():
    (warning,) = book("2566-r1-sales", files.csv(HEADING, "หนองคาย,สังคม,1,2,4,3")).warnings
    assert warning.sentence == sentences.LEVELS_OUT_OF_ORDER


def test_a_scheme_of_provinces_has_no_targets_of_districts():
    scheme("provinces-only", area_level="province")
    (fault,) = book("provinces-only", files.csv("province,district,base", "43,4317,5")).faults
    assert fault.sentence == sentences.PROVINCES_ONLY


@pytest.mark.parametrize("command", ["import_targets", "export_targets"])
def test_a_scheme_that_is_not_there_or_has_no_targets_is_refused(command, tmp_path):
    file = [str(tmp_path / "x.csv")] if command == "import_targets" else []
    with pytest.raises(CommandError, match="2566-r1-sales"):
        call_command(command, "2599-r1-sales", *file)
    with pytest.raises(CommandError, match=sentences.HAS_NO_TARGETS):
        call_command(command, "2567-q2-grade-nongkhai", *file)


# The commands


def test_the_commands_read_and_write_files(tmp_path):
    file, out = tmp_path / "targets.csv", StringIO()
    file.write_bytes(printed.sheet_2566(2).data)
    call_command("import_targets", "2566-r2-sales", str(file), stdout=out, stderr=(told := StringIO()))
    assert out.getvalue() == "เพิ่ม 10 เปลี่ยนแปลง 0 คงเดิม 0\n"
    assert told.getvalue().count("โปรดตรวจสอบ บรรทัดที่ 11 คอลัมน์") == 2
    call_command("export_targets", "2566-r2-sales", "-o", str(tmp_path / "out.csv"), stdout=(out := StringIO()))
    assert out.getvalue() == ""
    text = (tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    assert text.splitlines()[0] == "province,district,base,low,standard,high"
    assert len(text.splitlines()) == 11
    call_command("import_targets", "2566-r2-sales", str(tmp_path / "out.csv"), stdout=(out := StringIO()), stderr=told)
    assert out.getvalue() == "เพิ่ม 0 เปลี่ยนแปลง 0 คงเดิม 10\n"
