"""What is hidden so that nobody's sales can be worked out: pure rules; docs/adr/0016 says why they suffice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .cells import DIMENSIONS, FEWEST_PRODUCERS, TOTAL, Cell, Figures, least_selling_first

Sold = Mapping[int, Mapping[Cell, int]]
"""What each producer sold, by cell."""


def is_company(members: Collection[Figures], cells: Iterable[Cell]) -> bool:
    """Their sum may be known, and yet no figure of one of them."""
    enough = (sum(each.producers[cell] for each in members) >= FEWEST_PRODUCERS for cell in cells)
    return len(members) > 1 and all(enough)


def company_of_the_small(arrivals: Mapping[str, Figures]) -> set[str]:
    """The small districts and as many others as make a company; empty where there are too few: the small ones wait."""
    members = {area for area, figures in arrivals.items() if figures.is_small(TOTAL)}
    others = least_selling_first((area for area in arrivals if arrivals[area].has_enough(TOTAL)), arrivals)
    while members and not is_company([arrivals[area] for area in members], [TOTAL]):
        if not others:
            return set()
        members.add(others.pop(0))
    return members


def hidden_cells(figures: Figures, dimension: str) -> frozenset[Cell]:
    """The small ones, and one that is large enough to cover them; where there is none, all."""
    cells = DIMENSIONS[dimension]
    small = {cell for cell in cells if figures.is_small(cell)}
    covers = sorted((figures.amounts[cell], cell) for cell in cells if figures.has_enough(cell))
    if not small:
        return frozenset()
    return frozenset({*small, covers[0][1]} if covers else cells)


def still_hides(hidden: frozenset[Cell], figures: Figures, dimension: str) -> bool:
    """What was decided for a breakdown when it was first shown is enough for these figures, too."""
    cells = DIMENSIONS[dimension]
    if any(figures.is_small(cell) for cell in cells if cell not in hidden):
        return False
    return not hidden or hidden == set(cells) or any(figures.has_enough(cell) for cell in hidden)


def tells_on_somebody(before: Sold, after: Sold, cells: Iterable[Cell]) -> bool:
    """Whoever knows both sums knows the sales of one or two producers that came or went in a cell.

    A producer that sold in both covers them: nobody knows by how much that amount was changed.
    """
    return any(_tells(before, after, cell) for cell in cells)


def tells_on_few(arrived: Figures, cells: Iterable[Cell]) -> bool:
    """Whoever knows the sums without them and with them knows the sales of one or two producers."""
    return any(0 < arrived.producers[cell] < FEWEST_PRODUCERS for cell in cells)


def _tells(before: Sold, after: Sold, cell: Cell) -> bool:
    pairs = [(_amount(before, each, cell), _amount(after, each, cell)) for each in {*before, *after}]
    changed = [pair for pair in pairs if pair[0] != pair[1]]
    came_or_went = [pair for pair in changed if not all(pair)]
    return 0 < len(came_or_went) < FEWEST_PRODUCERS and came_or_went == changed


def _amount(sold: Sold, producer: int, cell: Cell) -> int:
    return sold.get(producer, {}).get(cell, 0)


@dataclass
class Breakdown:
    """A province's month by one dimension."""

    province: str
    dimension: str
    figures: Figures
    hidden: frozenset[Cell]
    # Shown before: what it hides stays as it is.
    settled: bool = False
    # Those that enter and leave the country's sums together, under the code of one of them.
    company: str = ""


def make_companies(breakdowns: Collection[Breakdown]) -> None:
    """Company for those of one dimension that hide something and have none; who finds none waits."""
    by_pattern = defaultdict(list)
    for each in breakdowns:
        if each.hidden and not each.company:
            by_pattern[tuple(sorted(each.hidden))].append(each)
    left = [each for pattern in sorted(by_pattern) for each in _seat(by_pattern[pattern])]
    free = [each for each in left if not each.settled]
    willing = [each for each in breakdowns if not each.hidden and not each.settled]
    willing.sort(key=lambda each: (each.figures.amounts[TOTAL], each.province))
    while free and (free := _seat(free)) and willing:
        free.append(willing.pop(0))


def _seat(waiting: Collection[Breakdown]) -> list[Breakdown]:
    """Companies in this order, as small as can be, each with one pattern; the rest joins the last. Who is left."""
    table, last = [], []
    for each in waiting:
        table.append(each)
        if _may_sit(table):
            _sit(table)
            last, table = table, []
    if table and last and _may_sit([*last, *table]):
        _sit([*last, *table])
        return []
    return table


def _may_sit(table: Collection[Breakdown]) -> bool:
    return is_company([each.figures for each in table], _pattern(table))


def _sit(table: Collection[Breakdown]) -> None:
    pattern, company = _pattern(table), min(each.province for each in table)
    for each in table:
        each.hidden, each.company = pattern, company


def _pattern(table: Collection[Breakdown]) -> frozenset[Cell]:
    return frozenset().union(*(each.hidden for each in table))
