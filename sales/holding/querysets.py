"""What `holder` needs of many sheets, in the statement that reads them."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from ..choices import ProducerStatus, Stage
from ..models import Sale, SheetEvent
from ..querysets import SheetQuerySet


def with_arrival(sheets: SheetQuerySet) -> SheetQuerySet:
    """Adds the progress; rows_requested, drafts of producers that are not approved yet; when somebody last did
    something (last_at); and of the event that brought the sheet to its stage came_at and came_by, with the number of
    the one before it (None: it has never been elsewhere)."""
    events = SheetEvent.objects.filter(sheet=OuterRef("pk")).annotate(then=KeyTextTransform("stage", "totals"))
    elsewhere = events.exclude(then=OuterRef("stage")).order_by("-number")
    requested = Q(sales__stage=Stage.DRAFT, sales__producer__status=ProducerStatus.REQUESTED)
    sheets = sheets.with_progress().annotate(
        rows_requested=Count("sales", filter=requested),
        last_at=Subquery(events.order_by("-number").values("at")[:1]),
        number_before=Subquery(elsewhere.values("number")[:1]),
    )
    arrival = SheetEvent.objects.filter(sheet=OuterRef("pk"), number=Coalesce(OuterRef("number_before"), 0) + 1)
    return sheets.annotate(came_at=Subquery(arrival.values("at")[:1]), came_by=Subquery(arrival.values("action")[:1]))


def with_any_row(sheets: SheetQuerySet) -> SheetQuerySet:
    """Adds whether there are rows, which is all that a step needs."""
    return sheets.annotate(rows=Exists(Sale.objects.filter(sheet=OuterRef("pk"))))
