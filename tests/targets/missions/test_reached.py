"""Levels and grades from what districts report by hand; the figures are worked out by hand."""

from datetime import date
from decimal import Decimal

import pytest

from sales.transitions.producers import register_product
from targets.choices import Lack
from targets.missions.asked import Asked
from targets.results import Outcome, Reader
from tests import factories
from tests.targets.factories import scheme, target

from .reporting import (
    AUGUST,
    JULY,
    SURVEY,
    by_district,
    confirmed,
    give_back,
    online,
    product,
    report,
    report_online,
    shops,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def months():
    factories.months(JULY, AUGUST)


def found(version, officer=None, **how) -> dict[str, Outcome]:
    outcomes = Reader(officer or factories.department_officer(), **how).outcomes(version)
    return {outcome.target.area.pk: outcome for outcome in outcomes}


def level(version, code: str = "4317", **how) -> str:
    standing = found(version, **how)[code].standing
    return standing.level.slug if standing.level else standing.lack or "below"


@pytest.mark.parametrize(
    ("number", "reached"), [(0, "below"), (2, "below"), (3, "d"), (5, "d"), (6, "c"), (9, "b"), (11, "b"), (12, "a")]
)
def test_shops_are_a_share_of_those_who_were_interested(number, reached):
    """Of 12: a quarter is 3, half 6, three quarters 9."""
    version = shops()
    target(version, 12)
    confirmed(report(Asked(version), number))
    assert level(version) == reached


def test_only_what_the_province_has_confirmed_counts_and_the_rest_only_for_its_own():
    version = shops()
    target(version, 4)
    row = report(Asked(version), 2)
    own = [factories.district_officer(), factories.province_officer()]
    for step in (lambda: None, lambda: by_district(row)):
        step()
        assert level(version) == Lack.NO_RESULT
        for officer in own:
            assert level(version, officer=officer) == Lack.NO_RESULT
            assert level(version, officer=officer, entered=True) == "c"
        for officer in (factories.department_officer(), factories.administrator()):
            assert level(version, officer=officer, entered=True) == Lack.NO_RESULT


def test_a_running_count_counts_as_confirmed_until_the_next_is():
    version = shops()
    target(version, 4)
    confirmed(report(Asked(version), 1))
    second = report(Asked(version), 3)
    assert (second.number, level(version)) == (2, "d")
    assert level(version, officer=factories.district_officer(), entered=True) == "b"
    confirmed(second)
    assert level(version) == "b"
    give_back(second)
    assert level(version) == "d"  # what was confirmed before it


def test_a_province_adds_up_its_districts():
    version = shops()
    for code in ("4317", "4301", "43"):
        target(version, 10, code=code)
    for code, number in {"4317": 3, "4301": 4}.items():
        confirmed(report(Asked(version), number, code=code))
    assert {code: outcome.result for code, outcome in found(version).items()} == {"4317": 3, "4301": 4, "43": 7}
    assert (level(version, "4317"), level(version, "43")) == ("d", "c")


@pytest.mark.parametrize(("number", "reached"), [(1, "score1"), (8, "score2"), (9, "score3"), (10, "score4")])
def test_online_products_are_a_share_of_those_registered(number, reached):
    version = online()
    target(version, 100)
    confirmed(*report_online(*[product(f"ผ้าลายที่ {n}") for n in range(number)]))
    assert level(version) == reached


def test_five_also_needs_the_survey_and_says_so():
    version = online()
    target(version, 100)
    confirmed(*report_online(*[product(f"ผ้าลายที่ {n}") for n in range(11)]))
    standing = found(version)["4317"].standing
    assert (standing.level.slug, standing.distance, standing.condition) == ("score4", 0, SURVEY)
    survey = report(Asked(version, SURVEY), handed_in_on=date(2023, 8, 20))
    assert level(version) == "score4"
    assert level(version, officer=factories.district_officer(), entered=True) == "score5"
    confirmed(survey)
    assert level(version) == "score5"
    give_back(survey)
    assert level(version) == "score4"


def test_a_province_has_a_condition_when_all_of_its_districts_have():
    version = online()
    for code in ("4317", "4301", "43"):
        target(version, 10, code=code)
    for code in ("4317", "4301"):
        confirmed(*report_online(product("ผ้า", code=code), product("เสื้อ", code=code)))
    confirmed(report(Asked(version, SURVEY), handed_in_on=AUGUST))
    assert [level(version, code) for code in ("4317", "4301", "43")] == ["score5", "score4", "score4"]
    confirmed(report(Asked(version, SURVEY), handed_in_on=AUGUST, code="4301"))
    assert [level(version, code) for code in ("4301", "43")] == ["score5", "score5"]


def test_a_scheme_of_provinces_asks_every_district_that_reports():
    version = online(area_level="province")
    target(version, 10, code="43")
    for code in ("4317", "4301"):
        factories.district(code)
    confirmed(*report_online(product("ผ้า"), product("เสื้อ")))
    confirmed(report(Asked(version, SURVEY), handed_in_on=AUGUST))
    assert level(version, "43") == "score4"
    confirmed(report(Asked(version, SURVEY), handed_in_on=AUGUST, code="4301"))
    assert level(version, "43") == "score5"


def test_an_invented_scheme_of_sales_may_have_a_condition():
    """Nothing of it is in the code: half a year, foreign sales, and a plan handed in for the upper level."""
    plan = "แผนส่งออกของอำเภอ"
    steps = [{"slug": "low", "name": "ขั้นต้น", "percent": Decimal(0)}]
    steps += [{"slug": "high", "name": "ขั้นสูง", "percent": Decimal(10), "condition": plan}]
    version = scheme("export", *steps, measure="foreign_sales")
    target(version, 100)
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (5, 5, 100, 20)))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    assert level(version) == "low"
    confirmed(report(Asked(version, plan), handed_in_on=AUGUST))
    assert level(version) == "high"


def test_an_invented_number_is_reported_and_judged():
    version = scheme("trained", {"slug": "target", "name": "เป้าหมาย"}, measure="reported", deciding="printed", places=0)
    target(version, target=30)
    confirmed(report(Asked(version), 29))
    assert found(version)["4317"].standing.distance == 1
    confirmed(report(Asked(version), 30))
    assert level(version) == "target"


def quarter():
    """2567, quarter 2, as Nong Khai's letter has it: D without the sales."""
    products = scheme("products", {"slug": "target", "name": "เป้าหมาย"}, measure="new_products", deciding="printed")
    sales = scheme("sales", {"slug": "target", "name": "เป้าหมาย"}, deciding="printed", first_month=AUGUST)
    shop, steps = shops(), []
    for slug in "dcba":
        needs = {"products": "target", "shop": slug} | ({} if slug == "d" else {"sales": "target"})
        steps.append({"slug": slug, "name": f"ระดับ {slug.upper()}", "parts": needs})
    graded = scheme("grade", *steps, measure="parts")
    target(products, target=1)
    target(sales, target=1000)
    target(shop, 10)
    return shop, graded


def grade(graded) -> str:
    (outcome,) = Reader(factories.department_officer()).grades(graded)
    return outcome.grade.level.slug if outcome.grade.level else "below"


def test_a_district_climbs_from_below_d_to_a():
    shop, graded = quarter()
    assert grade(graded) == "below"
    confirmed(report(Asked(shop), 2))
    assert grade(graded) == "below"  # 20 %, and no new product
    maker = factories.producer("กลุ่มใหม่")
    day = {"product_type": "food", "registered_on": date(2023, 8, 2)}
    register_product(producer=maker, by=factories.district_officer(), name="กล้วยฉาบ", **day)
    assert grade(graded) == "below"
    confirmed(report(Asked(shop), 3))
    assert grade(graded) == "d"  # 30 %
    confirmed(report(Asked(shop), 10))
    assert grade(graded) == "d"  # 100 %, but without the sales
    sheet = factories.sheet(("กลุ่มใหม่", "food", (999, 0, 0, "0.99")))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    assert grade(graded) == "d"  # a satang short


@pytest.mark.parametrize(("number", "reached"), [(2, "below"), (3, "d"), (5, "c"), (8, "b"), (10, "a")])
def test_with_products_and_sales_the_shops_alone_decide(number, reached):
    shop, graded = quarter()
    maker = factories.producer("กลุ่มใหม่")
    day = {"product_type": "food", "registered_on": date(2023, 7, 2)}
    register_product(producer=maker, by=factories.district_officer(), name="กล้วยฉาบ", **day)
    sheet = factories.sheet(("กลุ่มใหม่", "food", (999, 0, 0, 1)))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    confirmed(report(Asked(shop), number))
    assert grade(graded) == reached


@pytest.mark.parametrize("many", [1, 6])
def test_many_districts_take_as_many_questions_as_one(django_assert_num_queries, many):
    version = online()
    for number in range(many):
        code = f"43{number + 1:02}"
        target(version, 10, code=code)
        confirmed(*report_online(product("ผ้า", code=code)))
        confirmed(report(Asked(version, SURVEY), handed_in_on=AUGUST, code=code))
    reader = Reader(factories.department_officer())
    version = type(version).objects.with_rule().get(pk=version.pk)
    with django_assert_num_queries(6):
        assert len(reader.outcomes(version)) == many
