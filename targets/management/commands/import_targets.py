from typing import Any

from django.core.management.base import CommandParser

from sales.imports.command import ImportCommand
from targets.imports.targets import targets_of

from ._province import add_province, chosen_province
from ._scheme import named


class Command(ImportCommand):
    help = "Bases and targets of a scheme by area, CSV or xlsx: all of the file or, with one fault, nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scheme", metavar="SCHEME", help="its slug, as 2566-r1-sales")
        super().add_arguments(parser)
        add_province(parser)

    def handle(self, *, scheme: str, province: str, **options: Any) -> None:
        self.importer = targets_of(named(scheme), province=chosen_province(province))
        super().handle(**options)
