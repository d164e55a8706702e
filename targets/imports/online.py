"""The portal's own file of the online-market form (35), read back: all of it or nothing, faults by cell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from otop_portal import thai
from sales.imports import Booking, Column, Fault, Importer, Line, Table
from sales.imports.limits import Unreadable
from sales.imports.source import Rows
from sales.imports.tables import checked, heading_key, plain
from sales.models import District, Product

from ..choices import Market
from ..missions import sentences
from ..missions.asked import Round
from ..models import OnlineProduct
from ..transitions.missions import ProductLine, report_products

PRODUCER, PRODUCT = "producer", "product"
_TICKS = (*OnlineProduct.PRODUCER_READY, *OnlineProduct.PRODUCT_READY)
_TITLES = {
    "producer_code": "รหัสผู้ประกอบการ",
    PRODUCER: "ชื่อผู้ประกอบการ OTOP",
    PRODUCT: "ชื่อผลิตภัณฑ์ (โปรดระบุทุกผลิตภัณฑ์ของกลุ่ม)",
    "trained": "ผ่านการอบรมเกี่ยวกับตลาดออนไลน์",
    "sells_online": "ขายของออนไลน์อยู่แล้ว",
    "has_standard": "ได้รับมาตรฐานที่เกี่ยวข้อง",
    "is_selected": "ได้รับตัดดาว",
    "is_developed": "ผ่านการพัฒนาเกี่ยวกับออนไลน์",
    "channel": "ช่องทาง",
    "link": "ชื่อเพจ ลิงก์ หรือ ID",
    "sales": "ยอดจำหน่าย",
    "evidence": "เลขที่หลักฐาน",
    "row": "รหัสรายการ",
}
COLUMNS = tuple(Column(name, (title,), required=True, filled=name == PRODUCT) for name, title in _TITLES.items())
_MARKETS = {str(market.label): market.value for market in Market} | {"": ""}
_ROW = re.compile(r"(?P<row>[0-9]{1,18}):(?P<version>[0-9]{1,9})")


def products_of(of: Round, district: District) -> Importer:
    return Importer(
        slug=f"online-{district.pk}-{of.first_month}",
        title=f"ตลาดออนไลน์ {of}",
        hint="ไฟล์ Excel ที่ส่งออกจากหน้านี้",
        columns=COLUMNS,
        book=partial(book, of, district),
    )


def book(of: Round, district: District, booking: Booking) -> None:
    try:
        table = read(booking.source.rows)
    except Unreadable as unreadable:
        table = Table(COLUMNS, faults=[Fault(0, "", unreadable.sentence)])
    desk = Desk(booking, district, booking.take(table))
    lines = [line for each in booking.table.lines if (line := desk.line(each))] if booking.table else []
    if booking.faults:
        return
    outcome = report_products(of=of, district=district, by=booking.by, lines=lines)
    for problem in outcome.problems:
        booking.fault(desk.lines[int(problem.row)], problem.field or PRODUCT, problem.sentence)
    booking.new, booking.changed = outcome.added, outcome.changed - outcome.added
    booking.unchanged = len(lines) - outcome.changed


def read(rows: Rows) -> Table:
    """The lines under the headings, which stand in two rows; what has one cell only is a note."""
    table, keys = Table(COLUMNS), {heading_key(title): name for name, title in _TITLES.items()}
    top = next((number for number, row in enumerate(rows[:20]) if heading_key((row or [""])[0]) == "ที่"), None)
    if top is None or top + 1 >= len(rows):
        return Table(COLUMNS, faults=[Fault(0, "", sentences.NOT_OUR_ONLINE_FORM)])
    width = max(map(len, rows))
    above, below = ([*map(plain, rows[number]), *[""] * width][:width] for number in (top, top + 1))
    for place, heading in enumerate(low or high for high, low in zip(above, below, strict=True)):
        name = keys.get(heading_key(heading)) or ("sales" if heading.startswith(_TITLES["sales"]) else "")
        if name:
            table.headings[name] = str(place)
    if table.headings.keys() != _TITLES.keys():
        return Table(COLUMNS, faults=[Fault(0, "", sentences.NOT_OUR_ONLINE_FORM)])
    places = {name: int(place) for name, place in table.headings.items()}
    table.headings = {}
    for number, row in enumerate(rows[top + 2 :], top + 3):
        if sum(bool(cell.strip()) for cell in row) > 1:
            cells = {name: plain(row[place]) if place < len(row) else "" for name, place in places.items()}
            table.lines.append(checked(table, Line(number, cells)))
    return table


class Desk:
    """Takes one line after the other to the products of the register; nothing is guessed."""

    def __init__(self, booking: Booking, district: District, lines: Sequence[Line]) -> None:
        self.booking, self.lines = booking, {line.number: line for line in lines}
        self.products: dict[str, list[Product]] = {}
        self.producer = ""
        for each in Product.objects.filter(producer__district=district).select_related("producer"):
            for name in {each.producer.normalised_name, each.producer.code} - {""}:
                self.products.setdefault(name, []).append(each)

    def line(self, line: Line) -> ProductLine | None:
        """A producer's second product repeats neither its code nor its name."""
        self.producer = line["producer_code"] or thai.normalised_name(line[PRODUCER]) or self.producer
        product, values = self._product(line), self._values(line)
        code = _ROW.fullmatch(line["row"])
        if line["row"] and not code:
            self.booking.fault(line, "row", sentences.NO_ROW_CODE)
        if product is None:
            return None
        row, version = (int(code["row"]), int(code["version"])) if code else (None, None)
        return ProductLine(product, values, row, version, line.number)

    def _product(self, line: Line) -> Product | None:
        of_producer = self.products.get(self.producer)
        if not of_producer:
            return self.booking.fault(line, PRODUCER, sentences.NO_SUCH_PRODUCER)
        wanted = thai.normalised_name(line[PRODUCT])
        found = [each for each in of_producer if thai.normalised_name(each.name) == wanted]
        if found:
            return found[0]
        near = next((each for each in of_producer if thai.nearly_same(each.name, line[PRODUCT])), None)
        return self.booking.fault(line, PRODUCT, sentences.no_such_product(line[PRODUCT], near.name if near else ""))

    def _values(self, line: Line) -> Mapping[str, Any]:
        values: dict[str, Any] = {name: self._tick(line, name) for name in _TICKS}
        if line["channel"] not in _MARKETS:
            self.booking.fault(line, "channel", sentences.NO_CHANNEL)
        values |= {"channel": _MARKETS.get(line["channel"], ""), "link": line["link"], "evidence": line["evidence"]}
        return values | {"sales": self.booking.amount(line, "sales")}

    def _tick(self, line: Line, name: str) -> bool:
        if line[name] not in ("", "1", "๑"):
            self.booking.fault(line, name, sentences.ONE_OR_NOTHING)
        return bool(line[name])
