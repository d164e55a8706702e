"""The vocabulary of what districts report by hand. The department sees what the province has confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count

from sales.models import Stage
from sales.querysets import AreaQuerySet

if TYPE_CHECKING:
    from sales.models import Product

    from ..models import MissionReport, OnlineProduct, SchemeVersion


class HandReportedQuerySet(AreaQuerySet):
    def visible_to_department(self) -> Self:
        return self.confirmed()

    def confirmed(self) -> Self:
        return self.at(Stage.PROVINCE)

    def at(self, stage: str) -> Self:
        return self.filter(stage=stage)

    def returned(self) -> Self:
        """Those that the district has not confirmed again."""
        return self.at(Stage.DRAFT).exclude(returned_because="")


class MissionReportQuerySet(HandReportedQuerySet):
    def newest(self) -> dict[tuple[int, str, str], MissionReport]:
        """Of each scheme, condition and district's code the last report."""
        return {(each.scheme_id, each.condition, each.district_id): each for each in self.order_by("number")}


class OnlineProductQuerySet(HandReportedQuerySet):
    def of_round(self, first_month: date) -> Self:
        return self.filter(first_month=first_month)

    def of_producers(self, products: Iterable[Product], fiscal_year: int) -> dict[tuple[int, str], OnlineProduct]:
        """By their identity all that was reported in the year of the producers of these products."""
        producers = {product.producer_id for product in products}
        return {row.identity: row for row in self.filter(fiscal_year=fiscal_year, producer__in=producers)}

    def that_count(self, version: SchemeVersion) -> Self:
        """By the years in which their products were registered."""
        return self.filter(product__registered_on__range=version.registered) if version.registered else self

    def counted(self, months: Collection[date]) -> dict[tuple[str, str], int]:
        """By codes of province and district: how many were reported in the rounds that begin in these months."""
        lines = self.filter(first_month__in=months).order_by().values_list(self.province, self.district)
        return {(province, district): found for province, district, found in lines.annotate(found=Count("pk"))}

    def number_by_round(self) -> dict[tuple[int, date], int]:
        """By fiscal year and first month, the newest round first."""
        rounds = self.order_by("-first_month").values_list("fiscal_year", "first_month")
        return {(year, month): found for year, month, found in rounds.annotate(found=Count("pk"))}

    def with_register(self) -> Self:
        return self.select_related("product", "producer", "district__province")

    def in_order(self) -> Self:
        """A producer's products together."""
        return self.order_by("district", "producer__sort_key", "producer", "pk")


class MissionEventQuerySet(AreaQuerySet):
    """The department reads no history of it: confirmed figures only."""

    def of_row(self, kind: str, row: Any) -> list[Any]:
        """The newest first."""
        events = self.filter(kind=kind, district=row.district_id).select_related("officer").order_by("-pk")
        return [event for event in events if any(change["row"] == row.pk for change in event.changes)]
