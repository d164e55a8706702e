"""What is empty, nought, doubled or new: small ledgers whose every cell is known."""

import json
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from otop_portal import clock, fiscal, money
from reports.definitions import REPORTS
from reports.selection import Scope, Selection, default_level
from reports.table import build
from sales import transitions
from sales.imports import run
from sales.imports.history import HISTORY
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports import asked
from tests.sales.imports import files

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with clock.at(clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        yield


def lines(slug: str, months=(AUGUST,), officer=None, area=None, **more) -> list[dict]:
    """The report's lines by key of the column, the sums last."""
    officer = officer or factories.department_officer()
    table = build(REPORTS[slug], Selection(officer, months, clock.now(), area, default_level(area), **more))
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, values, strict=True)) for values in (*(row.values for row in table.rows), table.totals)]


def test_the_parts_of_a_product_type_that_nobody_sold_have_no_share_either():
    asked.confirmed_sheet("4317")
    for slug in ("r7", "rt3"):
        shares = {(line["product_type"], line["producer_type"]): line["share"] for line in lines(slug)}
        assert {share for (product_type, _), share in shares.items() if product_type == "สมุนไพร"} == {Decimal("0.00")}


def test_fair_growth_compares_a_run_of_more_than_a_year_too():
    """Its months and those a year before overlap."""
    by = factories.district_officer()
    months = [month.pk for month in factories.months(date(2021, 8, 1), AUGUST)]
    for month in months:
        asked.confirmed_sheet("4317", month)
    line, _ = lines("rt4", tuple(months[-13:]), area=by.district)
    assert (line["compared"], line["fair_change"], line["fair_growth"]) == (1, Decimal("0.00"), Decimal("0.00"))


SLUGS = ("r1", "r2", "r3", "r4", "r5", "r6", "r7", "rt3", "rt4")
FISCAL_YEAR = fiscal.months_of(2566)


def test_a_product_type_that_nobody_sells_is_nought_and_a_month_without_anything_is_not_known():
    asked.confirmed_sheet("4317")
    line, total = lines("r4")
    assert (line["herb"], line["drink"], total["herb"]) == (Decimal(0), Decimal(0), Decimal(0))
    august, july = (next(each for each in lines("r2", FISCAL_YEAR) if each["month"] == month) for month in MONTHS)
    assert (august["herb"], august["share"], july["herb"], july["share"]) == (Decimal(0), Decimal(100), None, None)


MONTHS = ("2023-08", "2023-07")


def test_growth_over_nothing_is_not_known():
    asked.confirmed_sheet("4317", date(2022, 8, 1), lines=[("ร้านแม่ปลาส้ม", "food", (0, 0, 0, 0))])
    asked.confirmed_sheet("4317")
    asked.confirmed_sheet("4301")
    district, other, total = (lines("rt4", area=factories.province())[n] for n in (1, 0, -1))
    assert (district["before"], district["growth"], district["fair_growth"]) == (Decimal(0), None, None)
    assert (other["before"], other["change"], other["growth"], other["compared"]) == (None, None, None, 0)
    assert (total["growth"], total["fair_growth"], total["compared"]) == (None, None, 1)
    assert total["change"] == total["total"] > 0


def test_a_producer_is_counted_once_and_once_in_each_of_his_types():
    """The group of asked.LINES sells cloth and answered 0 for what it uses: parts may exceed their whole."""
    asked.confirmed_sheet("4317")
    *of_types, total = lines("rt3")
    found = {line["product_type"]: line["reporting"] for line in of_types if line["producer_type"] == "ทุกประเภท"}
    assert found == {"อาหาร": 1, "เครื่องดื่ม": 0, "ผ้า": 1, "ของใช้": 1, "สมุนไพร": 0}
    assert total["reporting"] == 2 < sum(found.values())


def test_who_answered_nought_reports_and_does_not_sell():
    asked.confirmed_sheet("4317", lines=[*asked.LINES[:2], ("ร้านที่ไม่มียอด", "herb", (0, 0, 0, 0))])
    line, total = lines("r5")
    assert (line["reporting"], line["sellers"]) == (total["reporting"], total["sellers"]) == (3, 2)


def test_sums_imported_without_producers_are_added_and_nobody_is_counted():
    factories.district()
    factories.month()
    source = files.csv(
        "province,district,year_be,month,product_type,producer_type,"
        "domestic_offline,domestic_online,foreign_offline,foreign_online",
        "43,4317,2566,8,food,sme,7,0,0,0",
    )
    assert not run(HISTORY, source, by=factories.system_officer(), dry_run=False).faults
    line, _ = lines("r5")
    assert (line["total"], line["reporting"], line["sellers"]) == (Decimal(7), 0, 0)


@pytest.mark.parametrize("scope", Scope)
def test_a_district_that_declared_nothing_sold_nothing(scope):
    by = factories.district_officer()
    factories.month()
    sheet = transitions.declare_nothing(district=by.district, month=AUGUST, by=by).sheet
    transitions.confirm_by_province(
        district=by.district, month=AUGUST, by=factories.province_officer(), seen={}, sheet_version=sheet.version
    )
    for slug in SLUGS:
        months = FISCAL_YEAR if slug == "r1" else (AUGUST,)
        total = lines(slug, months, officer=by, area=by.district, scope=scope)[-1]
        assert total["month_08" if slug == "r1" else "total"] == Decimal(0)
    assert lines("r5", officer=by, area=by.district, scope=scope)[-1]["reporting"] == 0


@pytest.mark.parametrize("slug", SLUGS)
def test_a_country_without_anything_has_no_figures(slug, client):
    factories.district()
    factories.months(date(2022, 10, 1), AUGUST)
    client.force_login(factories.department_officer())
    for extension in ("/", ".json", ".csv", ".xlsx", ".pdf"):
        assert client.get(f"/reports/{slug}{extension}", {"period": "all"}).status_code == 200
    total = json.loads(client.get(f"/reports/{slug}.json", {"period": "all"}).content)["totals"]
    counts = ({"complete": 0, "districts": 1}, 0, "รวม")
    assert [value for value in total.values() if value is not None and value not in counts] == []


@pytest.mark.parametrize("slug", ["r7", "rt3"])
def test_any_column_sorts_the_product_types_and_below_each_its_parts(slug):
    for name in ("ร้าน", "โรงงาน"):
        factories.producer(name, producer_type="sme")
    small, large = (5, 1, 0, 0), (90, 9, 3, 4)
    asked.confirmed_sheet(
        "4317", lines=[("ร้าน", "food", small), ("กลุ่ม", "food", (70, 9, 2, 0)), ("โรงงาน", "cloth", large)]
    )
    assert {"total", "-total", "share", "-name"} <= {*REPORTS[slug].sortable}
    for key in ("domestic_offline", "total", "-total"):
        found = lines(slug, sort=key)[:-1]
        families = [found[n : n + 4] for n in range(0, len(found), 4)]
        assert all({line["product_type"] for line in family} == {family[0]["product_type"]} for family in families)
        for each in ([family[0] for family in families], *(family[1:] for family in families)):
            values = [line[key.removeprefix("-")] for line in each]
            assert values == sorted(values, reverse=key.startswith("-")), key
        assert found != lines(slug)[:-1]


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in ("r7", "rt3")])
def test_any_column_sorts_both_ways_and_what_is_not_known_stands_last(slug):
    """The rows are the same; ตามลำดับ in the column, None at the end."""
    factories.district("4302")
    for code, amount in (("4317", 5), ("4301", 700), ("4201", 60)):
        for month in (date(2022, 8, 1), AUGUST):
            amounts = (amount + month.year, 1, amount % 7, 0)
            asked.confirmed_sheet(code, month, lines=[("ร้าน", "food", amounts), ("กลุ่ม", "cloth", (0, amount, 0, 0))])
    months = FISCAL_YEAR if slug == "r1" else (date(2022, 8, 1), *FISCAL_YEAR)
    unsorted = lines(slug, months)[:-1]
    for sort in REPORTS[slug].sortable:
        key = sort.removeprefix("-")
        found = lines(slug, months, sort=sort)[:-1]
        assert sorted(map(_without_number, found)) == sorted(map(_without_number, unsorted))
        if key == "name" or key not in unsorted[0]:
            continue  # by month or in Thai order: below; or a column that does not stand there
        values = [line[key] for line in found]
        known = [value for value in values if value is not None]
        assert values == [*known, *[None] * (len(values) - len(known))], sort
        assert known == sorted(known, reverse=sort.startswith("-")), sort


def _without_number(line: dict) -> str:
    return str(line | {"number": 0})


def test_names_sort_in_thai_order_and_months_in_that_of_the_year():
    for code, name in (("4317", "เชียงกลม"), ("4301", "กุดบง"), ("4302", "ฮ่องสอน")):
        factories.district(code, name)
        asked.confirmed_sheet(code)
    order = ["กุดบง", "เชียงกลม", "ฮ่องสอน"]  # เ counts after its consonant
    province = factories.province()
    assert [line["name"] for line in lines("r4", area=province, sort="name")[:-1]] == order
    assert [line["name"] for line in lines("r4", area=province, sort="-name")[:-1]] == order[::-1]
    months = [line["month"] for line in lines("r2", FISCAL_YEAR, sort="-name")[:-1]]
    assert months == sorted(months, reverse=True)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_report_asks_the_database_as_often_for_one_area_as_for_many(slug):
    factories.months(JULY, AUGUST)
    asked.confirmed_sheet("4317")
    few = queries_of(slug)
    for code in ("4301", "4302", "4201", "1101"):
        for month in (JULY, AUGUST):
            asked.confirmed_sheet(code, month)
    assert queries_of(slug) == few
    assert max(few) <= 10


def queries_of(slug: str) -> list[int]:
    """Of a month, where the report has one, and of a year; nothing has been asked before."""
    officer, numbers = factories.department_officer(), []
    for months in [FISCAL_YEAR] if slug == "r1" else [(AUGUST,), FISCAL_YEAR]:
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            lines(slug, months, officer)
        numbers.append(len(queries))
    return numbers


baht = st.none() | st.decimals(0, 10**12, places=2)


@given(st.lists(baht, max_size=12))
def test_shares_add_up_and_none_is_further_from_the_exact_one_than_a_hundredth(parts):
    shares, whole = money.shares(parts), sum(part or 0 for part in parts)
    if not whole:
        assert shares == [None] * len(parts)
        return
    assert sum(share for share in shares if share is not None) == Decimal("100.00")
    for part, share in zip(parts, shares, strict=True):
        assert (part is None) == (share is None)
        if part is not None:
            assert abs(Fraction(share) - 100 * Fraction(part) / Fraction(whole)) < Fraction(1, 100)


@given(st.lists(st.integers(0, 5).map(Decimal), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_in_another_order_the_parts_share_out_the_same_numbers(parts, rng):
    mixed = rng.sample(parts, len(parts))
    assert Counter(money.shares(parts)) == Counter(money.shares(mixed))
