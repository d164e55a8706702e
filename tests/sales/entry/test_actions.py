from datetime import date

import pytest

from sales import sentences, transitions
from sales.models import Producer, Sale, Sheet, SheetEvent
from tests import factories
from tests.factories import AUGUST, JULY

from .pages import ENTRY, opened, shown_again, words

pytestmark = pytest.mark.django_db


def test_a_new_line_becomes_a_row_and_its_producer(client, officer):
    form = shown_again(opened(client).press(client, "เพิ่มกลุ่ม"))
    (key,) = form.values("new")
    form.type(f"new-{key}-name", "กลุ่มจักสานบ้านเดื่อ")
    form.type(f"new-{key}-product_type", "utensil")
    form.type(f"new-{key}-producer_type", "sme")
    form.type(f"new-{key}-amount", "10", "", "2.5", "")
    form.press(client, "บันทึก")

    row = Sale.objects.get()
    assert (row.producer.name, row.producer.producer_type) == ("กลุ่มจักสานบ้านเดื่อ", "sme")
    assert (row.product_type, row.amounts) == ("utensil", factories.baht(10, 0, "2.5", 0))


def test_sync_draws_the_month_before_and_says_from_where(client, officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=JULY)

    response = opened(client).press(client, "Sync ข้อมูล")

    assert "ดึงรายชื่อ 1 รายการจากเดือนกรกฎาคม 2566แล้ว ไม่รวมยอดจำหน่าย" in words(response)
    row = Sale.objects.of(officer.district, AUGUST).get()
    assert (row.answered, row.carried_over) == (False, True)
    assert "100.00" in words(response), "last month's figure stands beside the row"


def test_sync_names_the_sheet_it_drew_from_when_the_month_before_is_empty(client, officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=date(2023, 5, 1))
    response = opened(client).press(client, "Sync ข้อมูล")
    assert "จากเดือนพฤษภาคม 2566แล้ว ไม่รวมยอดจำหน่าย เนื่องจากเดือนก่อนไม่มีรายการ" in words(response)


def test_sync_keeps_what_is_typed_in_the_cells(client, two_rows):
    factories.sheet(("กลุ่มสาน", "utensil", (100, 0, 0, 0)), of=JULY)
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "5", "", "", "")

    again = shown_again(form.press(client, "Sync ข้อมูล"))

    assert again.amounts_of(two_rows[1].pk) == ["5", "", "", ""]
    assert "กลุ่มสาน" in [row.producer.name for row in Sale.objects.filter(sheet__month=AUGUST)]


def test_active_producers_without_a_row_are_counted_and_added_by_one_click(client, two_rows):
    factories.sheet(("กลุ่มสาน", "utensil", (100, 0, 0, 0)), of=JULY)
    assert "ผู้ประกอบการที่ยังไม่มีรายการในเดือนนี้ 1 ราย" in words(client.get(ENTRY))

    opened(client).press(client, "เพิ่ม")

    assert Sale.objects.filter(sheet__month=AUGUST, producer__name="กลุ่มสาน", product_type="utensil").exists()


def test_a_producer_whose_products_nobody_knows_becomes_a_line_to_fill_in(client, two_rows):
    factories.producer("กลุ่มไม่รู้ประเภท")

    response = opened(client).press(client, "เพิ่มทั้งหมด")

    form = shown_again(response)
    (key,) = form.values("new")
    assert form.values(f"new-{key}-name") == ["กลุ่มไม่รู้ประเภท"]
    assert "กรุณาเลือกประเภทผลิตภัณฑ์" in words(response)


def test_a_row_of_this_month_is_removed_at_once(client, two_rows):
    opened(client).press(client, "✕", str(two_rows[0].pk))
    assert list(Sale.objects.all()) == [two_rows[1]]


def test_a_row_that_sync_brought_asks_for_a_reason_before_it_goes(client, officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=JULY)
    opened(client).press(client, "Sync ข้อมูล")
    rows = Sale.objects.of(officer.district, AUGUST)

    asked = opened(client).press(client, "✕", str(rows.get().pk))
    assert "กรุณาระบุเหตุผลที่ลบรายการนี้" in words(asked)
    assert rows.exists()

    form = shown_again(asked)
    form.type("reason", "เลิกผลิตแล้ว")
    form.press(client, "ลบรายการนี้")
    assert not rows.exists()
    assert SheetEvent.objects.last().reason == "เลิกผลิตแล้ว"


def test_another_product_type_keeps_saved_and_typed_amounts(client, two_rows):
    first = two_rows[0]
    form = opened(client)
    form.type_amounts(first.pk, "100.00", "55")
    asked = shown_again(form.press(client, "ผ้ากลุ่มผู้ผลิตชุมชน", str(first.pk)))
    asked.fields = [field for field in asked.fields if field[0] != "product_type"]
    asked.type("product_type", "utensil")

    again = shown_again(asked.press(client, "เปลี่ยนประเภท"))

    row = Sale.objects.in_order().first()
    assert (row.product_type, row.amounts) == ("utensil", first.amounts)
    assert again.amounts_of(row.pk)[:2] == ["100.00", "55"]


def test_a_type_that_the_register_does_not_know_is_asked_for_once_and_kept_there(client, officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))
    Producer.objects.update(producer_type="")
    row = Sale.objects.get()

    asked = shown_again(opened(client).press(client, "ผ้ายังไม่ระบุประเภท", str(row.pk)))
    asked.type("producer_type", "sme")
    asked.press(client, "เปลี่ยนประเภท")

    assert Producer.objects.get().producer_type == "sme"
    assert Sale.objects.get() == row


def test_a_refused_change_of_type_tells_the_register_nothing(client, officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), ("กลุ่มทอผ้า", "food", (2, 0, 0, 0)))
    Producer.objects.update(producer_type="")
    row = Sale.objects.in_order().first()

    asked = {"row": row.pk, "product_type": "food", "producer_type": "sme"}
    response = client.post(f"{ENTRY}type", asked)

    assert "มีแล้วที่ลำดับที่ 2" in words(response)
    assert Producer.objects.get().producer_type == ""
    client.post(f"{ENTRY}type", asked | {"product_type": "herb"})
    assert (Producer.objects.get().producer_type, Sale.objects.in_order().first().product_type) == ("sme", "herb")


def test_a_row_that_was_confirmed_meanwhile_says_why_its_type_stays(client, two_rows):
    form = opened(client)
    sheet = Sheet.objects.get()
    transitions.confirm_by_district(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), seen={two_rows[0].pk: 1}
    )

    asked = shown_again(form.press(client, "ผ้ากลุ่มผู้ผลิตชุมชน", str(two_rows[0].pk)))
    asked.fields = [field for field in asked.fields if field[0] != "product_type"]
    asked.type("product_type", "utensil")

    assert sentences.TYPE_IS_CONFIRMED in words(asked.press(client, "เปลี่ยนประเภท"))


def test_a_district_without_producers_declares_its_month(client, officer):
    response = opened(client).press(client, "แจ้งไม่มียอดจำหน่าย และยืนยันระดับอำเภอ")
    assert "แจ้งไม่มียอดจำหน่ายแล้ว ถือเป็นการยืนยันระดับอำเภอ" in words(response)
    assert Sheet.objects.get().stage == "district"


def test_completion_offers_the_districts_own_active_producers(client, two_rows):
    factories.producer("กลุ่มที่อื่น", by=factories.district_officer("4301"))
    found = client.get(f"{ENTRY}names").json()["names"]
    assert found == [["กลุ่มทอผ้า", "กลุ่มผู้ผลิตชุมชน"], ["ร้านแม่ปลาส้ม", "กลุ่มผู้ผลิตชุมชน"]]


def test_a_question_put_aside_changes_nothing_and_keeps_what_is_typed(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "5", "", "", "")
    asked = shown_again(form.press(client, "ผ้ากลุ่มผู้ผลิตชุมชน", str(two_rows[0].pk)))

    again = shown_again(asked.press(client, "ยกเลิก"))

    assert again.amounts_of(two_rows[1].pk) == ["5", "", "", ""]
    assert (again.values("new"), again.values("product_type")) == ([], [])
