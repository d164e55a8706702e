"""What the portal printed as รต.๒ comes back as history: export, then import."""

import io
import subprocess
from datetime import date

import openpyxl
import pytest
from django.db import transaction

from reports import workbook
from sales.imports import Source, run
from sales.imports.history import HISTORY
from sales.models import Producer, ProducerEvent, Sale, SheetEvent, Tally
from tests import factories
from tests.factories import AUGUST
from tests.reports import asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def printed() -> bytes:
    """The Excel of a sheet that another portal had confirmed."""
    with transaction.atomic():
        content = workbook.write(asked.form("rt2", asked.confirmed_sheet("4317")))
        transaction.set_rollback(True)
    factories.district("4317")
    factories.month(AUGUST)
    assert not Sale.objects.exists() and not Producer.objects.exists()
    return content


def book(content: bytes):
    return run(HISTORY, Source("rt2-4317-2566-08.xlsx", content), by=factories.system_officer())


def changed(content: bytes, *, find: object, put: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    cell = next(cell for row in book.active.iter_rows() for cell in row if cell.value == find)
    cell.value = put
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def faults(content: bytes) -> list[str]:
    found = [str(fault) for fault in book(content).faults]
    assert not Sale.objects.exists() and not Producer.objects.exists()
    return found


def test_the_printed_figures_come_back_to_the_satang(printed):
    booking = book(printed)
    assert (booking.faults, booking.new, booking.unchanged) == ([], 3, 0)
    rows = Sale.objects.in_order().values_list("producer__name", "product_type", "producer_type", "stage", "position")
    assert list(rows) == [
        (name, kind, "community_group", "province", place) for place, (name, kind, _) in enumerate(asked.LINES, 1)
    ]
    assert [row.amounts for row in Sale.objects.in_order()] == [factories.baht(*amounts) for *_, amounts in asked.LINES]
    assert asked.satang(f"SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale") == 1332076
    assert str(Tally.objects.get().total) == "13320.76"
    assert Tally.objects.get().producers == 2


def test_a_form_that_libreoffice_saved_comes_back_the_same(printed, tmp_path):
    source = tmp_path / "form.xlsx"
    source.write_bytes(printed)
    profile, folder = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", tmp_path / "saved"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        folder,
        source,
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert book(printed).new == 3
    booking = book((folder / "form.xlsx").read_bytes())
    assert (booking.faults, booking.new, booking.unchanged) == ([], 0, 3)


def test_the_source_is_kept_and_a_second_run_changes_nothing(printed):
    booking = book(printed)
    assert SheetEvent.objects.get().reason == booking.reason
    again = book(printed)
    assert (again.faults, again.new, again.unchanged) == ([], 0, 3)
    assert (SheetEvent.objects.count(), Producer.objects.count()) == (1, 2)


def test_a_producer_of_the_register_is_found_and_one_that_is_gone_comes_as_closed(printed):
    known = factories.producer("กลุ่มทอผ้าบ้านโพธิ์")
    booking = book(printed)
    assert [warning.column for warning in booking.warnings] == ["รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"]
    gone = Producer.objects.get(name="ร้านแม่ปลาส้ม")
    assert (gone.status, gone.active_until) == ("closed", date(2023, 8, 31))
    assert ProducerEvent.objects.get(producer=gone).reason == booking.reason
    assert known.sales.count() == 2


def test_the_form_of_a_sheet_that_is_there_changes_nothing():
    sheet = asked.confirmed_sheet("4317")
    booking = book(workbook.write(asked.form("rt2", sheet)))
    assert (booking.faults, booking.new, booking.unchanged) == ([], 0, 3)


def test_a_draft_is_no_history():
    draft = factories.sheet(*asked.LINES)
    booking = book(workbook.write(asked.form("rt2", draft)))
    assert "ยังเป็นร่าง" in str(*booking.faults)


def test_a_form_without_its_title_or_its_headings_is_refused(printed):
    assert "อ่านแบบ รต.๒ ไม่ได้" in str(*faults(changed(printed, find="สมุนไพรฯ", put="")))
    title = next(
        cell.value
        for row in openpyxl.load_workbook(io.BytesIO(printed)).active.iter_rows()
        for cell in row
        if str(cell.value).startswith("ปีงบประมาณ:")
    )
    assert "อ่านแบบ รต.๒ ไม่ได้" in str(*faults(changed(printed, find=title, put="ปีงบประมาณ: ๒๕๖๖")))
    assert "ไม่มีอำเภอ" in faults(changed(printed, find=title, put=title.replace("โพธิ์ตาก", "ปากคาด")))[0]


@pytest.mark.parametrize(
    ("find", "put", "column"),
    [
        (999, 998, "รวมทั้งสิ้น"),
        (999, "ร้อย", "ในประเทศ ขายออฟไลน์"),
        (999, None, "ในประเทศ ขายออฟไลน์"),
        (13320.76, 13320.77, "รวมทั้งสิ้น"),
        ("✓", None, "ประเภทผลิตภัณฑ์"),
        ("ร้านแม่ปลาส้ม", None, "รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"),
    ],
)
def test_a_form_that_was_changed_by_hand_is_refused_at_its_cell(printed, find, put, column):
    assert f"คอลัมน์ {column}:" in faults(changed(printed, find=find, put=put))[0]
