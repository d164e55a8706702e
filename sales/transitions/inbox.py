"""A province's word to its districts, and that a message is read."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from otop_portal import clock

from ..choices import MessageKind, Role
from ..inbox import sentences
from ..inbox.by_hand import Reached
from ..models import Message, Officer
from .permissions import check_acting


def read_message(*, message: Message, by: Officer) -> Message:
    Message.objects.visible_to(by).unread().filter(pk=message.pk).update(read_at=clock.now())
    return message


def read_every_message(*, by: Officer) -> int:
    return Message.objects.visible_to(by).unread().update(read_at=clock.now())


def remind_by_hand(*, lines: Iterable[Reached], note: str, by: Officer, submission: UUID) -> int:
    """To whoever holds each of these; how many people. The same submission once more tells nobody twice."""
    told = [_by_hand(to, each, note, by, submission) for each in lines for to in each.people]
    Message.objects.bulk_create(told, ignore_conflicts=True)
    return len(told)


def _by_hand(to: Officer, line: Reached, note: str, by: Officer, submission: UUID) -> Message:
    check_acting(by, Role.PROVINCE, district=line.holding.district)
    view, args = line.holding.page
    return Message(
        to=to,
        kind=MessageKind.BY_HAND,
        key=f"{submission} {line.holding.district.pk}",
        subject=sentences.reminded_by(str(by.province), line.holding.month.pk),
        body=sentences.by_hand(to.name, line.holding, line.due, note),
        view=view,
        args=args,
        by=by,
    )
