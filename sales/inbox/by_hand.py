"""What a province tells the districts that it has ticked: into the inbox, or copied into a chat group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from otop_portal import clock

from ..due_dates.calendar import calendar
from ..holding.holder import AT_THE_DISTRICT, Holding
from ..holding.people import holders_among, people_of
from ..holding.read import holdings
from ..models import District, Officer, ReportingMonth
from . import sentences


@dataclass(frozen=True)
class Reached:
    """One district, when it is due, and whoever of its officers holds it."""

    holding: Holding
    due: str
    people: tuple[Officer, ...]


def reached(officer: Officer, month: ReportingMonth, districts: Collection[District]) -> list[Reached]:
    """Those of the ticked that lie with the district."""
    days, people, today = calendar(officer, [month.pk]), people_of(officer), clock.today()
    lines = (each for each in holdings(officer, districts, [month]) if each.holder in AT_THE_DISTRICT)
    return [
        Reached(each, sentences.due_on(days.for_district(each.district, month.pk), today), holders_among(people, each))
        for each in lines
    ]


def in_a_chat(month: ReportingMonth, lines: Iterable[Reached], address: Callable[[str], str]) -> str:
    """One text for all: what is missing, by when, and the page. `address` makes a path a whole address."""
    told = (sentences.chat_line(each.holding, each.due, address(each.holding.href)) for each in lines)
    return "\n\n".join([sentences.chat_heading(month.pk), *told])
