"""What can be set for a province in a year: how many of its districts have figures, and whether they are announced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from sales.models import District, Officer, Province

from ..models import Plan, SchemeVersion, Setting, Target


@dataclass(frozen=True)
class Settable:
    kind: str
    key: str
    title: str
    period: str
    given: int
    districts: int
    setting: Setting | None


def settings_of(officer: Officer, province: Province, year: int, versions: Iterable[SchemeVersion]) -> list[Settable]:
    """The plan first, then the schemes in their order."""
    districts = District.objects.visible_to(officer).filter(province=province).reporting().count()
    settings = Setting.objects.visible_to(officer).filter(province=province)
    by_scheme = {each.scheme_id: each for each in settings}
    of_year = next((each for each in settings if each.fiscal_year == year), None)
    own = Target.objects.visible_to(officer).filter(province=province, district__isnull=False).order_by()
    given = dict(own.values_list("scheme").annotate(Count("pk")))
    planned = Plan.objects.visible_to(officer).filter(province=province, district__isnull=False).of_year(year)
    months = planned.order_by().values("district").distinct().count()
    plan = Settable("plan", str(year), "แผนรายเดือน (Road Map)", f"ปีงบประมาณ {year}", months, districts, of_year)
    return [plan, *(_of_scheme(each, given, districts, by_scheme) for each in _own_first(versions, given))]


def _own_first(versions: Iterable[SchemeVersion], given: dict[int, int]) -> Sequence[SchemeVersion]:
    """Schemes of other provinces come after those that this one has targets of."""
    return sorted(versions, key=lambda version: version.scheme_id not in given)


def _of_scheme(
    version: SchemeVersion, given: dict[int, int], districts: int, settings: dict[int | None, Setting]
) -> Settable:
    scheme = version.scheme
    return Settable(
        "targets",
        scheme.slug,
        f"{scheme.occasion} {scheme.name}",
        version.period,
        given.get(scheme.pk, 0),
        districts,
        settings.get(scheme.pk),
    )
