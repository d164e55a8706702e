"""Which level a result reaches: the one place in which a result meets a threshold. Pure and exact.

What decides is compared unrounded; only the target that is shown is rounded, half-up (DOMAIN h 8, h 9).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from otop_portal import money

from .choices import Deciding, Fault, Lack, Percentage


@dataclass(frozen=True)
class Level:
    """One step of a rule.

    A measured level stands at a percentage of the base or, without one, at a figure given for each area. A level of a
    grade stands on its parts: which level of which part (by slug) it needs.
    """

    slug: str
    name: str
    percent: Decimal | None = None
    # Whoever has a result has this level; its percentage is only shown (2564: 1 คะแนน is `< 7 %` and shows 6 %).
    is_floor: bool = False
    # What it needs besides, in words.
    condition: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """What a version of a scheme judges by; the levels from the lowest up."""

    levels: Sequence[Level]
    percentage: Percentage = Percentage.GROWTH
    deciding: Deciding = Deciding.PERCENTAGE
    # Decimals of the targets that are shown.
    places: int = 2
    # Decimals of a result, 2 for baht, 0 for what is counted; and its unit.
    result_places: int = 2
    unit: str = "บาท"
    # Less is better.
    falling: bool = False

    # Its levels stand on the levels of other rules.
    is_graded: bool = False

    @property
    def needs_base(self) -> bool:
        return any(level.percent is not None for level in self.levels)

    @property
    def faults(self) -> Sequence[tuple[int, str, Fault]]:
        """What makes no sense: the level's number from 0 on, its field, and why."""
        if not self.levels:
            return [(0, "slug", Fault.NO_LEVEL)]
        return [(n, *fault) for n in range(len(self.levels)) for fault in self._faults(n)]

    def _faults(self, n: int) -> Iterator[tuple[str, Fault]]:
        level, beneath = self.levels[n], self.levels[:n]
        if any(level.slug == lower.slug for lower in beneath):
            yield "slug", Fault.SAME_SLUG
        if level.is_floor and beneath:
            yield "is_floor", Fault.FLOOR_NOT_LOWEST
        if self.is_graded:
            yield from self._faults_of_grade(level)
        elif level.parts:
            yield "parts", Fault.PART_OF_MEASURED
        percents = [lower.percent for lower in beneath if lower.percent is not None]
        if level.percent is not None and percents:
            risen = percents[-1] - level.percent if self.falling else level.percent - percents[-1]
            if risen <= 0:
                yield "percent", Fault.NOT_LOWER if self.falling else Fault.NOT_HIGHER

    def _faults_of_grade(self, level: Level) -> Iterator[tuple[str, Fault]]:
        if not level.parts:
            yield "parts", Fault.NO_PART
        if level.percent is not None:
            yield "percent", Fault.PERCENT_OF_GRADE


@dataclass(frozen=True)
class Standing:
    """Where a result stands. Without a level it is below the lowest or, with a lack, not judged."""

    level: Level | None = None
    # The slugs of the level and of those beneath it.
    reached: Sequence[str] = ()
    # Of the base; exact.
    percentage: Fraction | None = None
    following: Level | None = None
    # What is missing to the following level, in the unit of the result: exactly that much more reaches it.
    distance: Decimal | None = None
    # What else is missing to the following level.
    condition: str = ""
    lack: Lack | None = None

    @property
    def is_highest(self) -> bool:
        return self.level is not None and self.following is None


@dataclass(frozen=True)
class Yardstick:
    """A rule laid on one area: its base, and the figures given for its levels, by slug."""

    rule: Rule
    base: Decimal | None = None
    given: Mapping[str, Decimal] = field(default_factory=dict)

    def computed(self, level: Level) -> Decimal | None:
        """The level's target from the base, rounded as it is shown."""
        exact = self._exact(level)
        return None if exact is None else money.round_half_up(exact, self.rule.places)

    def shown(self, level: Level) -> Decimal | None:
        """The level's target: as it was given or else as computed."""
        return self.given.get(level.slug, self.computed(level))

    def judge(self, result: Decimal | None, met: Collection[str] = ()) -> Standing:
        """`met`: the conditions that the area fulfils."""
        percentage = self._percentage(result)
        lack = self._lack(result)
        if result is None or lack:
            return Standing(percentage=percentage, lack=lack)
        levels = self.rule.levels
        thresholds = [self.threshold(level) for level in levels]
        held = [n for n, level in enumerate(levels) if self._holds(level, thresholds[n], result, met)]
        best = held[-1] if held else -1
        above = zip(levels[best + 1 :], thresholds[best + 1 :], strict=True)
        following, threshold = next((step for step in above if step[1] is not None), (None, None))
        return Standing(
            level=levels[best] if held else None,
            reached=[level.slug for level in levels[: best + 1]],
            percentage=percentage,
            following=following,
            distance=None if threshold is None else self._distance(threshold, result),
            condition=following.condition if following and following.condition not in met else "",
        )

    def missing(self, level: Level, result: Decimal | None) -> Decimal | None:
        """What the result lacks to the level, nought where it has it; None where that cannot be told."""
        threshold = self.threshold(level)
        return None if result is None or threshold is None else self._distance(threshold, result)

    def part(self, level: Level, result: Decimal | None) -> Fraction | None:
        """The result in per cent of the level's target, cut to two places: only what is all of it shows 100.00."""
        exact = money.percent_of(result, self.shown(level))
        return None if exact is None else Fraction(floor(100 * exact), 100)

    def _exact(self, level: Level) -> Fraction | None:
        if self.base is None or level.percent is None:
            return None
        share = Fraction(level.percent) + (100 if self.rule.percentage == Percentage.GROWTH else 0)
        return Fraction(self.base) * share / 100

    def threshold(self, level: Level) -> Fraction | None:
        """What the level is decided at; None where that is not known, as with a percentage of nothing."""
        if level.percent is not None and self.rule.deciding == Deciding.PERCENTAGE:
            return self._exact(level) if self.base else None
        if not self.base and level.slug not in self.given:
            return None
        shown = self.shown(level)
        return None if shown is None else Fraction(shown)

    def _lack(self, result: Decimal | None) -> Lack | None:
        if all(self.threshold(level) is None for level in self.rule.levels):
            if not self.rule.needs_base:
                return Lack.NO_TARGET
            return Lack.NO_BASE if self.base is None else Lack.ZERO_BASE
        return Lack.NO_RESULT if result is None else None

    def _holds(self, level: Level, threshold: Fraction | None, result: Decimal, met: Collection[str]) -> bool:
        if level.condition and level.condition not in met:
            return False
        return level.is_floor or (threshold is not None and self._gap(threshold, result) <= 0)

    def _gap(self, threshold: Fraction, result: Decimal) -> Fraction:
        return Fraction(result) - threshold if self.rule.falling else threshold - Fraction(result)

    def _distance(self, threshold: Fraction, result: Decimal) -> Decimal:
        steps = ceil(self._gap(threshold, result) * 10**self.rule.result_places)
        return Decimal(max(steps, 0)).scaleb(-self.rule.result_places)

    def _percentage(self, result: Decimal | None) -> Fraction | None:
        is_growth = self.rule.percentage == Percentage.GROWTH
        return (money.percent_growth if is_growth else money.percent_of)(result, self.base)


@dataclass(frozen=True)
class Grade:
    """Where an area stands by several standings together."""

    level: Level | None = None
    following: Level | None = None
    # What the following level still needs: the slugs of parts, and of the levels that they have to reach.
    missing: Mapping[str, str] = field(default_factory=dict)
    # Parts that no level can be told of yet.
    unknown: Sequence[str] = ()

    @property
    def is_highest(self) -> bool:
        return self.level is not None and self.following is None


def grade(levels: Sequence[Level], standings: Mapping[str, Standing]) -> Grade:
    """The best level all of whose parts hold; from the lowest up, the standings by the part's slug."""

    def missing(level: Level) -> dict[str, str]:
        return {part: slug for part, slug in level.parts.items() if slug not in reached[part]}

    asked = dict.fromkeys(part for level in levels for part in level.parts)
    known = {part: standings.get(part, Standing(lack=Lack.NO_RESULT)) for part in asked}
    reached = {part: standing.reached for part, standing in known.items()}
    best = max((n for n, level in enumerate(levels) if not missing(level)), default=-1)
    following = levels[best + 1] if best + 1 < len(levels) else None
    return Grade(
        level=levels[best] if best >= 0 else None,
        following=following,
        missing=missing(following) if following else {},
        unknown=[part for part, standing in known.items() if standing.lack],
    )
