"""Who sees what districts have explained, and the reasons that they choose from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from ..choices import CHANNELS, Role, Stage
from ..querysets import BAHT, AreaQuerySet


class ExplanationQuerySet(AreaQuerySet):
    district = "sheet__district"
    province = "sheet__district__province"
    month = "sheet__month"

    def visible_to_department(self) -> Self:
        """Of what the province has confirmed, as it was confirmed: other figures than those are nobody's above it."""
        sales = self.model._meta.get_field("sheet").related_model._meta.get_field("sales").related_model.objects
        same = {name: OuterRef(name) for name in ("sheet", "producer", "product_type", *CHANNELS)}
        of_sheet = sales.filter(sheet=OuterRef("sheet")).order_by().values("sheet")
        sums = {each: Subquery(of_sheet.annotate(sum=Sum(each, output_field=BAHT)).values("sum")) for each in CHANNELS}
        whole = Q(producer=None, sheet__stage=Stage.PROVINCE, **sums)
        return self.filter(Exists(sales.filter(stage=Stage.PROVINCE, **same)) | whole)

    def in_force(self, month: date, districts: Collection[str]) -> Self:
        """Said in the month, or before it and carried over."""
        of_districts = self.filter(sheet__district__in=districts)
        carried = Q(sheet__month__lt=month, until__gte=month)
        return of_districts.filter(Q(sheet__month=month) | carried).with_reason().order_by("pk")

    def with_reason(self) -> Self:
        return self.select_related("sheet", "reason", "officer", "producer")


class ExplanationReasonQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """The country's, and those of the officer's own province; the department and administrators see all."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        if officer.role in (Role.DEPARTMENT, Role.ADMIN):
            return self.all()
        return self.filter(Q(province=None) | Q(province=officer.province_code))
