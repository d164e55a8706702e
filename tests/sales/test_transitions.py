from decimal import Decimal
from uuid import uuid4

import pytest

from sales import transitions
from sales.models import ProducerEvent, Sale, Sheet, SheetEvent, Stage, Tally
from sales.transitions.refusals import Kind, NotAllowed, Refused
from sales.transitions.row_state import replay, snapshot
from tests import factories
from tests.factories import AUGUST, JULY

pytestmark = pytest.mark.django_db


def two_rows() -> Sheet:
    return factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, "0.25", 0, 0)))


def save(*edits, new=(), by=None, **more) -> transitions.Outcome:
    by = by or factories.district_officer()
    factories.month()
    return transitions.save_rows(district=by.district, month=AUGUST, by=by, edits=edits, new=new, **more)


def test_a_new_name_becomes_a_producer_and_its_line():
    outcome = save(new=[factories.new_row("กลุ่มทอผ้าบ้านใหม่", "cloth", (10, None, None, None))])

    row = Sale.objects.get()
    assert row.amounts == factories.baht(10, 0, 0, 0)
    assert row.producer.name == "กลุ่มทอผ้าบ้านใหม่"
    assert ProducerEvent.objects.get().action == "add"
    assert (outcome.changed, outcome.sheet.version) == (1, 1)


def test_a_save_without_a_change_leaves_nothing_behind():
    assert save().event is None
    assert not Sheet.objects.exists()


def test_a_blank_beside_an_amount_becomes_nought():
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (None,) * 4))
    row = sheet.sales.get()

    save(factories.edit(row, foreign_online="3.25"))

    assert sheet.sales.get().amounts == factories.baht(0, 0, 0, "3.25")


def test_changing_a_confirmed_row_makes_it_a_draft_again():
    sheet = two_rows()
    factories.confirm_by_district(sheet)
    row = sheet.sales.first()

    save(factories.edit(row, domestic_offline=7))

    row.refresh_from_db()
    sheet.refresh_from_db()
    assert (row.stage, row.district_confirmed_at, row.producer_type) == (Stage.DRAFT, None, "")
    assert sheet.stage == Stage.DRAFT


def test_a_row_that_the_province_confirmed_is_locked_for_the_district():
    sheet = two_rows()
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)

    outcome = save(factories.edit(sheet.sales.first(), domestic_offline=7))

    assert outcome.event is None
    assert "ขอแก้ไขข้อมูล" in outcome.problems[0].sentence


def test_different_cells_of_one_row_merge():
    row = two_rows().sales.first()
    mine, theirs = factories.edit(row, domestic_offline=1), factories.edit(row, foreign_online=2)

    save(theirs)
    outcome = save(mine)

    row.refresh_from_db()
    assert not outcome.problems
    assert row.amounts == factories.baht(1, 0, 0, 2)


def test_the_same_cell_shows_both_figures_and_saves_neither_over_the_other():
    row = two_rows().sales.first()
    mine, theirs = factories.edit(row, domestic_offline=1), factories.edit(row, domestic_offline=2)

    save(theirs)
    outcome = save(mine)

    row.refresh_from_db()
    (problem,) = outcome.problems
    assert (problem.kind, problem.field, problem.theirs) == (Kind.CLASH, "domestic_offline", "2.00")
    assert row.domestic_offline == 2


def test_one_producer_and_product_type_stands_once():
    two_rows()

    outcome = save(new=[factories.new_row("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0))])

    assert outcome.problems[0].sentence == "“กลุ่มทอผ้า” ประเภทผ้า มีแล้วที่ลำดับที่ 1 กรุณารวมยอดไว้ในรายการเดียว"


def test_the_same_submission_has_one_effect_and_one_event():
    submission, line = uuid4(), factories.new_row("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0))
    first = save(new=[line], submission=submission)
    second = save(new=[line], submission=submission)

    assert (second.repeated, second.event) == (True, first.event)
    assert (Sale.objects.count(), SheetEvent.objects.count()) == (1, 1)


def test_an_outsider_who_knows_a_submission_gets_no_answer():
    submission, line = uuid4(), factories.new_row("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0))
    save(new=[line], submission=submission)

    with pytest.raises(NotAllowed):
        transitions.save_rows(
            district=factories.district(),
            month=AUGUST,
            by=factories.district_officer("4301"),
            new=[line],
            submission=submission,
        )


def test_the_district_confirms_only_answered_rows():
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (None,) * 4))

    outcome = factories.confirm_by_district(sheet)

    assert outcome.changed == 1
    assert [problem.row for problem in outcome.problems] == [sheet.sales.last().pk]
    assert Sheet.objects.get().stage == Stage.DRAFT


def test_a_row_changed_since_it_was_shown_is_listed_not_confirmed():
    sheet = two_rows()
    shown = factories.seen(sheet)
    save(factories.edit(sheet.sales.first(), domestic_offline=7))

    outcome = transitions.confirm_by_district(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), seen=shown
    )

    assert [problem.kind for problem in outcome.problems] == [Kind.STALE]
    assert outcome.changed == 1


def test_the_province_confirms_only_what_the_district_confirmed():
    sheet = two_rows()

    outcome = factories.confirm_by_province(sheet)

    assert outcome.event is None
    assert len(outcome.problems) == 2


def test_the_department_gets_the_sum_with_the_provinces_confirmation_and_loses_it_with_the_return():
    sheet = two_rows()
    factories.confirm_by_district(sheet)
    assert not Tally.objects.exists()

    factories.confirm_by_province(sheet)
    line = Tally.objects.get(until=None)
    assert (line.total, line.producers, line.complete) == (Decimal("150.25"), 2, True)
    assert line.cloth_community_group_domestic_offline == 100

    transitions.return_to_district(
        district=sheet.district,
        month=AUGUST,
        by=factories.province_officer(),
        rows=[sheet.sales.first().pk],
        reason="ผิด",
    )
    line = Tally.objects.get(until=None)
    assert (line.total, line.rows, line.complete) == (Decimal("50.25"), 1, False)
    assert Sheet.objects.get().confirmed_version == 2


def test_a_return_needs_a_reason():
    sheet = two_rows()
    with pytest.raises(Refused, match="กรุณาระบุเหตุผล"):
        transitions.return_to_district(
            district=sheet.district, month=AUGUST, by=factories.province_officer(), rows=None, reason=" "
        )


def test_a_district_without_producers_declares_its_month():
    by = factories.district_officer()
    factories.month()

    outcome = transitions.declare_nothing(district=by.district, month=AUGUST, by=by)
    assert outcome.sheet.stage == Stage.DISTRICT

    transitions.confirm_by_province(
        district=by.district,
        month=AUGUST,
        by=factories.province_officer(),
        seen={},
        sheet_version=outcome.sheet.version,
    )
    line = Tally.objects.get(until=None)
    assert (line.rows, line.total, line.complete) == (0, 0, True)


def test_a_district_with_producers_cannot_declare_nothing():
    factories.producer()
    factories.month()
    by = factories.district_officer()
    with pytest.raises(Refused, match="ผู้ประกอบการที่ดำเนินการอยู่"):
        transitions.declare_nothing(district=by.district, month=AUGUST, by=by)


def test_sync_brings_names_and_types_without_amounts():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, 0, 0, 0)), of=JULY)
    factories.month()
    by = factories.district_officer()

    outcome = transitions.copy_previous_month(district=by.district, month=AUGUST, by=by)

    rows = Sale.objects.of(by.district, AUGUST).in_order()
    assert [(row.producer.name, row.product_type, row.answered, row.carried_over) for row in rows] == [
        ("กลุ่มทอผ้า", "cloth", False, True),
        ("ร้านแม่ปลาส้ม", "food", False, True),
    ]
    assert outcome.changed == 2
    again = transitions.copy_previous_month(district=by.district, month=AUGUST, by=by)
    assert again.event is None


def test_a_row_that_sync_brought_asks_for_a_reason_to_go():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=JULY)
    factories.month()
    by = factories.district_officer()
    row = transitions.copy_previous_month(district=by.district, month=AUGUST, by=by).sheet.sales.get()
    where = {"district": by.district, "month": AUGUST, "by": by, "rows": [row.pk]}

    assert transitions.delete_rows(**where).problems
    assert transitions.delete_rows(**where, reason="เลิกผลิต").changed == 1


def test_a_row_named_twice_goes_once():
    sheet = two_rows()
    first = sheet.sales.first().pk

    outcome = transitions.delete_rows(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), rows=[first, first]
    )

    assert [change["row"] for change in outcome.event.changes] == [first]


def test_another_product_type_keeps_the_amounts_and_the_place():
    sheet = two_rows()
    row = sheet.sales.first()

    outcome = transitions.change_product_type(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), row=row.pk, product_type="utensil"
    )

    new = sheet.sales.first()
    assert (new.product_type, new.amounts, new.position) == ("utensil", row.amounts, row.position)
    assert len(outcome.event.changes) == 2


@pytest.mark.parametrize("who", [factories.province_officer, factories.department_officer, factories.administrator])
def test_only_the_district_types(who):
    by = who()
    factories.month()
    with pytest.raises(NotAllowed):
        transitions.save_rows(
            district=factories.district(), month=AUGUST, by=by, new=[factories.new_row("ก", amounts=(1, 0, 0, 0))]
        )


def test_an_officer_of_another_district_is_refused():
    factories.month()
    with pytest.raises(NotAllowed):
        transitions.save_rows(
            district=factories.district("4301", "เมืองหนองคาย"), month=AUGUST, by=factories.district_officer(), new=[]
        )


def test_replaying_the_events_gives_the_rows():
    sheet = two_rows()
    factories.confirm_by_district(sheet)
    save(factories.edit(sheet.sales.first(), domestic_offline=7))
    transitions.delete_rows(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), rows=[sheet.sales.last().pk]
    )

    rows = replay(sheet.events.all())

    assert rows == {row.pk: snapshot(row) for row in sheet.sales.all()}
