from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.db.models import Case, Value, When

from otop_portal import clock

from ..choices import CorrectionState
from ..querysets import AreaQuerySet

if TYPE_CHECKING:
    from ..models import Officer
    from ..transitions.locking import Row

# For so long the first page tells of what was answered.
LATELY = timedelta(days=14)


class CorrectionRequestQuerySet(AreaQuerySet):
    """Nobody above the province sees them: what was accepted stands in the history of the sheet."""

    district = "sheet__district"
    province = "sheet__district__province"
    month = "sheet__month"

    def waiting(self) -> Self:
        return self.filter(state=CorrectionState.WAITING)

    def answered_lately(self) -> Self:
        """What the province, or a change of the row, has put an end to; the newest first."""
        ends = [CorrectionState.ACCEPTED, CorrectionState.REFUSED, CorrectionState.OUTDATED]
        recent = self.filter(state__in=ends, answered_at__gte=clock.now() - LATELY)
        return recent.with_names().order_by("-answered_at")

    def listed(self) -> Self:
        """What waits first, then the newest."""
        is_answered = Case(When(state=CorrectionState.WAITING, then=Value(0)), default=Value(1))
        return self.with_names().order_by(is_answered, "-pk")

    def with_names(self) -> Self:
        return self.select_related("sheet__district__province", "sheet__month", "producer", "asked_by", "answered_by")

    def outdate(self, rows: Mapping[int, Row], *, by: Officer, at: datetime) -> int:
        """Put an end to those that ask for what the rows of their sheet no longer allow."""
        gone = [request.pk for request in self.select_related("sheet") if not request.fits(rows)]
        return self.filter(pk__in=gone).update(state=CorrectionState.OUTDATED, answered_by=by, answered_at=at)
