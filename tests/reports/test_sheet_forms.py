import pytest

from otop_portal import money
from reports.definitions import Surface
from sales import transitions
from sales.models import Sale
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports import asked

pytestmark = pytest.mark.django_db

# DOMAIN (e), รต.๑: group and column
SIXTEEN = [
    ("ที่",),
    ("รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP",),
    ("อำเภอ",),
    *[("ประเภทผลิตภัณฑ์", name) for name in ("อาหาร", "เครื่องดื่ม", "ผ้าฯ", "ของใช้ฯ", "สมุนไพรฯ")],
    *[("ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP", name) for name in ("กลุ่มผู้ผลิตชุมชน", "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว", "SMEs")],
    ("ยอดจำหน่าย (บาท)", "ในประเทศ", "ขายออฟไลน์"),
    ("ยอดจำหน่าย (บาท)", "ในประเทศ", "ขายออนไลน์"),
    ("ยอดจำหน่าย (บาท)", "ต่างประเทศ", "ขายออฟไลน์"),
    ("ยอดจำหน่าย (บาท)", "ต่างประเทศ", "ขายออนไลน์"),
    ("รวมทั้งสิ้น",),
]


def texts(table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.on(Surface.SHEET).cells()]


def test_the_collecting_form_has_the_sixteen_columns_of_the_document():
    table = asked.form_of("rt1", "4317").on(Surface.SHEET)
    assert [table.path(column) for column in table.columns] == SIXTEEN


def test_headings_are_grouped_as_in_the_document():
    headings = asked.form_of("rt1", "4317").on(Surface.SHEET).headings()
    spans = [[(heading.text, heading.colspan, heading.rowspan) for heading in row] for row in headings]
    assert spans[0] == [
        ("ที่", 1, 3),
        ("รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP", 1, 3),
        ("อำเภอ", 1, 3),
        ("ประเภทผลิตภัณฑ์", 5, 1),
        ("ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP", 3, 1),
        ("ยอดจำหน่าย (บาท)", 4, 1),
        ("รวมทั้งสิ้น", 1, 3),
    ]
    assert [(text, columns) for text, columns, _ in spans[1][-2:]] == [("ในประเทศ", 2), ("ต่างประเทศ", 2)]


def test_the_form_lists_rows_in_grid_order_with_one_tick_per_type():
    table = asked.form("rt1", factories.sheet(*asked.LINES))
    first, second, third = texts(table)
    assert first[:3] == ["1", "กลุ่มทอผ้าบ้านโพธิ์", "โพธิ์ตาก"]
    assert first[3:11] == ["", "", "✓", "", "", "✓", "", ""]
    assert second[3:11] == ["✓", "", "", "", "", "✓", "", ""]
    assert third[11:] == ["0.00"] * 5


def test_the_form_adds_up_to_its_rows():
    table = asked.form("rt1", factories.sheet(*asked.LINES))
    totals = dict(zip([column.key for column in table.columns], table.totals, strict=True))
    for channel in ("domestic_offline", "domestic_online", "foreign_offline", "foreign_online"):
        assert money.satang(totals[channel]) == asked.satang(f"SELECT SUM({channel}) FROM sales_sale")
    assert money.satang(totals["total"]) == asked.satang(f"SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale")


def test_a_row_without_an_answer_is_blank_and_told():
    table = asked.form("rt2", factories.sheet(("กลุ่มทอผ้า", "cloth", (None,) * 4), ("ร้านส้ม", "food", (1, 0, 0, 0))))
    assert texts(table)[0][11:] == [""] * 5
    assert table.content.standing == "ยืนยันระดับอำเภอแล้ว 0 จาก 2 รายการ · ยังไม่กรอก 1 รายการ"


def test_the_empty_form_hands_out_names_without_amounts_and_room_for_more():
    table = asked.form("rt1-empty", factories.sheet(*asked.LINES))
    rows = texts(table)
    assert [row[1] for row in rows] == [name for name, _, _ in asked.LINES] + [""] * 3
    assert [row[0] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert {cell for row in rows for cell in row[11:]} == {""}
    assert [cell.text for cell in table.on(Surface.SHEET).total_cells()][1] == "รวม"


def test_the_empty_form_of_a_month_not_begun_has_the_names_that_sync_will_bring():
    factories.sheet(*asked.LINES, of=JULY)
    factories.month(AUGUST)
    by = factories.district_officer()
    names = [row[1] for row in texts(asked.form_of("rt1-empty", "4317"))[:3]]

    transitions.copy_previous_month(district=by.district, month=AUGUST, by=by)

    rows = Sale.objects.of(by.district, AUGUST).in_order()
    assert names == [row.producer.name for row in rows]


def test_a_form_without_any_names_has_lines_to_write_on():
    assert len(asked.form_of("rt1-empty", "4317").rows) == 12


def test_the_signed_form_is_a_draft_until_the_district_has_confirmed_every_row():
    sheet = factories.sheet(*asked.LINES)
    seen = factories.seen(sheet)
    first = dict([seen.popitem()])
    by = factories.district_officer()
    transitions.confirm_by_district(district=sheet.district, month=AUGUST, by=by, seen=first)
    assert asked.form("rt2", sheet).content.is_draft

    transitions.confirm_by_district(district=sheet.district, month=AUGUST, by=by, seen=seen)
    content = asked.form("rt2", sheet).content
    assert (content.is_draft, content.standing) == (False, "อำเภอยืนยันแล้ว")


def test_a_declared_empty_month_is_no_draft_and_says_so():
    by = factories.district_officer()
    factories.month()
    transitions.declare_nothing(district=by.district, month=AUGUST, by=by)
    table = asked.form_of("rt2", "4317")
    assert (table.content.is_draft, table.content.empty) == (False, "อำเภอแจ้งว่าไม่มียอดจำหน่ายในเดือนนี้")
    assert [cell.text for cell in table.on(Surface.SHEET).total_cells()][-1] == "0.00"


def test_the_signed_form_carries_version_code_certification_and_signature():
    content = asked.form("rt2", factories.sheet(*asked.LINES)).content
    assert content.foot.startswith(f"ฉบับที่ 1 · รหัส {content.properties['sheet_code']} · ข้อมูล ณ วันที่ ")
    assert "(นตผ.อำเภอ)" in content.signature.certification
    assert content.signature.lines[-2:] == ("อำเภอโพธิ์ตาก", "ตำแหน่งพัฒนาการอำเภอ")


def test_another_officers_form_shows_nothing_of_the_district():
    sheet = factories.sheet(*asked.LINES)
    stranger = factories.district_officer("4301")
    assert asked.form("rt2", sheet, stranger).rows == ()


def test_a_form_asks_the_database_as_often_for_one_row_as_for_forty(django_assert_max_num_queries):
    few = factories.sheet(("กลุ่ม", "food", (1, 0, 0, 0)))
    many = factories.sheet(*((f"กลุ่ม {n}", "food", (n, 0, 0, 0)) for n in range(40)), of=JULY)
    for sheet in (few, many):
        factories.confirm_by_district(sheet)
        with django_assert_max_num_queries(8):
            asked.form("rt2", sheet)
