"""Who of a district has it in hand: the accounts of whoever holds it."""

from __future__ import annotations

from collections import defaultdict

from ..choices import Role
from ..models import Officer
from .holder import AT_THE_DISTRICT, Holding

# By role and district.
People = dict[tuple[str, str], list[Officer]]


def people_of(officer: Officer) -> People:
    """Of the districts that a province looks after, those that are open."""
    working = Officer.objects.visible_to(officer).filter(is_active=True, role__in=[Role.DISTRICT, Role.CHIEF])
    found: People = defaultdict(list)
    for each in working.order_by("pk"):
        found[each.role, each.district_id].append(each)
    return found


def holders_among(people: People, holding: Holding) -> tuple[Officer, ...]:
    return tuple(people.get((AT_THE_DISTRICT.get(holding.holder, ""), holding.district.pk), ()))
