"""Which district months are in the public's sums, and from which line of the tally."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from .cells import TOTAL, Figures, together
from .hiding import Sold, company_of_the_small, is_company, tells_on_few, tells_on_somebody
from .ledger import Lines, figures_behind, figures_of, sales_behind
from .memory import Memory


@dataclass(frozen=True)
class Counted:
    """A district whose month is in the sums; in a company its own total is hidden."""

    district: str
    line: int
    figures: Figures
    company: str = ""

    @property
    def province(self) -> str:
        return self.district[:2]


def count_districts(month: date, lines: Lines, memory: Memory) -> list[Counted]:
    """Of the districts that have confirmed everything those that can be counted without telling on anybody."""
    figures = figures_of(month)
    known = lines.keys() & memory.districts.keys()
    arrivals = {district: Counted(district, line, figures[line]) for district, line in lines.items()}
    stayed = [_as_remembered(arrivals.pop(district), memory) for district in sorted(known)]
    return [*_whole_companies(_settled(stayed, memory), memory), *_admitted(arrivals, memory)]


def _as_remembered(counted: Counted, memory: Memory) -> Counted:
    return replace(counted, company=memory.districts[counted.district].company)


def _settled(districts: Collection[Counted], memory: Memory) -> Iterator[Counted]:
    """With the newest line, or where that would tell on somebody with the line of before, if it is still public."""
    changed = [each for each in districts if each.line != memory.districts[each.district].line_id]
    before = {each.district: memory.districts[each.district].line_id for each in changed}
    sales = sales_behind([*before.values(), *(each.line for each in changed)])
    behind = figures_behind({line: sales[line] for line in before.values()})
    for each in districts:
        old = before.get(each.district)
        if old is None or _may_change(each, sales[old].sold, sales[each.line].sold, memory):
            yield each
        elif memory.districts[each.district].until is None:
            yield replace(each, line=old, figures=behind[old])


def _may_change(counted: Counted, before: Sold, after: Sold, memory: Memory) -> bool:
    uncovered = not counted.company and counted.figures.is_small(TOTAL)
    return not uncovered and not tells_on_somebody(before, after, {TOTAL, *memory.summed_in(counted.province)})


def _whole_companies(districts: Iterator[Counted], memory: Memory) -> Iterator[Counted]:
    """Without those of whose company somebody is missing."""
    companies: dict[str, list[Counted]] = defaultdict(list)
    for each in districts:
        companies[each.company or each.district].append(each)
    for members in companies.values():
        company = members[0].company
        if not company or _is_whole(members, memory.company_of_districts(company)):
            yield from members


def _is_whole(members: Collection[Counted], everybody: Collection[str]) -> bool:
    return len(members) == len(everybody) and is_company([each.figures for each in members], [TOTAL])


def _admitted(arrivals: Mapping[str, Counted], memory: Memory) -> Iterator[Counted]:
    provinces: dict[str, list[Counted]] = defaultdict(list)
    for each in arrivals.values():
        provinces[each.province].append(each)
    for province, districts in sorted(provinces.items()):
        summed = memory.summed_in(province)
        for party in _parties(districts):
            if not tells_on_few(together([each.figures for each in party]), summed):
                yield from party


def _parties(arrivals: Collection[Counted]) -> Iterator[list[Counted]]:
    """Those who arrive alone, and the company of those who may not."""
    company = company_of_the_small({each.district: each.figures for each in arrivals})
    if company:
        yield [replace(each, company=min(company)) for each in arrivals if each.district in company]
    for each in arrivals:
        if each.district not in company and not each.figures.is_small(TOTAL):
            yield [each]
