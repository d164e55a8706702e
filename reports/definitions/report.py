"""What a report is made of. Screen, Excel, PDF, CSV and JSON are written from the same definition and content."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from typing import Any, NamedTuple

from otop_portal import thai
from reports.selection import Selection
from sales import sentences


class Kind(Enum):
    """What a value is: decides how it is written and where it stands in its cell."""

    TEXT = "text"
    ORDINAL = "ordinal"
    TICK = "tick"
    BAHT = "baht"
    COMPLETENESS = "completeness"


class Surface(Flag):
    """Where a column stands: people see SHEET (screen, Excel, PDF), programs read FLAT (CSV, JSON)."""

    SHEET = auto()
    FLAT = auto()
    BOTH = SHEET | FLAT


class Completeness(NamedTuple):
    """How many of the reporting districts have confirmed everything."""

    complete: int
    districts: int

    @property
    def is_whole(self) -> bool:
        return self.complete >= self.districts

    @property
    def sentence(self) -> str:
        if self.is_whole:
            return f"ยืนยันครบ {self.complete} จาก {self.districts} อำเภอ"
        return sentences.preliminary(*self)


Words = str | Callable[[Selection], str]


@dataclass(frozen=True)
class Column:
    """Heading, value, kind and total of one column in one object, so that they cannot drift apart.

    `key` names it in CSV and JSON. `groups` stand above the heading, from the top. `beside` puts a narrow value
    into the cell of the column before it, where people read; in files it keeps a column of its own.
    """

    key: str
    heading: Words
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    groups: tuple[Words, ...] = ()
    total: Callable[[Iterable[Any]], Any] | None = None
    width: float = 10
    surface: Surface = Surface.BOTH
    link: Callable[[Any], str | None] | None = None
    beside: bool = False
    missing: str = thai.NO_DATA


@dataclass(frozen=True)
class Signature:
    """What is signed on paper, and the line that says who has certified the figures before."""

    certification: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """What a report's query found: one object per line, and what the paper says around them.

    `standing` says how final the figures are; `empty` stands in the place of lines where there are none.
    `properties` are for programs: they travel inside the Excel file, and in JSON.
    """

    lines: Sequence[Any]
    heading: tuple[str, ...]
    standing: str = ""
    is_preliminary: bool = False
    empty: str = sentences.NOTHING_CONFIRMED
    notes: tuple[str, ...] = ()
    foot: str = ""
    is_draft: bool = False
    is_to_fill_in: bool = False
    signature: Signature | None = None
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """One report. `number` is its place in the menu of 2566 (DOMAIN c1); `filters` are fields of FilterForm.

    A form (`mark`: รต.๒; `menu`: its name there) is of one district and month, on paper, in Thai digits.
    """

    slug: str
    title: str
    columns: tuple[Column, ...]
    content: Callable[[Selection], Content]
    number: int | None = None
    title_2567: str = ""
    filters: tuple[str, ...] = ()
    mark: str = ""
    menu: str = ""

    def title_of(self, year: int) -> str:
        return self.title_2567 if self.title_2567 and year >= 2567 else self.title
