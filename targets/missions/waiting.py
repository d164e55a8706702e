"""What of pages 34 and 35 waits for an officer, for หน้าหลัก (settings.TASKS)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse

from sales import sentences as of_sales
from sales.home import Task
from sales.models import Officer, Role, Stage
from sales.standing import ENTERING, RETURNED

from ..models import MissionEvent, MissionReport, OnlineProduct, SchemeVersion
from ..standings import in_force_for
from . import sentences
from .asked import Round, rounds_of
from .board import sections
from .history import KINDS
from .online import deadlines_of

_MISSIONS, _ONLINE = MissionEvent.Kind.MISSION, MissionEvent.Kind.ONLINE


def tasks(officer: Officer) -> Iterator[Task]:
    if officer.role == Role.PROVINCE:
        yield from _to_confirm(officer)
    elif officer.district:
        yield from _returned(officer)
    if officer.role == Role.DISTRICT:
        in_force = in_force_for(officer)
        yield from _to_report(officer, in_force)
        yield from _to_sell_online(officer, in_force)


def _to_confirm(officer: Officer) -> Iterator[Task]:
    """Whatever its districts have confirmed, of old rounds too."""
    if number := MissionReport.objects.visible_to(officer).at(Stage.DISTRICT).count():
        yield Task(_MISSIONS.label, reverse("targets:missions"), sentences.waiting_for_province(number))
    online = OnlineProduct.objects.visible_to(officer).at(Stage.DISTRICT)
    for (year, first_month), number in online.number_by_round().items():
        address = reverse("targets:online", args=[year, first_month.month])
        yield Task(_ONLINE.label, address, sentences.waiting_for_province(number))


def _returned(officer: Officer) -> Iterator[Task]:
    """Each return with those of its rows that the district has not confirmed again."""
    for kind, model in KINDS.items():
        waiting = {row.pk: row for row in model.objects.visible_to(officer).returned()}
        returns = MissionEvent.objects.visible_to(officer).filter(kind=kind, action=MissionEvent.Action.RETURN)
        for event in returns.order_by("-pk") if waiting else ():
            rows = [waiting.pop(change["row"]) for change in event.changes if change["row"] in waiting]
            if rows:
                told = of_sales.returned(len(rows), event.at, event.reason)
                yield Task(event.get_kind_display(), rows[0].get_absolute_url(), told, is_returned=True)


def _to_report(officer: Officer, in_force: Collection[SchemeVersion]) -> Iterator[Task]:
    """What is in force and due, or not wholly reported."""
    for section in sections(officer):
        (line,) = section.lines
        is_due = line.deadline is not None and line.deadline.done_at is None
        if line.standing == ENTERING:
            yield Task(section.asked.name, reverse("targets:missions"), sentences.TO_CONFIRM, line.deadline)
        elif line.standing != RETURNED and section.asked.version in in_force and (is_due or not line.newest):
            told = sentences.to_report(line.due_month)
            yield Task(section.asked.name, reverse("targets:missions"), told, line.deadline)


def _to_sell_online(officer: Officer, in_force: Collection[SchemeVersion]) -> Iterator[Task]:
    rows = OnlineProduct.objects.visible_to(officer)
    drafts, reported = rows.filter(returned_because="").at(Stage.DRAFT).number_by_round(), rows.number_by_round()
    for of in rounds_of(officer):
        if number := drafts.get(of.key):
            yield _online(officer, of, sentences.rows_to_confirm(number))
        elif of.version in in_force and of.key not in reported:
            yield _online(officer, of, sentences.to_report(None))


def _online(officer: Officer, of: Round, sentence: str) -> Task:
    deadline = deadlines_of(officer, of).get(officer.district)
    return Task(f"{_ONLINE.label} {of}", reverse("targets:online", args=of.address), sentence, deadline)
