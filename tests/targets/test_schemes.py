"""The documents' schemes as they are loaded, by the words of DOMAIN d and the letters."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from targets.choices import Deciding, Measure, Percentage
from targets.models import Scheme, SchemePart, SchemeVersion
from targets.reference import load_schemes
from targets.transitions.schemes import announce, change_version, prepare_version
from tests import factories
from tests.targets.factories import scheme

pytestmark = pytest.mark.django_db

# DESIGN 8.
SLUGS = {
    *("2564-r2-sales", "2564-r2-online", "2566-r1-sales", "2566-r2-sales"),
    *(
        f"2567-q2-{part}-{province}"
        for part in ("products", "sales", "shop", "grade")
        for province in ("nongkhai", "chiangrai")
    ),
}
SCORES = [f"score{n}" for n in range(1, 6)]


@pytest.fixture
def loaded():
    load_schemes()


def version(slug: str) -> SchemeVersion:
    return Scheme.objects.get(slug=slug).current


def steps(slug: str) -> dict[str, Decimal | None]:
    return {level.slug: level.percent for level in version(slug).rule.levels}


def test_every_scheme_of_the_contract_is_there(loaded):
    assert set(Scheme.objects.values_list("slug", flat=True)) == SLUGS
    assert all(each.current.number == 1 and each.current.rule.levels for each in Scheme.objects.all())


@pytest.mark.parametrize(
    ("slug", "percents"),
    [
        ("2564-r2-sales", dict(zip(SCORES, [6, 7, 8, 9, 10], strict=True))),
        ("2564-r2-online", dict(zip(SCORES, [7, 8, 9, 10, 11], strict=True))),
        ("2566-r1-sales", {"low": None, "standard": None, "high": None}),
        ("2566-r2-sales", {"low": None, "standard": None, "high": None}),
        ("2567-q2-products-nongkhai", {"target": None}),
        ("2567-q2-sales-nongkhai", {"target": None}),
        ("2567-q2-sales-chiangrai", {"target": 2}),
        ("2567-q2-shop-nongkhai", {"d": 25, "c": 50, "b": 75, "a": 100}),
        ("2567-q2-shop-chiangrai", {"d": 25, "c": 50, "b": 75, "a": 100}),
    ],
)
def test_the_levels_stand_where_the_documents_put_them(loaded, slug, percents):
    assert steps(slug) == percents


@pytest.mark.parametrize(
    ("slug", "percentage", "deciding", "places", "unit"),
    [
        ("2564-r2-sales", Percentage.GROWTH, Deciding.PERCENTAGE, 0, "บาท"),
        ("2564-r2-online", Percentage.SHARE, Deciding.PERCENTAGE, 0, "ผลิตภัณฑ์"),
        ("2566-r2-sales", Percentage.GROWTH, Deciding.PRINTED, 0, "บาท"),
        ("2567-q2-sales-nongkhai", Percentage.GROWTH, Deciding.PRINTED, 0, "บาท"),
        ("2567-q2-sales-chiangrai", Percentage.GROWTH, Deciding.PERCENTAGE, 2, "บาท"),
        ("2567-q2-shop-chiangrai", Percentage.SHARE, Deciding.PERCENTAGE, 0, "ราย"),
    ],
)
def test_what_decides_and_what_is_shown(loaded, slug, percentage, deciding, places, unit):
    rule = version(slug).rule
    assert (rule.percentage, rule.deciding, rule.places, rule.unit) == (percentage, deciding, places, unit)


@pytest.mark.parametrize(
    ("slug", "first", "last", "months", "base"),
    [
        ("2564-r2-sales", date(2021, 4, 1), date(2021, 9, 1), 6, date(2020, 4, 1)),
        ("2566-r1-sales", date(2022, 10, 1), date(2023, 3, 1), 6, date(2021, 10, 1)),
        ("2566-r2-sales", date(2022, 10, 1), date(2023, 9, 1), 12, date(2021, 10, 1)),
        ("2567-q2-sales-nongkhai", date(2024, 2, 1), date(2024, 2, 1), 1, date(2023, 2, 1)),
        ("2567-q2-sales-chiangrai", date(2024, 1, 1), date(2024, 3, 1), 3, date(2023, 1, 1)),
    ],
)
def test_the_months_measured_and_those_compared_with(loaded, slug, first, last, months, base):
    found = version(slug)
    assert (found.months[0], found.months[-1], len(found.months)) == (first, last, months)
    assert (found.base_months[0], len(found.base_months)) == (base, months)


def test_five_points_of_2564_need_the_survey_and_one_point_nothing(loaded):
    first, *_, last = version("2564-r2-online").rule.levels
    assert first.is_floor
    assert "สำรวจความพร้อม" in last.condition


def test_grade_d_of_nong_khai_goes_without_the_sales_and_that_of_chiang_rai_does_not(loaded):
    needed = {
        province: {level.slug: [*level.parts.values()] for level in version(f"2567-q2-grade-{province}").rule.levels}
        for province in ("nongkhai", "chiangrai")
    }
    above = {letter: ["target", "target", letter] for letter in "cba"}
    assert needed == {"nongkhai": {"d": ["target", "d"]} | above, "chiangrai": {"d": ["target"] * 2 + ["d"]} | above}


def test_every_part_names_a_level_that_its_scheme_has(loaded):
    assert SchemePart.objects.count() == 11 + 12
    for part in SchemePart.objects.select_related("part"):
        assert part.level_slug in steps(part.part.slug)


def test_each_was_announced_by_its_letter(loaded):
    letters = {each.scheme.slug: (each.letter_number, each.letter_date) for each in SchemeVersion.objects.all()}
    assert letters["2566-r1-sales"] == ("นค 0019.3/1266", date(2023, 2, 15))
    assert letters["2567-q2-shop-chiangrai"] == ("ชร 0019.2/ว 2971", date(2024, 2, 5))
    in_september_2566 = SchemeVersion.objects.announced(date(2023, 9, 3))
    assert {each.scheme.fiscal_year for each in in_september_2566} == {2564, 2566}


def test_loading_again_changes_nothing_that_an_administrator_set(loaded):
    Scheme.objects.filter(slug="2566-r1-sales").update(name="ชื่อใหม่")
    by, first = factories.administrator(), version("2566-r1-sales")
    prepare_version(scheme=first.scheme, reason="เปลี่ยนชื่อระดับ", by=by)
    second = first.scheme.versions.get(number=2)
    levels = [replace(level, name="ระดับสูงสุด" if level.slug == "high" else level.name) for level in first.rule.levels]
    change_version(version=second, seen=0, names={}, rule={}, levels=levels, by=by)
    call_command("load_reference")
    assert str(Scheme.objects.get(slug="2566-r1-sales")) == "ชื่อใหม่ รอบที่ 1 ปีงบประมาณ 2566"
    assert SchemeVersion.objects.get(scheme=first.scheme, number=2).levels.get(slug="high").name == "ระดับสูงสุด"
    assert SchemeVersion.objects.count() == len(SLUGS) + 1


def test_a_prepared_version_does_not_count_before_it_is_announced():
    first, by = scheme(number=1), factories.administrator()
    prepared = prepare_version(scheme=first.scheme, reason="แก้ไข", by=by)
    assert first.scheme.current == first
    announce(version=prepared, seen=0, letter_number="มท 1", letter_date=date(2023, 8, 1), by=by)
    assert first.scheme.current == prepared


@pytest.mark.parametrize(
    ("measure", "channels"),
    [
        ("sales", set()),
        ("domestic_sales", {"domestic_offline", "domestic_online"}),
        ("foreign_sales", {"foreign_offline", "foreign_online"}),
        ("offline_sales", {"domestic_offline", "foreign_offline"}),
        ("online_sales", {"domestic_online", "foreign_online"}),
        ("shops", set()),
        ("new_products", set()),
        ("online_products", set()),
        ("parts", set()),
    ],
)
def test_a_measure_of_sales_adds_up_its_channels(measure, channels):
    assert set(Measure(measure).channels) == channels
