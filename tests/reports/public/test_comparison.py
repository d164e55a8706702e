"""เปรียบเทียบสองจังหวัด: the same questions to both."""

import pytest
from django.urls import reverse

from otop_portal import fiscal, thai
from tests.factories import JULY
from tests.reports.public.published import MEMBERS, cell, part, publish_something, run, total

pytestmark = pytest.mark.django_db
PAIR = ("43", "41")


@pytest.fixture
def answer(client):
    publish_something(seed=7)
    return client.get(reverse("public:compare"), {"one": PAIR[0], "other": PAIR[1], "unit": "baht"})


def test_the_sums_of_both_are_what_sql_adds_up(answer):
    lines = {line.name: line.texts for line in answer.context["sums"]}
    since = run(fiscal.add_months(JULY, -9), JULY)
    assert lines["เดือนกรกฎาคม 2566"] == tuple(thai.baht(total([JULY], code)) for code in PAIR)
    assert lines["ตั้งแต่ตุลาคม (ต.ค. 65 – ก.ค. 66)"] == tuple(thai.baht(total(since, code)) for code in PAIR)
    assert lines["อำเภอที่ยืนยันครบ"] == ("2 จาก 2", "2 จาก 2")


def test_unasked_it_compares_the_two_that_sold_most(client):
    cell(JULY, amount=9, complete=3, reporting=3)
    for province, amount in {"41": 1, "42": None, "43": 3, "44": 5}.items():
        cell(JULY, province, amount, complete=1, reporting=1)
    assert [each.code for each in client.get(reverse("public:compare")).context["sides"]] == ["44", "43"]


def test_twelve_months_stand_side_by_side(answer):
    for n, line in enumerate(answer.context["charts"][0].lines):
        amounts = [total([fiscal.add_months(JULY, n - 11)], code) for code in PAIR]
        assert line.texts == tuple("–*" if amount is None else thai.baht(amount) for amount in amounts)


def test_the_parts_of_both_stand_beside_each_other_with_their_shares(answer):
    for chart, members in zip(answer.context["charts"][1:], MEMBERS.values(), strict=True):
        amounts = [[part(JULY, code, member) for member in members] for code in PAIR]
        for n, line in enumerate(chart.lines):
            assert line.texts[2:] == tuple("–*" if each[n] is None else thai.baht(each[n]) for each in amounts)
            for share, each in zip(line.texts, amounts, strict=False):
                assert (share == "–") == (None in each)
                assert share == "–" or abs(float(share) - float(each[n] / sum(each) * 100)) < 0.011
