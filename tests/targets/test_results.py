"""What areas have reached, read from a small ledger of their own and judged."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from sales import transitions
from sales.transitions.producers import register_product
from targets import sentences
from targets.choices import Lack
from targets.models import SchemeVersion, Target
from targets.results import Outcome, Reader
from tests import factories
from tests.factories import AUGUST, JULY
from tests.targets.factories import scheme, target

pytestmark = pytest.mark.django_db

THREE = [
    {"slug": "bronze", "name": "ระดับทองแดง", "percent": Decimal(0)},
    {"slug": "silver", "name": "ระดับเงิน", "percent": Decimal("7.5")},
    {"slug": "gold", "name": "ระดับทอง", "percent": Decimal(20)},
]
YEAR_BEFORE = {"base_first_month": date(2022, 7, 1), "base_last_month": date(2022, 8, 1)}


@pytest.fixture(autouse=True)
def ledger():
    """4317 sold 100 + 40 abroad in July, confirmed; 30 in August, typed. 4301 sold 1,000 in July, confirmed."""
    factories.months(date(2022, 7, 1), AUGUST)
    confirmed("4317", (60, 40, 30, 10), of=JULY)
    typed("4317", (30, 0, 0, 0), of=AUGUST)
    confirmed("4301", (1000, 0, 0, 0), of=JULY)
    confirmed("4201", (5, 0, 0, 0), of=JULY)


def typed(code: str, amounts: tuple, of: date):
    return factories.sheet(("กลุ่มทอผ้า", "cloth", amounts), by=factories.district_officer(code), of=of)


def confirmed(code: str, amounts: tuple, of: date) -> None:
    sheet = typed(code, amounts, of)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)


def found(version, officer=None, **how) -> dict[str, Outcome]:
    outcomes = Reader(officer or factories.administrator(), **how).outcomes(version)
    return {outcome.target.area.pk: outcome for outcome in outcomes}


def results(version, officer=None, **how) -> dict[str, Decimal | None]:
    return {code: outcome.result for code, outcome in found(version, officer, **how).items()}


def test_only_what_the_province_has_confirmed_counts():
    version = scheme()
    target(version, 100)
    assert results(version) == {"4317": Decimal(140)}


def test_a_district_and_its_province_may_look_at_what_is_only_entered_and_nobody_else_sees_it():
    version = scheme()
    target(version, 100)
    for officer in (factories.district_officer(), factories.province_officer()):
        assert results(version, officer, entered=True) == {"4317": Decimal(170)}
        assert results(version, officer) == {"4317": Decimal(140)}
    assert results(version, factories.department_officer(), entered=True) == {"4317": Decimal(140)}


def test_an_officer_reads_the_outcomes_of_his_own_area():
    version = scheme()
    for code in ("4317", "4301", "43", "42"):
        target(version, 100, code=code)
    assert results(version, factories.district_officer()) == {"4317": 140}
    assert results(version, factories.province_officer("42")) == {"42": 5}
    assert results(version, factories.department_officer()).keys() == {"4317", "4301", "43", "42"}


def test_a_provinces_own_row_adds_up_its_districts_and_is_judged_by_its_own_base():
    version = scheme("three", *THREE)
    for code, base in {"4317": 140, "4301": 900, "43": 1000}.items():
        target(version, base, code=code)
    outcomes = found(version)
    assert {code: outcome.result for code, outcome in outcomes.items()} == {"4301": 1000, "4317": 140, "43": 1140}
    reached = {code: outcome.standing.level.slug for code, outcome in outcomes.items()}
    assert reached == {"4301": "silver", "4317": "bronze", "43": "silver"}


@pytest.mark.parametrize(
    ("measure", "result"),
    [("sales", 140), ("domestic_sales", 100), ("foreign_sales", 40), ("offline_sales", 90), ("online_sales", 50)],
)
def test_a_scheme_measures_the_channels_that_it_names(measure, result):
    """The invented scheme: three levels, two months, foreign sales."""
    version = scheme(f"of-{measure}", *THREE, measure=measure)
    target(version, 40)
    assert results(version) == {"4317": result}


def test_only_the_months_of_the_scheme_count():
    version = scheme(first_month=AUGUST)
    target(version, 100)
    assert results(version) == {"4317": None}
    assert results(version, factories.district_officer(), entered=True) == {"4317": 30}


def test_an_outcome_knows_for_how_many_months_there_is_nothing_yet():
    confirmed("4301", (1, 0, 0, 0), of=AUGUST)
    version = scheme(first_month=date(2023, 6, 1))
    for code in ("4317", "4301", "4399", "43"):
        target(version, 100, code=code)
    left = {code: outcome.months_left for code, outcome in found(version).items()}
    assert left == {"4317": 2, "4301": 1, "4399": 3, "43": 2}


def test_what_was_declared_empty_is_nought_and_what_was_never_reported_is_no_result():
    version, by = scheme(first_month=AUGUST), factories.district_officer("4305")
    target(version, 100, code="4305")
    assert found(version)["4305"].standing.lack == Lack.NO_RESULT
    sheet = transitions.declare_nothing(district=by.district, month=AUGUST, by=by).sheet
    assert (results(version, by, entered=True), results(version, by)) == ({"4305": 0}, {"4305": None})
    whole = {"seen": None, "sheet_version": sheet.version}
    transitions.confirm_by_province(district=by.district, month=AUGUST, by=factories.province_officer(), **whole)
    assert results(version) == {"4305": 0}


def test_the_portals_own_base_stands_beside_the_printed_one():
    version = scheme(**YEAR_BEFORE)
    target(version, "100.25")
    confirmed("4317", (50, 10, 0, 0), of=date(2022, 7, 1))
    assert found(version)["4317"].own_base is None  # half of it says nothing
    confirmed("4317", (50, 0, 0, 0), of=date(2022, 8, 1))
    outcome = found(version)["4317"]
    assert (outcome.target.base, outcome.own_base, outcome.base_off) == (Decimal("100.25"), 110, Decimal("-9.75"))
    assert outcome.standing.percentage == Fraction(14000 - 10025, 10025) * 100


def test_a_base_that_the_portal_knows_nothing_of_stands_alone():
    version = scheme(**YEAR_BEFORE)
    target(version, 100)
    assert (found(version)["4317"].own_base, found(version)["4317"].base_off) == (None, None)


def test_a_period_that_has_not_begun_has_no_result():
    version = scheme(measure="new_products", first_month=date(2099, 1, 1), last_month=date(2099, 1, 1))
    target(version, target=1)
    assert results(version) == {"4317": None}


def product(name: str, day: date, code: str = "4317") -> None:
    by = factories.district_officer(code)
    producer = by.district.producers.get()
    register_product(producer=producer, by=by, name=name, product_type="cloth", registered_on=day)


def test_new_products_are_those_registered_in_the_months_each_once():
    for name, day in {"ผ้าเก่า": date(2023, 6, 30), "ผ้าใหม่": JULY, "ลาย 1": date(2023, 8, 31), "ลาย ๑": AUGUST}.items():
        product(name, day)
    product("ผ้าใหม่", date(2023, 8, 2), "4301")
    product("ผ้ายังไม่ถึง", date(2023, 9, 1))
    version = scheme(measure="new_products", percentage="share", deciding="printed", places=0)
    for code in ("4317", "4301", "4201", "43"):
        target(version, target=1, code=code)
    assert results(version) == {"4301": 1, "4317": 2, "4201": 0, "43": 3}
    assert results(version, factories.department_officer())["43"] == 3


@pytest.mark.parametrize("measure", ["shops", "online_products"])
def test_what_is_reported_by_hand_has_no_result_before_it_is_reported(measure):
    version = scheme(measure=measure)
    target(version, 30)
    assert found(version)["4317"].standing.lack == Lack.NO_RESULT


def test_a_grade_is_made_of_the_parts_of_its_area():
    sales = scheme("sales", *THREE)
    products = scheme(
        "products", {"slug": "target", "name": "เป้าหมาย"}, measure="new_products", deciding="printed", places=0
    )
    b = {"slug": "b", "name": "ระดับ B", "parts": {"sales": "bronze"}}
    a = {"slug": "a", "name": "ระดับ A", "parts": {"sales": "silver", "products": "target"}}
    graded = scheme("grade", b, a, measure="parts")
    for code in ("4317", "43"):
        target(sales, 140 if code == "4317" else 1000, code=code)
        target(products, target=1, code=code)
    (of_district, of_province) = Reader(factories.administrator()).grades(graded)
    assert [each.area.pk for each in (of_district, of_province)] == ["4317", "43"]
    assert (of_district.grade.level.slug, of_district.grade.missing) == ("b", {"sales": "silver", "products": "target"})
    assert of_province.grade.missing == {"products": "target"}
    product("ผ้าใหม่", JULY)
    assert [each.grade.level.slug for each in Reader(factories.administrator()).grades(graded)] == ["b", "a"]
    (own,) = Reader(factories.district_officer()).grades(graded)
    assert (own.area.pk, own.parts["products"].result) == ("4317", 1)


def test_results_of_many_areas_take_as_many_questions_as_those_of_one(django_assert_max_num_queries):
    version = scheme(**YEAR_BEFORE)
    for code in ("4317", "4301", "43", "42"):
        target(version, 100, code=code)
    reader = Reader(factories.department_officer())
    with django_assert_max_num_queries(6):
        words = [sentences.level(each.yardstick.rule, each.standing) for each in reader.outcomes(version)]
    assert words == ["ต่ำกว่าเป้าหมาย", "เป้าหมาย", "เป้าหมาย", "เป้าหมาย"]


@pytest.fixture
def graded():
    """A grade of three parts; targets of 18 districts of a province, and of 77 provinces."""
    parts = [scheme(f"part-{number}", *THREE) for number in range(3)]
    needed = {part.scheme.slug: "silver" for part in parts}
    made = scheme("grade-of-three", {"slug": "a", "name": "ระดับ A", "parts": needed}, measure="parts")
    for part in parts:
        for number in range(1, 19):
            target(part, 100, code=f"43{number:02}")
        for number in range(10, 87):
            target(part, 100, code=str(number))
    return SchemeVersion.objects.with_rule().get(pk=made.pk)


def test_the_parts_of_a_grade_are_read_once_for_18_districts_and_for_77_provinces(django_assert_num_queries, graded):
    """The parts and their rules in three questions, and of each part targets, figures and sums."""
    country = Target.objects.filter(district=None)
    for officer, targets, places in (
        (factories.province_officer(), None, 18 + 1),
        (factories.department_officer(), country, 77),
    ):
        reader, version = Reader(officer, targets=targets), SchemeVersion.objects.with_rule().get(pk=graded.pk)
        with django_assert_num_queries(3 + 3 * 3):
            assert len(reader.grades(version)) == places
        with django_assert_num_queries(0):  # a part that stands beside the grade is not read again
            reader.grades(version)


def test_a_part_is_judged_by_the_version_that_was_announced(graded):
    prepared = SchemeVersion.objects.get(scheme__slug="part-0")
    prepared.pk, prepared.number, prepared.reason = None, 2, "จะแก้ไข"
    prepared.letter_date = prepared.announced_by = prepared.announced_at = None
    prepared.save(force_insert=True)
    (own,) = Reader(factories.district_officer()).grades(graded)
    assert own.parts["part-0"].version.number == 1
