"""Results against rules: the documents' schemes by their words, and any scheme by the properties of all."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from otop_portal import money
from targets import sentences
from targets.choices import Deciding, Lack, Percentage
from targets.scoring import Level, Rule, Standing, Yardstick, grade
from tests.targets.second_opinion import second_opinion

SATANG = Decimal("0.01")


def scores(*percents: int, condition: str = "") -> list[Level]:
    """1 คะแนน to 5 คะแนน: the first for whoever has a result, the last on a condition."""
    levels = [Level(f"score{n}", f"{n} คะแนน", Decimal(percent)) for n, percent in enumerate(percents, 1)]
    return [replace(levels[0], is_floor=True), *levels[1:-1], replace(levels[-1], condition=condition)]


SURVEY = "รายงานการสำรวจความพร้อม"
SALES_2564 = Rule(scores(6, 7, 8, 9, 10), places=0)
ONLINE_2564 = Rule(
    scores(7, 8, 9, 10, 11, condition=SURVEY), Percentage.SHARE, places=0, result_places=0, unit="ผลิตภัณฑ์"
)
SALES_2566 = Rule(
    [Level("low", "ระดับต้น"), Level("standard", "ระดับมาตรฐาน"), Level("high", "ระดับสูง")],
    deciding=Deciding.PRINTED,
    places=0,
)
SALES_CHIANG_RAI = Rule([Level("target", "เป้าหมาย", Decimal(2))])
SHOP_2567 = Rule(
    [
        Level(letter.lower(), f"ระดับ {letter}", Decimal(share))
        for letter, share in zip("DCBA", (25, 50, 75, 100), strict=True)
    ],
    Percentage.SHARE,
    places=0,
    result_places=0,
    unit="ราย",
)


def reached(rule: Rule, base, result, *, met=(), **figures) -> str | None:
    given = {slug: Decimal(figure) for slug, figure in figures.items()}
    standing = yardstick(rule, base, given).judge(None if result is None else Decimal(result), met)
    return standing.level and standing.level.slug


def yardstick(rule: Rule, base, given=None) -> Yardstick:
    return Yardstick(rule, None if base is None else Decimal(base), given or {})


# The documents' words (DOMAIN d)


@pytest.mark.parametrize(
    ("result", "score"),
    [
        ("0", "score1"),
        ("106999999.99", "score1"),
        ("107000000", "score2"),
        ("107999999.99", "score2"),
        ("108000000", "score3"),
        ("109000000", "score4"),
        ("109999999.99", "score4"),
        ("110000000", "score5"),
    ],
)
def test_sales_of_2564_score_by_their_growth(result, score):
    assert reached(SALES_2564, "100000000", result) == score


def test_the_unrounded_percentage_decides_where_the_shown_target_is_rounded_down():
    measure = yardstick(SALES_2564, "1234.56")
    two = SALES_2564.levels[1]
    assert measure.shown(two) == Decimal(1321)  # 1,320.9792
    assert reached(SALES_2564, "1234.56", "1320.97") == "score1"
    assert reached(SALES_2564, "1234.56", "1320.98") == "score2"


@pytest.mark.parametrize(
    ("sold", "score"), [(79, "score1"), (80, "score2"), (90, "score3"), (100, "score4"), (110, "score4")]
)
def test_online_products_of_2564_score_by_their_share_of_the_registered(sold, score):
    assert reached(ONLINE_2564, 1000, sold) == score


def test_five_points_for_online_products_need_the_readiness_survey_too():
    assert reached(ONLINE_2564, 1000, 110, met=[SURVEY]) == "score5"
    standing = yardstick(ONLINE_2564, 1000).judge(Decimal(105))
    assert (standing.distance, standing.condition) == (5, SURVEY)


@pytest.mark.parametrize(
    ("result", "level"),
    [
        ("345828067.99", None),
        ("345828068", "low"),
        ("355747764.99", "low"),
        ("355747765", "standard"),
        ("364412580.99", "standard"),
        ("364412581", "high"),
    ],
)
def test_the_printed_baht_decides_in_2566(result, level):
    printed = {"low": 345828068, "standard": 355747765, "high": 364412581}
    assert reached(SALES_2566, "345828068", result, **printed) == level


def test_printed_targets_decide_without_any_base():
    assert reached(SALES_2566, None, 7, low=5, standard=8, high=9) == "low"


def test_a_level_that_no_figure_is_given_for_is_stepped_over():
    standing = yardstick(SALES_2566, None, {"low": Decimal(5), "high": Decimal(9)}).judge(Decimal(7))
    assert (standing.level.slug, standing.following.slug, standing.distance) == ("low", "high", 2)


@pytest.mark.parametrize(("base", "shown"), [("100.25", "102.26"), ("100.24", "102.24"), ("12.25", "12.50")])
def test_targets_of_chiang_rai_round_half_up_to_the_satang(base, shown):
    measure = yardstick(SALES_CHIANG_RAI, base)
    assert str(measure.shown(SALES_CHIANG_RAI.levels[0])) == shown


@pytest.mark.parametrize(
    ("base", "shown"), [(30, [8, 15, 23, 30]), (10, [3, 5, 8, 10]), (6, [2, 3, 5, 6]), (5, [1, 3, 4, 5])]
)
def test_shops_are_shown_half_up_in_whole_units(base, shown):
    measure = yardstick(SHOP_2567, base)
    assert [measure.shown(level) for level in SHOP_2567.levels] == shown


def test_a_share_of_a_shop_is_not_enough():
    """25 % of 5 shows 1 and decides at 1.25."""
    assert (reached(SHOP_2567, 5, 1), reached(SHOP_2567, 5, 2)) == (None, "d")


# What is missing has a defined answer, in words


@pytest.mark.parametrize(
    ("rule", "base", "result", "lack"),
    [
        (SALES_2564, None, 5, Lack.NO_BASE),
        (SALES_2564, None, None, Lack.NO_BASE),
        (SALES_2564, 0, 5, Lack.ZERO_BASE),
        (SALES_2564, 100, None, Lack.NO_RESULT),
        (SALES_2566, 100, 5, Lack.NO_TARGET),
    ],
)
def test_without_base_result_or_target_nothing_is_judged_and_the_answer_says_why(rule, base, result, lack):
    standing = yardstick(rule, base).judge(None if result is None else Decimal(result))
    assert standing.lack == lack
    assert (standing.level, standing.following, standing.reached) == (None, None, ())
    assert sentences.level(rule, standing) == lack.label
    assert sentences.distance(rule, standing) == ""


def test_a_printed_rule_takes_no_percentage_of_nothing():
    rule = replace(SALES_CHIANG_RAI, deciding=Deciding.PRINTED)
    assert yardstick(rule, 0).judge(Decimal(5)).lack == Lack.ZERO_BASE


@pytest.mark.parametrize(
    ("result", "level", "growth", "distance"),
    [
        ("90", "1 คะแนน", "ลดลง ร้อยละ 10.00", "อีก 17.00 บาท ถึง 2 คะแนน"),
        ("100", "1 คะแนน", "ไม่เปลี่ยนแปลง", "อีก 7.00 บาท ถึง 2 คะแนน"),
        ("107.5", "2 คะแนน", "เพิ่มขึ้น ร้อยละ 7.50", "อีก 0.50 บาท ถึง 3 คะแนน"),
        ("200", "5 คะแนน", "เพิ่มขึ้น ร้อยละ 100.00", ""),
    ],
)
def test_a_standing_in_words(result, level, growth, distance):
    standing = yardstick(SALES_2564, "100").judge(Decimal(result))
    assert sentences.level(SALES_2564, standing) == level
    assert sentences.percentage(SALES_2564, standing.percentage) == growth
    assert sentences.distance(SALES_2564, standing) == distance


def test_below_the_lowest_level_in_words():
    standing = yardstick(SHOP_2567, 30).judge(Decimal(7))
    assert sentences.level(SHOP_2567, standing) == "ต่ำกว่าระดับ D"
    assert sentences.distance(SHOP_2567, standing) == "อีก 1 ราย ถึงระดับ D"
    assert sentences.percentage(SHOP_2567, standing.percentage) == "ร้อยละ 23.33"
    assert sentences.percentage(SHOP_2567, None) == "–"


def test_a_missing_condition_in_words():
    standing = yardstick(ONLINE_2564, 1000).judge(Decimal(110))
    assert sentences.distance(ONLINE_2564, standing) == f"ต้องมี{SURVEY} ถึง 5 คะแนน"
    standing = yardstick(ONLINE_2564, 1000).judge(Decimal(105))
    assert sentences.distance(ONLINE_2564, standing) == f"อีก 5 ผลิตภัณฑ์ และต้องมี{SURVEY} ถึง 5 คะแนน"


def test_where_less_is_better_a_lower_result_reaches_a_higher_level():
    rule = replace(SALES_2566, falling=True)
    figures = {"low": Decimal(9), "standard": Decimal(6), "high": Decimal(3)}
    standings = [yardstick(rule, None, figures).judge(Decimal(result)) for result in ("9.01", "9", "5", "3")]
    assert [standing.level and standing.level.slug for standing in standings] == [None, "low", "standard", "high"]
    assert sentences.distance(rule, standings[0]) == "ลดอีก 0.01 บาท ถึงระดับต้น"


# Grades of 2567 (DOMAIN d 3, h 9)

TARGET = Rule([Level("target", "เป้าหมาย")], deciding=Deciding.PRINTED)


def grades(*, d_needs_sales: bool) -> list[Level]:
    sales = {"products": "target", "sales": "target"}
    levels = [Level(slug, f"ระดับ {slug.upper()}", parts={**sales, "shop": slug}) for slug in "dcba"]
    without = replace(levels[0], parts={"products": "target", "shop": "d"})
    return levels if d_needs_sales else [without, *levels[1:]]


def parts(products, sales, shop) -> dict[str, Standing]:
    goal = {"target": Decimal(10)}
    return {
        "products": yardstick(TARGET, None, goal).judge(products and Decimal(products)),
        "sales": yardstick(TARGET, None, goal).judge(sales and Decimal(sales)),
        "shop": yardstick(SHOP_2567, 100).judge(shop and Decimal(shop)),
    }


@pytest.mark.parametrize(
    ("products", "sales", "shop", "nong_khai", "chiang_rai"),
    [
        (10, 10, 100, "a", "a"),
        (10, 10, 99, "b", "b"),
        (10, 10, 50, "c", "c"),
        (10, 10, 49, "d", "d"),
        (10, 9, 100, "d", None),
        (9, 10, 100, None, None),
        (10, 10, 24, None, None),
    ],
)
def test_a_grade_is_the_best_whose_criteria_all_hold(products, sales, shop, nong_khai, chiang_rai):
    standings = parts(products, sales, shop)
    found = [grade(grades(d_needs_sales=needs), standings).level for needs in (False, True)]
    assert [level and level.slug for level in found] == [nong_khai, chiang_rai]


def test_a_grade_says_what_the_next_one_needs():
    found = grade(grades(d_needs_sales=False), parts(10, 9, 60))
    assert (found.level.slug, found.following.slug, found.missing) == ("d", "c", {"sales": "target"})


def test_a_part_without_a_result_holds_nothing_and_is_named():
    levels = grades(d_needs_sales=False)
    found = grade(levels, parts(10, None, 100))
    assert (found.level.slug, found.unknown) == ("d", ["sales"])
    nothing_yet = grade(levels, {})
    assert (nothing_yet.level, nothing_yet.unknown) == (None, ["products", "shop", "sales"])
    assert sentences.level(Rule(levels), nothing_yet) == "ยังมีผลไม่ครบ"


def test_below_the_lowest_grade_in_words():
    levels = grades(d_needs_sales=True)
    assert sentences.level(Rule(levels), grade(levels, parts(9, 9, 100))) == "ต่ำกว่าระดับ D"


# Any scheme

amounts = st.integers(0, money.satang(Decimal(10**9))).map(money.baht)
counts = st.integers(0, 10**4).map(Decimal)


@st.composite
def yardsticks(draw) -> Yardstick:
    """Ascending levels by percentage or by figure, with or without a floor."""
    kind = draw(st.sampled_from(Percentage))
    counted = draw(st.booleans())
    size = draw(st.integers(1, 5))
    figures = counts if counted else amounts
    percents = sorted(draw(st.lists(st.decimals(-50, 150, places=2), min_size=size, max_size=size)))
    given = sorted(draw(st.lists(figures, min_size=size, max_size=size)))
    by_percent = draw(st.booleans())
    levels = [Level(f"l{n}", f"ระดับ {n}", percents[n] if by_percent else None) for n in range(size)]
    levels[0] = replace(levels[0], is_floor=draw(st.booleans()))
    rule = Rule(
        levels,
        percentage=kind,
        deciding=draw(st.sampled_from(Deciding)),
        places=draw(st.integers(0, 2)),
        result_places=0 if counted else 2,
    )
    figures_given = {} if by_percent else {level.slug: figure for level, figure in zip(levels, given, strict=True)}
    return Yardstick(rule, draw(st.none() | figures), figures_given)


def results_of(measure: Yardstick) -> st.SearchStrategy[Decimal]:
    """Near the targets as often as anywhere."""
    step = Decimal(1).scaleb(-measure.rule.result_places)
    shown = [figure for level in measure.rule.levels if (figure := measure.shown(level)) is not None]
    near = [max((figure + n * step).quantize(step), Decimal(0)) for figure in shown for n in (-1, 0, 1)]
    anywhere = counts if measure.rule.result_places == 0 else amounts
    return anywhere | st.sampled_from(near) if near else anywhere


def rank(measure: Yardstick, standing: Standing) -> int:
    return measure.rule.levels.index(standing.level) if standing.level else -1


@given(st.data())
def test_a_level_never_falls_when_the_result_rises(data):
    measure = data.draw(yardsticks())
    less, more = sorted(data.draw(st.tuples(results_of(measure), results_of(measure))))
    assert rank(measure, measure.judge(less)) <= rank(measure, measure.judge(more))


@given(st.data())
def test_just_what_is_missing_reaches_the_next_level_and_one_step_less_does_not(data):
    measure = data.draw(yardsticks())
    result = data.draw(results_of(measure))
    standing = measure.judge(result)
    if standing.following:
        step = Decimal(1).scaleb(-measure.rule.result_places)
        there = result + standing.distance
        assert standing.distance > 0
        assert standing.following.slug in measure.judge(there).reached
        assert standing.following.slug not in measure.judge(there - step).reached


@given(st.data())
def test_everything_is_judged_or_says_what_it_lacks(data):
    measure = data.draw(yardsticks())
    standing = measure.judge(data.draw(st.none() | results_of(measure)))
    assert bool(standing.lack) == (standing.level is None and standing.following is None)
    assert sentences.level(measure.rule, standing)


@settings(max_examples=500)
@given(st.data())
def test_a_second_implementation_comes_to_the_same_level(data):
    measure = data.draw(yardsticks())
    result = data.draw(st.none() | results_of(measure))
    standing = measure.judge(result)
    rule = measure.rule
    levels = [(level.percent, measure.given.get(level.slug), level.is_floor) for level in rule.levels]
    ways = {"growth": rule.percentage == Percentage.GROWTH, "printed": rule.deciding == Deciding.PRINTED}
    expected = second_opinion(levels, **ways, places=rule.places, base=measure.base, result=result)
    assert (None if standing.lack else rank(measure, standing)) == expected


@given(amounts, amounts.filter(bool))
def test_the_percentage_is_exact(result, base):
    measure = yardstick(SALES_2564, base)
    assert measure.judge(result).percentage == (Fraction(result) - Fraction(base)) * 100 / Fraction(base)
    share = yardstick(ONLINE_2564, base).judge(result).percentage
    assert share == Fraction(result) * 100 / Fraction(base)


def test_only_what_is_all_of_a_target_shows_a_hundred():
    measure = Yardstick(Rule([Level("high", "ระดับสูง")], deciding=Deciding.PRINTED), given={"high": Decimal(29413218)})
    (level,) = measure.rule.levels
    parts = {result: measure.part(level, Decimal(result)) for result in ("29413217", "29413218", "0")}
    assert parts == {"29413217": Fraction(9999, 100), "29413218": 100, "0": 0}
    lacks = [measure.missing(level, result) for result in (Decimal(29413217), Decimal(29413219), None)]
    assert lacks == [1, 0, None]
