"""What anybody can work out who reads everything that is public, and what he must not: by means of the tests' own."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.db import connection

from reports.models import PublishedCell
from sales.models import CHANNELS, ProducerType, ProductType

from .solver import Known, Sum, sum_of

MEMBERS = {"product_type": ProductType.values, "channel": CHANNELS, "producer_type": ProducerType.values}
CELLS = [("total", ""), *((dimension, member) for dimension, members in MEMBERS.items() for member in members)]
_ROWS = (
    "SELECT tally.id, sheet.district_id, CAST(sheet.month_id AS VARCHAR), producer.id, producer.is_collecting, "
    f"sale.product_type, sale.producer_type, {', '.join(f'sale.{channel}' for channel in CHANNELS)} "
    "FROM sales_tally AS tally "
    "JOIN sales_sheet AS sheet ON sheet.id = tally.sheet_id "
    "LEFT JOIN sales_sale AS sale ON sale.sheet_id = sheet.id "
    "LEFT JOIN sales_producer AS producer ON producer.id = sale.producer_id "
    "WHERE tally.until IS NULL AND sheet.stage = 'province'"
)


@dataclass
class Line:
    """A district's month as confirmed: satang by producer and cell, imported sums apart."""

    district: str
    month: str
    sold: dict[int, dict[tuple, int]]
    imported: dict[tuple, int]

    def amount(self, producer: int, cell: tuple) -> int:
        return self.sold.get(producer, {}).get(cell, 0)

    def producers(self, cell: tuple) -> set[int]:
        return {producer for producer in self.sold if self.amount(producer, cell)}


def lines_now() -> dict[int, Line]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS)
        rows = cursor.fetchall()
    lines: dict[int, Line] = {}
    for line, district, month, producer, collecting, product_type, producer_type, *amounts in rows:
        known = lines.setdefault(line, Line(district, month, defaultdict(lambda: defaultdict(int)), defaultdict(int)))
        if producer is not None:
            into = known.imported if collecting else known.sold[producer]
            for cell, amount in cells_of(product_type, producer_type, amounts):
                into[cell] += amount
    return lines


def cells_of(product_type: str, producer_type: str, amounts: list[int]) -> Iterator[tuple[tuple, int]]:
    for cell in [("total", ""), ("product_type", product_type), ("producer_type", producer_type)]:
        yield cell, sum(amounts)
    yield from ((("channel", channel), amount) for channel, amount in zip(CHANNELS, amounts, strict=True))


@dataclass
class Night:
    """All that is public, and the ledger as it was then."""

    cells: list[PublishedCell]
    lines: dict[int, Line]

    def counted(self, cell: PublishedCell) -> list[int]:
        """The lines that the cell's amount sums."""
        districts = [each for each in self.cells if each.level == "district" and each.month_id == cell.month_id]
        provinces = {
            each.area
            for each in self.cells
            if (each.month_id, each.dimension, each.in_country) == (cell.month_id, cell.dimension, True)
        }
        everywhere = cell.level == "country" and cell.dimension == "total"
        return [
            each.line_id
            for each in districts
            if everywhere
            or (each.area[:2] in provinces if cell.level == "country" else each.area.startswith(cell.area))
        ]


def tonight() -> Night:
    return Night(list(PublishedCell.objects.at(None)), lines_now())


def amount_of(lines: Iterable[int], cell: tuple) -> Sum:
    """The unknowns are the amounts of each line by each member; a total is the sum of its product types."""
    dimension, member = cell
    members = ProductType.values if dimension == "total" else [member]
    kind = "product_type" if dimension == "total" else dimension
    return sum_of((line, kind, each) for line in lines for each in members)


def minus(one: Sum, other: Sum) -> Sum:
    return {key: one.get(key, Fraction(0)) - other.get(key, Fraction(0)) for key in {**one, **other}}


def known_to_readers(nights: Iterable[Night], shown: Iterable[tuple[list[int], tuple]]) -> Known:
    """Besides what is shown a reader knows which district months are in which sum, and which have changed."""
    lines = {line for night in nights for line in [*night.lines, *(cell.line_id for cell in night.cells)] if line}
    breakdowns = [
        minus(amount_of([line], ("total", "")), sum_of((line, dimension, member) for member in members))
        for line in sorted(lines)
        for dimension, members in MEMBERS.items()
        if dimension != "product_type"
    ]
    return Known([*breakdowns, *(amount_of(*each) for each in shown)])


def shown_on(nights: Iterable[Night]) -> list[tuple[list[int], tuple]]:
    return [
        (night.counted(cell), (cell.dimension, cell.member))
        for night in nights
        for cell in night.cells
        if cell.amount is not None
    ]
