"""Rules that make no sense, and the printed columns of an invented province."""

from dataclasses import replace
from decimal import Decimal

import pytest

from targets.choices import Deciding, Fault
from targets.scoring import Level, Rule
from tests.targets.test_scoring import (
    ONLINE_2564,
    SALES_2564,
    SALES_2566,
    SALES_CHIANG_RAI,
    SHOP_2567,
    reached,
    yardstick,
)

# What makes no sense


@pytest.mark.parametrize("rule", [SALES_2564, ONLINE_2564, SALES_2566, SALES_CHIANG_RAI, SHOP_2567])
def test_the_documents_rules_make_sense(rule):
    assert rule.faults == []


def test_where_less_is_better_percentages_fall():
    falling = replace(SHOP_2567, falling=True)
    assert falling.faults == [(n, "percent", Fault.NOT_LOWER) for n in (1, 2, 3)]
    assert replace(falling, levels=SHOP_2567.levels[::-1]).faults == []


def test_a_given_figure_between_percentages_hides_no_disorder():
    levels = [SHOP_2567.levels[1], Level("given", "ที่กำหนด"), SHOP_2567.levels[0]]
    assert replace(SHOP_2567, levels=levels).faults == [(2, "percent", Fault.NOT_HIGHER)]


def test_a_grade_stands_on_parts_alone():
    levels = [Level("d", "ระดับ D", parts={"shop": "d"}), Level("c", "ระดับ C", Decimal(5))]
    graded = Rule(levels, is_graded=True)
    assert graded.faults == [(1, "parts", Fault.NO_PART), (1, "percent", Fault.PERCENT_OF_GRADE)]
    assert Rule([]).faults == [(0, "slug", Fault.NO_LEVEL)]


# Rounding

# Bases of an invented province's sheet and its printed columns, worked by hand: each holds a figure half-way.
INVENTED = [
    # 1.06 ... 1.10 of 50 are 53, 53.5, 54, 54.5, 55; of 25 they end in .5, .75, 0, .25 and .5.
    (SALES_2564, "50", ["53", "54", "54", "55", "55"]),
    (SALES_2564, "25", ["27", "27", "27", "27", "28"]),
    (SALES_2564, "150", ["159", "161", "162", "164", "165"]),
    (SALES_2564, "1234567.50", ["1308642", "1320987", "1333333", "1345679", "1358024"]),
    # 7 ... 11 % of 50 products are 3.5, 4, 4.5, 5, 5.5.
    (ONLINE_2564, "50", ["4", "4", "5", "5", "6"]),
    (ONLINE_2564, "150", ["11", "12", "14", "15", "17"]),
    # 1.02 of 0.25, 0.75 and 8,765,432.25 are 0.255, 0.765 and 8,940,740.895.
    (SALES_CHIANG_RAI, "0.25", ["0.26"]),
    (SALES_CHIANG_RAI, "0.75", ["0.77"]),
    (SALES_CHIANG_RAI, "8765432.25", ["8940740.90"]),
    (SALES_CHIANG_RAI, "8765432.24", ["8940740.88"]),
    # A quarter, half and three quarters of 2 and of 14.
    (SHOP_2567, "2", ["1", "1", "2", "2"]),
    (SHOP_2567, "14", ["4", "7", "11", "14"]),
]


@pytest.mark.parametrize(("rule", "base", "printed"), INVENTED)
def test_printed_columns_of_an_invented_province_round_half_up(rule, base, printed):
    measure = yardstick(rule, base)
    assert [str(measure.shown(level)) for level in rule.levels] == printed


@pytest.mark.parametrize(
    ("rule", "base", "result", "level"),
    [
        # 7 % above 50 shows 54 and is 53.5: the percentage decides.
        (SALES_2564, "50", "53.49", "score1"),
        (SALES_2564, "50", "53.50", "score2"),
        # 2 % above 8,765,432.25 shows .90 and is .895: there is no such satang but the next one.
        (SALES_CHIANG_RAI, "8765432.25", "8940740.89", None),
        (SALES_CHIANG_RAI, "8765432.25", "8940740.90", "target"),
        # Where the printed figure decides, the half that was rounded up is asked for.
        (replace(SALES_2564, deciding=Deciding.PRINTED), "50", "53.99", "score1"),
        (replace(SALES_2564, deciding=Deciding.PRINTED), "50", "54", "score3"),
    ],
)
def test_half_way_the_rule_says_whether_the_shown_target_decides(rule, base, result, level):
    assert reached(rule, base, result) == level
