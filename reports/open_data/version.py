"""Which publication it is that is read."""

from datetime import date

from django.http import HttpRequest

from otop_portal import clock, fiscal

from ..models import PublishedCell
from .places import Places


def entity_tag(request: HttpRequest, *_: object, **__: object) -> str:
    """Changes with every publication that changes anything, and with the names of places.

    A cell is never opened again. So of the cells until a given one there are only ever fewer, and the newest with the
    number of all says which they are: also where a publication has only closed some.
    """
    cells = PublishedCell.objects.visible_to(request.user)
    newest = cells.order_by("-pk").values_list("pk", flat=True).first() or 0
    return f'"{newest}-{cells.count()}-{Places.read().checksum}"'


def newest_month(request: HttpRequest) -> date:
    """That is public; this one where none is."""
    months = PublishedCell.objects.visible_to(request.user).order_by("-month").values_list("month", flat=True)
    return months.first() or fiscal.first_of_month(clock.today())
