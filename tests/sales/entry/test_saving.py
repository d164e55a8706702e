from datetime import datetime

import pytest

from otop_portal import clock
from sales import sentences
from sales.models import Producer, Sale, SheetEvent
from tests import factories

from .pages import ENTRY, amounts, opened, shown_again, three_hundred_rows, words

pytestmark = pytest.mark.django_db


def test_saving_keeps_what_changed_and_says_so(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "๑,๒๓๔.๕๐", "", "", "")

    with clock.at(datetime(2023, 8, 31, 14, 5, tzinfo=clock.BANGKOK)):
        response = form.press(client, "บันทึก")

    assert response.redirect_chain == [(ENTRY, 302)]
    assert "การบันทึกข้อมูลสมบูรณ์ เมื่อวันที่ 31 สิงหาคม 2566 เวลา 14:05 น. ยังไม่ได้ยืนยันระดับอำเภอ" in words(response)
    assert amounts(two_rows[1]) == factories.baht("1234.50", 0, 0, 0)
    assert [change["row"] for change in SheetEvent.objects.last().changes] == [two_rows[1].pk]


def test_a_bad_cell_keeps_its_own_row_back_and_stays_as_typed(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[0].pk, "12O", "7", "0.00", "0.00")
    form.type_amounts(two_rows[1].pk, "5", "", "", "")

    response = form.press(client, "บันทึก")

    assert "“12O” ไม่ใช่จำนวนเงิน กรุณากรอกตัวเลข เช่น 1,234.50 หากไม่มียอดให้กรอก 0" in words(response)
    assert "บันทึกแล้ว 1 รายการ อีก 1 รายการต้องแก้ไขก่อน ตัวเลขที่กรอกไว้ยังอยู่ครบ" in words(response)
    assert (amounts(two_rows[0]), amounts(two_rows[1])) == (factories.baht(100, 0, 0, 0), factories.baht(5, 0, 0, 0))
    again = shown_again(response)
    assert again.amounts_of(two_rows[0].pk) == ["12O", "7", "0.00", "0.00"]

    again.type_amounts(two_rows[0].pk, "120")
    again.press(client, "บันทึก")
    assert amounts(two_rows[0]) == factories.baht(120, 7, 0, 0)


def test_adding_a_line_loses_nothing_that_is_typed(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "5", "x", "", "")

    form = shown_again(form.press(client, "เพิ่มกลุ่ม"))
    form.type(f"new-{form.values('new')[0]}-name", "กลุ่มใหม่")
    form = shown_again(form.press(client, "เพิ่มกลุ่ม"))

    assert form.amounts_of(two_rows[1].pk) == ["5", "x", "", ""]
    assert len(set(form.values("new"))) == 2
    assert form.values(f"new-{form.values('new')[0]}-name") == ["กลุ่มใหม่"]
    assert not amounts(two_rows[1])[0]


def test_a_doubled_line_names_the_number_of_the_other(client, two_rows):
    form = shown_again(opened(client).press(client, "เพิ่มกลุ่ม"))
    (key,) = form.values("new")
    form.type(f"new-{key}-name", "กลุ่มทอผ้า")
    form.type(f"new-{key}-product_type", "cloth")
    form.type(f"new-{key}-amount", "77")

    response = form.press(client, "บันทึก")

    assert "“กลุ่มทอผ้า” ประเภทผ้า มีแล้วที่ลำดับที่ 1 กรุณารวมยอดไว้ในรายการเดียว" in words(response)
    assert shown_again(response).values(f"new-{key}-amount")[0] == "77"


def test_a_name_too_long_is_said_at_its_field_and_stays_as_typed(client, two_rows):
    form = shown_again(opened(client).press(client, "เพิ่มกลุ่ม"))
    (key,), name = form.values("new"), "กลุ่มทอผ้าบ้าน" + "นา" * 100
    form.type(f"new-{key}-name", name)
    form.type(f"new-{key}-product_type", "cloth")
    form.type(f"new-{key}-producer_type", "sme")

    response = form.press(client, "บันทึก")

    assert sentences.NAME_TOO_LONG in words(response)
    assert shown_again(response).values(f"new-{key}-name") == [name]
    assert Sale.objects.count() == len(two_rows)


def test_a_name_nearly_the_same_is_asked_about_once(client, two_rows):
    form = shown_again(opened(client).press(client, "เพิ่มกลุ่ม"))
    (key,) = form.values("new")
    form.type(f"new-{key}-name", "กลุ่มทอผา")
    form.type(f"new-{key}-product_type", "food")
    form.type(f"new-{key}-producer_type", "sme")
    response = form.press(client, "บันทึก")
    assert "ชื่อคล้ายกับ “กลุ่มทอผ้า” ที่มีอยู่แล้ว" in words(response)

    again = shown_again(response)
    again.type(f"new-{key}-distinct", "on")
    again.press(client, "บันทึก")
    assert Producer.objects.filter(name="กลุ่มทอผา").exists()


def test_no_sales_answers_the_row_with_nought(client, two_rows):
    form = opened(client)
    form.press(client, "ไม่มียอด", str(two_rows[1].pk))
    assert amounts(two_rows[1]) == factories.baht(0, 0, 0, 0)


def test_the_same_submission_sent_twice_has_one_effect_and_the_first_answer(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "5", "", "", "")

    first, second = form.press(client, "บันทึก"), form.press(client, "บันทึก")

    assert "การบันทึกข้อมูลสมบูรณ์" in words(first) and "การบันทึกข้อมูลสมบูรณ์" in words(second)
    assert SheetEvent.objects.count() == 2


def test_two_officers_merge_by_cell(client, two_rows):
    mine, theirs = opened(client), opened(client)
    mine.type_amounts(two_rows[0].pk, "1")
    theirs.type_amounts(two_rows[0].pk, "100.00", "2")

    theirs.press(client, "บันทึก")
    mine.press(client, "บันทึก")

    assert amounts(two_rows[0]) == factories.baht(1, 2, 0, 0)


@pytest.mark.parametrize(("button", "kept"), [("ใช้ 250.00", 250), ("ใช้ตัวเลขของท่าน", 300)])
def test_a_clash_shows_both_values_and_one_click_chooses(client, two_rows, button, kept):
    row = two_rows[0]
    mine, theirs = opened(client), opened(client)
    theirs.type_amounts(row.pk, "250")
    theirs.press(client, "บันทึก")
    mine.type_amounts(row.pk, "300", "8")

    clash = mine.press(client, "บันทึก")

    assert "แก้ไขช่องนี้เป็น 250.00" in words(clash) and "ท่านกรอก 300.00 กรุณาเลือกตัวเลขที่ถูกต้อง" in words(clash)
    shown_again(clash).press(client, button)
    assert amounts(row) == factories.baht(kept, 8, 0, 0)


def test_a_row_removed_while_it_was_typed_into_keeps_its_figures_as_a_new_line(client, two_rows):
    form = opened(client)
    form.type_amounts(two_rows[1].pk, "321")
    opened(client).press(client, "✕", str(two_rows[1].pk))

    response = form.press(client, "บันทึก")

    assert "รายการนี้ถูกลบไปแล้ว" in words(response)
    again = shown_again(response)
    (key,) = again.values("new")
    assert again.values(f"new-{key}-name") == ["ร้านแม่ปลาส้ม"]
    again.press(client, "บันทึก")
    assert Sale.objects.in_order().last().amounts == factories.baht(321, 0, 0, 0)


def test_three_hundred_rows_are_saved_in_one_post(client, officer):
    rows = three_hundred_rows()
    form = opened(client)
    for number, row in enumerate(rows, 1):
        form.type_amounts(row.pk, str(number), "", "", f"0.{number % 100:02}")

    form.press(client, "บันทึก")

    assert Sale.objects.total() == sum(range(1, 301)) + 3 * sum(range(100)) / factories.Decimal(100)


@pytest.mark.parametrize(
    "posted",
    [
        {"read": "x", "amount": ["1"] * 4},
        {"read": "1 1 1 1 1 1", "amount": ["1"]},
        {"read": ["1 1 1 1 1 1", "2 1 1 1 1 1"], "amount": ["1"] * 5},
        {"read": "99999999999999999999 1 1 1 1 1", "amount": ["1"] * 4},
        {"read": "999999999999999999 1 1 1 1 1", "amount": ["\0", "5", "", ""], "theirs": "999999999999999999.no"},
        {"new": ["a", "<b>", "ก"], "new-a-name": "ก\0ข", "new-a-amount": ["1e5", "NaN", "-1", "1_000"]},
        {
            "new": "a",
            "new-a-name": "ก\0",
            "new-a-producer_type": "no",
            "new-a-product_type": "food",
            "new-a-amount": [""] * 4,
        },
        {"submission": "no"},
        {"draft": "\0" * 90},
    ],
)
@pytest.mark.parametrize("action", ["save", "draft", "lines", "sync", "use-draft", "discard-draft", "delete", "type"])
def test_garbage_never_breaks_the_page(client, two_rows, action, posted):
    response = client.post(f"{ENTRY}{action}", posted)
    assert response.status_code in (200, 302, 400)
    assert client.get(ENTRY).status_code == 200
