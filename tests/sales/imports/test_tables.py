from dataclasses import replace
from datetime import datetime

import pytest

from sales.imports import Column, Limits, Source, read_table, workbook
from sales.imports.limits import MEGABYTE, Unreadable
from tests.sales.imports import files

PLACE = Column("district", ("อำเภอ", "district"), required=True, filled=True, max_length=20)
NAME = Column("name", ("ชื่อกลุ่ม/ผู้ประกอบการ", "ชื่อกลุ่ม"), required=True)
CODE = Column("code", ("รหัส", "code"))
COLUMNS = (PLACE, NAME, CODE)


def lines(source: Source) -> list[tuple[int, str, str, str]]:
    table = read_table(source, COLUMNS)
    assert not table.faults
    return [(line.number, line["district"], line["name"], line["code"]) for line in table.lines]


def faults(source: Source) -> list[str]:
    return [str(fault) for fault in read_table(source, COLUMNS).faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_thai_is_read_in_every_encoding_that_excel_writes(encoding):
    source = files.csv("อำเภอ,ชื่อกลุ่ม,รหัส", "โพธิ์ตาก,กลุ่มทอผ้า,๑๒", encoding=encoding)
    assert lines(source) == [(2, "โพธิ์ตาก", "กลุ่มทอผ้า", "๑๒")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_three_ways_to_part_cells_are_read(delimiter):
    source = files.csv(
        delimiter.join(["district", "ชื่อกลุ่ม"]), delimiter.join(["สังคม", "ก, ข" if delimiter != "," else '"ก, ข"'])
    )
    assert lines(source) == [(2, "สังคม", "ก, ข", "")]


def test_headings_are_found_below_titles_whatever_their_spaces_and_order():
    source = files.xlsx([["ทะเบียนผู้ผลิต"], [], ["ชื่อกลุ่ม / ผู้ประกอบการ", "ลำดับ", "อำเภอ "], ["ก", 1, "สังคม"]])
    assert lines(source) == [(4, "สังคม", "ก", "")]


def test_cells_come_tidied_and_numbers_as_they_look():
    rows = [
        ["อำเภอ", "ชื่อกลุ่ม", "รหัส"],
        ["\u00a0สังคม\u200b ", "กลุ่ม\n  ก", 0.1 + 0.2],
        [],
        ["ข", "ค", datetime(2023, 10, 1)],
    ]
    assert lines(files.xlsx(rows)) == [(2, "สังคม", "กลุ่ม ก", "0.3"), (4, "ข", "ค", "2023-10-01")]


def test_a_formula_gives_the_value_that_excel_had_stored():
    source = files.xlsx([["อำเภอ", "ชื่อกลุ่ม", "รหัส"], ["สังคม", "ก", "=1+1"]])
    sheet = files.part(source, "xl/worksheets/sheet1.xml").replace("<f>1+1</f><v />", "<f>1+1</f><v>2</v>")
    assert "<v>2</v>" in sheet
    assert lines(files.rebuilt(source, sheet=sheet)) == [(2, "สังคม", "ก", "2")]


def test_every_fault_is_named_at_once_with_its_line_and_column():
    source = files.csv("อำเภอ,ชื่อกลุ่ม", ",ก", "สังคม,ข", "ยาวเกินไปยาวเกินไปยาวเกินไป,ค")
    assert faults(source) == [
        "บรรทัดที่ 2 คอลัมน์ อำเภอ: กรุณากรอกอำเภอ",
        "บรรทัดที่ 4 คอลัมน์ อำเภอ: ข้อความยาวเกิน 20 ตัวอักษร",
    ]


def test_missing_and_doubled_headings_are_named():
    assert faults(files.csv("รหัส,ชื่อกลุ่ม,ชื่อกลุ่ม", "1,ก,ข")) == [
        "บรรทัดที่ 1 คอลัมน์ อำเภอ: ไม่พบคอลัมน์ “อำเภอ” หรือ “district”",
        "บรรทัดที่ 1 คอลัมน์ ชื่อกลุ่ม/ผู้ประกอบการ: มีคอลัมน์ “ชื่อกลุ่ม/ผู้ประกอบการ” มากกว่าหนึ่งคอลัมน์ กรุณาเหลือไว้คอลัมน์เดียว",
    ]


GOOD = files.xlsx([["อำเภอ", "ชื่อกลุ่ม"], ["สังคม", "ก"]])
SHEET = files.part(GOOD, "xl/worksheets/sheet1.xml")
TYPES = files.part(GOOD, "[Content_Types].xml")


def test_a_merged_range_over_the_whole_sheet_is_read_at_once():
    bomb = SHEET.replace("</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    assert bomb != SHEET
    assert lines(files.rebuilt(GOOD, sheet=bomb)) == [(2, "สังคม", "ก", "")]


def test_a_sheet_that_claims_to_be_huge_is_read_as_large_as_it_is():
    bomb = SHEET.replace('ref="A1:B2"', 'ref="A1:XFD1048576"')
    assert bomb != SHEET
    assert lines(files.rebuilt(GOOD, sheet=bomb)) == [(2, "สังคม", "ก", "")]


HOSTILE = {
    "a string of 40 MB": (
        files.rebuilt(GOOD, sheet=SHEET.replace("<is><t>ก", f"<is><t>{'ก' * 15 * MEGABYTE}", 1)),
        "ใหญ่หรือซับซ้อน",
    ),
    "a document type": (files.rebuilt(GOOD, sheet="<!DOCTYPE x [<!ENTITY a 'b'>]>" + SHEET), "ไม่ใช่ Excel"),
    "a document type in UTF-16": (files.rebuilt(GOOD, sheet=SHEET.encode("utf-16")), "ไม่ใช่ Excel"),
    "a macro": (files.rebuilt(GOOD, **{"xl/vbaProject.bin": b"x"}), "มาโคร"),
    "a macro's content type": (
        files.rebuilt(GOOD, types=TYPES.replace("sheet.main", "sheet.macroEnabled.main")),
        "มาโคร",
    ),
    "a link to another workbook": (files.rebuilt(GOOD, **{"xl/externalLinks/externalLink1.xml": "<a/>"}), "มาโคร"),
    "a thousand parts": (files.rebuilt(GOOD, **{f"xl/media/{n}.png": b"" for n in range(1000)}), "ใหญ่หรือซับซ้อน"),
    "no workbook (ods)": (files.rebuilt(GOOD, book=None), "ไม่ใช่ Excel"),
    "broken XML": (files.rebuilt(GOOD, sheet=SHEET[:-30]), "ไม่ใช่ Excel"),
    "half a file": (Source("a.xlsx", GOOD.data[: len(GOOD.data) // 2]), "ไม่ใช่ Excel"),
    "a flipped bit": (Source("a.xlsx", GOOD.data[:60] + b"\xff\xff\xff" + GOOD.data[63:]), "ไม่ใช่ Excel"),
    "an old or encrypted workbook": (Source("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512), "รุ่นเก่า"),
    "html that says xlsx": (Source("a.xlsx", b"<html><table><tr><td>1</td></tr></table></html>"), "ไม่ใช่ตาราง CSV"),
    "a pdf": (Source("a.csv", b"%PDF-1.7 ..."), "ไม่ใช่ตาราง CSV"),
    "NUL bytes": (Source("a.csv", "อำเภอ,ชื่อกลุ่ม\nส\0ังคม,ก".encode()), "ไม่ใช่ตาราง CSV"),
    "neither UTF-8 nor cp874": (Source("a.csv", b"\xff\xfe\x00\x01"), "อ่านตัวอักษร"),
    "one cell without end": (Source("a.csv", b'a,"' + b"x" * 200_000), "ไม่ใช่ตาราง CSV"),
    "more than the limit": (Source("a.csv", b"x" * (5 * MEGABYTE + 1)), "ใหญ่เกิน 5 MB"),
    "too many lines": (Source("a.csv", b"a,b\n" * 10_001), "มากกว่า 10,000 บรรทัด"),
    "nothing": (Source("a.csv", b""), "ไม่มีข้อมูล"),
    "headings only": (files.csv("อำเภอ,ชื่อกลุ่ม"), "ไม่มีข้อมูล"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    source, sentence = HOSTILE[name]
    [fault] = read_table(source, COLUMNS).faults
    assert sentence in fault.sentence


def shared_string_bomb(cells: int) -> Source:
    """One string of 30 kB that many cells show: a small file, 30 MB read for every thousand."""
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = TYPES.replace("</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{main}"/></Types>')
    strings = (
        f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"x" * 30_000}</t></si></sst>'
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, cells + 1))
    sheet = f"{SHEET[: SHEET.index('<sheetData>')]}<sheetData>{rows}{SHEET[SHEET.index('</sheetData>') :]}"
    return files.rebuilt(GOOD, sheet=sheet, types=types, **{"xl/sharedStrings.xml": strings})


def test_a_string_shown_too_often_is_stopped_by_what_comes_out():
    [fault] = read_table(shared_string_bomb(9_000), COLUMNS).faults
    assert "ใหญ่หรือซับซ้อน" in fault.sentence


@pytest.mark.parametrize(("memory", "seconds"), [(80 * MEGABYTE, 9), (1500 * MEGABYTE, 0)], ids=["memory", "time"])
def test_the_child_that_reads_is_bound_by_its_limits(memory, seconds):
    cells = "".join(f'<row><c t="inlineStr"><is><t>{"x" * 30_000}</t></is></c></row>' for _ in range(3_000))
    bomb = files.rebuilt(GOOD, sheet=SHEET.replace("<sheetData>", f"<sheetData>{cells}")).data
    generous = Limits(MEGABYTE, 300 * MEGABYTE, 1500 * MEGABYTE, 60, 10_000)
    assert len(Source("a.xlsx", bomb, generous).rows) == 3_000
    with pytest.raises(Unreadable, match="ใหญ่หรือซับซ้อน"):
        assert Source("a.xlsx", bomb, replace(generous, memory_bytes=memory, seconds=seconds)).rows


@pytest.mark.parametrize("name", ["a document type", "a macro", "a link to another workbook", "a thousand parts"])
def test_without_the_inspection_the_hostile_file_would_be_read(name, monkeypatch):
    source, _ = HOSTILE[name]
    monkeypatch.setattr(workbook, "_inspect", lambda data, limits: None)
    assert lines(source) == [(2, "สังคม", "ก", "")]
