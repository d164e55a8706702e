"""Setting by when something is due, and taking an own day back. Every change is one event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from .. import sentences
from ..due_dates.calendar import DueDay, calendar
from ..models import DueDate, DueDateEvent, Officer, ReportingMonth, Role
from .permissions import check_acting
from .refusals import NotAllowed, Refused


def set_due_date(*, wanted: DueDate, by: Officer, seen: int) -> DueDate:
    """Write down the unsaved `wanted`: the country's day, a province's own earlier one, or a district's extension.

    `seen` is how many changes of it the officer had before him (changes_of). The same once more changes nothing.
    """
    check_keeper(wanted, by)
    with transaction.atomic():
        _lock(wanted.period_id)
        _check_day(wanted, by)
        known = DueDate.objects.filter(**wanted.key).first()
        if known and (known.content, known.reason) == (wanted.content, wanted.reason):
            return known
        _check_seen(wanted, seen)
        if known:
            wanted.pk = known.pk
        wanted.save(force_insert=not known)
        _remember(wanted, DueDateEvent.Action.SET, by, before=known.content if known else {}, after=wanted.content)
    return wanted


def withdraw_due_date(*, known: DueDate, by: Officer, seen: int, reason: str) -> None:
    """A province's own day or an extension goes: what was due before is due again."""
    check_keeper(known, by)
    if known.area is None:
        raise Refused(sentences.COUNTRY_KEEPS_ITS_DAY)
    with transaction.atomic():
        _lock(known.period_id)
        _check_seen(known, seen)
        before = known.content
        DueDate.objects.filter(pk=known.pk).delete()
        known.reason = reason
        _remember(known, DueDateEvent.Action.WITHDRAW, by, before=before, after={})


def changes_of(due: DueDate) -> int:
    """How often it has been changed since the portal began."""
    return DueDateEvent.objects.filter(**due.key).count()


def check_keeper(due: DueDate, by: Officer) -> None:
    """Only an administrator changes the country's day, only its province its own and its districts'."""
    check_acting(by, Role.PROVINCE if due.area else Role.ADMIN)
    is_own = by.covers(due.district) if due.district else due.province_id == by.province_id
    if not is_own:
        raise NotAllowed(sentences.NOT_YOUR_AREA)


def _lock(period: date) -> None:
    """One change of a month's days at a time."""
    ReportingMonth.objects.select_for_update(no_key=True).get(pk=period)


def _check_day(wanted: DueDate, by: Officer) -> None:
    if wanted.due_on < wanted.period_id:
        raise Refused(sentences.DUE_BEFORE_THE_MONTH)
    before = _without_it(wanted, by)
    if wanted.district and (before is None or wanted.due_on <= before.on):
        raise Refused(sentences.not_an_extension(before.on if before else None))
    if wanted.province and before and wanted.due_on > before.on:
        raise Refused(sentences.later_than_country(before.on))


def _without_it(wanted: DueDate, by: Officer) -> DueDay | None:
    """What would be due if the area had nothing of its own."""
    days = calendar(by, [wanted.period_id], wanted.kind)
    return (
        days.usual(wanted.district, wanted.period_id)
        if wanted.district
        else days.for_country(wanted.level, wanted.period_id)
    )


def _check_seen(due: DueDate, seen: int) -> None:
    if changes_of(due) != seen:
        raise Refused(sentences.DUE_DATE_IS_STALE)


def _remember(due: DueDate, action: str, by: Officer, **contents: Any) -> None:
    DueDateEvent.objects.create(**due.key, action=action, by=by, reason=due.reason, **contents)
