from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sales.transitions.diagram import states_document


class Command(BaseCommand):
    help = "Writes docs/states.md from the transition table; with --check says whether it is stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **options) -> None:
        file = settings.BASE_DIR / "docs" / "states.md"
        if not check:
            file.write_text(states_document(), encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != states_document():
            raise CommandError("docs/states.md is stale: run `manage.py state_diagram`.")
