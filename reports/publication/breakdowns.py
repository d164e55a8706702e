"""The breakdowns of provinces, and which of them the country's sums include."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from .cells import DIMENSIONS, Figures
from .hiding import Breakdown, hidden_cells, is_company, make_companies, still_hides
from .memory import Memory, named


def break_down(provinces: Mapping[str, Figures], memory: Memory) -> list[Breakdown]:
    """Of these whole provinces; a breakdown that would no longer hide what it has to is left out."""
    breakdowns = [
        breakdown
        for dimension in DIMENSIONS
        for province, figures in sorted(provinces.items())
        if (breakdown := _breakdown(province, dimension, figures, memory))
    ]
    for dimension in DIMENSIONS:
        make_companies([each for each in breakdowns if each.dimension == dimension])
    return breakdowns


def _breakdown(province: str, dimension: str, figures: Figures, memory: Memory) -> Breakdown | None:
    cells = memory.breakdowns.get((province, dimension))
    if not cells:
        return Breakdown(province, dimension, figures, hidden_cells(figures, dimension))
    hidden = named(cell for cell in cells if cell.amount is None)
    if not still_hides(hidden, figures, dimension):
        return None
    return Breakdown(province, dimension, figures, hidden, settled=True, company=cells[0].company)


def in_country(breakdowns: Collection[Breakdown], memory: Memory) -> Iterator[Breakdown]:
    """Those that hide nothing, and whole companies."""
    companies: dict[tuple[str, str], list[Breakdown]] = defaultdict(list)
    for each in breakdowns:
        if each.company:
            companies[each.dimension, each.company].append(each)
        elif not each.hidden:
            yield each
    for (dimension, company), members in companies.items():
        missing = memory.company_of_provinces(company, dimension) - {each.province for each in members}
        if not missing and is_company([each.figures for each in members], members[0].hidden):
            yield from members
