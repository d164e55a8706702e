"""The findings of one sheet as a page lists them, each with its line and with what was said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from . import sentences
from .check import SHEET
from .explained import Flag

if TYPE_CHECKING:
    from ..transitions.locking import Row


@dataclass(frozen=True)
class FlaggedLine:
    """A row with its number, or the whole sheet without one. `key` is what a tick posts."""

    key: str
    flags: Sequence[Flag]
    number: int | None = None
    name: str = "ทั้งแบบ"
    href: str = ""

    @property
    def is_open(self) -> bool:
        return any(flag.is_open for flag in self.flags)

    @property
    def is_found(self) -> bool:
        """A finding to explain, or to explain in another way; not only what was said once."""
        return any(flag.finding for flag in self.flags)


@dataclass(frozen=True)
class FlagPanel:
    lines: Sequence[FlaggedLine]

    @property
    def open(self) -> int:
        return sum(flag.is_open for line in self.lines for flag in line.flags)

    @property
    def sentence(self) -> str:
        return sentences.flagged(sum(len(line.flags) for line in self.lines), self.open)

    @property
    def asks(self) -> bool:
        return any(line.is_found for line in self.lines)


def by_row(flags: Iterable[Flag]) -> Mapping[int | str, list[Flag]]:
    found: dict[int | str, list[Flag]] = {}
    for flag in flags:
        found.setdefault(flag.row, []).append(flag)
    return found


def panel(
    flags: Iterable[Flag], rows: Iterable[Row], version: int, href: Callable[[int, Row], str] = lambda number, row: ""
) -> FlagPanel:
    """First the whole sheet, whose version it is, then the rows in their order."""
    found = by_row(flags)
    lines = [FlaggedLine(f"0:{version}", found[SHEET])] if SHEET in found else []
    lines += [
        FlaggedLine(f"{row.pk}:{row.version}", found[row.pk], number, row.register_name, href(number, row))
        for number, row in enumerate(rows, 1)
        if row.pk in found
    ]
    return FlagPanel(lines)
