"""The Road Maps of 2566 and 2567, cell by cell, and what may not be imported."""

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command

from otop_portal import fiscal
from sales.imports import run
from targets import sentences
from targets.imports.plans import PLANS
from targets.models import Plan
from tests import factories
from tests.sales.imports import files
from tests.targets import checks
from tests.targets.imports import printed
from tests.targets.imports.test_targets import NONG_KHAI

pytestmark = pytest.mark.django_db

HEADING = "province,district,year_be,month,offline,online"
COLUMNS = {"normal": "offline", "online": "online", "total": "total"}


@pytest.fixture(autouse=True)
def places():
    for code, name in NONG_KHAI.items():
        factories.district(code, name)
    for year in (2566, 2567):
        factories.months(*(fiscal.months_of(year)[place] for place in (0, -1)))


def book(source):
    return run(PLANS, source, by=factories.system_officer())


def faults(*lines: str) -> list[str]:
    return [str(fault) for fault in book(files.csv(HEADING, *lines)).faults]


def figures(plan: Plan) -> dict[str, Decimal | None]:
    return {"normal": plan.offline, "online": plan.online, "total": plan.printed_total}


def cell(line: dict[str, str]) -> tuple[str, int, int]:
    return line["district"], int(line["year_be"]), int(line["month"])


@pytest.mark.parametrize(
    ("year", "make", "rows", "printed_figures"),
    [(2566, files.csv, 120, 360), (2567, files.xlsx, 60, 162 + 6)],
    ids=["2566 csv", "2567 xlsx"],
)
def test_every_printed_figure_of_a_road_map_is_kept_as_it_is_printed(year, make, rows, printed_figures):
    booking = book(printed.road_map(year, make))
    assert ([str(fault) for fault in booking.faults], booking.new) == ([], rows)
    kept = {
        (plan.district.name_th if plan.district else "รวม", plan.month_id.year + 543, plan.month_id.month): figures(
            plan
        )
        for plan in Plan.objects.select_related("district")
    }
    lines = printed.lines(f"nongkhai_{year}_plan.csv")
    assert kept == {
        cell(line): {name: Decimal(line[name]) if line[name] else None for name in COLUMNS} for line in lines
    }
    assert sum(figure is not None for row in kept.values() for figure in row.values()) == printed_figures
    again = book(printed.road_map(year, make))
    assert (again.new, again.changed, again.unchanged) == (0, 0, rows)


@pytest.mark.parametrize("year", [2566, 2567])
def test_the_printed_figures_that_do_not_add_up_are_told_of_and_no_others(year):
    lines = printed.lines(f"nongkhai_{year}_plan.csv")
    told = {}
    for warning in book(printed.road_map(year)).warnings:
        *_, off = warning.sentence.removesuffix(" เก็บไว้ทั้งสองค่า").partition("ต่างกัน ")
        of_rows = "ผลรวมของ 9 บรรทัด" in warning.sentence
        told[*cell(lines[warning.line - 2]), warning.column, of_rows] = Decimal(off.replace(",", ""))
    months = {(each.year + 543, each.month) for each in fiscal.months_of(year)}
    rows = {(*key, "total", False): Decimal(off) for key, off in checks.PLAN_ROWS.items() if key[1:] in months}
    columns = {
        ("รวม", *month, COLUMNS[name], True): Decimal(off)
        for (*month, name), off in checks.PLAN_COLUMNS.items()
        if tuple(month) in months
    }
    sums = {(*key, "sum", False): Decimal(off) for key, off in checks.PLAN_SUMS.items() if key[1:] in months}
    sum_columns = {
        ("รวม", *month, "sum", True): Decimal(off) for month, off in checks.PLAN_SUM_COLUMNS.items() if month in months
    }
    assert told == rows | columns | sums | sum_columns


def test_a_new_figure_changes_one_line():
    source = files.csv(HEADING, "43,4317,2565,10,100,20", "43,4317,2565,11,100,20")
    assert book(source).new == 2
    again = book(files.csv(HEADING, "หนองคาย,โพธิ์ตาก,๒๕๖๕,ตุลาคม,100,20.50", "43,4317,2565,11,100,20"))
    assert (again.new, again.changed, again.unchanged) == (0, 1, 1)
    assert [str(plan.total) for plan in Plan.objects.order_by("month")] == ["120.50", "120.00"]


def test_a_total_that_stands_alone_is_a_provinces_only():
    heading = f"{HEADING},total"
    (fault, _) = book(files.csv(heading, "43,4317,2567,1,,,5")).faults
    assert fault.sentence == sentences.PLAN_NEEDS_BOTH
    assert book(files.csv(heading, "43,รวม,2567,1,,,5")).new == 1
    assert Plan.objects.get().total == 5


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("43,4317,2565,10,100,", ["บรรทัดที่ 2 คอลัมน์ online: " + sentences.PLAN_NEEDS_BOTH]),
        ("43,4317,2022,10,100,1", ["บรรทัดที่ 2 คอลัมน์ year_be: "]),
        ("43,4317,2565,13,100,1", ["บรรทัดที่ 2 คอลัมน์ month: "]),
        ("43,เผ่าไร่,2565,10,100,1", ["บรรทัดที่ 2 คอลัมน์ district: "]),
        ("43,4317,2565,10,1e9,-1", ["บรรทัดที่ 2 คอลัมน์ offline: ", "บรรทัดที่ 2 คอลัมน์ online: "]),
    ],
)
def test_a_fault_is_told_by_line_and_column_and_nothing_is_imported(line, told):
    found = faults(line, "43,4301,2565,10,100,1")
    assert [fault[: len(start)] for fault, start in zip(found, told, strict=True)] == told
    assert not Plan.objects.exists()


def test_a_place_has_one_plan_a_month():
    assert faults("43,4317,2565,10,100,1", "หนองคาย,โพธิ์ตาก,2565,ตุลาคม,100,1") == ["บรรทัดที่ 3: ซ้ำกับบรรทัดที่ 2"]


def test_the_command_says_what_became_of_the_file(tmp_path):
    factories.system_officer()
    (file := tmp_path / "plan.csv").write_bytes(printed.road_map(2566).data)
    call_command("import_plan", str(file), stdout=(out := StringIO()), stderr=(told := StringIO()))
    assert out.getvalue() == "เพิ่ม 120 เปลี่ยนแปลง 0 คงเดิม 0\n"
    assert told.getvalue().count("โปรดตรวจสอบ") == 34 + 20 + 8 + 2
