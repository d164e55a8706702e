from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from otop_portal import clock
from reports.demo import load as load_evaluations
from reports.publication import publish
from sales import demo
from sales.demo.accounts import PASSWORD
from sales.demo.moments import morning_of
from sales.demo.way_in import DemoGroup, accounts_by_role
from targets import demo as targets


class Command(BaseCommand):
    help = (
        "Loads the demo into an empty database: Nong Khai and seven invented provinces in fiscal years 2565 and 2566, "
        "on a date of its own. Prints the accounts of Nong Khai, the department and the administrator."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=date.fromisoformat, default=demo.TODAY, help="the demo's date, 2023-09-03")
        parser.add_argument("--if-empty", action="store_true", help="load nothing where there are data")
        parser.add_argument("--force", action="store_true", help="load it although DEBUG is off")

    def handle(self, *, today: date, if_empty: bool, force: bool, **options) -> None:
        if not (settings.DEBUG or force):
            raise CommandError("DEBUG is off: this may be the real portal. --force loads the demo all the same.")
        if demo.is_empty():
            self._load(today)
        elif not if_empty:
            raise CommandError("There are data in the database; the demo never writes over them.")
        if groups := accounts_by_role():
            self.stdout.write("\n".join(map(_line, groups)))
            self.stdout.write(f"Password of all: {PASSWORD}")

    @transaction.atomic
    def _load(self, today: date) -> None:
        try:
            demo.load(today)
        except demo.NoSuchDay as error:
            raise CommandError(str(error)) from error
        with clock.at(morning_of(today)):
            targets.load()
            targets.load_reported()
            load_evaluations(today)
            publish()


def _line(group: DemoGroup) -> str:
    names = [officer.username for officer in group.officers]
    return f"{' … '.join(dict.fromkeys([names[0], names[-1]])):<15} {group.role}"
