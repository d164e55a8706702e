"""Sync ข้อมูล: whom it draws, from where, and what it leaves alone."""

from datetime import date
from decimal import Decimal

import pytest

from sales import transitions
from sales.models import Producer, Sale, Sheet
from sales.transitions.imports import ImportedRow, import_confirmed
from sales.transitions.producers import close_producer, collecting_entry, register_product
from tests import factories
from tests.factories import AUGUST, JULY

pytestmark = pytest.mark.django_db

JUNE = date(2023, 6, 1)


def sync() -> transitions.Outcome:
    by = factories.district_officer()
    factories.month()
    return transitions.copy_previous_month(district=by.district, month=AUGUST, by=by)


def drawn() -> list[tuple]:
    rows = Sale.objects.of(factories.district(), AUGUST).in_order()
    return [(row.producer.name, row.product_type, row.answered) for row in rows]


def registered(name: str, *kinds: str) -> Producer:
    producer = factories.producer(name)
    for kind in kinds:
        register_product(
            producer=producer,
            by=factories.district_officer(),
            name=f"{name} {kind}",
            product_type=kind,
            registered_on=None,
        )
    return producer


def close(producer: Producer) -> None:
    close_producer(producer=producer, by=factories.district_officer(), on=JUNE, reason="เลิกกิจการ")


def book_sums(month: date) -> None:
    """An old month as sums without producers."""
    by = factories.system_officer()
    factories.month(month)
    entry = collecting_entry(district=factories.district(), producer_type="sme", by=by)
    rows = [ImportedRow(1, entry, "food", "sme", (Decimal(9),) * 4)]
    import_confirmed(district=factories.district(), month=month, by=by, rows=rows, source="ไฟล์เก่า")


def test_in_a_first_month_it_draws_the_registers_active_producers_with_their_products_types():
    registered("ข ร้านแม่ปลาส้ม", "food", "food", "drink")
    registered("ก กลุ่มทอผ้า", "cloth")
    registered("ค ไม่มีผลิตภัณฑ์")
    close(registered("ง ปิดแล้ว", "herb"))

    event = sync().event

    assert drawn() == [
        ("ก กลุ่มทอผ้า", "cloth", False),
        ("ข ร้านแม่ปลาส้ม", "food", False),
        ("ข ร้านแม่ปลาส้ม", "drink", False),
    ]
    assert event.reason == "จากทะเบียนผู้ผลิต ผู้ประกอบการ"


def test_a_month_imported_as_sums_without_producers_is_still_no_month_before():
    registered("ก กลุ่มทอผ้า", "cloth")
    book_sums(JULY)

    event = sync().event

    assert drawn() == [("ก กลุ่มทอผ้า", "cloth", False)]
    assert event.reason == "จากทะเบียนผู้ผลิต ผู้ประกอบการ"


def test_where_the_month_before_is_empty_it_draws_the_newest_earlier_sheet_and_names_it():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), of=date(2023, 5, 1))
    factories.sheet(("ร้านแม่ปลาส้ม", "food", (1, 0, 0, 0)), of=JUNE)
    emptied = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), of=JULY)
    where = {"district": emptied.district, "month": JULY, "by": factories.district_officer()}
    transitions.delete_rows(**where, rows=factories.seen(emptied))

    event = sync().event

    assert drawn() == [("ร้านแม่ปลาส้ม", "food", False)]
    assert event.reason == "จากเดือนมิถุนายน 2566"


def test_nobody_closed_is_drawn_and_no_row_that_is_there_is_touched():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (2, 0, 0, 0)), of=JULY)
    factories.sheet(("กลุ่มทอผ้า", "cloth", (77, 0, 0, 0)))
    before = Sale.objects.filter(sheet__month=AUGUST).values().get()
    close(Producer.objects.get(name="ร้านแม่ปลาส้ม"))

    assert sync().event is None

    assert Sale.objects.filter(sheet__month=AUGUST).values().get() == before


def test_a_sheet_that_the_province_has_confirmed_is_not_added_to():
    factories.sheet(("ร้านแม่ปลาส้ม", "food", (2, 0, 0, 0)), of=JULY)
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (77, 0, 0, 0)))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)

    with pytest.raises(transitions.Refused, match="จังหวัดยืนยันแล้ว"):
        sync()

    assert Sheet.objects.get(pk=sheet.pk).sales.count() == 1
