"""What districts have reached by their own reports: numbers, online products, and which conditions they fulfil."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import reduce

from sales.models import District, Officer

from ..choices import Measure
from ..models import MissionReport, OnlineProduct, SchemeVersion, Target
from ..querysets import Place
from .querysets import HandReportedQuerySet

_PLACE = ("district__province", "district")


@dataclass(frozen=True)
class ByHand:
    """Reads for an officer: what the province has confirmed, or (`entered`) the last word of his own area."""

    officer: Officer
    entered: bool = False

    def numbers(self, version: SchemeVersion) -> Mapping[Place, int]:
        """Of the districts that have reported."""
        if version.measure == Measure.ONLINE_PRODUCTS:
            rows = OnlineProduct.objects.visible_to(self.officer).that_count(version)
            return self._read(rows).counted(version.months)
        reports = self._reports(version).filter(condition="").order_by("number")
        return {(province, code): n for province, code, n in reports.values_list(*_PLACE, "amount")}

    def met(self, version: SchemeVersion) -> Mapping[Place, Set[str]]:
        """Conditions by place; a province fulfils what all of its districts do that are asked."""
        if not any(level.condition for level in version.rule.levels):
            return {}
        met: dict[Place, set[str]] = defaultdict(set)
        reports = self._reports(version).exclude(condition="")
        for province, district, condition in reports.values_list(*_PLACE, "condition"):
            met[province, district].add(condition)
        within: dict[Place, list[Set[str]]] = defaultdict(list)
        for province, district in self._asked(version):
            within[province, None].append(met[province, district])
            within[None, None].append(met[province, district])
        return met | {place: reduce(set.intersection, map(set, each)) for place, each in within.items()}

    def _asked(self, version: SchemeVersion) -> Set[Place]:
        """Districts that have a target; in a province where none has one, all that report."""
        targets = Target.objects.visible_to(self.officer).filter(scheme=version.scheme_id)
        asked = set(targets.exclude(district=None).values_list("province", "district"))
        of_districts = {province for province, _ in asked}
        districts = District.objects.visible_to(self.officer).reporting().exclude(province__in=of_districts)
        return asked | set(districts.values_list("province", "pk"))

    def _reports(self, version: SchemeVersion) -> HandReportedQuerySet:
        return self._read(MissionReport.objects.visible_to(self.officer)).filter(scheme=version.scheme_id)

    def _read(self, rows: HandReportedQuerySet) -> HandReportedQuerySet:
        return rows if self.entered and self.officer.area else rows.confirmed()
