"""Sending what waits: one mail a day and officer, claimed before it goes, kept and tried again when it fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from otop_portal import clock

from ..models import Mail, Message
from . import sentences


@dataclass
class Sent:
    sent: int = 0
    failed: int = 0


def send_waiting(today: date) -> Sent:
    """Run twice at once, each mail is sent by one of the two."""
    done = Sent()
    for mail in _claimed(today):
        if _send(mail):
            done.sent += 1
        else:
            done.failed += 1
    return done


def _claimed(today: date) -> Iterable[Mail]:
    """Today's mails of whom something waits for, as this run alone holds them."""
    claim, now = uuid4(), clock.now()
    waiting = Message.objects.waiting_for_mail(today)
    with transaction.atomic():
        people = set(waiting.values_list("to", flat=True))
        Mail.objects.bulk_create([Mail(to_id=to, day=today) for to in people], 500, ignore_conflicts=True)
        free = Mail.objects.unclaimed(now).filter(day=today)
        free.update(claim=claim, claimed_at=now, attempts=F("attempts") + 1)
        mine = Mail.objects.filter(claim=claim)
        todays = mine.filter(to=OuterRef("to")).values("pk")
        waiting.filter(to__in=mine.values("to")).update(mail=Subquery(todays))
    # Somebody may have read his only message meanwhile.
    mine = mine.filter(messages__isnull=False).distinct()
    return mine.select_related("to").prefetch_related("messages").order_by("pk")


def _send(mail: Mail) -> bool:
    try:
        _email(mail, list(mail.messages.all())).send()
    except (SMTPException, OSError, ValueError) as fault:
        told = f"{type(fault).__name__}: {fault}"[:500]
        Mail.objects.filter(pk=mail.pk).update(error=told, claim=None, claimed_at=None)
        return False
    Mail.objects.filter(pk=mail.pk).update(error="", sent_at=clock.now())
    return True


def _email(mail: Mail, messages: list[Message]) -> EmailMessage:
    subject = messages[0].subject if len(messages) == 1 else sentences.several(len(messages))
    parts = [f"{each.body}\n{settings.SITE_ADDRESS}{each.href}" for each in messages]
    return EmailMessage(subject, "\n\n---\n\n".join([*parts, sentences.FOOTER]), to=[mail.to.email])
