"""รต.๑ and รต.๒ of one district and month, with the columns of DOMAIN (e)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from otop_portal import money, thai
from reports.selection import Selection
from sales.models import CHANNELS, District, ProducerType, ProductType, Sale, Sheet, Stage
from sales.sheet_code import sheet_code
from sales.transitions.new_lines import names_before

from .columns import number
from .report import Column, Content, Kind, Report, Signature, Surface, Words

LAYOUT = "1"
"""Of the Excel file, for `import_history`: raise it with every change of the columns."""

PRODUCT_HEADINGS = {"food": "อาหาร", "drink": "เครื่องดื่ม", "cloth": "ผ้าฯ", "utensil": "ของใช้ฯ", "herb": "สมุนไพรฯ"}
PRODUCER_HEADINGS = {
    "community_group": "กลุ่มผู้ผลิตชุมชน",
    "community_single_owner": "ผู้ผลิตชุมชนที่เป็นเจ้าของรายเดียว",
    "sme": "SMEs",
}
CHANNEL_HEADINGS = {
    "domestic_offline": ("ในประเทศ", "ขายออฟไลน์"),
    "domestic_online": ("ในประเทศ", "ขายออนไลน์"),
    "foreign_offline": ("ต่างประเทศ", "ขายออฟไลน์"),
    "foreign_online": ("ต่างประเทศ", "ขายออนไลน์"),
}
PRODUCTS_SCOPE = (
    "รายได้จากการจำหน่ายสินค้าที่ลงทะเบียน OTOP ปี 2557 - {year} ทุกผลิตภัณฑ์ จำแนกตาม 5 กลุ่มประเภทผลิตภัณฑ์ "
    "ทั้งที่เข้ารับการคัดสรร OPC และไม่ได้เข้ารับการคัดสรรฯ"
)
NOTES = (
    "รายงานทุกสิ้นเดือน ทางระบบงานศูนย์ข้อมูลกลาง (DOC)",
    "หากกลุ่ม/ผู้ผลิตฯ มีผลิตภัณฑ์มากกว่า 1 ประเภท ให้พิมพ์ชื่อรายชื่อกลุ่ม/ผู้ผลิตฯ เพิ่ม ตามจำนวนประเภทผลิตภัณฑ์",
    "อำเภอจัดเก็บแบบรายงานเป็นหลักฐานเชิงประจักษ์",
)
CERTIFICATION = (
    "ผ่านการรับรองข้อมูลจากคณะกรรมการหนึ่งตำบล หนึ่งผลิตภัณฑ์ (นตผ.อำเภอ) แล้ว "
    "เมื่อวันที่ ........................................  ลงชื่อ ........................................"
)
NOTHING_SOLD = "อำเภอแจ้งว่าไม่มียอดจำหน่ายในเดือนนี้"
NO_ROWS = "ยังไม่มีรายชื่อในเดือนนี้"

# Lines to write on by hand: below the names that are known, and on a form without any (one page of it).
SPARE_LINES, LINES_WITHOUT_NAMES = 3, 12


@dataclass(frozen=True)
class Line:
    district: District
    name: str = ""
    product_type: str = ""
    producer_type: str = ""
    amounts: tuple[Decimal | None, ...] = (None,) * len(CHANNELS)

    @property
    def total(self) -> Decimal | None:
        return None if None in self.amounts else money.total(self.amounts)


def _ticks(attribute: str, headings: Mapping[str, str], group: str, width: float) -> tuple[Column, ...]:
    """One column per type, ticked where the line is of that type."""

    def ticked(wanted: str) -> Callable[[Line], bool]:
        return lambda line: getattr(line, attribute) == wanted

    return tuple(
        Column(value, heading, ticked(value), Kind.TICK, (group,), width=width, surface=Surface.SHEET)
        for value, heading in headings.items()
    )


def _label(kinds: Any, attribute: str) -> Callable[[Line], str]:
    labels = dict(kinds.choices)
    return lambda line: labels.get(getattr(line, attribute), "")


def _channel(index: int, channel: str, group: Words) -> Column:
    place, heading = CHANNEL_HEADINGS[channel]
    return _amount(channel, heading, lambda line: line.amounts[index], (group, place))


def _amount(key: str, heading: str, value: Callable[[Line], Decimal | None], groups: tuple[Words, ...] = ()) -> Column:
    return Column(key, heading, value, Kind.BAHT, groups, total=True, width=18, missing="")


def _columns(amounts: Words) -> tuple[Column, ...]:
    """The 16 columns of รต.๑; in place of the eight boxes to tick, programs read two names."""
    products, producers = "ประเภทผลิตภัณฑ์", "ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"
    return (
        replace(number(), width=6),
        Column("name", "รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP", lambda line: line.name, width=38),
        Column("district_code", "รหัสอำเภอ", lambda line: line.district.code, surface=Surface.FLAT),
        Column("district", "อำเภอ", lambda line: line.district.name_th, width=18),
        Column("product_type", products, _label(ProductType, "product_type"), surface=Surface.FLAT),
        Column("producer_type", producers, _label(ProducerType, "producer_type"), surface=Surface.FLAT),
        *_ticks("product_type", PRODUCT_HEADINGS, products, 10.5),
        *_ticks("producer_type", PRODUCER_HEADINGS, producers, 13),
        *(_channel(index, channel, amounts) for index, channel in enumerate(CHANNELS)),
        _amount("total", "รวมทั้งสิ้น", lambda line: line.total),
    )


def _blank(column: Column) -> Column:
    return replace(column, value=_nothing) if column.kind is Kind.BAHT else column


def _nothing(of: Any) -> None:
    return None


def _sheet_of(selection: Selection) -> Sheet | None:
    sheets = Sheet.objects.visible_to(selection.officer).select_related("district__province")
    return sheets.filter(district=selection.area, month=selection.month).first()


def _rows_of(selection: Selection) -> Sequence[Sale]:
    rows = Sale.objects.visible_to(selection.officer).of(selection.area, selection.month)
    return list(rows.with_register().in_order())


def _lines(district: District, rows: Sequence[Sale]) -> list[Line]:
    return [
        Line(district, row.register_name, row.product_type, row.producer_type or row.register_type, row.amounts)
        for row in rows
    ]


def _total(district: District, lines: Sequence[Line]) -> Line:
    """Of the lines that are answered; nought where none is."""
    channels = zip(*(line.amounts for line in lines), strict=True) if lines else [()] * len(CHANNELS)
    return Line(district, amounts=tuple(map(money.total, channels)))


def _names_to_hand_out(selection: Selection) -> list[Line]:
    """Those of the sheet; before it has any, those that Sync will bring; and room to write more."""
    district = selection.area
    lines = _lines(district, _rows_of(selection)) or [
        Line(district, producer.name, product_type, producer.producer_type)
        for producer, product_type in names_before(district, selection.month)
    ]
    return lines + [Line(district)] * (SPARE_LINES if lines else LINES_WITHOUT_NAMES)


def _collecting_heading(selection: Selection) -> tuple[str, ...]:
    return (
        f"ประจำปีงบประมาณ พ.ศ. {selection.year}",
        str(selection.area.province),
        f"ประจำเดือน{thai.month_long(selection.month)}",
        PRODUCTS_SCOPE.format(year=selection.year),
    )


def _signed_heading(selection: Selection) -> tuple[str, ...]:
    district = selection.area
    return (
        f"ปีงบประมาณ {selection.year}",
        str(district.province),
        f"ปีงบประมาณ: {selection.year}   เดือน: {thai.month_long(selection.month)}   "
        f"จังหวัด: {district.province.name_th}   อำเภอ: {district.name_th}",
    )


def _empty_form(selection: Selection) -> Content:
    lines = _names_to_hand_out(selection)
    return Content(
        lines,
        _collecting_heading(selection),
        total=_total(selection.area, lines),
        notes=NOTES,
        foot=selection.made,
        is_to_fill_in=True,
    )


def _filled_form(selection: Selection) -> Content:
    return replace(_of_sheet(selection), heading=_collecting_heading(selection), notes=NOTES)


def _signed_form(selection: Selection) -> Content:
    content, district = _of_sheet(selection), selection.area
    lines = (
        "ลงชื่อ ........................................................",
        "( ........................................................ )",
        str(district),
        "ตำแหน่งพัฒนาการอำเภอ",
    )
    return replace(content, is_draft=content.is_preliminary, signature=Signature(CERTIFICATION, lines))


def _of_sheet(selection: Selection) -> Content:
    sheet, rows = _sheet_of(selection), _rows_of(selection)
    stage = Stage(sheet.stage) if sheet else Stage.DRAFT
    version = sheet.version if sheet else 0
    code = sheet_code(selection.area, selection.month, rows)
    lines = _lines(selection.area, rows)
    return Content(
        lines,
        _signed_heading(selection),
        total=_total(selection.area, lines),
        standing=_standing(stage, rows),
        is_preliminary=stage == Stage.DRAFT,
        empty=NO_ROWS if stage == Stage.DRAFT else NOTHING_SOLD,
        foot=f"ฉบับที่ {version} · รหัส {code} · {selection.made}",
        properties={
            "layout": LAYOUT,
            "district": selection.area.code,
            "month": f"{selection.month:%Y-%m}",
            "sheet_version": str(version),
            "sheet_code": code,
        },
    )


def _standing(stage: Stage, rows: Sequence[Sale]) -> str:
    if not rows or stage != Stage.DRAFT:
        return stage.label
    confirmed = sum(row.stage != Stage.DRAFT for row in rows)
    unanswered = sum(not row.answered for row in rows)
    parts = [f"ยืนยันระดับอำเภอแล้ว {confirmed} จาก {len(rows)} รายการ"]
    return " · ".join(parts + [f"ยังไม่กรอก {unanswered} รายการ"] * bool(unanswered))


def _month_group(selection: Selection) -> str:
    return f"ยอดจำหน่าย (บาท) เดือน{thai.month_long(selection.month)}"


FILLED_FORM = Report(
    "rt1",
    "แบบจัดเก็บข้อมูลรายได้จากการจำหน่ายผลิตภัณฑ์ OTOP",
    _columns("ยอดจำหน่าย (บาท)"),
    _filled_form,
    mark="รต.๑",
    menu="แบบจัดเก็บข้อมูลรายได้ (รต.๑)",
)
EMPTY_FORM = replace(
    FILLED_FORM,
    slug="rt1-empty",
    columns=tuple(_blank(column) for column in FILLED_FORM.columns),
    content=_empty_form,
    menu="แบบเปล่าสำหรับแจกผู้ประกอบการ (รต.๑)",
)
SIGNED_FORM = Report(
    "rt2",
    "แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ OTOP (รต.๒)",
    _columns(_month_group),
    _signed_form,
    mark="รต.๒",
    menu="แบบฟอร์มยืนยันข้อมูลสำหรับพัฒนาการอำเภอ (รต.๒)",
)
