"""The vocabulary of schemes and targets; `visible_to(officer)` is the only way a view reaches rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import F, Q

from otop_portal import clock, fiscal, money
from sales.choices import Role
from sales.querysets import AreaQuerySet

if TYPE_CHECKING:
    from sales.models import Area, Province

    from .models import Evaluation, SchemeVersion

# Codes of province and district: a district, a province itself (no district), the country (neither).
Place = tuple[str | None, str | None]


class SchemeVersionQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """Rules are everybody's from the day of their letter on; what is prepared is the administrator's."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        return self if officer.role == Role.ADMIN else self.announced(clock.today())

    def announced(self, day: date) -> Self:
        """Those whose letter is of that day or before it."""
        return self.filter(letter_date__lte=day)

    def newest_of_each(self) -> list[SchemeVersion]:
        """One of each scheme, the schemes in their order."""
        found = self.select_related("scheme").with_rule().order_by("scheme__fiscal_year", "scheme", "number")
        return list({version.scheme_id: version for version in found}.values())

    def with_rule(self) -> Self:
        return self.prefetch_related("levels__parts__part")

    def current_of_each(self) -> list[SchemeVersion]:
        """Of each scheme the newest that was announced; before the first announcement the one that is prepared."""
        found = self.select_related("scheme").with_rule().order_by("scheme", "number")
        in_turn = sorted(found, key=lambda version: version.letter_date is not None)
        return list({version.scheme_id: version for version in in_turn}.values())

    def newest(self) -> SchemeVersion | None:
        return self.order_by("-number").first()


class OfAreaQuerySet(AreaQuerySet):
    """Rows of a district, of a province itself (without a district) or of the country (without either)."""

    province = "province"

    def visible_to_department(self) -> Self:
        return self.all()

    def of_itself(self, area: Area) -> Self:
        """The area's own rows, those of what lies in it left aside."""
        own = self.within(area)
        return own if area.level == "district" else own.filter(district=None)

    def of_one_level(self, province: Province | None) -> Self:
        """A province's districts and its own row; without one the provinces' own rows and the country's."""
        return self.filter(province=province) if province else self.filter(district=None)

    def of_provinces(self, codes: Collection[str | None]) -> Self:
        """Of all areas in them, and the country's own where None is among them."""
        named = Q(province__in=[code for code in codes if code])
        return self.filter(named | Q(province=None) if None in codes else named)

    def in_order(self) -> Self:
        """Each province's districts before the province itself; the country last."""
        return self.order_by(F("province").asc(nulls_last=True), F("district").asc(nulls_last=True), "pk")


class PlanQuerySet(OfAreaQuerySet):
    def totals_over(self, months: Collection[date]) -> dict[Place, Decimal]:
        """Of places that have a plan for every one of the months, the sum."""
        totals: dict[Place, list[Decimal | None]] = defaultdict(list)
        for plan in self.filter(month__in=months):
            totals[plan.place].append(plan.total)
        return {place: money.total(each) for place, each in totals.items() if len(each) == len(months)}

    def of_year(self, fiscal_year: int) -> Self:
        return self.filter(month__in=fiscal.months_of(fiscal_year))


class TargetFigureQuerySet(OfAreaQuerySet):
    district = "target__district"
    province = "target__province"


class EvaluationQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """Of one's own province: a district reads there whether it is still measured."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        return self.filter(province=officer.province_code) if officer.area else self.all()

    def newest_of_each(self) -> Mapping[tuple[int, str], Evaluation]:
        """By version and province."""
        return {(each.version_id, each.province_id): each for each in self.order_by("pk")}


class SettingQuerySet(models.QuerySet):
    """Of whole provinces: a district sees its own targets, not how they were set."""

    province = "province"

    def visible_to(self, officer: Any) -> Self:
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        if officer.role in (Role.DEPARTMENT, Role.ADMIN):
            return self.all()
        return self.filter(**{self.province: officer.province_id}) if officer.role == Role.PROVINCE else self.none()


class SettingEventQuerySet(SettingQuerySet):
    province = "setting__province"

    def newest_first(self) -> Self:
        return self.order_by("-pk").select_related("by", "setting").prefetch_related("undone_by")
