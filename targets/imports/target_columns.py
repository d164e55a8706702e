"""Which column of a document's sheet holds a scheme's base, and which the figure of each level."""

from __future__ import annotations

import re

from otop_portal import fiscal
from sales.imports.tables import heading_key

from .. import sentences
from ..choices import Measure
from ..models import SchemeVersion
from ..scoring import Level
from ..transitions.tables import BASE
from .documents import Block, Entry, Heading

# What stands over the columns of a measure, where a sheet has several.
_MEASURES = {
    Measure.NEW_PRODUCTS: ("จำนวนผลิตภัณฑ์",),
    Measure.SALES: ("ยอดจำหน่าย",),
    Measure.SHOPS: ("shop", "wallet", "คลิกชุมชน", "clickชุมชน"),
}
_PERIOD = re.compile("รวม([0-9]+)เดือน")
_YEAR = re.compile("ปี(25[0-9]{2})")
_FULL = 100


class TargetColumns:
    """`places` is by column of the import; `unfit` says why the block is another scheme's."""

    def __init__(self, version: SchemeVersion, block: Block) -> None:
        self.version, self.block = version, block
        self.places: dict[str, Heading] = {}
        self.notes: list[str] = []
        own = [heading for heading in block.headings if self._is_of_measure(heading)]
        for heading in own:
            column = self._column(heading)
            if column and column not in self.places:
                self.places[column] = heading
        self._guess_the_last(own)
        read = {heading.place for heading in self.places.values()}
        self.unread = [each.words for each in own if each.place not in read and self._says_something(each)]

    @property
    def unfit(self) -> str:
        """Six months are not twelve."""
        periods = (_PERIOD.search("".join(heading.keys)) for heading in self.block.headings)
        months, of_scheme = next((int(found[1]) for found in periods if found), 0), len(self.version.months)
        return sentences.other_period(months, of_scheme) if months not in (0, of_scheme) else ""

    def cells(self, entry: Entry) -> dict[str, str]:
        return {column: entry.at(heading) for column, heading in self.places.items()}

    def _is_of_measure(self, heading: Heading) -> bool:
        """Under its own measure's heading, or under none's where the sheet names no measure."""
        named = {measure for measure, words in _MEASURES.items() if _has(heading, words)}
        if not named:
            return not any(_has(each, words) for each in self.block.headings for words in _MEASURES.values())
        # The products' heading says where they are registered, and the shops' what their makers registered.
        first = next(measure for measure in (Measure.SHOPS, Measure.SALES, Measure.NEW_PRODUCTS) if measure in named)
        measure = Measure(self.version.measure)
        return first == (Measure.SALES if measure.is_money else measure)

    def _column(self, heading: Heading) -> str | None:
        levels = self.version.rule.levels
        named = next((level.slug for level in levels if _names(heading.own, level)), None)
        if named:
            return named
        if self._is_base(heading):
            return BASE
        if heading.own.startswith("เป้าหมาย"):
            given = [level.slug for level in levels if level.percent is None]
            return given[-1] if given else BASE
        return next((level.slug for level in levels if level.percent == _FULL), None) if _is_full(heading) else None

    def _is_base(self, heading: Heading) -> bool:
        if year := _YEAR.fullmatch(heading.own):
            months = self.version.base_months
            return bool(months) and fiscal.fiscal_year(months[-1]) == int(year[1])
        return heading.own.startswith(("ฐานเดิม", "จำนวนผู้ผลิต")) or "สนใจ" in heading.own

    def _guess_the_last(self, own: list[Heading]) -> None:
        """A column without a heading beside those of all levels but one is that level's; it is told of."""
        missing = [level for level in self.version.rule.levels if level.slug not in self.places]
        nameless = [heading for heading in own if not heading.own and self._says_something(heading)]
        if len(missing) == len(nameless) == 1 and len(self.version.rule.levels) > 1:
            self.places[missing[0].slug] = nameless[0]
            self.notes.append(sentences.column_without_heading(missing[0].name))

    def _says_something(self, heading: Heading) -> bool:
        return any(entry.at(heading) for entry in self.block.entries)


def _has(heading: Heading, words: tuple[str, ...]) -> bool:
    return any(word in key for key in heading.keys for word in words)


def _names(own: str, level: Level) -> bool:
    """ต้น for ระดับต้น; ระดับ D ร้อยละ 25 for ระดับ D."""
    key = heading_key(level.name)
    bare = re.sub("ร้อยละ[0-9]+$", "", own)
    return own == key or bare == key or key == f"ระดับ{own}"


def _is_full(heading: Heading) -> bool:
    """What the wallet sheet prints beside the number that is aimed at: all of it (CHECKS 6)."""
    return heading.own.startswith("ลงทะเบียนในระบบ")
