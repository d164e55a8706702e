"""แผนที่: every province has its outline, its amount and its class."""

from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from otop_portal import fiscal, thai
from reports.public.classes import CLASSES, Classes, class_of, equal_intervals, quantiles
from reports.public.outlines import CODES, FILE, outlines
from sales.models import Province
from tests.factories import JULY
from tests.reports.public.published import cell, publish_something, run, total

AMOUNTS = st.lists(st.integers(0, 10**15).map(lambda satang: Decimal(satang) / 100), min_size=1, max_size=77)


def page(client, **question):
    return client.get(reverse("public:map"), {"unit": "baht"} | question)


@pytest.mark.django_db
def test_every_province_has_an_outline_and_every_shape_is_a_province_but_the_lake():
    call_command("load_reference")
    shapes = {shape.attrib["id"]: shape.attrib["aria-label"] for shape in ElementTree.parse(FILE).getroot()}
    assert {*shapes} - {*CODES} == {"lksg"}
    names = {each.pk: letters(each.name_en) for each in Province.objects.all()}
    assert {CODES[key]: letters(shapes[key]) for key in CODES} == names
    assert {*outlines()} == {*names}


def letters(name: str) -> str:
    return "".join(filter(str.isalpha, name)).lower()


@given(AMOUNTS)
def test_equal_intervals_are_as_wide_as_each_other_and_reach_from_the_least_to_the_most(amounts):
    intervals = equal_intervals(amounts)
    assert (intervals[0].low, intervals[-1].high) == (min(amounts), max(amounts))
    assert len({each.high - each.low for each in intervals}) == 1
    assert all(before.high == after.low for before, after in pairwise(intervals))
    assert len(intervals) == (CLASSES if min(amounts) < max(amounts) else 1)


@given(AMOUNTS)
def test_quantiles_keep_equal_amounts_together_and_share_the_provinces_out(amounts):
    intervals = quantiles(amounts)
    assert all(before.high < after.low for before, after in pairwise(intervals))
    if len({*amounts}) == len(amounts):
        sizes = [sum(class_of(amount, intervals) == n for amount in amounts) for n in range(len(intervals))]
        assert max(sizes) - min(sizes) <= 1


@given(AMOUNTS, st.sampled_from(Classes))
def test_every_amount_lies_between_the_bounds_of_its_class(amounts, classes):
    intervals = classes.divide(amounts)
    for amount in amounts:
        interval = intervals[class_of(amount, intervals)]
        assert interval.low <= amount <= interval.high
        assert interval.begins or interval.low < amount


@pytest.mark.django_db
@pytest.mark.parametrize("period", ["month", "since"])
def test_the_table_and_the_shapes_tell_what_sql_adds_up(client, period):
    publish_something(seed=6)
    months = run(fiscal.add_months(JULY, -9), JULY) if period == "since" else [JULY]
    answer = page(client, period=period)
    amounts = {name: total(months, code) for code, name in Province.objects.values_list("code", "name_th")}
    shapes = answer.context["page"].shapes
    assert {each.name: each.sold for each in shapes} == amounts
    for shape in shapes:
        if shape.sold is not None:
            assert f'aria-label="{shape.name} {thai.baht(shape.sold)} บาท"' in answer.content.decode()


@pytest.mark.django_db
def test_a_province_whose_newest_month_is_missing_stands_in_the_table_with_what_it_leaves_out(client):
    publish_province("41", 10)
    cell(fiscal.previous(JULY), "42", 5, complete=1, reporting=1)
    (first, second) = page(client, period="since").context["page"].ranked
    assert (first.amount, second.amount, second.completeness) == ("10.00", "5.00", "–")
    assert second.missing.endswith("เม.ย. 66, พ.ค. 66 และ ก.ค. 66")
    assert page(client, period="month").context["page"].silent == ["เลย"]


@pytest.mark.django_db
def test_the_legend_names_the_bounds_and_counts_every_province(client):
    for code, amount in (("41", 10), ("42", 20), ("43", 60)):
        publish_province(code, amount)
    legend = page(client, classes="equal").context["page"]
    assert [step.bounds for step in legend.steps] == [
        "10.00 ถึง 20.00",
        "มากกว่า 20.00 ถึง 30.00",
        "มากกว่า 30.00 ถึง 40.00",
        "มากกว่า 40.00 ถึง 50.00",
        "มากกว่า 50.00 ถึง 60.00",
    ]
    assert [step.provinces for step in legend.steps] == [2, 0, 0, 0, 1]
    by_quantile = page(client, classes="quantile").context["page"]
    assert [(step.bounds, step.provinces) for step in by_quantile.steps] == [("10.00", 1), ("20.00", 1), ("60.00", 1)]


def publish_province(code: str, amount: int) -> None:
    if code == "41":
        cell(JULY, amount=90, complete=3, reporting=3)
    cell(JULY, code, amount, complete=1, reporting=1)
