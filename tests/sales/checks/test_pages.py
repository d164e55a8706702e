"""Findings at their cells, and their reasons: pages 12, 14, 18 and 25, without JavaScript."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sales.checks import sentences
from sales.models import Explanation, ExplanationReason, Sale, Sheet
from sales.reference import load_explanation_reasons
from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST, JULY
from tests.personas import OFFICERS
from tests.sales.entry.pages import opened

from .laid import OTHERS, reported

pytestmark = pytest.mark.django_db

ENTRY, CONFIRMATION = "/entry/2566/8/", "/confirmation/2566/8/"
SHEET = reverse("sales:province-sheet", args=["4317", 2566, 8])
READING = reverse("sales:sheet", args=["4317", 2566, 8])
SUBMISSION = {"submission": "5b5d4a52-9d3c-4f2e-8a53-0f1f5a0f3c11"}
TREBLED = "ยอดเป็น 3.10 เท่าของเดือนก่อน กรุณาตรวจสอบ หากถูกต้องกรุณาเลือกเหตุผล"


@pytest.fixture(autouse=True)
def sheet() -> Sheet:
    load_explanation_reasons()
    reported(JULY, 100_000, 0, 0, 0)
    return reported(AUGUST, 310_000, 0, 0, 0)


@pytest.fixture
def client():
    return signed_in(factories.district_officer())


def flagged_row() -> Sale:
    return Sale.objects.get(sheet__month=AUGUST, product_type="cloth")


def answer(**changes) -> dict:
    row = flagged_row()
    fair = ExplanationReason.objects.get(label="มีงานแสดงและจำหน่ายสินค้า").pk
    return {"why-explained": f"{row.pk}:{row.version}", "why-reason": fair, "why-words": "งานกาชาด", **changes}


def test_the_page_of_entry_says_it_at_the_row_and_asks_for_a_reason(client):
    page = client.get(ENTRY).content.decode()
    row = page[page.index("<th scope=row") :]
    assert TREBLED in row[: row.index("</tr>")]
    assert "ข้อสังเกต 1 ข้อ รอเหตุผล 1 ข้อ" in page
    assert page.count("นอกฤดูกาล") >= 1
    assert page.count(TREBLED) == 2  # at its cell, and in the list with the choice of reasons


def test_a_reason_given_while_typing_keeps_the_typing(client):
    form = opened(client, ENTRY)
    other = Sale.objects.get(sheet__month=AUGUST, product_type="herb")
    form.type_amounts(other.pk, "77")
    for name, value in answer().items():
        form.type(name, str(value))
    page = form.press(client, "บันทึกเหตุผล").content.decode()
    assert Explanation.objects.get().said == "มีงานแสดงและจำหน่ายสินค้า งานกาชาด"
    assert "บันทึกเหตุผลแล้ว 1 ข้อ" in page
    assert 'value="77"' in page
    assert Sale.objects.get(pk=other.pk).domestic_offline == factories.baht(OTHERS[2][0])[0]


@pytest.mark.parametrize("page", [ENTRY, CONFIRMATION])
def test_a_reason_is_kept_and_stands_at_the_row(client, page):
    response = client.post(f"{page}explain", answer() | SUBMISSION, follow=True)
    shown = response.content.decode()
    assert "ข้อสังเกต 1 ข้อ ชี้แจงแล้วทุกข้อ" in shown
    assert shown.count("ชี้แจงแล้วว่า มีงานแสดงและจำหน่ายสินค้า งานกาชาด") == 2
    assert TREBLED not in shown


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"why-explained": ""}, sentences.NOTHING_TICKED),
        ({"why-reason": ""}, sentences.NO_REASON),
        ({"why-reason": "987654321"}, sentences.NO_REASON),
        ({"why-reason": "\0"}, sentences.NO_REASON),
        ({"why-explained": "x"}, ""),
        ({"why-until": "2566-13"}, ""),
    ],
)
def test_an_incomplete_answer_keeps_nothing_and_says_why(client, changes, said):
    response = client.post(f"{CONFIRMATION}explain", answer(**changes) | SUBMISSION)
    assert (response.status_code, said in response.content.decode()) == (409, True)
    assert not Explanation.objects.exists()


def test_a_season_asks_for_its_last_month(client):
    season = ExplanationReason.objects.get(is_seasonal=True).pk
    posted = answer(**{"why-reason": season}) | SUBMISSION
    assert sentences.NO_LAST_MONTH in client.post(f"{CONFIRMATION}explain", posted).content.decode()
    client.post(f"{CONFIRMATION}explain", posted | {"why-until": "2023-11-01"})
    assert Explanation.objects.get().said == "นอกฤดูกาล ถึงเดือนพฤศจิกายน 2566 งานกาชาด"


@pytest.mark.parametrize(
    ("who", "page"),
    [("province", SHEET), ("chief", READING), ("admin", READING)],
)
def test_chief_and_province_see_the_finding_and_then_its_reason(client, sheet, who, page):
    reader = signed_in(OFFICERS[who]())
    assert TREBLED in reader.get(page).content.decode()
    client.post(f"{CONFIRMATION}explain", answer() | SUBMISSION)
    shown = reader.get(page).content.decode()
    assert "ชี้แจงแล้วว่า มีงานแสดงและจำหน่ายสินค้า งานกาชาด" in shown
    assert "why-explained" not in shown


def test_the_department_sees_the_reason_once_the_province_has_confirmed_the_row(client, sheet):
    client.post(f"{CONFIRMATION}explain", answer() | SUBMISSION)
    factories.confirm_by_district(sheet)
    department = signed_in(factories.department_officer())
    assert "งานกาชาด" not in department.get(READING).content.decode()
    factories.confirm_by_province(sheet)
    shown = department.get(READING).content.decode()
    assert "งานกาชาด" in shown
    # What a finding compares with is not the department's to read.
    assert "เท่าของเดือนก่อน" not in shown


def test_a_province_adds_a_reason_that_its_districts_choose_from(client):
    province = signed_in(factories.province_officer())
    page = reverse("sales:explanation-reasons")
    assert "น้ำท่วม" in province.post(page, {"label": "น้ำท่วม"}, follow=True).content.decode()
    assert province.post(page, {"label": "น้ำท่วม"}).status_code == 409
    assert re.search(r"<option[^>]*>น้ำท่วม</option>", client.get(CONFIRMATION).content.decode())
    other = signed_in(factories.province_officer("42"))
    assert "น้ำท่วม" not in other.get(page).content.decode()


def test_many_flags_take_as_many_statements_as_one(client, sheet):
    counts = []
    for numbers in (range(1), range(1, 60)):
        lines = [(f"ร้าน {n}", "food", (60_000, 0, 0, 0)) for n in numbers]
        factories.sheet(*lines, of=JULY)
        factories.sheet(*((name, kind, (200_000, 0, 0, 0)) for name, kind, _ in lines))
        with CaptureQueriesContext(connection) as captured:
            client.get(CONFIRMATION)
        counts.append(len(captured))
    assert counts[0] == counts[1]
