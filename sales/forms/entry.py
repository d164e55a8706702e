"""What an officer posts from the entry page: every cell exactly as typed, and what he had read when he typed it."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Self

from django import forms
from django.core.exceptions import BadRequest
from django.http import QueryDict
from django.utils.functional import cached_property  # Python's own takes a lock, and a sheet has hundreds

from otop_portal import money, thai

from ..models import CHANNELS, ProducerType, ProductType
from ..transitions import Amounts, NewRow, RowEdit
from .confirmation import VersionsField

# The row, its version, and the four amounts in satang that the officer read.
_READ = re.compile(r"([0-9]{1,18}) ([0-9]{1,9}(?: (?:-|[0-9]{1,14})){4})")
_KEY = re.compile(r"[a-z0-9-]{1,20}")
_MOST_LINES = 400

# The key of a line that was a row until somebody removed it, before the row's id.
GONE = "gone-"


class SubmissionForm(forms.Form):
    submission = forms.UUIDField(required=False)


class SaveForm(SubmissionForm):
    """`confirm`: pressed was the button that says so, over rows of these versions."""

    confirm = forms.BooleanField(required=False)
    seen = VersionsField(required=False)


class DeleteForm(SubmissionForm):
    row = forms.IntegerField(min_value=1)
    reason = forms.CharField(max_length=500, required=False)


class TypeForm(SubmissionForm):
    row = forms.IntegerField(min_value=1)
    product_type = forms.ChoiceField(choices=ProductType.choices, required=False)
    producer_type = forms.ChoiceField(choices=ProducerType.choices, required=False)


class MissingForm(SubmissionForm):
    """One of the producers without a line, or `all`."""

    producer = forms.RegexField("^(all|[0-9]{1,18})$")

    @property
    def chosen(self) -> int | None:
        """None: all."""
        chosen = self.cleaned_data["producer"]
        return None if chosen == "all" else int(chosen)


@dataclass
class Cells:
    """Four cells as typed, in the order of CHANNELS."""

    texts: tuple[str, ...]

    @cached_property
    def parsed(self) -> tuple[Decimal | thai.NotAnAmount | None, ...]:
        return tuple(_parse(text) for text in self.texts)

    @cached_property
    def faults(self) -> dict[str, str]:
        """Sentence 5 for each channel whose cell is no amount."""
        pairs = zip(CHANNELS, self.parsed, strict=True)
        return {channel: str(amount) for channel, amount in pairs if isinstance(amount, thai.NotAnAmount)}

    @property
    def amounts(self) -> Amounts:
        """Only where there are no faults."""
        return tuple(amount for amount in self.parsed if not isinstance(amount, thai.NotAnAmount))


@dataclass
class TypedRow:
    """A saved row: what the officer read and what now stands in its cells."""

    pk: int
    version: int
    read: Amounts
    cells: Cells

    @classmethod
    def from_content(cls, pk: str, content: Mapping[str, Any]) -> Self:
        version, *amounts = content["read"].split()
        read = tuple(None if amount == "-" else money.baht(int(amount)) for amount in amounts)
        return cls(int(pk), int(version), read, Cells(tuple(content["cells"])))

    @property
    def touched(self) -> tuple[bool, ...]:
        return tuple(typed != read for typed, read in zip(self.cells.parsed, self.read, strict=True))

    def says(self, saved: Amounts) -> bool:
        """Is this what is saved? An empty cell equals the 0 that saving puts there."""
        return all((typed or 0) == (now or 0) for typed, now in zip(self.cells.parsed, saved, strict=True))

    def as_edit(self) -> RowEdit:
        return RowEdit(row=self.pk, version=self.version, read=self.read, typed=self.cells.amounts)


@dataclass(frozen=True)
class TypedLine:
    """A line of เพิ่มกลุ่ม."""

    key: str
    name: str
    product_type: str
    producer_type: str
    distinct: bool
    cells: Cells

    @classmethod
    def from_content(cls, key: str, content: Mapping[str, Any]) -> Self:
        return cls(key=key, **{**content, "cells": Cells(tuple(content["cells"]))})

    def as_new_row(self) -> NewRow:
        return NewRow(
            self.key, self.name, self.product_type, self.producer_type, self.cells.amounts, distinct=self.distinct
        )


class Typed:
    """Typing that is not saved, as plain JSON (what `Draft` holds) and as rows and lines."""

    def __init__(self, content: Mapping[str, Any] | None = None) -> None:
        self.content: dict[str, dict[str, Any]] = {"rows": {}, "lines": {}, **(content or {})}

    @classmethod
    def from_post(cls, data: QueryDict) -> Self:
        """Everything posted that differs from what was read. A row is one `read` and four `amount` in this order."""
        typed = cls({"rows": dict(_posted_rows(data)), "lines": dict(_posted_lines(data))})
        changed = [str(row.pk) for row in typed.rows.values() if any(row.touched)]
        return typed.only([*changed, *typed.lines])

    def __bool__(self) -> bool:
        """A line that is still blank is nothing to lose."""
        return bool(self.content["rows"]) or any(_is_filled(line) for line in self.content["lines"].values())

    @cached_property
    def rows(self) -> dict[int, TypedRow]:
        return {int(pk): TypedRow.from_content(pk, row) for pk, row in self.content["rows"].items()}

    @cached_property
    def lines(self) -> dict[str, TypedLine]:
        return {key: TypedLine.from_content(key, line) for key, line in self.content["lines"].items()}

    @property
    def keys(self) -> Collection[str]:
        """The rows and lines that were typed into."""
        return [*self.content["rows"], *self.content["lines"]]

    def only(self, kept: Collection[int | str]) -> Self:
        wanted = {str(key) for key in kept}
        if wanted.issuperset(self.keys):
            return self
        return type(self)(
            {part: {key: one for key, one in self.content[part].items() if key in wanted} for part in self.content}
        )

    def without(self, dropped: Collection[int | str]) -> Self:
        unwanted = {str(key) for key in dropped}
        return self.only([key for key in self.keys if key not in unwanted])

    def moved(self, old: int, new: int | None) -> Self:
        """What was typed into a row, now in the new row that took its place with the same amounts."""
        rows = dict(self.content["rows"])
        if new and (row := rows.pop(str(old), None)):
            rows[str(new)] = {**row, "read": f"1 {row['read'].partition(' ')[2]}"}
        return type(self)({**self.content, "rows": rows})

    def without_rows_gone(self, gone: Mapping[int, tuple[str, str]]) -> Self:
        """Rows that somebody removed meanwhile become new lines, so that their figures stay on the page."""
        if not gone:
            return self
        lines = {
            f"{GONE}{pk}": _line(name, product_type, self.content["rows"][str(pk)]["cells"])
            for pk, (name, product_type) in gone.items()
        }
        rows = {pk: row for pk, row in self.content["rows"].items() if int(pk) not in gone}
        return type(self)({"rows": rows, "lines": {**self.content["lines"], **lines}})

    def over(self, earlier: Self) -> Self:
        """Both typings; where both typed into the same row, this one."""
        return type(self)({part: {**earlier.content[part], **self.content[part]} for part in self.content})

    def faults(self) -> Iterator[tuple[int | str, str, str]]:
        """(row or line, channel, sentence) of every cell that is no amount."""
        for key, one in [*self.rows.items(), *self.lines.items()]:
            for channel, sentence in one.cells.faults.items():
                yield key, channel, sentence

    def with_lines(self, *lines: tuple[str, str, str]) -> Self:
        """And these lines without amounts: key, name and product type of each."""
        more = {key: _line(name, product_type, [""] * len(CHANNELS)) for key, name, product_type in lines}
        return type(self)({**self.content, "lines": {**self.content["lines"], **more}})

    def edits(self) -> list[RowEdit]:
        return [row.as_edit() for row in self.rows.values() if not row.cells.faults]

    def new_rows(self) -> list[NewRow]:
        return [line.as_new_row() for line in self.lines.values() if not line.cells.faults]


def _line(name: str, product_type: str, cells: list[str]) -> dict[str, Any]:
    return {"name": name, "product_type": product_type, "producer_type": "", "distinct": False, "cells": cells}


@lru_cache(maxsize=4096)  # most cells hold 0, and what is kept of a posting is read again
def _parse(text: str) -> Decimal | thai.NotAnAmount | None:
    try:
        return thai.parse_amount(text)
    except thai.NotAnAmount as fault:
        return fault


def _is_filled(line: Mapping[str, Any]) -> bool:
    return bool(line["name"].strip() or line["product_type"] or any(line["cells"]))


def _posted_rows(data: QueryDict) -> Iterator[tuple[str, dict[str, Any]]]:
    answered_nought, taken = data.get("none"), data.get("theirs", "").partition(".")
    amounts = _cleaned(data.getlist("amount"))
    for number, posted in enumerate(data.getlist("read")):
        match, cells = _READ.fullmatch(posted), amounts[4 * number : 4 * number + 4]
        if not match or len(cells) < len(CHANNELS):
            raise BadRequest("a row without its four amounts")
        pk, read = match.groups()
        if pk == answered_nought:
            cells = [text or "0" for text in cells]
        if pk == taken[0]:
            cells = _with_theirs(cells, read, taken[2])
        yield pk, {"read": read, "cells": cells}


def _with_theirs(cells: list[str], read: str, channel: str) -> list[str]:
    """The officer chose the figure that the ledger holds: since the clash was shown it is the one he has read."""
    theirs = dict(zip(CHANNELS, read.split()[1:], strict=True)).get(channel)
    if theirs is None:
        return cells
    text = "" if theirs == "-" else thai.baht(money.baht(int(theirs)))
    return [text if name == channel else cell for name, cell in zip(CHANNELS, cells, strict=False)]


def _posted_lines(data: QueryDict) -> Iterator[tuple[str, dict[str, Any]]]:
    for key in data.getlist("new")[:_MOST_LINES]:
        cells = _cleaned(data.getlist(f"new-{key}-amount"))
        if _KEY.fullmatch(key) and len(cells) == len(CHANNELS):
            # Longer than a name may be: what is too long comes back as it was typed, with a sentence.
            name = _clean(data.get(f"new-{key}-name", ""), 1000)
            product_type = _one_of(ProductType.values, data.get(f"new-{key}-product_type"))
            producer_type = _one_of(ProducerType.values, data.get(f"new-{key}-producer_type"))
            distinct = f"new-{key}-distinct" in data
            line = _line(name, product_type, cells)
            yield key, {**line, "producer_type": producer_type, "distinct": distinct}


def _cleaned(texts: list[str]) -> list[str]:
    return [_clean(text, 100) for text in texts]


def _clean(text: str, most: int) -> str:
    return text.replace("\0", "")[:most]


def _one_of(values: Collection[str], value: str | None) -> str:
    return value if value in values else ""
