"""What the letters of Nong Khai give, and nothing of what the demo reports by hand from July 2566 on."""

from datetime import datetime

from django.core.management import call_command

from otop_portal import clock
from targets import demo

BEFORE_ANY_REPORT = datetime(2023, 3, 1, 9, tzinfo=clock.BANGKOK)


def load() -> None:
    with clock.at(BEFORE_ANY_REPORT):
        call_command("load_reference", verbosity=0)
        demo.load()
