"""Everything that is to be public of one month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from ..models import Level, PublishedCell
from .breakdowns import break_down, in_country
from .cells import DIMENSIONS, TOTAL, Cell, Figures, together
from .districts import Counted, count_districts
from .hiding import Breakdown
from .ledger import Lines
from .memory import Memory

Districts = Mapping[str, Collection[str]]
"""By province the districts that report."""
Completeness = dict[str, tuple[int, int]]
"""By province: of how many districts that report how many have confirmed everything."""


def completeness_of(lines: Lines, reporting: Districts) -> Completeness:
    provinces = reporting.keys() | {district[:2] for district in lines}
    districts = {province: set(reporting.get(province, ())) for province in provinces}
    return {province: (len(codes & lines.keys()), len(codes)) for province, codes in districts.items()}


def cells_of_month(month: date, lines: Lines, reporting: Districts, memory: Memory) -> Iterator[PublishedCell]:
    counted = count_districts(month, lines, memory)
    yield from (_district(month, each) for each in counted)
    sums = _sums_of_provinces(counted)
    completeness = completeness_of(lines, reporting)
    for province, numbers in completeness.items():
        yield _total(month, Level.PROVINCE, province, sums.get(province), numbers)
    of_country = together(list(sums.values())) if sums else None
    yield _total(month, Level.COUNTRY, "", of_country, _added(completeness))
    whole = {
        province: figures
        for province, figures in sums.items()
        if _is_whole(province, counted, lines, reporting.get(province, ()), memory)
    }
    yield from _breakdowns(month, break_down(whole, memory), memory)


def _district(month: date, counted: Counted) -> PublishedCell:
    amount = None if counted.company else counted.figures.amounts[TOTAL]
    where = {"level": Level.DISTRICT, "area": counted.district, "company": counted.company, "line_id": counted.line}
    return _cell(month, TOTAL, amount=amount, districts=1, **where)


def _sums_of_provinces(counted: Collection[Counted]) -> dict[str, Figures]:
    districts: dict[str, list[Figures]] = defaultdict(list)
    for each in counted:
        districts[each.province].append(each.figures)
    return {province: together(figures) for province, figures in districts.items()}


def _total(
    month: date, level: Level, area: str, figures: Figures | None, completeness: tuple[int, int]
) -> PublishedCell:
    amount, districts = (figures.amounts[TOTAL], figures.districts) if figures else (None, 0)
    complete, reporting = completeness
    numbers = {"districts": districts, "complete": complete, "reporting": reporting}
    return _cell(month, TOTAL, level=level, area=area, amount=amount, **numbers)


def _added(completeness: Completeness) -> tuple[int, int]:
    numbers = completeness.values()
    return sum(complete for complete, _ in numbers), sum(reporting for _, reporting in numbers)


def _is_whole(
    province: str, counted: Collection[Counted], lines: Lines, reporting: Collection[str], memory: Memory
) -> bool:
    """Nobody is missing: at first of those who report, later of those whose sums were public."""
    missing = memory.districts_of(province) - {each.district for each in counted}
    has_been = any((province, dimension) in memory.breakdowns for dimension in DIMENSIONS)
    return not missing and (has_been or lines.keys() >= set(reporting))


def _breakdowns(month: date, breakdowns: Collection[Breakdown], memory: Memory) -> Iterator[PublishedCell]:
    country = list(in_country(breakdowns, memory))
    for each in breakdowns:
        yield from _breakdown(month, each, in_country=each in country)
    for dimension, cells in DIMENSIONS.items():
        if provinces := [each.figures for each in country if each.dimension == dimension]:
            figures = together(provinces)
            for cell in cells:
                yield _cell(month, cell, level=Level.COUNTRY, amount=figures.amounts[cell], districts=figures.districts)


def _breakdown(month: date, breakdown: Breakdown, *, in_country: bool) -> Iterator[PublishedCell]:
    where = {"level": Level.PROVINCE, "area": breakdown.province, "company": breakdown.company}
    for cell in DIMENSIONS[breakdown.dimension]:
        amount = None if cell in breakdown.hidden else breakdown.figures.amounts[cell]
        districts = breakdown.figures.districts
        yield _cell(month, cell, amount=amount, districts=districts, in_country=in_country, **where)


def _cell(month: date, cell: Cell, **said: Any) -> PublishedCell:
    dimension, member = cell
    return PublishedCell(month_id=month, dimension=dimension, member=member, **said)
