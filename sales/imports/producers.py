"""The department's open register: one line per producer, or one per producer and product type.

A producer is found by its code, then by its normalised name within the district. An empty cell changes nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from otop_portal import thai

from ..choices import ProducerStatus, ProductType
from ..models import District, Producer, Product
from ..transitions import Refused
from ..transitions.producers import add_producer, change_producer, register_product
from . import sentences, words
from .areas import DISTRICT, PROVINCE, Areas
from .booking import Booking, Importer
from .tables import Column, Line

COLUMNS = (
    PROVINCE,
    DISTRICT,
    Column("subdistrict", ("ตำบล", "ตำบล/แขวง", "แขวง/ตำบล", "subdistrict"), max_length=60),
    Column(
        "name",
        (
            "ชื่อกลุ่ม/ผู้ประกอบการ",
            "ชื่อกลุ่ม",
            "ชื่อผู้ประกอบการ",
            "ชื่อผู้ประกอบการ OTOP",
            "ชื่อกลุ่ม/ผู้ผลิต/ผู้ประกอบการ",
            "ชื่อผู้ผลิต ผู้ประกอบการ OTOP",
            "รายชื่อกลุ่ม/ ผู้ผลิต ผู้ประกอบการ OTOP",
            "name",
        ),
        filled=True,
    ),
    Column("code", ("รหัสผู้ประกอบการ", "รหัส", "รหัสผู้ประกอบการ OTOP", "code"), max_length=40),
    Column(
        "producer_type",
        (
            "ประเภทผู้ประกอบการ",
            "ประเภทผู้ผลิต",
            "ประเภทกลุ่ม",
            "ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP",
            "type",
            "producer_type",
        ),
    ),
    Column("product_type", ("ประเภทผลิตภัณฑ์", "ประเภทสินค้า", "product_type")),
    Column("product", ("ชื่อผลิตภัณฑ์", "ผลิตภัณฑ์", "ชื่อสินค้า", "product")),
)
NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"


def book(booking: Booking) -> None:
    areas, lines = Areas(), booking.read(COLUMNS)
    placed = [(line, district) for line in lines if (district := areas.district(booking, line))]
    register = Register.of({district.province_id for _, district in placed})
    desk = Desk(booking, register)
    for line in lines:
        desk.product_type(line)
    # District by district: two imports at once wait for each other's districts in one order.
    for line, district in sorted(placed, key=lambda pair: pair[1].pk):
        desk.book(line, district)
    became = Counter(desk.became.values())
    booking.new, booking.changed, booking.unchanged = (became[word] for word in (NEW, CHANGED, UNCHANGED))


PRODUCERS = Importer(
    slug="producers",
    title="ทะเบียนผู้ผลิต ผู้ประกอบการ OTOP",
    hint="ทะเบียนที่กรมฯ เผยแพร่ หรือตารางที่มีหนึ่งบรรทัดต่อหนึ่งผู้ประกอบการหรือหนึ่งประเภทผลิตภัณฑ์",
    columns=COLUMNS,
    book=book,
)


class Register:
    """What the register holds of some provinces, kept at hand for the length of one import."""

    def __init__(self, producers: Iterable[Producer], products: Iterable[tuple[int, str, str]]) -> None:
        self.by_code: dict[str, Producer] = {}
        self.by_name: dict[str, dict[str, Producer]] = defaultdict(dict)
        self.products: dict[int, set[tuple[str, str]]] = defaultdict(set)
        for producer, product_type, name in products:
            self.products[producer].add((product_type, name))
        for one in producers:
            self.remember(one)

    @classmethod
    def of(cls, provinces: Collection[str]) -> Register:
        listed = (
            Producer.objects.listed().exclude(status=ProducerStatus.REFUSED).filter(district__province__in=provinces)
        )
        closed_first = sorted(listed.select_related("district"), key=lambda one: one.status != ProducerStatus.CLOSED)
        products = Product.objects.filter(producer__in=listed)
        return cls(closed_first, products.values_list("producer", "product_type", "name"))

    def remember(self, producer: Producer) -> None:
        self.by_name[producer.district_id][producer.normalised_name] = producer
        if producer.code:
            self.by_code[producer.code] = producer

    def find(self, district: District, code: str, name: str) -> Producer | None:
        return self.by_code.get(code) or self.by_name[district.pk].get(thai.normalised_name(name))

    def nearly_named(self, district: District, name: str) -> Producer | None:
        return next((one for one in self.by_name[district.pk].values() if thai.nearly_same(one.name, name)), None)

    def has_product(self, producer: Producer, product_type: str, name: str) -> bool:
        """By name, or where the file names none any of the type."""
        return any(kind == product_type and name in ("", known) for kind, known in self.products[producer.pk])


class Desk:
    """Takes one line after the other to the register, and remembers what became of each producer."""

    def __init__(self, booking: Booking, register: Register) -> None:
        self.booking, self.register = booking, register
        self.became: dict[int, str] = {}
        self.first_line: dict[int, int] = {}

    def book(self, line: Line, district: District) -> None:
        details, product_type = self._details(line), self.product_type(line)
        if self.booking.faulty.get(line.number):
            return None
        try:
            producer = self._producer(line, district, details)
        except Refused as refused:
            return self.booking.fault(line, "name", refused.sentence)
        added = bool(producer and product_type) and self._register_product(line, producer, product_type)
        if producer and not added and self.first_line[producer.pk] != line.number:
            self.booking.warn(line, "name", sentences.repeats_line(self.first_line[producer.pk]))
        return None

    def _details(self, line: Line) -> dict[str, str]:
        """What the line says besides the name; an unknown type stays unknown."""
        kind = words.producer_type(line["producer_type"]) or ""
        if not kind and not words.is_unknown(line["producer_type"]):
            self.booking.warn(line, "producer_type", sentences.type_left_unknown(line["producer_type"]))
        details = {"code": line["code"], "subdistrict": line["subdistrict"], "producer_type": kind}
        return {name: value for name, value in details.items() if value}

    def product_type(self, line: Line) -> str:
        """Empty, and a fault, where nobody knows it; also of a line whose area nobody knows."""
        text = line["product_type"]
        kind = words.product_type(text) or ""
        if not kind and not words.is_unknown(text):
            known = [str(each.label) for each in ProductType]
            self.booking.fault(line, "product_type", sentences.no_such_type(text, known))
        return kind

    def _producer(self, line: Line, district: District, details: dict[str, str]) -> Producer | None:
        """The line's producer as the register has it from now on; None, with the reason, where it may not change."""
        producer = self.register.find(district, line["code"], line["name"])
        if producer is None:
            return self._add(line, district, details)
        self.became.setdefault(producer.pk, UNCHANGED)
        if producer.district_id != district.pk:
            return self.booking.fault(
                line, "code", sentences.code_of_another_district(producer.code, producer.district)
            )
        if "" not in (producer.code, line["code"]) and producer.code != line["code"]:
            return self.booking.fault(line, "code", sentences.name_with_another_code(producer.code))
        if producer.status == ProducerStatus.CLOSED:
            return self.booking.warn(line, "name", sentences.CLOSED)
        return self._changed(line, producer, details)

    def _add(self, line: Line, district: District, details: dict[str, str]) -> Producer:
        if near := self.register.nearly_named(district, line["name"]):
            self.booking.warn(line, "name", sentences.resembles(near.name))
        by, reason = self.booking.by, self.booking.reason
        producer = add_producer(district=district, by=by, name=line["name"], reason=reason, **details)
        self.register.remember(producer)
        self.first_line[producer.pk], self.became[producer.pk] = line.number, NEW
        return producer

    def _changed(self, line: Line, producer: Producer, details: dict[str, str]) -> Producer | None:
        changes = {name: value for name, value in details.items() if getattr(producer, name) != value}
        if producer.normalised_name != thai.normalised_name(line["name"]):
            changes["name"] = line["name"]
        earlier = self.first_line.setdefault(producer.pk, line.number)
        if not changes:
            return producer
        if earlier != line.number:
            return self.booking.fault(line, "name", sentences.unlike_line(earlier))
        self.became[producer.pk] = CHANGED
        changed = change_producer(producer=producer, by=self.booking.by, reason=self.booking.reason, **changes)
        self.register.remember(changed)
        return changed

    def _register_product(self, line: Line, producer: Producer, product_type: str) -> bool:
        """Tells whether the producer did not have it yet."""
        if self.register.has_product(producer, product_type, line["product"]):
            return False
        name = line["product"] or ProductType(product_type).full_name
        by, reason = self.booking.by, self.booking.reason
        register_product(
            producer=producer, by=by, name=name, product_type=product_type, registered_on=None, reason=reason
        )
        self.register.products[producer.pk].add((product_type, name))
        if self.became[producer.pk] == UNCHANGED:
            self.became[producer.pk] = CHANGED
        return True
