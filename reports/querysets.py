from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q


class PublishedCellQuerySet(models.QuerySet):
    def visible_to(self, reader: Any) -> Self:
        """The newest publication, to anybody: all of it was made to be read by the public."""
        return self.at(None)

    def at(self, moment: datetime | None) -> Self:
        """What was public at the moment; now, without one."""
        if moment is None:
            return self.filter(until=None)
        return self.filter(since__lte=moment).filter(Q(until=None) | Q(until__gt=moment))
