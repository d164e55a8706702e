"""The history in the words of the officers: who did what, from which figure to which."""

import pytest

from sales import transitions
from sales.history import Entry, entries, history_of, of_row
from sales.models import Officer, Sheet
from sales.transitions.imports import ImportedRow, import_confirmed
from tests import factories
from tests.factories import AUGUST, JULY

pytestmark = pytest.mark.django_db


def one_row(amounts=(12000, 0, 0, 0)) -> Sheet:
    return factories.sheet(("กลุ่มทอผ้า", "cloth", amounts))


def told(sheet: Sheet, reader: Officer | None = None) -> list[Entry]:
    reader = reader or factories.district_officer()
    return entries(history_of(sheet, reader), reader)


def words(entry: Entry) -> list[str]:
    return [line.words for line in entry.lines]


def save(sheet: Sheet, by: Officer | None = None, **typed) -> None:
    by = by or factories.district_officer()
    transitions.save_rows(
        district=sheet.district, month=AUGUST, by=by, edits=[factories.edit(sheet.sales.get(), **typed)]
    )


def test_an_edit_names_the_cell_and_both_figures():
    sheet = one_row()
    save(sheet, domestic_offline="13500")

    (line,) = told(sheet)[-1].lines

    assert line.words == "นาย d4317 แก้ไขขายออฟไลน์ในประเทศ 12,000.00 → 13,500.00"
    assert line.name == "กลุ่มทอผ้า (ผ้า)"


def test_a_new_row_tells_what_was_typed_into_it():
    (entry,) = told(one_row((12000, 0, 0, "0.25")))

    assert entry.words == "นาย d4317 บันทึก 1 รายการ"
    assert words(entry) == [
        "นาย d4317 เพิ่มรายการ",
        "นาย d4317 กรอกขายออฟไลน์ในประเทศ 12,000.00",
        "นาย d4317 กรอกขายออนไลน์ต่างประเทศ 0.25",
    ]


def test_answering_with_nought_is_told_as_such():
    sheet = one_row((None,) * 4)
    save(sheet, domestic_offline=0)
    assert words(told(sheet)[-1]) == ["นาย d4317 กรอกไม่มียอด (0.00)"]


def test_changing_a_confirmed_row_says_that_it_has_to_be_confirmed_again():
    sheet = one_row()
    factories.confirm_by_district(sheet)
    save(sheet, domestic_online=5)
    assert words(told(sheet)[-1]) == [
        "นาย d4317 แก้ไขขายออนไลน์ในประเทศ 0.00 → 5.00",
        "นาย d4317 แก้ไขรายการที่อำเภอยืนยันแล้ว จึงต้องยืนยันใหม่",
    ]


def test_confirmations_and_returns_name_the_level_the_sum_and_the_reason():
    sheet = one_row()
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    transitions.return_to_district(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), rows=None, reason="ยอดซ้ำ"
    )

    district, province, returned = told(sheet)[1:]

    assert district.words == "นาย d4317 ยืนยันระดับอำเภอ 1 รายการ"
    assert words(province) == ["นาย p43 ยืนยันระดับจังหวัด ยอดรวม 12,000.00 บาท"]
    assert (words(returned), returned.reason) == (["นาย p43 ส่งคืน ยอดรวม 12,000.00 บาท"], "เหตุผล: ยอดซ้ำ")


def test_sync_says_where_the_names_came_from():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), of=JULY)
    factories.month()
    by = factories.district_officer()
    sheet = transitions.copy_previous_month(district=by.district, month=AUGUST, by=by).sheet

    (entry,) = told(sheet)

    assert (entry.words, entry.reason) == ("นาย d4317 Sync ข้อมูล 1 รายการ", "ที่มา: จากเดือนกรกฎาคม 2566")
    assert words(entry) == ["นาย d4317 เพิ่มรายการ"]


def test_a_removed_row_keeps_its_name_its_sum_and_its_reason():
    sheet = one_row()
    row = sheet.sales.get().pk
    by = factories.district_officer()
    transitions.delete_rows(district=sheet.district, month=AUGUST, by=by, rows=[row], reason="กรอกผิดราย")

    entry = told(sheet)[-1]

    assert [(line.words, line.row, line.name) for line in entry.lines] == [
        ("นาย d4317 ลบรายการ ยอดรวม 12,000.00 บาท", row, "กลุ่มทอผ้า (ผ้า)")
    ]
    assert entry.reason == "เหตุผล: กรอกผิดราย"


def test_another_type_is_one_change_and_the_rows_history_goes_on_through_it():
    sheet = one_row()
    by = factories.district_officer()
    old = sheet.sales.get().pk
    transitions.change_product_type(district=sheet.district, month=AUGUST, by=by, row=old, product_type="utensil")
    save(sheet, domestic_offline=7)
    history = history_of(sheet, by)

    assert words(told(sheet)[1]) == ["นาย d4317 เปลี่ยนประเภทผลิตภัณฑ์ ผ้า → ของใช้"]
    assert [event.number for event, _ in of_row(history, sheet.sales.get().pk)] == [1, 2, 3]
    assert [event.number for event, _ in of_row(history, old)] == [1, 2]


def test_an_import_names_its_source():
    by = factories.system_officer()
    factories.month()
    rows = [ImportedRow(1, factories.producer(), "cloth", "community_group", factories.baht(9, 0, 0, 0))]
    sheet = import_confirmed(
        district=factories.district(), month=AUGUST, by=by, rows=rows, source="รต.๒ 2566.xlsx"
    ).sheet

    (entry,) = told(sheet)

    assert entry.reason == "ที่มา: รต.๒ 2566.xlsx"
    assert words(entry)[0] == "นาย system นำเข้าข้อมูลย้อนหลัง ยอดรวม 9.00 บาท"


def test_a_rows_history_leaves_other_rows_out():
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (2, 0, 0, 0)))
    first, last = sheet.sales.all()
    reader = factories.district_officer()

    (entry,) = entries(of_row(history_of(sheet, reader), last.pk), reader)

    assert {line.row for line in entry.lines} == {last.pk}
    assert of_row(history_of(sheet, reader), 10**12) == []
    assert first.pk != last.pk
