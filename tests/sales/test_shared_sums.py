"""Asked together, measures share their sums; each must be what it is when it is asked alone."""

import pytest
from django.db import connection
from django.db.models import Count as Number
from django.test.utils import CaptureQueriesContext

from sales.measures import Amount, Districts, Producers
from sales.models import CHANNELS, ProducerType, ProductType, Tally
from sales.models.tally import Count
from tests.factories import AUGUST, JULY
from tests.reports import asked

pytestmark = pytest.mark.django_db

MEASURES = {
    "all": Amount(),
    "of July": Amount((JULY,)),
    "of both": Amount((JULY, AUGUST)),
    "of nothing": Amount((AUGUST,), districts=[]),
    "of one district": Amount((AUGUST,), districts=["4301"]),
    "reporting": Producers(AUGUST),
    "selling": Producers(JULY, count=Count.SELLING),
    "districts": Districts(["4301", "4317"], (JULY, AUGUST)),
    **{kind: Amount((AUGUST,), product_type=kind) for kind in ProductType.values},
    **{f"{kind} abroad": Amount(product_type=kind, channels=CHANNELS[2:]) for kind in ProductType.values},
    **{kind: Amount((JULY,), producer_type=kind, channels=CHANNELS[:1]) for kind in ProducerType.values},
}


@pytest.fixture
def tally():
    for code, month in (("4301", JULY), ("4301", AUGUST), ("4317", AUGUST), ("4201", JULY)):
        asked.confirmed_sheet(code, month)
    return Tally.objects.at(None)


@pytest.mark.parametrize("by", [(), ("province",), ("district", "month"), ("region",)])
def test_what_is_asked_together_is_what_is_asked_alone(by, tally):
    together = tally.measured(*by, **MEASURES)
    assert len(together) == {(): 1, ("province",): 2, ("district", "month"): 4, ("region",): 1}[by]
    for name, measure in MEASURES.items():
        alone = tally.measured(*by, **{name: measure})
        assert {key: figures[name] for key, figures in together.items()} == {
            key: figures[name] for key, figures in alone.items()
        }


def test_of_all_amounts_the_half_is_what_the_other_half_leaves(tally):
    halves = {place: Amount(channels=[each for each in CHANNELS if place in each]) for place in ("domestic", "foreign")}
    with CaptureQueriesContext(connection) as queries:
        found = tally.measured(**halves)[()]
    assert sum(column in queries[0]["sql"] for column in Tally.amount_columns) == len(Tally.amount_columns) / 2
    columns = {place: [each for each in Tally.amount_columns if place in each] for place in halves}
    lines = [*tally]
    assert found == {place: sum(getattr(line, each) for line in lines for each in columns[place]) for place in halves}


def test_districts_without_any_of_a_measure_do_not_stand_apart(tally):
    with CaptureQueriesContext(connection) as queries:
        tally.measured("province", nothing=Amount((AUGUST,), districts=[]), all=Amount())
    assert '"sales_tally"."district_id"' not in queries[0]["sql"]


def test_it_takes_one_statement(tally, django_assert_num_queries):
    with django_assert_num_queries(1):
        tally.measured("province", **MEASURES)


def test_figures_are_those_of_the_columns(tally):
    found = tally.measured(**MEASURES)[()]
    one = sum(line.total for line in tally.filter(month=AUGUST, district="4301"))
    assert found["all"] == 4 * one
    assert (found["of July"], found["of both"], found["of one district"]) == (2 * one, 4 * one, one)
    assert (found["districts"], found["reporting"]) == (2, 4)
    assert found["cloth abroad"] == sum(line.cloth_community_group_foreign_online for line in tally)


def test_a_sum_of_nothing_is_none_and_no_nought(tally):
    assert tally.measured(**MEASURES)[()]["of nothing"] is None
    assert tally.none().measured(all=Amount()) == {(): {"all": None}}
    assert tally.filter(district="4201").measured("province", **MEASURES)["42",]["reporting"] is None
    assert tally.added_up([], {"lines": Number("pk")}) == {(): {"lines": 4}}
