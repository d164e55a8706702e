from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Max
from django.db.models.fields.json import KT
from django.db.models.functions import Substr

from otop_portal import clock
from sales.models import Province, Role
from sales.models.areas import Region
from sales.querysets import TallyQuerySet


class PublishedCellQuerySet(models.QuerySet):
    # What was public at a moment; without one, now. Cells are closed and begun like the tally's lines.
    at = TallyQuerySet.at

    def visible_to(self, reader: Any) -> Self:
        """The newest publication, to anybody: all of it was made to be read by the public."""
        return self.at(None)

    def published_at(self) -> datetime | None:
        """When the newest figure became public, in Thai time."""
        newest = self.aggregate(newest=Max("since"))["newest"]
        return newest and newest.astimezone(clock.BANGKOK)

    def in_province(self, code: str) -> Self:
        """The province's own cells and those of its districts."""
        return self.filter(area__startswith=code)

    def in_region(self, region: Region) -> Self:
        """Of its provinces."""
        provinces = Province.objects.filter(region=region.pk).values("pk")
        return self.annotate(province=Substr("area", 1, 2)).filter(province__in=provinces)

    def in_order(self) -> Self:
        """Totals first. Of the current cells no two are alike in all of this: pages cover each of them just once."""
        return self.order_by("month", "area", "-dimension", "member")


class EditionQuerySet(models.QuerySet):
    def visible_to(self, officer: Any) -> Self:
        """The department's are all; an officer of an area reads those of his own and of what lies in it."""
        if not officer.is_authenticated or not officer.is_active:
            return self.none()
        if officer.role in (Role.DEPARTMENT, Role.ADMIN):
            return self.all()
        return self.filter(area__startswith=officer.district_id or officer.province_id)

    def listed(self) -> Self:
        """Without the figures; of the heading `period` and `place`."""
        heading = {"period": KT("content__heading__0"), "place": KT("content__heading__1")}
        return self.select_related("made_by").defer("content").annotate(**heading)
