"""A message is read, once."""

from __future__ import annotations

from otop_portal import clock

from ..models import Message, Officer


def read_message(*, message: Message, by: Officer) -> Message:
    Message.objects.visible_to(by).unread().filter(pk=message.pk).update(read_at=clock.now())
    return message


def read_every_message(*, by: Officer) -> int:
    return Message.objects.visible_to(by).unread().update(read_at=clock.now())
