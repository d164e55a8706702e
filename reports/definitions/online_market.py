"""แบบรายงานตลาดออนไลน์ 2564: part 1 in the department's columns and order (DOMAIN e), part 2 the portal's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from otop_portal import thai
from reports.selection import Selection
from sales.models import Stage
from targets.missions.online import versions
from targets.models import OnlineProduct

from .report import Column, Content, Kind, Report, Words

ADDRESS, PRODUCER_READY = "ที่อยู่", "ความพร้อมผู้ประกอบการเพื่อเข้าสู่ตลาดออนไลน์"
PRODUCT_READY = "ความพร้อมผลิตภัณฑ์ในการเข้าสู่ออนไลน์"
OURS = "ส่วนที่ 2 (คอลัมน์ของระบบ ไม่ใช่ของแบบกรมฯ)"
NOTES = (
    "ส่วนที่ 1 เป็นคอลัมน์ของแบบรายงานกรมฯ ตามลำดับเดิม หัวคอลัมน์ที่ 18 อ่านไม่ออกในเอกสาร จึงเว้นว่าง ช่องความพร้อมใส่หมายเลข ๑",
    "ส่วนที่ 2 เป็นคอลัมน์ของระบบ: ช่องทาง ลิงก์ ยอดจำหน่าย เลขที่หลักฐาน และรหัสรายการสำหรับนำเข้ากลับ (กรุณาอย่าแก้รหัสรายการ)",
)
_VILLAGE = re.compile(r"(?:หมู่ที่|หมู่|ม\.) ?([0-9๐-๙]+)")


@dataclass(frozen=True)
class Line:
    """`number` on the first line of a producer, whose code and name stand there only."""

    row: OnlineProduct
    number: int | None

    @property
    def producer_code(self) -> str:
        return self.row.producer.code if self.number else ""

    @property
    def producer_name(self) -> str:
        return self.row.producer.name if self.number else ""

    @property
    def village(self) -> str:
        found = _VILLAGE.search(self.row.producer.address)
        return found[1] if found else ""

    @property
    def house(self) -> str:
        return _VILLAGE.sub("", self.row.producer.address).strip()


def _text(key: str, heading: Words, value: Callable[[Line], object], *groups: Words, width: float = 12) -> Column:
    return Column(key, heading, value, groups=groups, width=width, missing="")


def _tick(name: str, heading: str, group: str) -> Column:
    return _text(name, heading, lambda line: "๑" if getattr(line.row, name) else "", group, width=11)


def _sold_in(selection: Selection) -> str:
    return f"ยอดจำหน่าย {thai.run_of_months(selection.months)} (บาท)"


def _content(selection: Selection) -> Content:
    rows = OnlineProduct.objects.visible_to(selection.officer).within(selection.area)
    rows = list(rows.of_round(selection.months[0]).with_register().in_order())
    waiting = sum(row.stage != Stage.PROVINCE for row in rows)
    return Content(
        list(_lines(rows)),
        (f"{selection.period}", selection.place),
        standing=f"จังหวัดยังไม่ยืนยัน {waiting} รายการ" if waiting else "จังหวัดยืนยันแล้ว",
        is_preliminary=bool(waiting),
        empty="ยังไม่มีผลิตภัณฑ์ในรอบนี้",
        notes=NOTES,
        foot=selection.made,
    )


def _lines(rows: list[OnlineProduct]) -> Iterator[Line]:
    number, producer = 0, None
    for row in rows:
        is_first = row.producer_id != producer
        number, producer = number + is_first, row.producer_id
        yield Line(row, number if is_first else None)


ONLINE_MARKET = Report(
    "online",
    "แบบรายงานผลการส่งเสริมผลิตภัณฑ์ OTOP ในตลาดออนไลน์",
    (
        _text("number", "ที่", lambda line: line.number, width=6),
        _text("producer_code", "รหัสผู้ประกอบการ", lambda line: line.producer_code, width=14),
        _text("producer", "ชื่อผู้ประกอบการ OTOP", lambda line: line.producer_name, width=28),
        _text("producer_type", "ประเภทผู้ประกอบการ", lambda line: line.row.producer.short_type, width=15),
        _text("product", "ชื่อผลิตภัณฑ์ (โปรดระบุทุกผลิตภัณฑ์ของกลุ่ม)", lambda line: line.row.product.name, width=26),
        _text("product_type", "ประเภทผลิตภัณฑ์", lambda line: line.row.product.get_product_type_display()),
        _text("house", "เลขที่", lambda line: line.house, ADDRESS, width=9),
        _text("village", "หมู่ที่", lambda line: line.village, ADDRESS, width=7),
        _text("subdistrict", "ตำบล", lambda line: line.row.producer.subdistrict, ADDRESS),
        _text("district", "อำเภอ", lambda line: line.row.district.name_th, ADDRESS),
        _text("province", "จังหวัด", lambda line: line.row.district.province.name_th, ADDRESS),
        _text("telephone", "เบอร์โทรศัพท์", lambda line: line.row.producer.telephone, ADDRESS, width=14),
        _tick("trained", "ผ่านการอบรมเกี่ยวกับตลาดออนไลน์", PRODUCER_READY),
        _tick("sells_online", "ขายของออนไลน์อยู่แล้ว", PRODUCER_READY),
        _tick("has_standard", "ได้รับมาตรฐานที่เกี่ยวข้อง", PRODUCT_READY),
        _tick("is_selected", "ได้รับตัดดาว", PRODUCT_READY),
        _tick("is_developed", "ผ่านการพัฒนาเกี่ยวกับออนไลน์", PRODUCT_READY),
        _text("illegible", "", lambda line: "", PRODUCT_READY, width=6),
        _text("channel", "ช่องทาง", lambda line: line.row.get_channel_display(), OURS, width=13),
        _text("link", "ชื่อเพจ ลิงก์ หรือ ID", lambda line: line.row.link, OURS, width=26),
        Column("sales", _sold_in, lambda line: line.row.sales, Kind.BAHT, (OURS,), width=16, missing=""),
        _text("evidence", "เลขที่หลักฐาน", lambda line: line.row.evidence, OURS, width=14),
        _text("row", "รหัสรายการ", lambda line: versions([line.row]), OURS, width=10),
    ),
    _content,
)
