"""Linear equations in exact arithmetic: what does a reader know who knows all these sums?"""

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction

Sum = dict[Hashable, Fraction]
"""Coefficients of the unknowns."""


def sum_of(unknowns: Iterable[Hashable], sign: int = 1) -> Sum:
    return dict.fromkeys(unknowns, Fraction(sign))


class Known:
    """The sums that are known, reduced: each has an unknown of its own that no later one has."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        self.pivots: dict[Hashable, Sum] = {}
        for each in sums:
            self._learn(each)

    def determines(self, wanted: Sum) -> bool:
        return not self._rest(wanted)

    def _learn(self, known: Sum) -> None:
        rest = self._rest(known)
        if rest:
            pivot = next(iter(rest))
            scale = rest[pivot]
            self.pivots[pivot] = {unknown: factor / scale for unknown, factor in rest.items()}

    def _rest(self, wanted: Mapping[Hashable, Fraction]) -> Sum:
        """What is left of the sum once everything that is known has been taken away."""
        rest = dict(wanted)
        while pivots := rest.keys() & self.pivots.keys():
            for pivot in pivots:
                if factor := rest.get(pivot):
                    _take_away(rest, self.pivots[pivot], factor)
        return rest


def _take_away(rest: Sum, known: Sum, factor: Fraction) -> None:
    for unknown, each in known.items():
        rest[unknown] = rest.get(unknown, Fraction(0)) - factor * each
        if not rest[unknown]:
            del rest[unknown]
