"""Page 24, พร้อมยืนยัน: what nothing speaks against is ticked, and nothing else is ever confirmed together."""

from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import reverse

from sales import sentences
from sales.checks.sentences import OPEN_FLAG
from sales.models import Sheet, Stage
from sales.transitions import confirmation
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import JULY
from tests.sales.checks.laid import explanation

from .posts import CONFIRM_DISTRICTS, change, confirmed_sheet, several, stages

pytestmark = pytest.mark.django_db

READY = reverse("sales:ready", args=[2566, 8])


@pytest.fixture
def client() -> Client:
    return signed_in(factories.province_officer())


def flagged_sheet(code: str) -> Sheet:
    """Confirmed by the district, with a row that has trebled."""
    by = factories.district_officer(code)
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100_000, 0, 0, 0)), by=by, of=JULY)
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (310_000, 0, 0, 0)), by=by)
    factories.confirm_by_district(sheet)
    return sheet


def test_clean_districts_are_ticked_and_the_others_say_why_who_and_how_long(client):
    confirmed_sheet("4301")
    flagged_sheet("4302")
    factories.district("4303")
    factories.confirm_by_province(confirmed_sheet("4305"))

    response = client.get(READY)

    triage, page = response.context["triage"], response.content.decode()
    assert [each.line.district.pk for each in triage.clean] == ["4301"]
    assert [each.line.district.pk for each in triage.exceptions] == ["4302", "4303"]
    assert (len(triage.flagged), len(triage.at_districts), triage.overview.finished) == (1, 1, 1)
    assert triage.total == factories.baht("150.25")[0]
    assert page.count('name="rows"') == page.count(" checked") == 1
    assert "ข้อสังเกต 1 ข้อ รอเหตุผล 1 ข้อ" in page
    assert "ยอดเป็น 3.10 เท่าของเดือนก่อน" in page
    flagged, waiting = triage.exceptions
    assert (flagged.line.holding.holder, waiting.line.holding.holder) == ("province", "officer")
    assert (flagged.line.holding.days, waiting.line.holding.days) == (0, 33)


def test_an_explained_district_is_clean(client):
    sheet = flagged_sheet("4302")
    explanation(sheet.sales.get())
    (clean,) = client.get(READY).context["triage"].clean
    assert clean.flagged_sentence == "ข้อสังเกต 1 ข้อ ชี้แจงแล้วทุกข้อ"


def test_what_is_ticked_is_confirmed_and_the_page_comes_again(client):
    sheets = [confirmed_sheet("4301"), confirmed_sheet("4303")]
    response = client.post(CONFIRM_DISTRICTS, several(*sheets, ready="1"), follow=True)
    assert response.request["PATH_INFO"] == READY
    assert {stage for sheet in sheets for stage in stages(sheet)} == {Stage.PROVINCE}


def test_a_forged_posting_confirms_no_open_finding(client):
    clean, flagged = confirmed_sheet("4301"), flagged_sheet("4302")
    said = client.post(CONFIRM_DISTRICTS, several(clean, flagged, ready="1"), follow=True).content.decode()
    assert f"อำเภอที่ 4302: {OPEN_FLAG}" in said
    assert (stages(clean), stages(flagged)) == ([Stage.PROVINCE] * 2, [Stage.DISTRICT])


def test_without_the_rule_the_forged_posting_would_confirm_it(client):
    """The control."""
    flagged = flagged_sheet("4302")
    with patch.object(confirmation, "open_flags", lambda *asked: []):
        client.post(CONFIRM_DISTRICTS, several(flagged, ready="1"))
    assert stages(flagged) == [Stage.PROVINCE]


def test_what_changed_since_the_page_was_opened_is_listed_and_not_confirmed(client):
    sheet, other = confirmed_sheet("4301"), confirmed_sheet("4303")
    posted = several(sheet, other, ready="1")
    change(sheet)
    said = client.post(CONFIRM_DISTRICTS, posted, follow=True).content.decode()
    assert f"อำเภอที่ 4301: {sentences.stale(1)}" in said
    assert (stages(sheet), stages(other)) == ([Stage.DISTRICT] * 2, [Stage.PROVINCE] * 2)


def test_a_finding_that_came_since_the_page_was_opened_keeps_it_too(client):
    """The month before changes: the sheet is as it was seen, the finding is new."""
    sheet = confirmed_sheet("4301")
    posted = several(sheet, ready="1")
    by = factories.district_officer("4301")
    factories.sheet(("กลุ่มทอผ้า", "cloth", (10_000, 0, 0, 0)), by=by, of=JULY)
    client.post(CONFIRM_DISTRICTS, posted)
    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_a_dozen_districts_take_as_many_statements_as_one(client):
    confirmed_sheet("4301")
    one = number_of_queries(client, READY)
    for number in range(2, 13):
        flagged_sheet(f"43{number:02}")
    assert number_of_queries(client, READY) == one
