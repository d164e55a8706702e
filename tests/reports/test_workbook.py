import io
import re
import zipfile
from decimal import Decimal

import openpyxl
import pytest

from otop_portal import clock, fiscal, money
from reports import workbook
from reports.definitions import REPORTS
from reports.selection import Selection
from reports.table import build
from sales.models import Producer
from tests import factories
from tests.reports import asked

pytestmark = pytest.mark.django_db


def reopened(table) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(workbook.write(table)))


def find(sheet, text: str) -> openpyxl.cell.Cell:
    return next(cell for row in sheet.iter_rows() for cell in row if cell.value == text)


def column_of(sheet, heading: str, nth: int = 0) -> int:
    return [cell.column for row in sheet.iter_rows() for cell in row if cell.value == heading][nth]


def lines(sheet) -> list[tuple]:
    """Between the headings and the sum, as a program reads them back."""
    first = next(
        row for row in range(1, sheet.max_row) if sheet.cell(row, 1).value in (1, None) and row > headings(sheet)[1]
    )
    return list(sheet.iter_rows(first, find(sheet, "รวม").row - 1, values_only=True))


def headings(sheet) -> tuple[int, int]:
    top = find(sheet, "ที่")
    merged = next(area for area in sheet.merged_cells.ranges if top.coordinate in area)
    return merged.min_row, merged.max_row


@pytest.fixture
def two_sheets():
    return [asked.confirmed_sheet(code) for code in ("4317", f"{asked.second_province()}01")]


def test_the_file_holds_every_row_and_adds_up_as_the_database_does(two_sheets):
    for sheet in two_sheets:
        paper = reopened(asked.form("rt2", sheet)).active
        total = column_of(paper, "รวมทั้งสิ้น")
        in_database = asked.satang(f"SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale WHERE sheet_id = %s", sheet.pk)
        rows = lines(paper)
        assert len(rows) == asked.satang("SELECT COUNT(*) FROM sales_sale WHERE sheet_id = %s", sheet.pk)
        assert sum(Decimal(str(row[total - 1])) for row in rows) == money.baht(in_database)
        assert Decimal(str(paper.cell(find(paper, "รวม").row, total).value)) == money.baht(in_database)


def test_each_amount_stands_under_its_own_heading():
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 2, 3, 4)))
    paper = reopened(asked.form("rt1", sheet)).active
    offline, online = "ขายออฟไลน์", "ขายออนไลน์"
    columns = [
        column_of(paper, offline),
        column_of(paper, online),
        column_of(paper, offline, 1),
        column_of(paper, online, 1),
    ]
    assert [lines(paper)[0][column - 1] for column in columns] == [1, 2, 3, 4]
    assert lines(paper)[0][column_of(paper, "ผ้าฯ") - 1] == "✓"


def test_numbers_stay_numbers_in_thai_digits_on_a_form_and_plain_in_a_report():
    sheet = asked.confirmed_sheet("4317")
    paper = reopened(asked.form("rt2", sheet)).active
    cell = paper.cell(headings(paper)[1] + 1, column_of(paper, "รวมทั้งสิ้น"))
    assert (cell.data_type, cell.number_format) == ("n", "[$-D00041E]#,##0.00")

    selection = Selection(factories.department_officer(), fiscal.months_of(2566), clock.now())
    plain = reopened(build(REPORTS["r1"], selection)).active
    assert plain.cell(find(plain, "รวม").row, column_of(plain, "บาท")).number_format == "#,##0.00"


def test_the_sheet_prints_like_the_paper():
    paper = reopened(asked.form("rt2", factories.sheet(*asked.LINES))).active
    first, last = headings(paper)
    setup = paper.page_setup
    assert (setup.orientation, int(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == ("landscape", 9, 1, 0)
    assert paper.sheet_properties.pageSetUpPr.fitToPage
    assert paper.print_title_rows == f"${first}:${last}"
    assert paper.freeze_panes == f"C{last + 1}"
    assert paper.print_area.endswith(f"$P${paper.max_row}")
    assert "&P" in paper.oddFooter.right.text
    assert "รหัส" in paper.oddFooter.left.text
    assert all(paper.row_dimensions[row].height for row in range(1, paper.max_row + 1) if paper.cell(row, 1).value)


def test_a_year_of_months_prints_in_readable_letters_on_two_pages_with_the_names_on_both():
    paper = reopened(
        build(REPORTS["r1"], Selection(factories.department_officer(), fiscal.months_of(2566), clock.now()))
    ).active
    april = column_of(paper, "เม.ย. 66")
    assert [each.id for each in paper.col_breaks.brk] == [april - 1]
    assert (paper.print_title_cols, bool(paper.sheet_properties.pageSetUpPr.fitToPage)) == ("$A:$B", False)
    letters = find(paper, "รวม").font.size * paper.page_setup.scale / 100
    assert letters > 10
    (title,) = (area for area in paper.merged_cells.ranges if "C1" in area)
    assert title.max_col < april
    # What stands over the repeated names would be torn off and printed again on the second page.
    assert not paper["A1"].value


def test_a_form_to_write_on_by_hand_is_one_page():
    assert not reopened(asked.form_of("rt1-empty", "4317")).active.row_breaks.brk


def test_grouped_headings_are_merged():
    paper = reopened(asked.form("rt1", factories.sheet(*asked.LINES))).active
    for text, columns, rows in (("ประเภทผลิตภัณฑ์", 5, 1), ("ต่างประเทศ", 2, 1), ("รวมทั้งสิ้น", 1, 3)):
        cell = find(paper, text)
        (area,) = (area for area in paper.merged_cells.ranges if cell.coordinate in area)
        assert (area.size["columns"], area.size["rows"]) == (columns, rows)


def drawn(table) -> tuple[list[bytes], list[int]]:
    """The pictures of the file, and how many points down the sheet each begins."""
    with zipfile.ZipFile(io.BytesIO(workbook.write(table))) as file:
        names = [name for name in file.namelist() if name.startswith("xl/media/")]
        drawing = file.read("xl/drawings/drawing1.xml").decode() if names else ""
        tops = re.findall(r"<(?:xdr:)?pos x=\"[0-9]+\" y=\"([0-9]+)\"", drawing)
        return [file.read(name) for name in names], [round(int(top) / 12700) for top in tops]


def test_a_draft_is_marked_across_every_page_and_a_confirmed_form_is_not():
    sheet = factories.sheet(*((f"กลุ่มที่ {n}", "food", (n, 0, 0, 0)) for n in range(1, 101)))
    table = asked.form("rt2", sheet)
    paper = reopened(table).active
    heights = [paper.row_dimensions[row].height for row in range(1, paper.max_row + 1)]
    ends = [*(sum(heights[: each.id]) for each in paper.row_breaks.brk), sum(heights)]
    pictures, tops = drawn(table)
    assert len(ends) > 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert [sum(end < top for end in ends) for top in sorted(tops)] == list(range(len(ends)))

    factories.confirm_by_district(sheet)
    assert drawn(asked.form("rt2", sheet)) == ([], [])


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "=cmd|' /C calc'!A0"])
def test_a_name_that_begins_like_a_formula_is_text(sign):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))
    Producer.objects.update(name=f"{sign}1+1")
    paper = reopened(asked.form("rt2", sheet)).active
    assert "f" not in {cell.data_type for row in paper.iter_rows() for cell in row}
    assert lines(paper)[0][1].endswith("1+1")


def test_characters_that_no_workbook_may_hold_are_left_out():
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))
    Producer.objects.update(name="กลุ่ม\x01\x1fทอผ้า")
    assert lines(reopened(asked.form("rt2", sheet)).active)[0][1] == "กลุ่มทอผ้า"


def test_a_program_finds_which_sheet_the_file_is_of():
    sheet = factories.sheet(*asked.LINES)
    table = asked.form("rt2", sheet)
    properties = {each.name: each.value for each in reopened(table).custom_doc_props.props}
    assert properties == {
        "otop_report": "rt2",
        "otop_layout": "1",
        "otop_district": "4317",
        "otop_month": "2023-08",
        "otop_sheet_version": "1",
        "otop_sheet_code": table.content.properties["sheet_code"],
    }


def test_an_ampersand_in_a_name_survives_the_footer():
    sheet, by = factories.sheet(*asked.LINES), factories.district_officer()
    by.name = "สมชาย & P"
    assert reopened(asked.form("rt2", sheet, by)).active.oddFooter.left.text.endswith("สมชาย && P")
