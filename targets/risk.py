"""How likely an area misses what it is measured by: who needs help first stands first on page 32."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from .choices import Lack
from .results import Outcome


class Outlook(IntEnum):
    """From the best to the worst."""

    UNKNOWN = 0
    REACHED = 1
    OPEN = 2
    NOTHING_YET = 3
    MISSED = 4


@dataclass(frozen=True, order=True)
class Risk:
    """`pace`: what each month that is left has to bring, as a multiple of the months so far; of what is open alone."""

    outlook: Outlook
    pace: Fraction = Fraction(0)


def risk_of(outcome: Outcome) -> Risk:
    """Of missing the highest level, as far as the figures go."""
    if outcome.standing.lack not in (None, Lack.NO_RESULT):
        return Risk(Outlook.UNKNOWN)
    if not outcome.missing and outcome.result is not None:
        return Risk(Outlook.REACHED)
    if outcome.reached and not outcome.months_left:
        return Risk(Outlook.MISSED)
    if not outcome.result or outcome.missing is None:
        return Risk(Outlook.NOTHING_YET)
    needed = Fraction(outcome.missing) / outcome.months_left
    return Risk(Outlook.OPEN, needed / (Fraction(outcome.result) / outcome.reached.months))


def highest(outcomes: Iterable[Outcome]) -> Risk:
    return max(map(risk_of, outcomes), default=Risk(Outlook.UNKNOWN))
