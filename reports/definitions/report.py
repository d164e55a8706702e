"""What a report is made of. Screen, Excel, PDF, CSV and JSON are written from the same definition and content."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, Flag, auto
from typing import Any

from otop_portal import thai
from reports.selection import Selection
from sales import sentences
from sales.models import District


class Kind(Enum):
    """What a value is: decides how it is written and where it stands in its cell.

    An ordinal is the place of its line; a percentage is a Decimal of two places; a number is any of the others; a
    standing is a sales.standing.Standing, or a completeness in the row of sums; late are days, 0 is in time.
    """

    TEXT = "text"
    ORDINAL = "ordinal"
    TICK = "tick"
    BAHT = "baht"
    COUNT = "count"
    PERCENT = "percent"
    NUMBER = "number"
    COMPLETENESS = "completeness"
    STANDING = "standing"
    LATE = "late"


# Of the row of sums.
TOTAL_LABEL = "รวม"
FIGURES = (Kind.ORDINAL, Kind.BAHT, Kind.COUNT, Kind.PERCENT, Kind.NUMBER, Kind.COMPLETENESS)


class Surface(Flag):
    """Where a column stands: people see SHEET (screen, Excel, PDF), programs read FLAT (CSV, JSON)."""

    SHEET = auto()
    FLAT = auto()
    BOTH = SHEET | FLAT


Words = str | Callable[[Selection], str]
# An address, or what changes in the question that this report answers.
Link = str | Mapping[str, str] | None


def always(selection: Selection) -> bool:
    return True


@dataclass(frozen=True)
class Column:
    """Heading, value and kind of one column in one object, so that they cannot drift apart.

    `key` names it in CSV and JSON, and in the address when it sorts. `groups` stand above the heading, from the top.
    `total`: it has a figure in the row of sums. `beside` puts a narrow value into the cell of the column before it,
    where people read; in files it keeps a column of its own. `when` it stands there at all. `order`: what lines are
    sorted by, where it is not the value; `smallest_first` at the first click. `identifies`: a code, no name.
    `drawn` as "bar" or "line" in the report's chart.
    """

    key: str
    heading: Words
    value: Callable[[Any], Any]
    kind: Kind = Kind.TEXT
    groups: tuple[Words, ...] = ()
    total: bool = False
    width: float = 10
    surface: Surface = Surface.BOTH
    link: Callable[[Any], Link] | None = None
    beside: bool = False
    missing: str = thai.NO_DATA
    when: Callable[[Selection], bool] = always
    order: Callable[[Any], Any] | None = None
    smallest_first: bool = False
    identifies: bool = False
    drawn: str = ""

    def path(self, selection: Selection) -> tuple[str, ...]:
        """Its headings from the top, as they stand over what was asked for."""
        return tuple(words if isinstance(words, str) else words(selection) for words in (*self.groups, self.heading))


@dataclass(frozen=True)
class Signature:
    """What is signed on paper, and the line that says who has certified the figures before."""

    certification: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Headline:
    """A figure that is read first; `beside` are words and what to hold it against."""

    label: str
    figure: str
    unit: str
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Content:
    """What a report's query found: one object per line, one for the row of sums, and what the paper says around them.

    `standing` says how final the figures are; `empty` stands in the place of lines where there are none.
    `title`, where it is not the report's. `properties` are for programs: they travel inside the Excel file, and in
    JSON. `unfinished` reads the districts that the figures still wait for, for whoever wants to know.
    """

    lines: Sequence[Any]
    heading: tuple[str, ...]
    total: Any = None
    standing: str = ""
    is_preliminary: bool = False
    empty: str = sentences.NOTHING_CONFIRMED
    notes: tuple[str, ...] = ()
    foot: str = ""
    is_draft: bool = False
    is_to_fill_in: bool = False
    signature: Signature | None = None
    title: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    unfinished: Callable[[], Sequence[District]] = tuple
    headlines: tuple[Headline, ...] = ()


def never(line: Any) -> bool:
    return False


@dataclass(frozen=True)
class Report:
    """One report. `number` is its place in the menu of 2566 (DOMAIN c1), `number_2567` among the exports of 2567 (c2);
    `filters` are fields of FilterForm.

    `period` and `sort` are those asked for without a question. `opens`: the line is followed by the parts it is the sum
    of. `related`: words, and the slug of a report that answers the same question another way. `chart` is the title
    of what its drawn columns make.
    `suits`: the versions of schemes that it is a sheet of, where it is one of targets.
    A form (`mark`: รต.๒; `menu`: its name there) is of one district and month, on paper, in Thai digits.
    """

    slug: str
    title: str
    columns: tuple[Column, ...]
    content: Callable[[Selection], Content]
    number: int | None = None
    title_2567: str = ""
    number_2567: int | None = None
    filters: tuple[str, ...] = ()
    period: str = ""
    sort: str = ""
    opens: Callable[[Any], bool] = never
    related: tuple[tuple[str, str], ...] = ()
    chart: str = ""
    suits: Callable[[Any], bool] = never
    mark: str = ""
    menu: str = ""

    def columns_for(self, selection: Selection) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.when(selection))

    def title_of(self, year: int) -> str:
        return self.title_2567 if self.title_2567 and year >= 2567 else self.title

    @property
    def sortable(self) -> tuple[str, ...]:
        """What the address may name to sort by, with a minus for the largest first."""
        keys = [column.key for column in self.columns if "sort" in self.filters and column.kind is not Kind.ORDINAL]
        return tuple(sign + key for key in keys for sign in ("", "-"))
