"""Months in which บันทึกข้อมูล is the district's confirmation (S001:84, DOMAIN h 4): one page, other words and buttons."""

from datetime import date, datetime
from uuid import uuid4

import pytest

from otop_portal import clock
from sales import sentences, transitions
from sales.checks.check import Finding, refuses
from sales.models import EntryMode, Sale, SheetEvent, Stage
from sales.transitions.producers import change_producer
from tests import factories
from tests.clients import signed_in

from ..test_first_answers import answers
from .pages import ENTRY, opened, shown_again, words

pytestmark = pytest.mark.django_db

FEBRUARY = date(2024, 2, 1)
ADDRESS = "/entry/2567/2/"
BOTH, DRAFT_ONLY = "บันทึกข้อมูล และยืนยันระดับอำเภอ", "บันทึกร่าง"
CAUTION = "การกดปุ่ม “บันทึกข้อมูล” ถือว่าเป็นการตรวจสอบและยืนยันข้อมูลของอำเภอแล้ว กรุณาตรวจสอบให้เรียบร้อยก่อนกดปุ่ม"
CHART = '<a href="/reports/monthly/?year=2567&amp;area=4317&amp;scope=all">ดูข้อมูลและกราฟข้อมูล</a>'
NOON = datetime(2024, 2, 8, 14, 5, tzinfo=clock.BANGKOK)


@pytest.fixture(autouse=True)
def february():
    return factories.month(FEBRUARY, EntryMode.SAVE_CONFIRMS)


@pytest.fixture(autouse=True)
def in_february():
    with clock.at(NOON):
        yield


@pytest.fixture
def rows(officer) -> list[Sale]:
    """One answered, one not."""
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (None,) * 4), of=FEBRUARY)
    return list(Sale.objects.in_order())


def stages() -> list[str]:
    return list(Sale.objects.in_order().values_list("stage", flat=True))


def actions() -> list[str]:
    return list(SheetEvent.objects.values_list("action", flat=True))[1:]


def where(**more) -> dict:
    return {"district": factories.district(), "month": FEBRUARY, "by": factories.district_officer(), **more}


def test_saving_confirms_what_is_answered_and_says_when(client, rows):
    form = opened(client, ADDRESS)
    form.type_amounts(rows[1].pk, "๑,๒๓๔.๕๐")

    response = form.press(client, BOTH)

    assert response.redirect_chain == [(ADDRESS, 302)]
    assert "การบันทึกข้อมูลสมบูรณ์ เมื่อวันที่ 8 กุมภาพันธ์ 2567 เวลา 14:05 น. ยืนยันระดับอำเภอแล้ว 2 จาก 2 รายการ" in words(response)
    assert stages() == [Stage.DISTRICT] * 2
    assert actions() == ["save", "confirm_by_district"]


def test_rows_without_an_answer_wait_and_the_others_do_not(client, rows):
    response = opened(client, ADDRESS).press(client, BOTH)

    assert "ยืนยันระดับอำเภอแล้ว 1 จาก 2 รายการ" in words(response)
    assert stages() == [Stage.DISTRICT, Stage.DRAFT]
    assert actions() == ["confirm_by_district"]


def test_where_nothing_is_answered_nothing_is_confirmed_and_the_page_says_why(client, officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (None,) * 4), of=FEBRUARY)

    said = words(opened(client, ADDRESS).press(client, BOTH))

    assert sentences.unanswered(1) in said
    assert sentences.NOTHING_TO_SAVE not in said
    assert stages() == [Stage.DRAFT]


def test_a_draft_is_saved_and_not_confirmed(client, rows):
    form = opened(client, ADDRESS)
    form.type_amounts(rows[1].pk, "7")

    response = form.press(client, DRAFT_ONLY)

    assert "บันทึกร่างแล้ว เวลา 14:05 น. ยังไม่ถือเป็นการยืนยันของอำเภอ" in words(response)
    assert Sale.objects.get(pk=rows[1].pk).amounts == factories.baht(7, 0, 0, 0)
    assert stages() == [Stage.DRAFT] * 2
    assert actions() == ["save"]


def test_a_refused_confirmation_leaves_the_saving_and_says_why_at_the_row(client, officer):
    # The register does not know what the producer is: what is asked at the confirmation, not at the saving.
    factories.sheet(("ร้านป้าแดง", "food", (None,) * 4), ("กลุ่มทอผ้า", "cloth", (5, 0, 0, 0)), of=FEBRUARY)
    unknown = Sale.objects.in_order().first()
    change_producer(producer=unknown.producer, by=officer, producer_type="")
    form = opened(client, ADDRESS)
    form.type_amounts(unknown.pk, "250")

    response = form.press(client, BOTH)

    assert "ยืนยันระดับอำเภอแล้ว 1 จาก 2 รายการ" in words(response)
    assert f'<td class="why" id="p1">\n  \n    <p>{sentences.NO_PRODUCER_TYPE}' in response.content.decode()
    assert Sale.objects.get(pk=unknown.pk).amounts == factories.baht(250, 0, 0, 0)
    assert stages() == [Stage.DRAFT, Stage.DISTRICT]
    assert shown_again(response).amounts_of(unknown.pk) == ["250.00", "0.00", "0.00", "0.00"]


def test_a_check_that_refuses_everything_leaves_only_the_saving(client, rows, settings):
    settings.CONFIRMATION_CHECKS = [f"{__name__}.nothing_is_right"]
    form = opened(client, ADDRESS)
    form.type_amounts(rows[1].pk, "7")

    said = words(form.press(client, BOTH))

    assert "บันทึกร่างแล้ว เวลา 14:05 น. ยังไม่ถือเป็นการยืนยันของอำเภอ" in said
    assert said.count("ไม่ถูกต้อง (2 รายการ)") == 1
    assert actions() == ["save"]


@refuses
def nothing_is_right(asked):
    return (Finding(row.pk, "", "ไม่ถูกต้อง") for row in asked.rows)


def test_a_row_that_a_colleague_changed_meanwhile_is_saved_over_nothing_and_not_confirmed(client, rows):
    form = opened(client, ADDRESS)
    transitions.save_rows(**where(), edits=[factories.edit(rows[0], domestic_online=900)])
    form.type_amounts(rows[0].pk, "120")
    form.type_amounts(rows[1].pk, "7")

    response = form.press(client, BOTH)

    assert sentences.stale(1) in words(response)
    assert Sale.objects.get(pk=rows[0].pk).amounts == factories.baht(120, 900, 0, 0)
    assert stages() == [Stage.DRAFT, Stage.DISTRICT]


def test_a_colleagues_change_between_the_saving_and_the_confirmation_is_not_confirmed(rows):
    saved = transitions.save_rows(**where(), edits=[factories.edit(rows[1], domestic_offline=7)])
    now = Sale.objects.get(pk=rows[1].pk)
    transitions.save_rows(**where(), edits=[factories.edit(now, domestic_offline=8)])

    seen = saved.seen_after({rows[0].pk: 1, rows[1].pk: 1})
    outcome = transitions.confirm_by_district(**where(), seen=seen, only_answered=True)

    assert [(problem.row, problem.sentence) for problem in outcome.problems] == [(rows[1].pk, sentences.stale(1))]
    assert stages() == [Stage.DISTRICT, Stage.DRAFT]


def test_a_row_with_a_faulty_cell_is_not_confirmed_with_its_old_figure(client, rows):
    form = opened(client, ADDRESS)
    form.type_amounts(rows[0].pk, "12O")
    form.type_amounts(rows[1].pk, "7")

    response = form.press(client, BOTH)

    assert "บันทึกแล้ว 1 รายการ อีก 1 รายการต้องแก้ไขก่อน" in words(response)
    assert stages() == [Stage.DRAFT, Stage.DISTRICT]
    assert shown_again(response).amounts_of(rows[0].pk)[0] == "12O"


def test_a_confirmed_row_that_is_changed_is_confirmed_again_or_stays_a_draft(client, rows):
    opened(client, ADDRESS).press(client, BOTH)
    form = opened(client, ADDRESS)
    form.type_amounts(rows[0].pk, "130")
    form.press(client, DRAFT_ONLY)
    assert stages() == [Stage.DRAFT] * 2

    said = words(opened(client, ADDRESS).press(client, BOTH))

    assert "ยืนยันระดับอำเภอแล้ว 1 จาก 2 รายการ" in said
    assert stages() == [Stage.DISTRICT, Stage.DRAFT]


def test_repeated_it_has_one_effect_and_shows_the_first_answer(rows):
    client, row = signed_in(factories.district_officer()), rows[1]
    seen = " ".join(f"{each.pk}:1" for each in rows)
    posted = {"submission": str(uuid4()), "confirm": "1", "seen": seen, "read": f"{row.pk} 1 - - - -"}
    posted["amount"] = ["7", "", "", ""]
    first = answers(client, f"{ADDRESS}save", posted)
    assert first == [sentences.saved_and_confirmed(NOON, 2, 2)]
    transitions.save_rows(**where(), edits=[factories.edit(Sale.objects.get(pk=row.pk), domestic_offline=9)])
    events = SheetEvent.objects.count()

    assert answers(client, f"{ADDRESS}save", posted) == first
    assert SheetEvent.objects.count() == events
    assert stages() == [Stage.DISTRICT, Stage.DRAFT]


def test_no_row_becomes_answered_and_confirmed_by_its_own_button(client, rows):
    """ไม่มียอด saves without scripts; the caution stands beside another button."""
    opened(client, ADDRESS).press(client, "ไม่มียอด", str(rows[1].pk))

    assert stages() == [Stage.DRAFT] * 2
    assert Sale.objects.get(pk=rows[1].pk).answered


def test_the_page_has_the_words_of_its_month(client, rows):
    new = client.get(ADDRESS).content.decode()
    factories.month()
    old = client.get(ENTRY).content.decode()

    assert "<h1>ยอดรายได้ OTOP</h1>" in new
    assert "<h1>บันทึกยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ)</h1>" in old
    for word in (CAUTION, CHART, "และยืนยันระดับอำเภอ", "บันทึกร่าง</button>", 'name="seen"'):
        assert (word in new, word in old) == (True, False), word


def test_in_a_month_of_two_steps_nothing_that_is_posted_confirms(client, officer):
    factories.month()
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)))
    row = Sale.objects.get()

    said = words(client.post(f"{ENTRY}save", {"confirm": "1", "seen": f"{row.pk}:1"}, follow=True))

    assert sentences.NOTHING_TO_SAVE in said
    assert stages() == [Stage.DRAFT]


def test_the_page_of_confirmation_says_what_it_is_for(client, rows):
    purpose = "เดือนนี้อำเภอยืนยันด้วยปุ่ม “บันทึกข้อมูล” ในหน้า"
    factories.month()

    assert purpose in words(client.get("/confirmation/2567/2/"))
    assert purpose not in words(client.get("/confirmation/2566/8/"))


def test_an_answered_draft_leads_home_to_the_page_that_confirms(client, officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=FEBRUARY)

    page = client.get("/")

    assert "กรอกครบ 1 รายการแล้ว เหลือยืนยันระดับอำเภอ" in words(page)
    assert f'href="{ADDRESS}">ตรวจสอบและยืนยัน' in page.content.decode()


def test_the_chief_reads_the_page_without_its_buttons(client, rows):
    client.force_login(factories.officer("c4317", "chief", factories.district()))

    html = client.get(ADDRESS).content.decode()

    assert "ยอดรายได้ OTOP" in html
    assert CAUTION not in html
