"""Results of their own, not the plan's: pages, sheets and files say of each area what the rows add up to.

What an area should be said to have reached is worked out here, from the printed tables and the rows in SQL.
"""

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import datetime
from decimal import Decimal
from html import unescape
from pathlib import Path
from random import Random

import pytest
from django.db import connection, transaction
from django.test import Client

from otop_portal import clock
from sales.imports import run
from sales.imports.history import HISTORY
from sales.models import CHANNELS, District
from tests import factories
from tests.clients import signed_in
from tests.reports import readers
from tests.sales.imports import files
from tests.targets import letters

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[2] / "fixtures"
NOVEMBER = datetime(2023, 11, 8, 9, tzinfo=clock.BANGKOK)
HEADINGS = "province,district,year_be,month,product_type,producer_type," + ",".join(CHANNELS)
LEVELS = {"level_low": "ระดับต้น", "level_standard": "ระดับมาตรฐาน", "level_high": "ระดับสูง"}
CENT = Decimal("0.01")
# What each district ends the year at, the rows of its table in their order: on a boundary, or a satang short of it.
ENDS = (
    lambda low, standard, high: low - CENT,
    lambda low, standard, high: low,
    lambda low, standard, high: standard - CENT,
    lambda low, standard, high: standard,
    lambda low, standard, high: high - CENT,
    lambda low, standard, high: high,
    lambda low, standard, high: high + Decimal("1234567.89"),
    lambda low, standard, high: (low / 2).quantize(CENT),
    lambda low, standard, high: standard + Decimal("41200.07"),
)


def lines(name: str) -> list[dict[str, str]]:
    with (FIXTURES / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def printed(number: str) -> dict[str, dict[str, Decimal]]:
    """The figures of a round's levels, by name of the area."""
    of_round = [line for line in lines("nongkhai_2566_targets.csv") if line["round"] == number]
    return {line["district"]: {name: Decimal(line[level]) for level, name in LEVELS.items()} for line in of_round}


def sold_instead(rng: Random) -> list[str]:
    """Lines of the history's import: no cell is the plan's, and each district ends where it should."""
    plans = defaultdict(list)
    for line in lines("nongkhai_2566_plan.csv"):
        plans[line["district"]].append(line)
    del plans["รวม"]
    targets, written = printed("2"), [HEADINGS]
    for (district, months), end in zip(plans.items(), ENDS, strict=True):
        left = end(*targets[district].values())
        for n, line in enumerate(months):
            share = left / (len(months) - n) * Decimal(rng.uniform(0.7, 1.3))
            online = (share * Decimal(rng.uniform(0.1, 0.4))).quantize(CENT)
            offline = (share - online).quantize(CENT) if line is not months[-1] else left - online
            left -= offline + online
            assert offline != Decimal(line["normal"]) and online != Decimal(line["online"])
            abroad = (offline * Decimal("0.05")).quantize(CENT)
            where = f"หนองคาย,{district},{line['year_be']},{line['month']},food,sme"
            written.append(f"{where},{offline - abroad},{online},{abroad},0")
    return written


@pytest.fixture(scope="module", autouse=True)
def year(django_db_setup, django_db_blocker):
    """The letters' targets and plans of 2566, and a year that was sold otherwise in every cell."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.at(NOVEMBER):
        letters.load()
        booking = run(HISTORY, files.csv(*sold_instead(Random(2566))), by=factories.system_officer())
        assert not booking.faults, booking.faults
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)


@pytest.fixture
def province() -> Client:
    return signed_in(factories.province_officer())


def sums(last: str) -> dict[str, Decimal]:
    """What was sold since October, by name of the area: of all rows, which the province has confirmed."""
    statement = (
        f"SELECT name_th, SUM({' + '.join(CHANNELS)}) FROM sales_sale JOIN sales_sheet ON sheet_id = sales_sheet.id "
        "JOIN sales_district ON district_id = code WHERE province_id = '43' AND sales_sale.stage = 'province' "
        f"AND month_id BETWEEN '2022-10-01' AND '{last}' GROUP BY name_th"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)
        found = {name: Decimal(int(satang)) / 100 for name, satang in cursor.fetchall()}
    return found | {"รวม": sum(found.values())}


def expected(number: str) -> dict[str, tuple[str, str, str]]:
    """Of each area the result, the level, and what is missing to the next."""
    found = {}
    sold = sums({"1": "2023-03-01", "2": "2023-09-01"}[number])
    for area, levels in printed(number).items():
        reached = [name for name, figure in levels.items() if sold[area] >= figure]
        above = [(name, figure) for name, figure in levels.items() if sold[area] < figure]
        missing = f"อีก {above[0][1] - sold[area]:,.2f} บาท ถึง{above[0][0]}" if above else ""
        found[area] = f"{sold[area]:,.2f}", reached[-1] if reached else "ต่ำกว่าระดับต้น", missing
    return found


def text(markup: str) -> str:
    return " ".join(unescape(re.sub("<.*?>", " ", markup)).split())


def on_board(client: Client, number: str, question: str = "") -> dict[str, tuple[str, str, str]]:
    """What page 32 says of the round, by name of the area: result, level, what is missing."""
    page = client.get(f"/targets/?year=2566{question}").content.decode()
    section = next(each for each in page.split("<section")[1:] if f"รอบที่ {number}</h2>" in each)
    found = {}
    for row in re.findall(r"<tr.*?>(.*?)</tr>", section.partition("<tbody>")[2].partition("</tbody>")[0], re.DOTALL):
        name, _, result, _, level, *_ = re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row, re.DOTALL)
        pill, missing = level.split("<small>")
        name = text(name).removeprefix("อำเภอ").replace("จังหวัดหนองคาย", "รวม")
        found[name] = text(result), text(pill), text(missing).replace("ผ่าน", "")
    return found


def on_sheet(client: Client, number: str) -> dict[str, tuple[str, str, str]]:
    answer = json.loads(client.get(f"/reports/targets.json?scheme=2566-r{number}-sales&area=43").content)
    rows = {row["name"]: row for row in answer["rows"]} | {"รวม": answer["totals"]}
    return {name: (f"{Decimal(row['result']):,.2f}", row["level"]) for name, row in rows.items()}


def test_the_districts_stand_on_both_sides_of_every_boundary():
    of_districts = [found for area, found in expected("2").items() if area != "รวม"]
    levels = {"ต่ำกว่าระดับต้น": 2, "ระดับต้น": 2, "ระดับมาตรฐาน": 3, "ระดับสูง": 2}
    assert Counter(level for _, level, _ in of_districts) == levels
    assert sum(missing.startswith("อีก 0.01 บาท") for *_, missing in of_districts) == 3


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_board_says_of_each_area_what_its_rows_add_up_to(province, number):
    assert on_board(province, number) == expected(number)
    department = signed_in(factories.department_officer())
    assert on_board(department, number, "&province=43") == expected(number)
    assert on_board(department, number) == {"รวม": expected(number)["รวม"]}


def test_a_district_reads_the_same_of_itself():
    for district in District.objects.filter(name_th__in=["ศรีเชียงใหม่", "เฝ้าไร่", "โพธิ์ตาก"]):
        client, name = signed_in(factories.district_officer(district.pk)), district.name_th
        page = text(client.get("/targets/?year=2566").content.decode())
        for number in "12":
            result, level, missing = expected(number)[name]
            assert f"รอบที่ {number} ร้อยละที่เพิ่มขึ้น" in page
            assert f"{level} {missing}".strip() in page and f"ผลสำเร็จ (บาท) {result}" in page


@pytest.mark.parametrize("number", ["1", "2"])
def test_the_sheet_says_in_every_format_what_the_board_says(province, number):
    board = {name: found[:2] for name, found in on_board(province, number).items()}
    assert on_sheet(province, number) == board
    address = f"/reports/targets.{{}}?scheme=2566-r{number}-sales&area=43"
    book = readers.rows_of_xlsx(province.get(address.format("xlsx")).content)
    of_areas = [row for row in book if row[0] in range(1, 10) or "รวม" in row[:2]]
    assert len(of_areas) == 10
    for row in of_areas:
        result, level = board["รวม" if "รวม" in row[:2] else row[1]]
        assert level in row and float(result.replace(",", "")) in row
    words = " ".join(readers.words_of_pdf(province.get(address.format("pdf")).content))
    for result, _ in board.values():
        assert result.removesuffix(".00") in words


def test_the_road_map_sets_what_was_sold_beside_the_plan_month_by_month(province):
    answer = json.loads(province.get("/reports/road-map.json?year=2566&area=43").content)
    rows = {row["name"]: row for row in answer["rows"]} | {"รวม": answer["totals"]}
    statement = (
        f"SELECT name_th, month_id, SUM({' + '.join(CHANNELS)}) FROM sales_sale "
        "JOIN sales_sheet ON sheet_id = sales_sheet.id JOIN sales_district ON district_id = code "
        "GROUP BY name_th, month_id"
    )
    sold: dict[tuple[str, int], Decimal] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(statement)
        for name, month, satang in cursor.fetchall():
            n = (int(str(month)[5:7]) - 10) % 12 + 1
            for area in (name, "รวม"):
                sold[area, n] += Decimal(int(satang)) / 100
    assert len(sold) == 10 * 12
    assert {key: Decimal(rows[key[0]][f"sold_{key[1]}"]) for key in sold} == sold
    assert all(Decimal(rows[area][f"as_printed_{n}"]) != amount for (area, n), amount in sold.items())
