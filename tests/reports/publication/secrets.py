"""What no reader may know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from .readers import CELLS, Line, Night, amount_of, minus
from .solver import Sum

Lines = dict[int, Line]


def is_small(lines: Iterable[int], cell: tuple, ledger: Lines) -> bool:
    """Fewer than three producers have an amount above 0, and it is no sum that was imported without producers."""
    known = [ledger[line] for line in lines]
    producers = set().union(*(line.producers(cell) for line in known))
    as_imported = not producers and any(line.imported for line in known)
    return len(producers) < 3 and not as_imported


def secrets(nights: list[Night]) -> Iterator[tuple[str, Sum]]:
    ledger = {line: known for night in nights for line, known in night.lines.items()}
    for number, night in enumerate(nights, 1):
        for what, secret in chain(hidden_cells(night), small_sums(night, ledger)):
            yield f"night {number}: {what}", secret
    yield from single_sales(ledger)
    for one, other in pairwise(nights):
        yield from arrivals(one, other, ledger)


def hidden_cells(night: Night) -> Iterator[tuple[str, Sum]]:
    for cell in night.cells:
        counted = night.counted(cell)
        if cell.amount is None and counted:
            yield f"hidden {cell.area} {cell.member}", amount_of(counted, (cell.dimension, cell.member))


def small_sums(night: Night, ledger: Lines) -> Iterator[tuple[str, Sum]]:
    """Of each area everything that it has confirmed, whether it was published or not."""
    for area, lines, cells in areas(night):
        for cell in cells:
            if is_small(lines, cell, ledger):
                yield f"small {area} {cell}", amount_of(lines, cell)


def areas(night: Night) -> Iterator[tuple[str, list[int], list[tuple]]]:
    places = defaultdict(list)
    for line, known in night.lines.items():
        for area in (known.district, known.district[:2], ""):
            places[area, known.month].append(line)
    for (area, _), lines in places.items():
        yield area, lines, CELLS[:1] if len(area) == 4 else CELLS


def single_sales(ledger: Lines) -> Iterator[tuple[str, Sum]]:
    """What one or two producers of a district sold in a cell, which is nowhere published."""
    for line, known in ledger.items():
        for cell in CELLS:
            if 0 < len(known.producers(cell)) < 3:
                yield f"sales in {known.district} {cell}", amount_of([line], cell)


def arrivals(one: Night, other: Night, ledger: Lines) -> Iterator[tuple[str, Sum]]:
    """What one or two producers began or ceased to sell between the two nights, where nobody else's amount changed."""
    first, second = (
        {(known.district, known.month): line for line, known in night.lines.items()} for night in (one, other)
    )
    for place in first.keys() & second.keys():
        before, after = first[place], second[place]
        for cell in CELLS:
            if tells(ledger[before], ledger[after], cell):
                yield f"arrival in {place} {cell}", minus(amount_of([after], cell), amount_of([before], cell))


def tells(before: Line, after: Line, cell: tuple) -> bool:
    sold = [(before.amount(each, cell), after.amount(each, cell)) for each in {*before.sold, *after.sold}]
    changed = [(one, other) for one, other in sold if one != other]
    return 0 < len(changed) < 3 and all(0 in pair for pair in changed)
