"""What districts are asked to report by hand: it follows from the schemes, and from who has a target in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from otop_portal import clock, fiscal, thai
from sales.models import District, Officer, Province

from ..choices import Measure
from ..models import SchemeVersion, Target


@dataclass(frozen=True)
class Asked:
    """A scheme's own number or, in its words, a condition of one of its levels."""

    version: SchemeVersion
    condition: str = ""

    @property
    def key(self) -> tuple[int, str]:
        return self.version.scheme_id, self.condition

    @property
    def name(self) -> str:
        return self.condition or self.version.scheme.name

    @property
    def unit(self) -> str:
        return Measure(self.version.measure).unit


@dataclass(frozen=True)
class Round:
    """A run of months in which online products are reported; an earlier one only to know what was reported in it."""

    first_month: date
    last_month: date
    version: SchemeVersion | None = None

    @property
    def fiscal_year(self) -> int:
        return fiscal.fiscal_year(self.first_month)

    @property
    def months(self) -> Sequence[date]:
        return fiscal.months_between(self.first_month, self.last_month)

    @property
    def key(self) -> tuple[int, date]:
        return self.fiscal_year, self.first_month

    @property
    def address(self) -> tuple[int, int]:
        return self.fiscal_year, self.first_month.month

    def __str__(self) -> str:
        return thai.run_of_months(self.months)


def asked_in(province: Province) -> dict[Asked, Collection[str]]:
    """What is asked there by now, each with the codes of the districts that it is asked of, the newest scheme first."""
    found: dict[Asked, Collection[str]] = {}
    for version, districts in versions_in(province).items():
        by_hand = [Asked(version)] if Measure(version.measure).is_by_hand else []
        conditions = dict.fromkeys(level.condition for level in version.rule.levels if level.condition)
        asked = [*by_hand, *(Asked(version, condition) for condition in conditions)]
        found |= dict.fromkeys(asked, districts)
    return found


def versions_in(province: Province) -> dict[SchemeVersion, Collection[str]]:
    """The announced schemes with targets there whose months have begun, and the districts that they ask."""
    named: dict[int, set[str | None]] = defaultdict(set)
    for scheme, district in _targets(province).values_list("scheme", "district"):
        named[scheme].add(district)
    everyone = set(District.objects.within(province).reporting().values_list("pk", flat=True))
    return {version: named[version.scheme_id] - {None} or everyone for version in _begun(named)}


def asked_of(district: District) -> list[Asked]:
    return [asked for asked, districts in asked_in(district.province).items() if district.pk in districts]


def rounds_of(officer: Officer) -> list[Round]:
    """Of his province; of any, for the country's officers."""
    return rounds_in(province_of(officer))


def province_of(officer: Officer) -> Province | None:
    """His own, or that of his district."""
    return officer.province or (officer.district and officer.district.province)


def rounds_in(province: Province | None) -> list[Round]:
    """The newest first; before each one of a year's later rounds the months that went before it."""
    rounds: dict[date, Round] = {}
    for version in _begun(_targets(province).values("scheme")):
        if version.measure == Measure.ONLINE_PRODUCTS:
            first = version.first_month
            rounds[first] = Round(first, version.last_month, version)
            october = fiscal.months_of(fiscal.fiscal_year(first))[0]
            if first > october:
                rounds.setdefault(october, Round(october, fiscal.previous(first)))
    return sorted(rounds.values(), key=lambda each: each.first_month, reverse=True)


def _targets(province: Province | None) -> QuerySet[Target]:
    """The province's and the country's; without one, all."""
    return Target.objects.filter(Q(province=province) | Q(province=None)) if province else Target.objects.all()


def _begun(schemes: Any) -> list[SchemeVersion]:
    """Of these schemes the announced ones whose months have begun, the newest first."""
    today = clock.today()
    newest = SchemeVersion.objects.announced(today).filter(scheme__in=schemes, first_month__lte=today).newest_of_each()
    return sorted(newest, key=lambda each: (-each.scheme.fiscal_year, -each.first_month.toordinal()))
