"""Corrections after the lock: what they change, when, and how each request ends."""

from datetime import timedelta

import pytest

from otop_portal import clock
from sales import sentences as of_ledger
from sales import transitions
from sales.corrections import sentences
from sales.models import CHANNELS, CorrectionRequest, Sale, SheetEvent, Tally
from sales.transitions import Refused, engine
from sales.verification import differences
from tests import factories

from .asking import LINES, accept, amounts, ask, locked_sheet, waiting, wanted

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet():
    return locked_sheet(*LINES)


@pytest.fixture
def row(sheet):
    return sheet.sales.get(product_type="cloth")


@pytest.fixture(autouse=True)
def nothing_derived_differs():
    yield
    assert [*differences()] == []


def confirmed_sum(at=None):
    return sum(line.total for line in Tally.objects.at(at))


def refused(act, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        act()
    assert refusal.value.sentence == sentence


def test_the_sum_moves_when_the_province_accepts_and_not_a_moment_earlier(sheet, row):
    request = ask(sheet, wanted(row, 130, 0, 0, 0))
    version = type(sheet).objects.get().confirmed_version
    assert confirmed_sum() == 155
    before = clock.now()

    with clock.at(before + timedelta(minutes=5)):
        accept(request, "ตรงกับใบเสร็จ")

    assert (confirmed_sum(), confirmed_sum(at=before + timedelta(minutes=1))) == (185, 155)
    assert type(sheet).objects.get().confirmed_version == version + 1
    row.refresh_from_db()
    assert (row.stage, row.domestic_offline) == ("province", 130)


def test_the_event_of_an_acceptance_has_old_and_new_and_both_reasons(sheet, row):
    accept(ask(sheet, wanted(row, 130, 0, 0, 0)), "ตรงกับใบเสร็จ")
    event = SheetEvent.objects.last()
    assert event.action == "accept_correction"
    assert event.reason == "อำเภอ: พิมพ์ตัวเลขผิด จังหวัด: ตรงกับใบเสร็จ"
    (change,) = event.changes
    assert (change["before"]["domestic_offline"], change["after"]["domestic_offline"]) == (10_000, 13_000)


@pytest.mark.parametrize("kind", ["type", "producer"])
def test_of_another_type_or_producer_the_row_is_zeroed_and_a_new_one_comes_in_one_event(sheet, row, kind):
    other = {"type": {"product_type": "herb"}, "producer": {"producer": factories.producer("กลุ่มใหม่").pk}}[kind]
    request = ask(sheet, wanted(row, 100, 0, 0, 0, **other))
    assert request.kind == kind

    event = accept(request).event

    row.refresh_from_db()
    assert (row.amounts, row.stage) == (amounts(0, 0, 0, 0), "province")
    new = Sale.objects.latest("pk")
    assert (new.producer_id, new.product_type) == (request.producer_id, request.product_type)
    assert (new.amounts, new.stage, new.district_confirmed_by) == (row_amounts(100), "province", request.asked_by)
    assert [*event.rows] == [row.pk, new.pk]
    assert confirmed_sum() == 155


def row_amounts(first):
    return amounts(first, 0, 0, 0)


@pytest.mark.parametrize("lines", [LINES, ()], ids=["rows", "declared empty"])
def test_a_missing_row_of_a_locked_month_comes_by_a_correction(lines):
    sheet, producer = locked_sheet(*lines), factories.producer("กลุ่มที่ตกหล่น")
    request = ask(sheet, transitions.Wanted(producer.pk, "drink", row_amounts(9)))

    accept(request)

    assert Sale.objects.get(producer=producer).stage == "province"
    sheet.refresh_from_db()
    assert sheet.stage == "province"
    assert confirmed_sum() == sum(sum(each) for *_, each in lines) + 9


def test_a_refusal_needs_a_reason_and_changes_no_figure(sheet, row):
    request, by = waiting(row), factories.province_officer()
    refused(lambda: transitions.refuse_correction(request=request, by=by, answer=" "), sentences.NO_REASON_TO_REFUSE)

    transitions.refuse_correction(request=request, by=by, answer="ตรงกับใบเสร็จแล้ว")

    request.refresh_from_db()
    assert (request.state, request.answer, request.answered_by) == ("refused", "ตรงกับใบเสร็จแล้ว", by)
    assert confirmed_sum() == 155
    assert SheetEvent.objects.last().reason == "ตรงกับใบเสร็จแล้ว"


def test_what_was_answered_or_withdrawn_is_not_answered_again(sheet, row):
    request = waiting(row)
    transitions.withdraw_correction(request=request, by=factories.district_officer())
    refused(lambda: accept(request), sentences.already_answered("อำเภอถอนคำขอ"))
    again = waiting(row)
    accept(again)
    refused(lambda: accept(again), sentences.already_answered("จังหวัดรับคำขอ"))


def test_a_second_request_of_the_same_row_is_told_of_the_first(row):
    waiting(row)
    refused(lambda: waiting(row), sentences.DOUBLED)


def test_two_requests_for_the_same_new_row_are_doubled(sheet, row):
    fish = sheet.sales.get(product_type="food")
    ask(sheet, wanted(row, 1, 0, 0, 0, product_type="herb"))
    refused(
        lambda: ask(sheet, wanted(fish, 1, 0, 0, 0, producer=row.producer_id, product_type="herb")), sentences.DOUBLED
    )


def test_a_request_ends_when_its_row_is_sent_back(sheet, row):
    request = waiting(row)
    by = factories.province_officer()
    transitions.return_to_district(district=sheet.district, month=sheet.month_id, by=by, rows=[row.pk], reason="ผิด")
    request.refresh_from_db()
    assert (request.state, request.answered_by) == ("outdated", by)
    refused(lambda: accept(request), sentences.already_answered("คำขอสิ้นสุด เพราะรายการเปลี่ยนแล้ว"))


def test_a_request_for_a_missing_row_ends_when_the_month_is_opened_again(sheet, row):
    request = ask(sheet, transitions.Wanted(row.producer_id, "herb", row_amounts(9)))
    by = factories.province_officer()
    transitions.return_to_district(district=sheet.district, month=sheet.month_id, by=by, rows=[row.pk], reason="ผิด")
    request.refresh_from_db()
    assert request.state == "outdated"


def test_without_the_end_of_outdated_requests_an_acceptance_would_overwrite(sheet, row, monkeypatch):
    """The control: what stands between a request and a row that was corrected since."""
    monkeypatch.setattr(engine, "_OUTDATING", frozenset())
    request = waiting(row)
    by = factories.province_officer()
    transitions.return_to_district(district=sheet.district, month=sheet.month_id, by=by, rows=[row.pk], reason="ผิด")
    request.refresh_from_db()
    assert request.state == "waiting"


def test_a_row_that_changed_since_the_page_was_opened_is_not_asked_about(sheet, row):
    wish = wanted(row, 1, 1, 1, 1)
    accept(waiting(row))
    refused(lambda: ask(sheet, wish), sentences.STALE)


def test_what_makes_no_sense_is_told_why(sheet, row):
    fish = sheet.sales.get(product_type="food")
    foreign = factories.producer("ต่างอำเภอ", by=factories.district_officer("4301"))
    unknown = factories.producer("ไม่ทราบประเภท", producer_type="")
    refused(lambda: ask(sheet, wanted(row, 100, 0, 0, 0)), sentences.NOTHING_CHANGED)
    refused(lambda: ask(sheet, wanted(row, 1, 0, 0, 0), reason=" "), sentences.NO_REASON)
    refused(lambda: ask(sheet, wanted(row, 1, 0, 0, 0, producer=foreign.pk)), sentences.NOT_OF_DISTRICT)
    refused(lambda: ask(sheet, wanted(row, 1, 0, 0, 0, producer=unknown.pk)), of_ledger.NO_PRODUCER_TYPE)
    taken = wanted(row, 1, 0, 0, 0, producer=fish.producer_id, product_type="food")
    refused(lambda: ask(sheet, taken), of_ledger.doubled("ร้านแม่ปลาส้ม", "อาหาร", 2))
    blank = transitions.Wanted(row.producer_id, "herb", (None,) * len(CHANNELS))
    refused(lambda: ask(sheet, blank), sentences.NO_AMOUNT)
    assert not CorrectionRequest.objects.exists()


def test_before_the_lock_the_district_changes_rows_by_itself():
    sheet = factories.sheet(*LINES)
    refused(lambda: waiting(sheet.sales.first()), sentences.NOT_LOCKED)
    refused(
        lambda: ask(sheet, transitions.Wanted(factories.producer("ร้านใหม่").pk, "food", row_amounts(1))),
        sentences.NOT_LOCKED,
    )


def test_a_month_that_waits_for_the_province_is_confirmed_although_a_correction_was_asked_meanwhile(sheet, row):
    fish = sheet.sales.get(product_type="food")
    where = {"district": sheet.district, "month": sheet.month_id, "by": factories.province_officer()}
    transitions.return_to_district(**where, rows=[fish.pk], reason="ผิด")
    factories.confirm_by_district(sheet)
    version = type(sheet).objects.get().version
    accept(waiting(row))

    outcome = transitions.confirm_by_province(**where, seen=None, sheet_version=version)

    assert [*outcome.event.rows] == [fish.pk]


def test_a_request_for_a_row_that_the_district_has_added_meanwhile_ends(sheet, row):
    """In a month that is open again a new row needs no correction."""
    fish = sheet.sales.get(product_type="food")
    where = {"district": sheet.district, "month": sheet.month_id}
    transitions.return_to_district(**where, by=factories.province_officer(), rows=[fish.pk], reason="ผิด")
    request = ask(sheet, wanted(row, 1, 0, 0, 0, product_type="herb"))

    line = factories.new_row("กลุ่มทอผ้า", "herb", (5, 0, 0, 0))
    transitions.save_rows(**where, by=factories.district_officer(), new=[line])

    request.refresh_from_db()
    assert request.state == "outdated"
