from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sales.transitions.diagram import chapter
from sales.transitions.table import TABLE as LEDGER
from targets.transitions.missions import TABLE as MISSIONS

_LEDGER = """# ขั้นของรายการยอดจำหน่าย — the stages of a row

Generated from `sales/transitions/table.py` by `manage.py state_diagram`; `make check` fails when it is stale.
A sheet's stage is the lowest of its rows'. What is not in the table is refused.
"""
_MISSIONS = """# ขั้นของผลภารกิจและตลาดออนไลน์ — the stages of what is reported by hand

Generated from `targets/transitions/missions.py`, in the same way. A number that the province has confirmed stays: the
next one is a report of its own, which counts once that is confirmed, too. Only a product's row is deleted.
"""


class Command(BaseCommand):
    help = "Writes docs/states.md from the transition tables; with --check says whether it is stale."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check: bool, **options) -> None:
        file = settings.BASE_DIR / "docs" / "states.md"
        document = "\n".join([chapter(_LEDGER, LEDGER), chapter(_MISSIONS, MISSIONS)])
        if not check:
            file.write_text(document, encoding="utf-8")
        elif not file.exists() or file.read_text(encoding="utf-8") != document:
            raise CommandError("docs/states.md is stale: run `manage.py state_diagram`.")
