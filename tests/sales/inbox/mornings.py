"""A morning's run of `send_reminders`, and what it put into the inboxes and into the post."""

from datetime import datetime
from io import StringIO

from django.core import mail
from django.core.management import call_command

from otop_portal import clock
from sales.models import Message
from tests import factories

LINE = ("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0))


def morning(day: int, month: int = 9):
    return clock.at(datetime(2023, month, day, 8, tzinfo=clock.BANGKOK))


def run(day: int, month: int = 9) -> None:
    with morning(day, month):
        call_command("send_reminders", stdout=StringIO())


def told() -> list[tuple[str, str]]:
    return list(Message.objects.order_by("pk").values_list("to__username", "kind"))


def mails() -> list[str]:
    return [to for each in mail.outbox for to in each.to]


def with_address(officer):
    officer.email = f"{officer.username}@example.go.th"
    officer.save()
    return officer


def district_officer(code: str = "4317"):
    return with_address(factories.district_officer(code))
