"""Page 23, the province's districts: several confirmed together, each as its sheet stood."""

from datetime import datetime

import pytest
from django.test import Client

from otop_portal import clock
from sales import sentences
from sales.models import Sheet, SheetEvent, Stage
from tests import factories
from tests.clients import number_of_queries, signed_in

from .posts import (
    CONFIRM_DISTRICTS,
    DISTRICTS,
    LINES,
    change,
    confirmed_sheet,
    several,
    stages,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(factories.province_officer())


def test_what_waits_for_the_province_comes_first_and_what_is_finished_last(client):
    factories.confirm_by_province(confirmed_sheet("4301"))
    factories.district("4302")
    confirmed_sheet("4317")

    overview = client.get(DISTRICTS).context["overview"]

    assert [line.district.pk for line in overview.lines] == ["4317", "4302", "4301"]


def test_each_district_shows_how_far_it_is_and_since_when(client):
    factories.district("4302")
    with clock.at(datetime(2023, 9, 1, 9, tzinfo=clock.BANGKOK)):
        confirmed_sheet("4301")
        by = factories.district_officer()
        factories.producer("ยังไม่มีรายการ", by=by)
        factories.sheet(*LINES, ("กลุ่มจักสาน", "utensil", (None,) * 4), by=by)

    overview = client.get(DISTRICTS).context["overview"]

    found = [
        (line.district.pk, line.standing.slug, line.unanswered, line.missing, line.holding.days, line.confirmable)
        for line in overview.lines
    ]
    assert found == [
        ("4301", "district", 0, 0, 2, True),
        ("4302", "none", 0, 0, 33, False),
        ("4317", "draft", 1, 1, 33, False),
    ]
    assert [line.sheet and line.sheet.total for line in overview.lines] == [
        *factories.baht("150.25"),
        None,
        *factories.baht("150.25"),
    ]
    assert "ยังไม่กรอก 1 รายการ" in client.get(DISTRICTS).content.decode()


def test_several_districts_are_confirmed_together(client):
    sheets = confirmed_sheet("4301"), confirmed_sheet()

    answer = client.post(CONFIRM_DISTRICTS, several(*sheets), follow=True)

    assert sentences.confirmed_by_province(4, factories.baht("300.50")[0]) in answer.content.decode()
    assert set(Sheet.objects.values_list("stage", flat=True)) == {Stage.PROVINCE}


def test_a_district_whose_sheet_changed_is_named_and_the_others_confirmed(client):
    changed, unchanged = confirmed_sheet("4301"), confirmed_sheet()
    posted = several(changed, unchanged)
    change(changed)

    html = client.post(CONFIRM_DISTRICTS, posted, follow=True).content.decode()

    assert stages(changed) == [Stage.DISTRICT] * 2
    assert stages(unchanged) == [Stage.PROVINCE] * 2
    assert f"{changed.district}: {sentences.stale(1)}" in html


def test_a_double_click_has_one_effect_and_shows_the_first_answer(client):
    posted = several(confirmed_sheet("4301"), confirmed_sheet())

    answers = [client.post(CONFIRM_DISTRICTS, posted, follow=True).content.decode() for _ in range(2)]

    assert SheetEvent.objects.filter(action="confirm_by_province").count() == 2
    assert all(sentences.confirmed_by_province(4, factories.baht("300.50")[0]) in html for html in answers)


def test_only_ready_districts_can_be_ticked(client):
    factories.sheet(*LINES)
    html = client.get(DISTRICTS).content.decode()
    assert 'type="checkbox" name="rows"' not in html
    assert sentences.too_early(2) in html


def test_no_district_ticked_says_what_to_do(client):
    confirmed_sheet()
    html = client.post(CONFIRM_DISTRICTS, several(), follow=True).content.decode()
    assert sentences.NOTHING_TICKED in html


def test_the_overviews_queries_do_not_grow_with_the_districts(client):
    confirmed_sheet()
    one = number_of_queries(client, DISTRICTS)
    for number in range(1, 13):
        confirmed_sheet(f"43{number:02}")
    assert number_of_queries(client, DISTRICTS) == one <= 14
