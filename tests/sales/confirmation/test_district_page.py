"""Page 14, the district's: works, refuses, and never confirms what was not on the screen."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from sales import sentences, transitions
from sales.models import ReportingMonth, Role, Sheet, SheetEvent, Stage
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST, JULY

from .posts import LINES, payload, stages

pytestmark = pytest.mark.django_db

PAGE = reverse("sales:confirmation", args=[2566, 8])
CONFIRM = reverse("sales:confirmation-confirm", args=[2566, 8])
DECLARE = reverse("sales:entry-declare", args=[2566, 8])
UNANSWERED = "กลุ่มจักสาน", "utensil", (None,) * 4


@pytest.fixture
def client() -> Client:
    return signed_in(factories.district_officer())


def test_the_page_shows_the_month_before_it_is_confirmed(client):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (80, 0, 0, 0)), of=date(2023, 7, 1))
    factories.sheet(("กลุ่มทอผ้า", "cloth", (300.5, 0, 0, 0)), of=date(2022, 8, 1))
    factories.sheet(*LINES)

    page = client.get(PAGE)

    assert page.status_code == 200
    review = page.context["review"]
    assert (len(review.lines), review.producers) == (2, 2)
    assert [(each.month, each.total) for each in review.comparisons] == [
        (date(2023, 7, 1), factories.baht(80)[0]),
        (date(2022, 8, 1), factories.baht("300.50")[0]),
    ]
    for words in ("ยืนยันข้อมูลยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ)", "150.25", "80.00", "300.50", "ลดลง ร้อยละ 50.00"):
        assert words in page.content.decode()


def test_the_history_is_offered_once_there_is_one(client):
    factories.month()
    history = reverse("sales:sheet-history", args=["4317", 2566, 8])
    assert history not in client.get(PAGE).content.decode()
    factories.sheet(*LINES)
    assert history in client.get(PAGE).content.decode()


def test_ticked_rows_are_confirmed(client):
    sheet = factories.sheet(*LINES)
    _, last = factories.seen(sheet)

    answer = client.post(CONFIRM, payload(sheet, rows=[last]), follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert stages(sheet) == [Stage.DRAFT, Stage.DISTRICT]
    assert sentences.confirmed_by_district(1, 2) in answer.content.decode()


def test_the_headers_box_confirms_all_rows_shown_without_a_script(client):
    sheet = factories.sheet(*LINES)

    client.post(CONFIRM, payload(sheet, rows=[], all_shown="on"))

    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_everything_reaches_beyond_the_hundred_rows_shown(client):
    sheet = factories.sheet(*((f"กลุ่ม {number}", "food", (number, 0, 0, 0)) for number in range(102)))
    page = client.get(PAGE)
    posted = hidden(page.content.decode())
    assert (len(posted["seen"].split()), len(posted["beyond"].split())) == (100, 2)

    client.post(CONFIRM, posted | {"all_shown": "on"})
    assert sorted(stages(sheet)) == [Stage.DISTRICT] * 100 + [Stage.DRAFT] * 2

    client.post(CONFIRM, hidden(client.get(PAGE).content.decode()) | {"everything": "1"})
    assert set(stages(sheet)) == {Stage.DISTRICT}


def hidden(html: str) -> dict[str, str]:
    """The hidden fields of the confirmation's form."""
    form = html[html.index(f'action="{CONFIRM}"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_the_second_hundred_begins_with_line_101(client):
    factories.sheet(*((f"กลุ่ม {number}", "food", (number, 0, 0, 0)) for number in range(102)))

    review = client.get(PAGE, {"rows": "150"}).context["review"]

    assert [line.number for line in review.shown] == [101, 102]
    assert review.ranges == [(1, "1-100"), (101, "101-102")]


@pytest.mark.parametrize("rows", ["", "0", "-5", "abc", "9" * 30, "1\0", "99999"])
def test_a_range_that_means_nothing_shows_a_page(client, rows):
    factories.sheet(*LINES)
    assert client.get(PAGE, {"rows": rows}).status_code == 200


def test_an_unanswered_row_cannot_be_ticked_and_leads_to_its_cell(client):
    sheet = factories.sheet(*LINES, UNANSWERED)
    row = sheet.sales.get(product_type="utensil")

    html = client.get(PAGE).content.decode()

    assert sentences.unanswered(1) in html
    assert f'href="{reverse("sales:entry", args=[2566, 8])}#n3"' in html
    assert f'name="rows" value="{row.pk}"' not in html
    assert str(row.pk) not in [pair.split(":")[0] for pair in hidden(html)["seen"].split()]


def test_an_unanswered_row_ticked_by_hand_stays_a_draft(client):
    sheet = factories.sheet(*LINES, UNANSWERED)

    answer = client.post(CONFIRM, payload(sheet))

    assert answer.status_code == 200
    assert stages(sheet) == [Stage.DISTRICT, Stage.DISTRICT, Stage.DRAFT]
    assert sentences.unanswered(1) in answer.content.decode()


def test_active_producers_without_a_row_are_counted(client):
    factories.sheet(*LINES)
    factories.producer("กลุ่มใหม่ที่ยังไม่มีรายการ")

    assert "ยังไม่มีรายการในเดือนนี้ 1 ราย" in client.get(PAGE).content.decode()


def test_a_row_changed_since_the_page_was_opened_is_listed_not_confirmed(client):
    sheet = factories.sheet(*LINES)
    posted = payload(sheet)
    row = sheet.sales.first()
    transitions.save_rows(
        district=sheet.district,
        month=AUGUST,
        by=factories.district_officer(),
        edits=[factories.edit(row, domestic_offline=999)],
    )

    answer = client.post(CONFIRM, posted)

    assert stages(sheet) == [Stage.DRAFT, Stage.DISTRICT]
    html = answer.content.decode()
    assert sentences.stale(1) in html
    assert f'href="?rows=1#row-{row.pk}"' in html
    line = answer.context["review"].lines[0]
    assert (line.confirmable, line.ticked) == (True, False)


def test_a_double_click_has_one_effect_and_shows_the_first_answer(client):
    sheet = factories.sheet(*LINES)
    posted = payload(sheet)

    first, second = client.post(CONFIRM, posted, follow=True), client.post(CONFIRM, posted, follow=True)

    assert SheetEvent.objects.filter(action="confirm_by_district").count() == 1
    for answer in (first, second):
        assert sentences.confirmed_by_district(2, 2) in answer.content.decode()


def test_confirming_without_a_tick_says_what_to_do(client):
    sheet = factories.sheet(*LINES)

    answer = client.post(CONFIRM, payload(sheet, rows=[]))

    assert answer.status_code == 409
    assert sentences.NOTHING_TO_CONFIRM in answer.content.decode()
    assert stages(sheet) == [Stage.DRAFT] * 2


def test_a_closed_month_keeps_the_page_and_says_so(client):
    sheet = factories.sheet(*LINES)
    ReportingMonth.objects.filter(pk=AUGUST).update(closed_on=date(2023, 9, 1))

    answer = client.post(CONFIRM, payload(sheet))

    assert answer.status_code == 409
    assert "ปิดรับข้อมูลแล้ว" in answer.content.decode()
    assert stages(sheet) == [Stage.DRAFT] * 2
    assert "บันทึกการยืนยันระดับอำเภอ" not in client.get(PAGE).content.decode()


def test_a_district_without_producers_declares_its_month(client):
    factories.month()
    assert f'formaction="{DECLARE}"' in client.get(PAGE).content.decode()

    answer = client.post(DECLARE, {"submission": str(uuid4())}, follow=True)

    assert sentences.DECLARED in answer.content.decode()
    assert Sheet.objects.get().stage == Stage.DISTRICT


def test_a_month_without_a_figure_is_not_compared(client):
    factories.sheet(*LINES, of=JULY)
    factories.sheet(UNANSWERED)
    html = client.get(PAGE).content.decode()
    assert "เดือนก่อน (ก.ค. 66)" in html
    assert "เดือนนี้ลดลง" not in html


def test_a_district_with_producers_is_sent_to_its_sheet(client):
    factories.month()
    factories.producer()

    html = client.get(PAGE).content.decode()
    assert sentences.NO_ROWS in html
    assert DECLARE not in html

    answer = client.post(DECLARE, {"submission": str(uuid4())})
    assert not Sheet.objects.exists()
    assert sentences.STILL_PRODUCERS in answer.content.decode()


@pytest.mark.parametrize("address", [CONFIRM, DECLARE])
def test_a_change_is_posted_never_fetched(client, address):
    factories.month()
    assert client.get(address).status_code == 405


def test_the_chief_reads_and_does_not_confirm():
    sheet = factories.sheet(*LINES)
    chief = signed_in(factories.officer("c4317", Role.CHIEF, factories.district()))

    html = chief.get(PAGE).content.decode()
    assert "150.25" in html
    assert sentences.NOT_YOUR_ROLE in html
    assert "<button" not in html[html.index(CONFIRM) :]

    assert chief.post(CONFIRM, payload(sheet)).status_code == 403
    assert stages(sheet) == [Stage.DRAFT] * 2


@pytest.mark.parametrize("who", [factories.province_officer, factories.department_officer, factories.administrator])
def test_other_roles_have_no_sheet_of_their_own(who):
    sheet = factories.sheet(*LINES)
    client = signed_in(who())

    for answer in (client.get(PAGE), client.post(CONFIRM, payload(sheet)), client.post(DECLARE)):
        assert answer.status_code == 403
    assert stages(sheet) == [Stage.DRAFT] * 2


def test_another_districts_rows_cannot_be_confirmed_by_their_ids():
    sheet = factories.sheet(*LINES)
    neighbour = signed_in(factories.district_officer("4301"))

    assert "กลุ่มทอผ้า" not in neighbour.get(PAGE).content.decode()
    assert neighbour.post(CONFIRM, payload(sheet)).status_code == 409
    assert stages(sheet) == [Stage.DRAFT] * 2


def test_a_visitor_signs_in_first_and_changes_nothing():
    sheet = factories.sheet(*LINES)

    answer = Client().get(PAGE)
    assert answer.headers["Location"] == f"{reverse('sales:sign-in')}?next={PAGE}"
    assert Client().post(CONFIRM, payload(sheet)).status_code == 401
    assert stages(sheet) == [Stage.DRAFT] * 2


@pytest.mark.parametrize(
    "garbage",
    [
        {"submission": "1"},
        {"submission": ""},
        {"seen": "1:1,2:2"},
        {"seen": "1:1\0"},
        {"seen": f"{10**30}:1"},
        {"rows": ["๑"]},
        {"rows": ["1\0"]},
        {"first_line": "abc"},
    ],
)
def test_what_no_page_of_ours_sends_is_a_bad_request(client, garbage):
    sheet = factories.sheet(*LINES)
    assert client.post(CONFIRM, payload(sheet, **garbage)).status_code == 400
    assert stages(sheet) == [Stage.DRAFT] * 2


@pytest.mark.parametrize("address", ["2566/13/", "2600/8/", "9999999999/8/"])
def test_a_month_that_is_not_there_is_not_found(client, address):
    assert client.get(f"/confirmation/{address}").status_code == 404


def test_the_search_leads_to_the_month_asked_for(client):
    factories.months(date(2022, 10, 1), AUGUST)
    latest = reverse("sales:confirmation-latest")

    answer = client.get(latest, {"year": "2566", "month": "10", "rows": "101"})

    assert answer.headers["Location"] == reverse("sales:confirmation", args=[2566, 10]) + "?rows=101"
    assert client.get(latest).headers["Location"] == PAGE


def test_the_number_of_queries_does_not_grow_with_the_rows():
    counts = []
    for code, rows in (("4317", 1), ("4301", 300)):
        by = factories.district_officer(code)
        factories.sheet(*((f"กลุ่ม {number}", "food", (number, 0, 0, 0)) for number in range(rows)), by=by)
        counts.append(number_of_queries(signed_in(by), PAGE))
    assert counts[0] == counts[1] <= 19
