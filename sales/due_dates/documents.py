"""The days that the documents name. What the portal starts with; from then on its own dates are data."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from otop_portal import fiscal

from ..choices import DueKind, DueLevel


@dataclass(frozen=True)
class _Rule:
    """The day of the month, `after` months after the one that is reported; for months from `first` to `last`."""

    kind: DueKind
    level: DueLevel
    day: int
    after: int = 1
    first: date = date.min
    last: date = date.max

    def holds(self, kind: str, level: str, period: date) -> bool:
        return (self.kind, self.level) == (kind, level) and self.first <= period <= self.last

    def day_for(self, period: date) -> date:
        return fiscal.add_months(period, self.after).replace(day=self.day)


_SEPTEMBER_2564, _SEPTEMBER_2566, _OCTOBER_2566 = date(2021, 9, 1), date(2023, 9, 1), date(2023, 10, 1)
_ONLY_THEN = {"after": 0, "first": _SEPTEMBER_2564, "last": _SEPTEMBER_2564}

# The first that holds. A round is named by its last month.
_RULES = (
    _Rule(DueKind.SALES, DueLevel.DISTRICT, 27, **_ONLY_THEN),  # S002:26
    _Rule(DueKind.SALES, DueLevel.PROVINCE, 27, **_ONLY_THEN),  # S002:335
    _Rule(DueKind.SALES, DueLevel.DISTRICT, 5, last=_SEPTEMBER_2566),  # S002:26, S000:29
    _Rule(DueKind.SALES, DueLevel.PROVINCE, 5, last=_SEPTEMBER_2566),  # S002:335
    # The letters do not say which month the 18th and the 15th concern: the one before, as the 5th does.
    _Rule(DueKind.SALES, DueLevel.DISTRICT, 18, first=_OCTOBER_2566),  # S004:29
    _Rule(DueKind.SALES, DueLevel.PROVINCE, 23, first=_OCTOBER_2566),  # five days later (DOMAIN h 1)
    _Rule(DueKind.MISSION, DueLevel.DISTRICT, 15, first=_OCTOBER_2566),  # S003:33, S003:195
    _Rule(DueKind.SHOP, DueLevel.DISTRICT, 15, first=_OCTOBER_2566),  # S004:31
    _Rule(DueKind.ONLINE, DueLevel.DISTRICT, 17, **_ONLY_THEN),  # S002:25
    _Rule(DueKind.ONLINE, DueLevel.PROVINCE, 27, **_ONLY_THEN),  # S002:162
)


def documented(kind: str, level: str, period: date) -> date | None:
    """The last day that is in time; None where no document names one."""
    return next((rule.day_for(period) for rule in _RULES if rule.holds(kind, level, period)), None)


def all_documented(period: date) -> Iterator[tuple[DueKind, DueLevel, date]]:
    for kind in DueKind:
        for level in DueLevel:
            if day := documented(kind, level, period):
                yield kind, level, day
