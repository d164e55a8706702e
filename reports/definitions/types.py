"""Reports whose lines are the product types, each opened by producer type: r7, the project form, and รต.๓."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from otop_portal import money
from reports.ledger import Ledger
from reports.periods import NEWEST_MONTH
from reports.selection import Selection
from sales.measures import Measure
from sales.models import ProducerType, ProductType

from . import around
from .columns import NEWEST, amount, channel_measures, channels, count, known_total, of_period, percent
from .report import Column, Content, Report, Surface

SUMS = "ผู้ประกอบการที่มีสินค้าหลายประเภทนับในทุกประเภท ผลรวมของประเภทจึงอาจมากกว่ายอดรวม"
FILTERS = ("year", "period", "area", "product_type", "producer_type", "scope", "at", "unit", "sort")


@dataclass(frozen=True)
class TypeLine:
    """Of a product type and, opened, one of its producer types; without both, the sums of all lines."""

    product_type: str = ""
    producer_type: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        if self.producer_type:
            return ProducerType(self.producer_type).label
        return ProductType(self.product_type).full_name


def _label(kinds: Any, value: str) -> str:
    return kinds(value).label if value else "ทุกประเภท"


TYPE_COLUMNS = (
    Column("product_type", "ประเภทผลิตภัณฑ์", lambda line: _label(ProductType, line.product_type), surface=Surface.FLAT),
    Column(
        "producer_type",
        "ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP",
        lambda line: _label(ProducerType, line.producer_type),
        surface=Surface.FLAT,
    ),
    Column("name", "ประเภทผลิตภัณฑ์ / ประเภทผู้ประกอบการ", lambda line: line.name, width=42, surface=Surface.SHEET),
)


Measures = Callable[..., dict[str, Measure]]
Part = tuple[str, str]


def by_type(measures: Measures, *notes: str) -> Callable[[Selection], Content]:
    """The content of a report whose lines hold these measures, asked for with a `product_type` and `producer_type`.

    `share` is the line's part of the measure `total`; those of the producer types add up to their product type's.
    """

    def content(selection: Selection) -> Content:
        ledger = Ledger(selection)
        products = [selection.product_type] if selection.product_type else ProductType.values
        producers = [selection.producer_type] if selection.producer_type else ProducerType.values
        parts = [(product, producer) for product in products for producer in ["", *producers]]
        found = _figures(ledger, measures, [("", ""), *parts])
        for part, share in _shares(found, products, producers).items():
            found[part]["share"] = share
        lines = [TypeLine(*part, found[part]) for part in parts]
        return around.content(ledger, lines, TypeLine("", "", found["", ""]), *notes)

    return content


def _figures(ledger: Ledger, measures: Measures, parts: list[Part]) -> dict[Part, dict[str, Any]]:
    """In one query; an empty type is all that the selection asks for."""
    asked = {}
    for part in parts:
        types = {name: value for name, value in zip(("product_type", "producer_type"), part, strict=True) if value}
        asked |= {(part, name): measure for name, measure in measures(ledger, **types).items()}
    answer = ledger.measured(**{str(n): measure for n, measure in enumerate(asked.values())})[()]
    found: dict[Part, dict[str, Any]] = {part: {} for part in parts}
    for (part, name), value in zip(asked, answer.values(), strict=True):
        found[part][name] = value
    return found


def _shares(found: Mapping[Part, Mapping[str, Any]], products: Sequence[str], producers: Sequence[str]) -> dict:
    of_products = money.shares([found[product, ""]["total"] for product in products])
    shares: dict[Part, Any] = {("", ""): known_total(of_products)}
    for product, share in zip(products, of_products, strict=True):
        amounts = [found[product, producer]["total"] for producer in producers]
        # Before a province confirms there may be rows of no known producer type.
        rest = (found[product, ""]["total"] or money.ZERO) - money.total(amounts)
        # Of a product type that nobody sold, nothing is shared: its parts have what it has itself.
        of_producers = money.shares([*amounts, rest], share) if share else [share] * len(producers)
        shares |= {(product, ""): share} | {
            (product, each): of for each, of in zip(producers, of_producers, strict=False)
        }
    return shares


def _project(ledger: Ledger, months: Sequence[date] = (), **types: str) -> dict[str, Measure]:
    return {**channel_measures(ledger, months, **types), "total": ledger.amount(months, **types)}


def _with_producers(ledger: Ledger, **types: str) -> dict[str, Measure]:
    return {
        "reporting": ledger.producers(**types),
        **_project(ledger, ledger.selection.months, **types),
        "since_october": ledger.amount(ledger.since_october, **types),
    }


PROJECT_FORM = Report(
    "r7",
    "แบบรายงานผลการจำหน่ายสินค้าตามโครงการ หนึ่งตำบล หนึ่งผลิตภัณฑ์",
    (*TYPE_COLUMNS, *channels(), amount("total", "รวมทั้งสิ้น"), percent("share", "ร้อยละ", "สัดส่วน")),
    by_type(_project),
    number=7,
    title_2567="แบบรายงานผลการจำหน่ายสินค้าตามโครงการ หนึ่งตำบล หนึ่งผลิตภัณฑ์",
    number_2567=6,
    filters=FILTERS,
    period=NEWEST_MONTH,
    opens=lambda line: not line.producer_type,
)
BY_PRODUCT_TYPE = Report(
    "rt3",
    "แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ OTOP แยกตามผลิตภัณฑ์ (รต.3)",
    (
        *TYPE_COLUMNS,
        count("reporting", "ผู้ประกอบการ (ราย)"),
        *channels(),
        amount("total", of_period),
        amount("since_october", "ตั้งแต่ ต.ค."),
        percent("share", "ร้อยละ", "สัดส่วน"),
    ),
    by_type(_with_producers, NEWEST, SUMS),
    number=8,
    title_2567="แบบรายงานข้อมูลผลการจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ แยกตามประเภทผลิตภัณฑ์ (รต.๓)",
    number_2567=7,
    filters=FILTERS,
    period=NEWEST_MONTH,
    opens=lambda line: not line.producer_type,
)
