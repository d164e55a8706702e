"""Page 25, the province's sheet: what the district confirmed, as it was seen; or back with a reason."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from sales import sentences, transitions
from sales.models import Sheet, SheetEvent, Stage, Tally
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST

from .posts import (
    CONFIRM,
    DISTRICTS,
    LINES,
    RETURN,
    SHEET,
    change,
    confirmed_sheet,
    payload,
    stages,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(factories.province_officer())


def test_the_sheet_has_the_columns_of_the_manual(client):
    confirmed_sheet()
    html = client.get(SHEET).content.decode()
    headings = [re.sub(r"<[^>]+>|\s+", " ", cell).strip() for cell in re.findall(r"<th[^>]*col.*?</th>", html, re.S)]
    assert [" ".join(heading.split()) for heading in headings] == [
        "ที่",
        "ชื่อกลุ่ม",
        "ประเภทผลิตภัณฑ์",
        "ประเภทกลุ่มผู้ผลิต ผู้ประกอบการ OTOP",
        "ในประเทศ (บาท)",
        "ต่างประเทศ (บาท)",
        "รวม (บาท)",
        "การยืนยันข้อมูล",
        "ส่งคืน",
        "ออฟไลน์",
        "ออนไลน์",
        "ออฟไลน์",
        "ออนไลน์",
        "ระดับอำเภอ",
        "(ระดับจังหวัด)",
    ]


def test_the_province_confirms_and_the_department_gets_the_sum(client):
    sheet = confirmed_sheet()

    answer = client.post(CONFIRM, payload(sheet), follow=True)

    assert answer.redirect_chain == [(SHEET, 302)]
    assert sentences.confirmed_by_province(2, factories.baht("150.25")[0]) in answer.content.decode()
    assert Tally.objects.get(until=None).total == factories.baht("150.25")[0]


def test_rows_can_be_confirmed_one_by_one(client):
    sheet = confirmed_sheet()
    client.post(CONFIRM, payload(sheet, rows=[sheet.sales.last().pk]))
    assert stages(sheet) == [Stage.DISTRICT, Stage.PROVINCE]


def test_the_headers_box_and_the_whole_confirm_without_a_script(client):
    for changes in ({"all_shown": "on"}, {"everything": "1"}):
        sheet = confirmed_sheet("4317" if "all_shown" in changes else "4301")
        address = reverse("sales:province-sheet-confirm", args=[sheet.district_id, 2566, 8])
        client.post(address, payload(sheet, rows=[], **changes))
        assert stages(sheet) == [Stage.PROVINCE] * 2


def test_what_the_district_holds_cannot_be_ticked(client):
    sheet = factories.sheet(*LINES)
    html = client.get(SHEET).content.decode()
    assert sentences.too_early(2) in html
    assert 'type="checkbox" name="rows"' not in html

    answer = client.post(CONFIRM, payload(sheet))
    assert answer.status_code == 409
    assert sentences.too_early(2) in answer.content.decode()
    assert not Tally.objects.exists()


def test_a_row_changed_since_the_page_was_opened_is_listed_not_confirmed(client):
    sheet = confirmed_sheet()
    posted = payload(sheet)
    change(sheet)

    answer = client.post(CONFIRM, posted)

    assert stages(sheet) == [Stage.DISTRICT, Stage.PROVINCE]
    assert sentences.stale(1) in answer.content.decode()
    assert [line.number for line in answer.context["review"].held] == [1]


def test_a_double_click_has_one_effect_and_shows_the_first_answer(client):
    sheet = confirmed_sheet()
    posted = payload(sheet)

    answers = [client.post(CONFIRM, posted, follow=True).content.decode() for _ in range(2)]

    assert SheetEvent.objects.filter(action="confirm_by_province").count() == 1
    assert all(sentences.confirmed_by_province(2, factories.baht("150.25")[0]) in html for html in answers)


def test_a_declared_empty_month_is_confirmed_too(client):
    by = factories.district_officer()
    factories.month()
    sheet = transitions.declare_nothing(district=by.district, month=AUGUST, by=by).sheet
    assert "ยืนยันว่าไม่มียอดจำหน่าย (ระดับจังหวัด)" in client.get(SHEET).content.decode()

    client.post(CONFIRM, payload(sheet, everything="1"))

    assert Sheet.objects.get().stage == Stage.PROVINCE
    assert Tally.objects.get(until=None).complete


def test_rows_go_back_with_a_reason_that_the_district_reads(client):
    sheet = confirmed_sheet()
    first = sheet.sales.first()

    answer = client.post(RETURN, payload(sheet, send_back=[first.pk], reason="ยอดไม่ตรงกับเอกสาร"), follow=True)

    assert sentences.sent_back(1) in answer.content.decode()
    assert stages(sheet) == [Stage.DRAFT, Stage.DISTRICT]
    assert SheetEvent.objects.get(action="return").reason == "ยอดไม่ตรงกับเอกสาร"


def test_a_returned_row_carries_its_reason_until_the_district_confirms_it_again(client):
    sheet = confirmed_sheet()
    client.post(RETURN, payload(sheet, send_back=[sheet.sales.first().pk], reason="ยอดไม่ตรงกับเอกสาร"))
    district = signed_in(factories.district_officer())
    own = reverse("sales:confirmation", args=[2566, 8])

    for page in (client.get(SHEET), district.get(own)):
        review = page.context["review"]
        assert (review.standing.slug, [line.reason for line in review.lines]) == ("returned", ["ยอดไม่ตรงกับเอกสาร", ""])
        assert "จังหวัดส่งคืน 1 รายการ" in page.content.decode()

    factories.confirm_by_district(sheet)
    assert [line.reason for line in district.get(own).context["review"].lines] == ["", ""]


def test_a_return_names_its_rows_and_leads_to_each(client):
    sheet = confirmed_sheet()
    last = sheet.sales.last()
    client.post(RETURN, payload(sheet, send_back=[last.pk], reason="ยอดไม่ตรงกับเอกสาร"))
    district = signed_in(factories.district_officer()).get(reverse("sales:confirmation", args=[2566, 8]))

    for page, there in (
        (client.get(SHEET), f"?rows=1#row-{last.pk}"),
        (district, f"{reverse('sales:entry', args=[2566, 8])}#n2"),
    ):
        assert f'<a href="{there}">ลำดับที่ 2 ร้านแม่ปลาส้ม (อาหาร)</a>' in page.content.decode()


def test_what_the_province_has_finished_leads_to_the_return(client):
    sheet = confirmed_sheet()
    factories.confirm_by_province(sheet)

    page = client.get(SHEET).content.decode()

    assert '<a class="ms-auto" href="#send-back">' in page
    assert "บันทึกการยืนยันระดับจังหวัด" not in page


def test_a_whole_sheet_goes_back_also_what_the_province_had_confirmed(client):
    sheet = confirmed_sheet()
    factories.confirm_by_province(sheet)
    assert "ยอดที่กรมฯ เห็นจะลดลงทันที" in client.get(SHEET).content.decode()

    client.post(RETURN, payload(sheet, everything="1", reason="ตรวจพบยอดซ้ำ"))

    assert stages(sheet) == [Stage.DRAFT] * 2
    assert not Tally.objects.filter(until=None).exists()


def test_a_return_without_a_reason_is_refused_at_the_field_and_loses_no_tick(client):
    sheet = confirmed_sheet()
    first, last = sheet.sales.all()

    answer = client.post(RETURN, payload(sheet, rows=[last.pk], send_back=[first.pk], reason=" "))

    assert answer.status_code == 409
    html = answer.content.decode()
    assert sentences.NO_REASON in html
    assert re.search(rf'name="send_back" value="{first.pk}"[^>]*checked', html)
    assert re.search(rf'name="rows" value="{last.pk}"[^>]*checked', html)
    assert not re.search(rf'name="rows" value="{first.pk}"[^>]*checked', html)
    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_a_return_of_nothing_says_what_to_do_and_keeps_the_reason(client):
    sheet = confirmed_sheet()

    answer = client.post(RETURN, payload(sheet, reason="ยอดไม่ตรง"))

    html = answer.content.decode()
    assert sentences.NOTHING_TO_RETURN in html
    assert "ยอดไม่ตรง" in html
    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_a_tick_of_a_row_changed_meanwhile_is_not_kept_for_another_confirmation(client):
    sheet = confirmed_sheet()
    posted = payload(sheet, send_back=[sheet.sales.last().pk], reason="")
    change(sheet)

    lines = client.post(RETURN, posted).context["review"].lines

    assert [line.ticked for line in lines] == [False, True]


def test_a_reason_longer_than_the_history_holds_is_refused_at_the_field(client):
    sheet = confirmed_sheet()
    assert client.post(RETURN, payload(sheet, everything="1", reason="ย" * 501)).status_code == 409
    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_a_double_click_returns_once(client):
    sheet = confirmed_sheet()
    posted = payload(sheet, everything="1", reason="ยอดซ้ำ")

    answers = [client.post(RETURN, posted, follow=True).content.decode() for _ in range(2)]

    assert SheetEvent.objects.filter(action="return").count() == 1
    assert all(sentences.sent_back(2) in html for html in answers)


def test_the_search_leads_to_the_sheet_asked_for(client):
    factories.district()
    factories.month()
    find = reverse("sales:province-sheet-find")

    answer = client.get(find, {"year": "2566", "month": "8", "district": "4317", "rows": "101"})
    assert answer.headers["Location"] == f"{SHEET}?rows=101"
    for district in ("4201", "x\0", ""):
        answer = client.get(find, {"year": "2566", "month": "8", "district": district})
        assert answer.headers["Location"] == DISTRICTS


@pytest.mark.parametrize("garbage", [{"submission": "1"}, {"seen": "x"}, {"rows": ["1;"]}, {"sheet_version": "-1"}])
def test_what_no_page_of_ours_sends_is_a_bad_request(client, garbage):
    sheet = confirmed_sheet()
    assert client.post(CONFIRM, payload(sheet, **garbage)).status_code == 400
    assert client.post(RETURN, payload(sheet, reason="ลอง", everything="1", **garbage)).status_code == 400
    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_the_sheets_queries_do_not_grow_with_the_rows(client):
    counts = []
    for code, rows in (("4317", 1), ("4301", 300)):
        lines = ((f"กลุ่ม {number}", "food", (number, 0, 0, 0)) for number in range(rows))
        factories.confirm_by_district(factories.sheet(*lines, by=factories.district_officer(code)))
        counts.append(number_of_queries(client, reverse("sales:province-sheet", args=[code, 2566, 8])))
    assert counts[0] == counts[1] <= 20
