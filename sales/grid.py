"""The grid of the entry page, ready for its template: rows, new lines and sums, every amount as text.

Amounts become text here, once, because a template that formats them takes twice the time; and rows of which nothing is
asked are filled into a stencil.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from otop_portal import money, thai
from otop_portal.stencil import Stencil

from .checks.panel import by_row
from .choices import CHANNEL_LABELS
from .entry import Opened
from .forms.entry import GONE, Typed, TypedRow
from .models import CHANNELS, ProducerType, ProductType, Stage
from .sheet_rows import SheetRow
from .standing import Standing
from .transitions import Amounts
from .transitions.refusals import Kind, Problem

PRODUCT_TYPES = [(kind.value, kind.label) for kind in ProductType]
# The entry page's own words (S000:178-182).
PRODUCER_TYPES = [(kind.value, "SMEs" if kind == ProducerType.SME else kind.label) for kind in ProducerType]

_PRODUCT_LABELS = {kind.value: str(kind.label) for kind in ProductType}
_PRODUCER_LABELS = {kind.value: kind.short_name for kind in ProducerType} | {"": "ยังไม่ระบุประเภท"}
# Which level has confirmed the row, as short as the ticks of the paper.
_RETURNED = Standing("returned", "ส่งคืน")
_CHIPS = {
    Stage.DRAFT.value: None,
    Stage.DISTRICT.value: Standing("district", "✓ อำเภอ"),
    Stage.PROVINCE.value: Standing("province", "✓ จังหวัด"),
}

Problems = Sequence[Problem]


@dataclass(frozen=True)
class Panel:
    """What a row asks before it goes or changes: `kind` is delete or type."""

    row: int
    kind: str
    sentence: str = ""
    asks_producer_type: bool = False


@dataclass(frozen=True)
class CellsShown:
    """The four cells of a row on the page, and what the officer will have read there."""

    texts: Sequence[str]
    amounts: Amounts
    read: str


# The four amounts: where in the page the column's heading stands, and its two lines.
COLUMNS = tuple((f"c{number}", *CHANNEL_LABELS[channel].split()) for number, channel in enumerate(CHANNELS))
_PLACES = tuple(column for column, *_ in COLUMNS)

# What a row's template shows, and in what it differs from other rows' but for that.
_TEXTS = ("id", "pk", "name", "product", "producer", "read", "total", "before", *_PLACES)


@dataclass(frozen=True)
class Shape:
    open: bool
    retypable: bool
    unanswered: bool
    typed: bool
    # The district has to ask the province for a change.
    asks_province: bool
    chip: Standing | None


class Grid:
    """What stands on the page: what is saved, and over it what the officer has typed and not saved."""

    def __init__(self, opened: Opened, typed: Typed, problems: Problems = (), panel: Panel | None = None) -> None:
        self.opened, self.panel = opened, panel
        self.typed = typed.without_rows_gone(opened.rows_gone(typed.rows))
        self.problems: dict[str, list[Problem]] = {}
        for problem in problems:
            self.problems.setdefault(str(problem.row), []).append(problem)
        self.editable = opened.editable
        self.returned = opened.rows_returned
        self.flags = by_row(opened.flags)
        self.sums = [money.ZERO] * len(CHANNELS)
        self.rows = [self._row(number, row) for number, row in enumerate(opened.rows, 1)]
        self.lines = [self._line(key) for key in self.typed.lines]

    @property
    def column_totals(self) -> list[tuple[str, str]]:
        return list(zip(CHANNELS, map(thai.baht, self.sums), strict=True))

    @property
    def total(self) -> str:
        return thai.baht(money.total(self.sums))

    @property
    def answered(self) -> int:
        return sum(row.answered for row in self.opened.rows)

    @property
    def parts(self) -> Iterator[SafeString | Mapping[str, Any]]:
        """The rows in their order: those that ask something as values for their template, all others ready."""
        for is_ready, rows in groupby(self.rows, key=lambda row: isinstance(row, SafeString)):
            if is_ready:
                yield SafeString("".join(rows))
            else:
                yield from rows

    def _row(self, number: int, row: SheetRow) -> SafeString | Mapping[str, Any]:
        pk, typed = str(row.pk), self.typed.rows.get(row.pk)
        problems = self.problems.get(pk, ())
        panel = self.panel if self.panel and self.panel.row == row.pk else None
        cells = _typed_cells(row, typed, problems) if typed else _saved_cells(row)
        before = self.opened.totals_before.get((row.producer_id, row.product_type))
        texts = (
            str(number),
            pk,
            row.register_name,
            _PRODUCT_LABELS[row.product_type],
            _PRODUCER_LABELS[row.producer_type or row.register_type],
            cells.read,
            self._added(cells.amounts),
            _text(before),
            *cells.texts,
        )
        shape = self._shape(row, typed=bool(typed))
        if problems or panel or row.pk in self.flags:
            flags = self.flags.get(row.pk, ())
            return _shown(dict(zip(_TEXTS, texts, strict=True)), shape, problems, panel) | {"flags": flags}
        return _stencil(shape).fill(texts)

    def _shape(self, row: SheetRow, *, typed: bool) -> Shape:
        is_open = self.editable and row.stage != Stage.PROVINCE
        return Shape(
            open=is_open,
            retypable=is_open and row.stage == Stage.DRAFT,
            unanswered=not row.answered,
            typed=typed,
            asks_province=row.stage == Stage.PROVINCE and self.opened.confirmed_by_province,
            chip=_RETURNED if row.pk in self.returned else _CHIPS[row.stage],
        )

    def _line(self, key: str) -> dict[str, Any]:
        line, problems = self.typed.lines[key], self.problems.get(key.removeprefix(GONE), [])
        amounts = tuple(_amount(parsed) for parsed in line.cells.parsed)
        return {
            "id": key,
            "amount": f"new-{key}-amount",
            "line": line,
            "cells": _columns(line.cells.texts, problems),
            "total": self._added(amounts),
            "problems": problems,
            "faulty": {problem.field for problem in problems},
            "asks_distinct": line.distinct or any(problem.kind == Kind.NEARLY_SAME for problem in problems),
        }

    def _added(self, amounts: Amounts) -> str:
        """Into the sums of the columns; the row's own total as text, empty where nothing is answered."""
        answered = [(column, amount) for column, amount in enumerate(amounts) if amount is not None]
        for column, amount in answered:
            if amount:
                self.sums[column] += amount
        return thai.baht(sum((amount for _, amount in answered), money.ZERO)) if answered else ""


def _shown(
    texts: Mapping[str, str], shape: Shape, problems: Problems = (), panel: Panel | None = None
) -> dict[str, Any]:
    """What a row's template is given."""
    cells = _columns([texts[place] for place in _PLACES], problems)
    return {**texts, "shape": shape, "amount": "amount", "cells": cells, "problems": problems, "panel": panel}


@cache
def _stencil(shape: Shape) -> Stencil:
    return Stencil("sales/entry/_row.html", _TEXTS, partial(_shown, shape=shape))


def blank_line() -> dict[str, Any]:
    """What a line of เพิ่มกลุ่ม begins with."""
    return {"id": "KEY", "amount": "new-KEY-amount", "cells": _columns([""] * len(CHANNELS), ())}


def _columns(texts: Sequence[str], problems: Problems) -> list[tuple[str, str, bool]]:
    """Each cell: its text, the id of its heading, whether it is at fault."""
    faulty = {problem.field for problem in problems}
    return [(text, id, channel in faulty) for text, (id, *_), channel in zip(texts, COLUMNS, CHANNELS, strict=True)]


def _saved_cells(row: SheetRow) -> CellsShown:
    return CellsShown([_text(amount) for amount in row.amounts], row.amounts, _read(row.pk, row.version, row.amounts))


def _typed_cells(row: SheetRow, typed: TypedRow, problems: Iterable[Problem]) -> CellsShown:
    """An untouched cell shows what is saved now.

    What the officer had read stays with what he typed, so that saving still finds a clash; once both figures of a
    clash stand before him he has read the newer one.
    """
    columns = list(zip(row.amounts, typed.read, typed.touched, typed.cells.texts, typed.cells.parsed, strict=True))
    texts = [text if touched else _text(now) for now, _, touched, text, _ in columns]
    amounts = tuple(_amount(parsed) if touched else now for now, _, touched, _, parsed in columns)
    if any(problem.kind == Kind.CLASH for problem in problems):
        return CellsShown(texts, amounts, _read(row.pk, row.version, row.amounts))
    read = tuple(read if touched else now for now, read, touched, _, _ in columns)
    return CellsShown(texts, amounts, _read(row.pk, typed.version, read))


def _amount(parsed: Any) -> Decimal | None:
    return parsed if isinstance(parsed, Decimal) else None


def _text(amount: Decimal | None) -> str:
    return "" if amount is None else thai.baht(amount)


def _read(pk: int, version: int, amounts: Amounts) -> str:
    """What the row's hidden field carries (sales.forms.entry reads it back)."""
    return " ".join(
        [str(pk), str(version), *("-" if amount is None else str(money.satang(amount)) for amount in amounts)]
    )
