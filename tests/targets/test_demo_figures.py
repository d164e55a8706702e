"""The demo of Nong Khai against the printed figures: 216 cells of the road map of 2566, 18 sums of 2565, 80 targets."""

import csv
import json
from collections import Counter
from datetime import date
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from django.db import connection

from otop_portal import clock
from sales import transitions
from sales.models import CHANNELS, District, Officer, Sheet, Stage
from targets.models import Scheme
from targets.results import Reader
from tests import factories
from tests.clients import signed_in
from tests.targets import checks, demo

# The demo of another day is loaded on the other: test_load_demo.
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(scope="module", autouse=True)
def printed_by_the_command(django_db_setup, django_db_blocker):
    with demo.loaded(django_db_blocker, "--today", "2023-10-31") as printed:
        yield printed


def lines(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def rows_of(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.fixture
def sold() -> dict[tuple[str, int, int], dict[str, Decimal]]:
    """By district, Buddhist year and month, in baht."""
    sums = rows_of(
        "SELECT name_th, month_id, SUM(domestic_offline + foreign_offline), SUM(domestic_online + foreign_online) "
        "FROM sales_sale JOIN sales_sheet ON sheet_id = sales_sheet.id JOIN sales_district ON district_id = code "
        "WHERE province_id = '43' GROUP BY name_th, month_id"
    )
    return {
        (district, int(str(month)[:4]) + 543, int(str(month)[5:7])): {
            "normal": Decimal(int(offline)) / 100,
            "online": Decimal(int(online)) / 100,
        }
        for district, month, offline, online in sums
    }


def key(line: dict[str, str]) -> tuple[str, int, int]:
    return line["district"], int(line["year_be"]), int(line["month"])


def test_216_cells_of_the_road_map_come_out_to_the_satang(sold):
    printed = {key(line): line for line in lines("nongkhai_2566_plan.csv") if line["district"] != "รวม"}
    assert len(printed) * 2 == 216
    assert {cell: sold[cell] for cell in printed} == {
        cell: {"normal": Decimal(line["normal"]), "online": Decimal(line["online"])} for cell, line in printed.items()
    }


def test_18_sums_of_six_and_twelve_months_of_2565_come_out_to_the_satang(sold):
    printed = {
        (int(line["round"]), line["district"]): Decimal(line["sales_2565"])
        for line in lines("nongkhai_2566_targets.csv")
        if line["district"] != "รวม"
    }
    first_half = [(2564, 10), (2564, 11), (2564, 12), (2565, 1), (2565, 2), (2565, 3)]
    second_half = [(2565, month) for month in range(4, 10)]
    months = {1: first_half, 2: first_half + second_half}
    assert len(printed) == 18
    assert printed == {
        (rounds, district): sum(sum(sold[district, *month].values()) for month in months[rounds])
        for rounds, district in printed
    }


def test_printed_totals_differ_where_the_document_rounds(sold):
    differences = {
        key(line): Decimal(line["total"]) - sum(sold[key(line)].values())
        for line in lines("nongkhai_2566_plan.csv")
        if line["district"] != "รวม"
    }
    assert {cell: off for cell, off in differences.items() if off} == {
        (district, year, month): Decimal(off)
        for (district, year, month), off in checks.PLAN_ROWS.items()
        if district != "รวม" and year < 2567
    }


def test_printed_columns_differ_where_the_document_rounds(sold):
    def column(year, month, name):
        return sum(amounts[name] for (_, *when), amounts in sold.items() if when == [year, month])

    differences = {
        (year, month, name): Decimal(line[name]) - column(year, month, name)
        for line in lines("nongkhai_2566_plan.csv")
        if line["district"] == "รวม"
        for _, year, month in [key(line)]
        for name in ("normal", "online")
    }
    assert {cell: off for cell, off in differences.items() if off} == {
        cell: Decimal(off) for cell, off in checks.PLAN_COLUMNS.items() if cell[2] != "total"
    }


def test_the_register_holds_as_many_producers_of_each_type_as_the_document_counts():
    counted = rows_of(
        "SELECT name_th, producer_type, COUNT(*) FROM sales_producer AS producer "
        "JOIN sales_district AS district ON district_id = district.code "
        "WHERE status = 'active' AND province_id = '43' GROUP BY name_th, producer_type"
    )
    printed = [
        (line["district"], kind, int(line[kind]))
        for line in lines("nongkhai_2567_producers.csv")
        if line["district"] != "รวม"
        for kind in ("community_group", "community_single_owner", "sme")
        if line[kind] != "0"
    ]
    assert sum(count for *_, count in printed) == 853
    assert sorted(counted) == sorted(printed)


def test_every_line_is_answered_but_the_three_that_wait_for_their_officer():
    """And the months look like real ones: some lines sold nothing, some sold abroad."""
    unanswered = rows_of("SELECT sheet_id FROM sales_sale WHERE domestic_offline IS NULL")
    ((lines_in_all, nothing, abroad),) = rows_of(
        "SELECT COUNT(*), "
        "SUM(CASE WHEN domestic_offline + domestic_online + foreign_offline + foreign_online = 0 THEN 1 ELSE 0 END), "
        "SUM(CASE WHEN foreign_offline > 0 THEN 1 ELSE 0 END) FROM sales_sale"
    )
    assert len(unanswered) == 3
    assert lines_in_all > 9 * 24 * 90 + 39 * 24 * 20
    assert 0.02 < nothing / lines_in_all < 0.15
    assert 0.01 < abroad / lines_in_all < 0.1


def test_every_district_has_its_24_months():
    """But one: its province is half confirmed, and it has not begun the newest month."""
    months = rows_of("SELECT district_id, COUNT(*) FROM sales_sheet GROUP BY district_id")
    assert len(months) == 9 + 39
    assert {(district, count) for district, count in months if count != 24} == {("7603", 23)}


def test_every_step_happens_on_a_working_day_in_office_hours_in_its_order():
    events = rows_of("SELECT sheet_id, number, at, action FROM sales_sheetevent ORDER BY sheet_id, number")
    for _, of_sheet in groupby(events, key=lambda event: event[0]):
        of_sheet = list(of_sheet)
        assert [event[2] for event in of_sheet] == sorted(event[2] for event in of_sheet)
    weekdays = {at.weekday() for _, _, at, _ in events}
    hours = {(at.hour + 7) % 24 for _, _, at, _ in events}
    assert weekdays <= {0, 1, 2, 3, 4}
    assert min(hours) >= 8 and max(hours) <= 16


def test_by_strict_arithmetic_some_districts_end_2566_a_little_short_of_their_printed_target():
    """The road map does not add up to its printed sums (CHECKS 3): between 0.40 and 2.50 baht are missing."""
    version = Scheme.objects.get(slug="2566-r2-sales").current
    outcomes = Reader(factories.administrator(), entered=True).outcomes(version)
    standings = {each.target.district.name_th if each.target.district else "รวม": each.standing for each in outcomes}
    found = {area: (standing.level.slug, standing.distance) for area, standing in standings.items()}
    sold = Counter()
    for line in lines("nongkhai_2566_plan.csv"):
        if line["district"] != "รวม":
            for area in (line["district"], "รวม"):
                sold[area] += Decimal(line["normal"]) + Decimal(line["online"])
    missing = {
        line["district"]: Decimal(line["level_high"]) - sold[line["district"]]
        for line in lines("nongkhai_2566_targets.csv")
        if line["round"] == "2"
    }
    short = {"โพนพิสัย": "0.4", "สังคม": "2.0", "สระใคร": "0.5", "เฝ้าไร่": "2.5"}
    assert {area: gap for area, gap in missing.items() if gap > 0} == {k: Decimal(gap) for k, gap in short.items()}
    assert found == {area: ("standard", gap) if gap > 0 else ("high", None) for area, gap in missing.items()}
    assert all(each.own_base == each.target.base for each in outcomes)


# CHECKS 3: the printed สูง less the months as they are printed, of whom it is not reached.
SHORT = {"โพนพิสัย": "0.40", "สังคม": "2.00", "สระใคร": "0.50", "เฝ้าไร่": "2.50"}


@pytest.fixture
def september_confirmed():
    """As it will be when the districts of Nong Khai and the province have confirmed the rest of September."""
    with clock.at(clock.datetime(2023, 10, 31, 9, tzinfo=clock.BANGKOK)):
        sheets = Sheet.objects.filter(district__province="43", month=date(2023, 9, 1))
        nothing = dict.fromkeys(CHANNELS, 0)
        for sheet in sheets.exclude(stage=Stage.PROVINCE):
            by = Officer.objects.get(username=f"d{sheet.district_id}")
            if edits := [factories.edit(row, **nothing) for row in sheet.sales.filter(domestic_offline=None)]:
                transitions.save_rows(district=sheet.district, month=sheet.month_id, by=by, edits=edits)
            if sheet.sales.filter(stage=Stage.DRAFT).exists():
                factories.confirm_by_district(sheet, by)
            factories.confirm_by_province(sheet, Officer.objects.get(username="p43"))
        assert set(sheets.values_list("stage", flat=True)) == {Stage.PROVINCE}
        yield


def test_with_september_confirmed_page_and_sheet_show_who_is_short_with_both_figures(september_confirmed):
    province = signed_in(Officer.objects.get(username="p43"))
    answer = json.loads(province.get("/reports/targets.json?scheme=2566-r2-sales&area=43").content)
    rows = {row["name"]: row for row in answer["rows"]}
    short = {name: row for name, row in rows.items() if row["level"] != "ระดับสูง"}
    assert {name: row["level"] for name, row in short.items()} == dict.fromkeys(SHORT, "ระดับมาตรฐาน")
    figures = {name: row["level_3"] - Decimal(row["result"]) for name, row in short.items()}
    assert figures == {name: Decimal(gap) for name, gap in SHORT.items()}
    notes = "\n".join(province.get("/reports/targets/?scheme=2566-r2-sales&area=43").context["table"].notes)
    for name, gap in SHORT.items():
        district = District.objects.get(province="43", name_th=name)
        page = province.get(f"/targets/?year=2566&district={district.pk}").content.decode()
        printed, planned = rows[name]["level_3"], Decimal(rows[name]["result"])
        both = f"ระดับสูงที่พิมพ์ไว้ {printed:,.2f} แผนรายเดือนรวม {planned:,.2f} ต่างกัน {gap}"
        assert f"อีก {gap} บาท ถึงระดับสูง" in page and both in page
        assert f"{district} {both}" in notes


def test_the_targets_and_plans_of_2566_and_2567_stand_as_they_are_printed():
    given = rows_of(
        "SELECT slug, name_th, base, level, amount FROM targets_target AS target "
        "JOIN targets_scheme AS scheme ON scheme_id = scheme.id LEFT JOIN sales_district ON district_id = code "
        "LEFT JOIN targets_targetfigure ON target_id = target.id WHERE scheme.name NOT LIKE '%สมมติ%'"
    )
    found = {(slug, district or "รวม", level): amount for slug, district, _, level, amount in given if level}
    printed = {
        (f"2566-r{line['round']}-sales", line["district"], level): int(line[f"level_{level}"]) * 100
        for line in lines("nongkhai_2566_targets.csv")
        for level in ("low", "standard", "high")
    } | {
        (f"2567-q2-{slug}-nongkhai", line["district"], "target"): int(line[column]) * 100
        for line in lines("nongkhai_2567_q2_targets.csv")
        for slug, column in (("products", "product_target"), ("sales", "sales_target_baht"))
    }
    assert len(printed) == 60 + 20
    assert found == printed
    bases = {(slug, district or "รวม"): base for slug, district, base, *_ in given if base is not None}
    assert len(bases) == 20 + 10
    assert bases["2567-q2-shop-nongkhai", "รวม"] == 100_00
    assert rows_of("SELECT COUNT(*) FROM targets_plan") == [(120 + 60,)]


def test_the_highest_targets_of_2566_are_the_printed_sums_of_the_road_map():
    """CHECKS 3.4: no disagreement."""
    highest = rows_of(
        "SELECT COALESCE(name_th, 'รวม'), slug, amount FROM targets_target AS target "
        "JOIN targets_scheme AS scheme ON scheme_id = scheme.id LEFT JOIN sales_district ON district_id = code "
        "JOIN targets_targetfigure ON target_id = target.id WHERE level = 'high'"
    )
    slugs = ("2566-r1-sales", "2566-r2-sales")
    printed = {(area, slug): sums[n] for area, sums in checks.PERIOD_SUMS.items() for n, slug in enumerate(slugs)}
    assert len(printed) == 20
    assert {(area, slug): int(amount) for area, slug, amount in highest} == {
        key: amount * 100 for key, amount in printed.items()
    }
