"""What the publication reads of the ledger: whole, completely confirmed district months."""

from __future__ import annotations

import operator
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import reduce
from typing import Any

from django.db.models import Count, F, Q

from sales.measures import HAS_SALES
from sales.models import CHANNELS, District, Producer, Sale, SheetEvent, Stage, Tally
from sales.models.tally import amount_columns
from sales.querysets import TallyQuerySet
from sales.transitions.row_state import replay

from .cells import CELLS, TOTAL, Cell, Figures
from .hiding import Sold

Lines = dict[str, int]
"""Of each district the tally line that its figures come from."""


def complete_lines() -> dict[date, Lines]:
    """Of each month the lines in force of the districts that have confirmed everything."""
    months: dict[date, Lines] = defaultdict(dict)
    lines = Tally.objects.at(None).filter(complete=True)
    for month, district, line in lines.values_list("month", "district", "pk").iterator():
        months[month][district] = line
    return months


def reporting_districts() -> dict[str, set[str]]:
    """By province."""
    provinces: dict[str, set[str]] = defaultdict(set)
    for district, province in District.objects.reporting().values_list("pk", "province"):
        provinces[province].add(district)
    return provinces


def figures_of(month: date) -> dict[int, Figures]:
    """By the line in force, of each district that has confirmed everything."""
    counts = _counts_of(month)
    lines = Tally.objects.at(None).filter(month=month, complete=True)
    return {line: _figures(sums, **counts.get(sheet, {})) for line, sheet, *sums in _with_sums(lines)}


def figures_behind(sales: Mapping[int, SalesBehind]) -> dict[int, Figures]:
    """The same of any lines, from what their events tell."""
    lines = Tally.objects.filter(pk__in=sales)
    return {line: _figures(sums, sales[line].producers, sales[line].imported) for line, _, *sums in _with_sums(lines)}


def _figures(sums: Iterable[Decimal], producers: Mapping[Cell, int] | None = None, imported: bool = False) -> Figures:
    counted = dict.fromkeys(CELLS, 0) | (producers or {})
    return Figures(dict(zip(CELLS, sums, strict=True)), counted, imported)


def _with_sums(lines: TallyQuerySet) -> Iterator[tuple]:
    sums = (reduce(operator.add, map(F, _columns(cell))) for cell in CELLS)
    return lines.values_list("pk", "sheet", *sums).iterator()


def _columns(cell: Cell) -> list[str]:
    dimension, member = cell
    if dimension == "channel":
        return amount_columns(channels=[member])
    return amount_columns(**({} if cell == TOTAL else {dimension: member}))


def _counts_of(month: date) -> dict[int, dict[str, Any]]:
    """By sheet: producers with an amount above 0 in each cell, and whether there are entries without producers."""
    sales = Sale.objects.filter(sheet__month=month, sheet__stage=Stage.PROVINCE).order_by()
    people = Q(producer__is_collecting=False)
    names = {f"_{number}": cell for number, cell in enumerate(CELLS)}
    counts = {name: Count("producer", distinct=True, filter=people & _sells_in(*cell)) for name, cell in names.items()}
    rows = sales.values("sheet").annotate(imported=Count("pk", filter=~people), **counts)
    return {
        row["sheet"]: {
            "producers": {cell: row[name] for name, cell in names.items()},
            "imported": row["imported"] > 0,
        }
        for row in rows
    }


def _sells_in(dimension: str, member: str) -> Q:
    if dimension == "channel":
        return Q((f"{member}__gt", 0))
    return HAS_SALES if dimension == "total" else HAS_SALES & Q((dimension, member))


@dataclass(frozen=True)
class SalesBehind:
    """Of one tally line: what each producer sold, in satang, and whether there are entries without producers."""

    sold: Sold
    imported: bool

    @property
    def producers(self) -> Counter[Cell]:
        return Counter(cell for cells in self.sold.values() for cell, amount in cells.items() if amount)


def sales_behind(lines: Collection[int]) -> dict[int, SalesBehind]:
    """As the events tell it: for lines that are closed, too."""
    if not lines:
        return {}
    moments = list(Tally.objects.filter(pk__in=lines).values_list("pk", "sheet", "since"))
    events = _events_of({sheet for _, sheet, _ in moments})
    collecting = set(Producer.objects.filter(is_collecting=True).values_list("pk", flat=True))
    return {
        line: _sales(replay(event for event in events[sheet] if event.at <= since).values(), collecting)
        for line, sheet, since in moments
    }


def _events_of(sheets: Collection[int]) -> Mapping[int, list[SheetEvent]]:
    events: dict[int, list[SheetEvent]] = defaultdict(list)
    for event in SheetEvent.objects.filter(sheet__in=sheets).order_by("sheet", "number"):
        events[event.sheet_id].append(event)
    return events


def _sales(rows: Collection[Mapping[str, Any]], collecting: Collection[int]) -> SalesBehind:
    sold: dict[int, Counter[Cell]] = defaultdict(Counter)
    for row in rows:
        if row["producer_id"] not in collecting:
            sold[row["producer_id"]].update(_by_cell(row))
    return SalesBehind(sold, imported=any(row["producer_id"] in collecting for row in rows))


def _by_cell(row: Mapping[str, Any]) -> dict[Cell, int]:
    total = sum(row[channel] for channel in CHANNELS)
    kinds = {(dimension, row[dimension]): total for dimension in ("product_type", "producer_type")}
    return {TOTAL: total, **kinds, **{("channel", channel): row[channel] for channel in CHANNELS}}
