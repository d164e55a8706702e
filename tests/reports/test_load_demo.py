"""The demo as it stands on its own date, 3 September 2566."""

import json
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from itertools import combinations
from pathlib import Path

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Q, Sum

from otop_portal import clock, fiscal, thai
from reports.demo import load as load_evaluations
from reports.models import Edition
from sales import sentences, transitions
from sales.models import (
    CHANNELS,
    DemoClock,
    District,
    Officer,
    Producer,
    ProducerType,
    ProductType,
    Province,
    Sale,
    Sheet,
    Stage,
    Tally,
)
from targets.models import Evaluation, MissionEvent, MissionReport, OnlineProduct, Scheme
from tests import factories
from tests.clients import signed_in
from tests.reports import crossings, oracle
from tests.targets import demo

# The demo of another day is loaded on the other: test_demo_figures.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]
README = Path(__file__).parents[2] / "README.md"
MORNING = clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)
JULY, AUGUST, SEPTEMBER = date(2023, 7, 1), date(2023, 8, 1), date(2023, 9, 1)
NONG_KHAI, HALF_CONFIRMED = "43", "76"
# In the order of the regions: North, centre, Northeast, east, west, South.
SEVEN = {"58": 7, "26": 4, "75": 3, "49": 7, "23": 7, "76": 8, "83": 3}
DISTRICTS = 9 + sum(SEVEN.values())

PERIODS = {"all": fiscal.months_of(2566), "8": (AUGUST,)}
AREAS = {"": None, NONG_KHAI: ("province", NONG_KHAI), "4317": ("district", "4317")}


@pytest.fixture(scope="module", autouse=True)
def printed_by_the_command(django_db_setup, django_db_blocker):
    with demo.loaded(django_db_blocker) as printed:
        yield printed


def test_everything_before_august_is_confirmed_by_the_province():
    before = Sheet.objects.filter(month__lt=AUGUST)
    assert before.count() == DISTRICTS * 22
    assert set(before.values_list("stage", flat=True)) == {Stage.PROVINCE}
    assert Tally.objects.filter(month__lt=AUGUST, until=None, complete=True).count() == DISTRICTS * 22


def test_august_shows_every_stage_at_once():
    rows = {
        sheet.district_id: (sheet.answered, sheet.district_rows, sheet.province_rows, sheet.rows)
        for sheet in Sheet.objects.filter(month=AUGUST, district__province=NONG_KHAI).with_progress()
    }
    by_province = {code for code, (_, _, province, rows) in rows.items() if province == rows}
    by_district = {code for code, (_, district, province, rows) in rows.items() if district == rows and not province}
    partly = {code for code, (_, district, _, rows) in rows.items() if 0 < district < rows}
    draft = {code for code, (_, district, _, _) in rows.items() if not district}
    assert (by_province, by_district) == ({"4301", "4302", "4314"}, {"4305", "4316"})
    assert (partly, draft) == ({"4307", "4308"}, {"4315", "4317"})


def test_a_sheet_of_august_came_back_with_a_reason():
    event = Sheet.objects.get(district="4308", month=AUGUST).events.last()
    assert (event.action, len(event.changes), bool(event.reason)) == ("return", 2, True)
    assert sentences.returned(2, event.at, event.reason).count("ยืนยันใหม่") == 1


def test_only_pho_tak_lacks_answers_exactly_three():
    unanswered = Sale.objects.filter(domestic_offline=None)
    assert list(unanswered.values_list("sheet__district", "sheet__month")) == [("4317", AUGUST)] * 3


def test_september_has_just_opened_and_is_empty():
    assert not Sheet.objects.filter(month__gte=SEPTEMBER).exists()


def test_names_are_neither_doubled_nor_nearly_the_same():
    for district in District.objects.reporting():
        names = Producer.objects.filter(district=district).values_list("name", flat=True)
        assert [pair for pair in combinations(names, 2) if thai.nearly_same(*pair)] == []


def test_every_producer_has_registered_what_it_reports():
    registered = set(Producer.objects.values_list("pk", "products__product_type"))
    reported = set(Sale.objects.values_list("producer", "product_type"))
    assert reported == registered


def test_seven_small_provinces_of_all_regions_stand_beside_nong_khai():
    reporting = Counter(District.objects.reporting().values_list("province", flat=True))
    assert reporting == SEVEN | {NONG_KHAI: 9}
    regions = Province.objects.filter(pk__in=SEVEN).values_list("region", flat=True)
    assert set(regions) == set(Province.objects.values_list("region", flat=True))
    assert len(set(regions)) == 6


def test_their_districts_have_about_twenty_producers():
    producers = Producer.objects.exclude(district__province=NONG_KHAI)
    of_districts = Counter(producers.values_list("district", flat=True))
    assert len(of_districts) == sum(SEVEN.values())
    assert min(of_districts.values()) >= 16 and max(of_districts.values()) <= 25
    assert 19 <= producers.count() / len(of_districts) <= 21


def test_one_province_is_half_confirmed_in_august_and_the_other_six_wholly():
    sheets = Sheet.objects.filter(month=AUGUST).exclude(district__province=NONG_KHAI)
    stages = dict(sheets.values_list("district", "stage"))
    half = {code: stages.pop(code, None) for code in [*stages, "7603"] if code.startswith(HALF_CONFIRMED)}
    draft = {code for code, stage in half.items() if stage == Stage.DRAFT}
    confirmed = {code for code, stage in half.items() if stage == Stage.PROVINCE}
    assert (draft, confirmed) == ({"7602", "7606", "7608"}, {"7601", "7604", "7605", "7607"})
    assert half["7603"] is None
    assert set(stages.values()) == {Stage.PROVINCE}


def test_an_island_declared_that_july_had_nothing_and_went_on_in_august():
    july, august = (Sheet.objects.get(district="2306", month=month) for month in (JULY, AUGUST))
    assert list(july.events.values_list("action", flat=True)) == ["declare_nothing", "confirm_by_province"]
    assert (july.sales.count(), july.stage) == (0, Stage.PROVINCE)
    line = Tally.objects.get(sheet=july, until=None)
    assert (line.complete, line.total, line.producers) == (True, 0, 0)
    assert august.sales.values("producer").distinct().count() == Producer.objects.filter(district="2306").count()
    without_rows = Sheet.objects.filter(sales=None)
    assert list(without_rows) == [july]


def test_every_province_sells_all_types_by_all_producer_types_through_all_channels():
    for province in SEVEN:
        rows = Sale.objects.filter(sheet__district__province=province)
        assert set(rows.values_list("product_type", flat=True)) == set(ProductType.values)
        assert set(rows.values_list("producer__producer_type", flat=True)) == set(ProducerType.values)
        assert all(rows.filter(**{f"{channel}__gt": 0}).exists() for channel in CHANNELS)


def test_some_district_never_sells_some_type():
    kinds = set(Sale.objects.values_list("sheet__district", "product_type"))
    districts = {district for district, _ in kinds}
    assert ("8303", "food") in kinds
    assert len(districts) * len(ProductType.values) > len(kinds)


def test_the_sums_of_each_province_and_month_are_those_of_its_rows():
    assert summed(
        "SELECT province_id, month_id, SUM(total) FROM sales_tally WHERE until IS NULL AND total > 0 "
        "GROUP BY province_id, month_id"
    ) == summed(
        f"SELECT province_id, month_id, SUM({' + '.join(CHANNELS)}) FROM sales_sale "
        "JOIN sales_sheet ON sheet_id = sales_sheet.id JOIN sales_district ON district_id = code "
        "WHERE sales_sale.stage = 'province' GROUP BY province_id, month_id"
    )


def summed(sql: str) -> dict[tuple[str, str], int]:
    """In satang, by province and month."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        sums = {(province, str(month)): int(total) for province, month, total in cursor.fetchall()}
    assert len(sums) == (1 + len(SEVEN)) * 23
    return sums


def test_from_2565_to_2566_some_provinces_rise_and_some_fall_and_districts_within_them():
    first, second = Q(month__lte=date(2022, 7, 1)), Q(month__gte=date(2022, 10, 1), month__lte=JULY)

    def grown(area: str) -> dict[str, bool]:
        lines = Tally.objects.filter(until=None).exclude(district="2306").order_by()
        sums = lines.values(area).annotate(before=Sum("total", filter=first), now=Sum("total", filter=second))
        return {line[area]: line["now"] > line["before"] for line in sums}

    provinces, districts = grown("province"), grown("district")
    assert {provinces[code] for code in SEVEN} == {True, False}
    assert any(grew != provinces[code[:2]] for code, grew in districts.items())


def test_the_accounts_are_printed_and_open_with_the_demo_password(printed_by_the_command):
    officers = Officer.objects.exclude(username="system")
    assert sorted(officers.values_list("username", flat=True)) == sorted(
        [f"{letter}{code}" for letter in "dc" for code in District.objects.reporting().values_list("pk", flat=True)]
        + [f"p{province}" for province in ("43", *SEVEN)]
        + ["cdd", "admin"]
    )
    assert [line.split("  ")[0] for line in printed_by_the_command.splitlines()] == [
        "d4301 … d4317",
        "p43",
        "cdd",
        "c4301 … c4317",
        "admin",
        "Password of all: otop-demo",
    ]
    assert all(check_password("otop-demo", hashed) for hashed in set(officers.values_list("password", flat=True)))


def test_the_demo_lives_on_the_morning_of_its_own_date():
    shifted = clock.now() + DemoClock.objects.get().shift
    assert shifted.date() == date(2023, 9, 3)
    assert timedelta(hours=8.5) <= shifted - shifted.replace(hour=0, minute=0) < timedelta(hours=12)


def test_the_walk_of_the_readme_moves_the_departments_sum_of_nong_khai():
    """d4317 answers three lines with nothing sold and confirms, p43 confirms, cdd sees August grow."""
    sheet = Sheet.objects.get(district="4317", month=AUGUST)
    officer, province = (Officer.objects.get(username=name) for name in ("d4317", "p43"))
    nothing = dict.fromkeys(CHANNELS, 0)
    edits = [factories.edit(row, **nothing) for row in sheet.sales.filter(domestic_offline=None)]
    # The road map of August 2566 (S000): เมืองหนองคาย, ท่าบ่อ and สระใคร, then โพธิ์ตาก.
    before = 71_223_375 + 5_968_368 + 19_112_236 + 451_805 + 3_279_168 + 166_895
    after = before + 4_245_084 + 468_420
    assert f"{before:,}.00 to {after:,}.00 baht" in README.read_text()
    assert department_sees() == before

    with clock.at(clock.now() + DemoClock.objects.get().shift):
        assert transitions.save_rows(district=sheet.district, month=AUGUST, by=officer, edits=edits).changed == 3
        factories.confirm_by_district(sheet, officer)
        assert department_sees() == before
        factories.confirm_by_province(sheet, province)
    assert department_sees() == after


def department_sees():
    cdd = Officer.objects.get(username="cdd")
    of_nong_khai = Sale.objects.visible_to(cdd).filter(sheet__district__province=NONG_KHAI)
    return of_nong_khai.filter(sheet__month=AUGUST).total()


def test_a_demo_is_never_loaded_over_data(printed_by_the_command):
    with pytest.raises(CommandError, match="never writes over"):
        call_command("load_demo", "--force")
    before = Sale.objects.count()
    call_command("load_demo", "--force", "--if-empty", stdout=(out := StringIO()))
    assert Sale.objects.count() == before
    assert out.getvalue() == printed_by_the_command


def test_other_data_than_the_demos_get_no_accounts_of_the_demo():
    DemoClock.objects.all().delete()
    call_command("load_demo", "--force", "--if-empty", stdout=(out := StringIO()))
    assert out.getvalue() == ""


def test_with_debug_off_it_has_to_be_forced():
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("load_demo", "--if-empty")


def test_nong_khai_has_signed_its_first_round_and_is_measured_by_the_second(department):
    """What it signed on 10 April is what had been confirmed by then."""
    edition = Edition.objects.get()
    assert (edition.made_by.username, edition.at) == ("p43", clock.datetime(2023, 4, 10, 10, tzinfo=clock.BANGKOK))
    signed = Evaluation.objects.values_list("version__scheme__slug", "province", "edition", "at")
    assert list(signed) == [("2566-r1-sales", "43", edition.pk, edition.at)]
    confirmed = (
        f"SELECT SUM({' + '.join(CHANNELS)}) FROM sales_sale JOIN sales_sheet ON sheet_id = sales_sheet.id "
        "JOIN sales_district ON district_id = code WHERE province_id = '43' AND sales_sale.stage = 'province' "
        "AND month_id BETWEEN '2022-10-01' AND '2023-03-01' AND province_confirmed_at < '2023-04-10'"
    )
    with connection.cursor() as cursor:
        cursor.execute(confirmed)
        in_satang = cursor.fetchone()[0]
    results = [each["key"] for each in edition.content["columns"]].index("result")
    assert Decimal(edition.content["totals"][results]) * 100 == in_satang
    card = signed_in(Officer.objects.get(username="p43")).get("/targets/card/").content.decode()
    assert ("รอบที่ 2" in card, "รอบที่ 1" in card) == (True, False)


def test_in_a_demo_of_an_earlier_day_nothing_is_signed():
    load_evaluations(date(2023, 4, 10))
    assert Edition.objects.count() == 1


def test_what_is_reported_by_hand_stands_at_every_stage_and_is_called_invented():
    for rows in (MissionReport.objects.filter(condition=""), OnlineProduct.objects.all()):
        assert {*rows.values_list("stage", flat=True)} == {*Stage.values}
        assert rows.exclude(returned_because="").filter(district="4317").exists()
    invented = Scheme.objects.exclude(reports=None) | Scheme.objects.filter(slug="2566-r2-online")
    assert {("สมมติ" in scheme.name) for scheme in invented} == {True}
    events = MissionEvent.objects.all()
    assert all(event.at.date() < MORNING.date() and event.at.weekday() < 5 for event in events)


def test_reports_by_hand_are_told_on_the_first_pages_of_the_demo():
    with clock.at(MORNING):
        district, province = (
            signed_in(Officer.objects.get(username=name)).get("/").content.decode() for name in ("d4317", "p43")
        )
    assert district.count("เลขที่หลักฐานไม่ตรงกับสำเนาที่ส่ง") == 2
    assert province.count("รอจังหวัดตรวจสอบ") >= 2


def test_the_ledger_of_the_demo_verifies():
    call_command("verify_ledger")


@pytest.fixture(scope="module")
def ledger(printed_by_the_command, django_db_blocker):
    with django_db_blocker.unblock():
        return oracle.read_ledger(MORNING.date())


@pytest.fixture
def department():
    with clock.at(MORNING):
        yield signed_in(Officer.objects.get(username="cdd"))


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("slug", crossings.SLUGS)
def test_every_cell_of_every_report_is_what_the_rows_add_up_to(department, ledger, slug, area):
    for period, months in PERIODS.items():
        if slug == "r1" and period != "all":
            continue
        level = "district" if area else "province"
        expected = oracle.answer_of(ledger, oracle.Question(slug, months, MORNING.date(), AREAS[area], level))
        answer = department.get(f"/reports/{slug}.json", {"year": 2566, "period": period, "area": area})
        assert oracle.differences(json.loads(answer.content), expected) == [], period


@pytest.mark.parametrize("area", AREAS)
def test_all_reports_say_the_same_sum(department, area):
    found = crossings.sums(department, {"year": 2566, "period": "all", "area": area})
    assert found["r1"] > 0
    assert {name: amount for name, amount in found.items() if amount != found["r1"]} == {}
