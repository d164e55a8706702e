"""The documents' arithmetic once more, in whole numbers only and from nothing of `targets.scoring`."""

from collections.abc import Sequence
from decimal import Decimal

PLACES = 10**6  # of every figure, so that nothing is left over


def whole(figure: Decimal) -> int:
    scaled = figure * PLACES
    assert scaled == int(scaled)
    return int(scaled)


def half_up(n: int, unit: int) -> int:
    """The nearest multiple of the unit; of two the one farther from nought."""
    nearest = (2 * abs(n) + unit) // (2 * unit) * unit
    return nearest if n >= 0 else -nearest


def second_opinion(
    levels: Sequence[tuple[Decimal | None, Decimal | None, bool]],
    *,
    growth: bool,
    printed: bool,
    places: int,
    base: Decimal | None,
    result: Decimal | None,
) -> int | None:
    """The number of the best level, -1 below all, None where nothing can be said; levels: percent, figure, floor."""
    by_percent = any(percent is not None for percent, _, _ in levels)
    if result is None or (by_percent and not base):
        return None
    best = -1
    for number, (percent, figure, floor) in enumerate(levels):
        if percent is None:
            met = figure is not None and whole(result) >= whole(figure)
        else:
            # In parts of 100 * PLACES: the base times the whole percentage.
            target = whole(base) * whole(percent + (100 if growth else 0))
            if printed:
                target = half_up(target, 100 * PLACES * PLACES // 10**places)
            met = whole(result) * 100 * PLACES >= target
        if met or floor:
            best = number
    return best
