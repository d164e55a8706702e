from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from otop_portal import clock
from sales.inbox.mail import send_waiting
from sales.inbox.reminders import remind


class Command(BaseCommand):
    help = "Reminds whoever holds a month that is due, and sends the mails that wait. May run late, or twice."

    def handle(self, *args, **options) -> None:
        if not settings.SITE_ADDRESS:
            raise CommandError("SITE_ADDRESS is not set. Name the portal as mails do: https://otop.example.go.th")
        written = remind()
        done = send_waiting(clock.today())
        self.stdout.write(f"{written} messages written, {done.sent} mails sent, {done.failed} failed.")
