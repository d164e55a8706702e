from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from sales.imports import Source, run
from sales.imports.history import HISTORY
from sales.models import Producer, Sale, SheetEvent, Tally
from sales.transitions.new_lines import names_before
from tests import factories
from tests.factories import AUGUST, JULY
from tests.sales.imports import files

pytestmark = pytest.mark.django_db

HEADINGS = (
    "province,district,year_be,month,product_type,producer_type,"
    "domestic_offline,domestic_online,foreign_offline,foreign_online"
)
LINES = (
    '43,4317,2566,7,food,community_group,"1,000.25",0,0,0',
    "หนองคาย,โพธิ์ตาก,๒๕๖๖,กรกฎาคม,อาหาร,SMEs,๕๐๐.๕๐,10,0,0",
    "หนองคาย,โพธิ์ตาก,2566,7,ผ้า,SMEs,1,2,3,4",
    "หนองคาย,เมืองหนองคาย,2566,7,ผ้า,เจ้าของรายเดียว,7,0,0,0",
)


@pytest.fixture(autouse=True)
def places():
    factories.district("4317")
    factories.district("4301", "เมืองหนองคาย")
    factories.months(JULY, AUGUST)


def book(source: Source, *, dry_run: bool = False):
    return run(HISTORY, source, by=factories.system_officer(), dry_run=dry_run)


def counts(booking) -> tuple[int, int]:
    assert [str(fault) for fault in booking.faults] == []
    return booking.new, booking.unchanged


def faults(*lines: str) -> list[str]:
    return [str(fault) for fault in book(files.csv(HEADINGS, *lines)).faults]


def in_database() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sheet.district_id, sale.product_type, sale.producer_type, sale.stage, domestic_offline"
            " + domestic_online + foreign_offline + foreign_online FROM sales_sale sale"
            " JOIN sales_sheet sheet ON sheet.id = sale.sheet_id ORDER BY sale.id"
        )
        return cursor.fetchall()


def test_sums_are_booked_as_confirmed_by_the_province():
    assert counts(book(files.csv(HEADINGS, *LINES))) == (4, 0)
    assert in_database() == [
        ("4317", "food", "community_group", "province", 100025),
        ("4317", "food", "sme", "province", 51050),
        ("4317", "cloth", "sme", "province", 1000),
        ("4301", "cloth", "community_single_owner", "province", 700),
    ]


def test_the_tally_has_the_sums_by_both_types_and_no_producer():
    book(files.csv(HEADINGS, *LINES))
    line = Tally.objects.get(district="4317")
    assert (line.producers, line.producers_sme, line.rows, line.complete) == (0, 0, 3, True)
    assert (str(line.food_community_group_domestic_offline), str(line.food_sme_domestic_online)) == ("1000.25", "10.00")
    assert str(line.total) == "1520.75"


def test_the_calendar_year_is_meant():
    factories.month(date(2022, 10, 1))
    book(files.csv(HEADINGS, LINES[0].replace("2566,7", "2565,10")))
    assert Sale.objects.get().sheet.month_id == date(2022, 10, 1)


def test_the_event_names_its_source():
    source = files.csv(HEADINGS, LINES[0])
    book(source)
    event = SheetEvent.objects.get()
    assert (event.action, event.reason, event.officer.username) == ("import", f"นำเข้าจาก {source.mark}", "system")


def test_a_second_run_changes_nothing():
    source = files.csv(HEADINGS, *LINES)
    book(source)
    assert counts(book(source)) == (0, 4)
    assert (SheetEvent.objects.count(), Producer.objects.count(), Tally.objects.count()) == (2, 3, 2)


def test_a_trial_leaves_nothing_behind():
    assert counts(book(files.csv(HEADINGS, *LINES), dry_run=True)) == (4, 0)
    assert not Sale.objects.exists() and not Producer.objects.exists()


def test_a_collecting_entry_is_not_listed_not_synced_and_expected_in_no_month():
    book(files.csv(HEADINGS, *LINES))
    district = factories.district("4317")
    assert not Producer.objects.listed().exists()
    assert list(names_before(district, AUGUST)) == []
    assert not Producer.objects.without_row(district, AUGUST).exists()


def test_all_faults_come_at_once_and_nothing_is_booked():
    assert faults(
        LINES[0],
        LINES[0],
        LINES[1].replace("๕๐๐.๕๐", "ห้าร้อย").replace("SMEs", "สหกรณ์"),
        LINES[2].replace("2566", "66"),
        LINES[2].replace("2566,7", "2566,13"),
        LINES[2].replace("2566,7", "2023,7"),
        LINES[2].replace(",1,", ",,").replace("2566,7", "2566,13"),
    ) == [
        "บรรทัดที่ 3: ซ้ำกับบรรทัดที่ 2",
        "บรรทัดที่ 4 คอลัมน์ producer_type: ไม่รู้จัก “สหกรณ์” ใช้ได้: กลุ่มผู้ผลิตชุมชน, "
        "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว, ผู้ผลิตวิสาหกิจขนาดกลางและขนาดย่อม (SMEs)",
        "บรรทัดที่ 4 คอลัมน์ domestic_offline: “ห้าร้อย” ไม่ใช่จำนวนเงิน กรุณากรอกตัวเลข เช่น 1,234.50 หากไม่มียอดให้กรอก 0",
        "บรรทัดที่ 5 คอลัมน์ year_be: “66” ไม่ใช่ปี พ.ศ. กรุณากรอกเลขสี่หลัก เช่น 2565",
        "บรรทัดที่ 6 คอลัมน์ month: “13” ไม่ใช่เดือน กรุณากรอก 1 ถึง 12 หรือชื่อเดือน",
        "บรรทัดที่ 7 คอลัมน์ year_be: ระบบยังไม่มีเดือนนี้ ปีต้องเป็นปีปฏิทิน พ.ศ. เช่น ตุลาคม 2565 หากถูกต้องแล้ว กรุณาให้ผู้ดูแลระบบเพิ่มเดือนก่อน",
        "บรรทัดที่ 8 คอลัมน์ domestic_offline: กรุณากรอกในประเทศ ขายออฟไลน์",
        "บรรทัดที่ 8 คอลัมน์ month: “13” ไม่ใช่เดือน กรุณากรอก 1 ถึง 12 หรือชื่อเดือน",
    ]
    assert in_database() == []


def test_other_amounts_for_what_is_booked_are_a_fault():
    book(files.csv(HEADINGS, LINES[0]))
    [fault] = faults(LINES[0].replace("1,000.25", "1,000.26"))
    assert fault.startswith("บรรทัดที่ 2:") and "ไม่ตรงกับไฟล์" in fault


def test_a_month_that_the_district_has_reported_is_not_counted_twice():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), of=JULY)
    assert "จะนับซ้ำ" in faults(LINES[0])[0]
    assert len(in_database()) == 1


def test_a_month_that_has_not_begun_is_refused():
    factories.month(date(2099, 1, 1))
    [fault] = faults(LINES[0].replace("2566,7", "2642,1"))
    assert "ยังไม่เปิดให้บันทึก" in fault


def test_the_command_and_the_ledger_agree(tmp_path, capsys):
    factories.system_officer()
    file = tmp_path / "old.csv"
    file.write_bytes(files.csv(HEADINGS, *LINES, encoding="cp874").data)
    call_command("import_history", str(file))
    assert capsys.readouterr().out == "เพิ่ม 4 เปลี่ยนแปลง 0 คงเดิม 0\n"
    assert len(in_database()) == 4
