from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from otop_portal import fiscal

from ..choices import Role

if TYPE_CHECKING:
    from ..models import District, Province

COUNTRY = Q(province=None, district=None)


class OfAnAreaQuerySet(models.QuerySet):
    """Rows of the country, of a province or of a district."""

    def visible_to(self, officer: Any) -> Self:
        """The country's, and those of the officer's own area and of what lies above and below it."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        match officer.role:
            case Role.DISTRICT | Role.CHIEF:
                own = Q(province=officer.district.province_id) | Q(district=officer.district_id)
                return self.filter(COUNTRY | own)
            case Role.PROVINCE:
                own = Q(province=officer.province_id) | Q(district__province=officer.province_id)
                return self.filter(COUNTRY | own)
        return self.all()

    def of_area(self, area: Province | District | None) -> Self:
        """Of exactly that one; without one, the country's."""
        return self.filter(**{area.level: area.pk}) if area else self.filter(COUNTRY)

    def due_for(self, kind: str, periods: Collection[date]) -> Self:
        return self.filter(kind=kind, period__in=periods)

    def with_area(self) -> Self:
        return self.select_related("province", "district__province")


class DueDateEventQuerySet(OfAnAreaQuerySet):
    def of_fiscal_year(self, year_be: int) -> Self:
        return self.filter(period__in=fiscal.months_of(year_be))

    def newest_first(self) -> Self:
        return self.order_by("-pk").select_related("by", "period").with_area()
