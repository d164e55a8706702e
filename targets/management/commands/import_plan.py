from typing import Any

from django.core.management.base import CommandParser

from sales.imports.command import ImportCommand
from targets.imports.plans import PlansFile

from ._province import add_province, chosen_province


class Command(ImportCommand):
    help = "Plans (Road Map) by area and month, CSV or xlsx: all of the file or, with one fault, nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        add_province(parser)

    def handle(self, *, province: str, **options: Any) -> None:
        self.importer = PlansFile(province=chosen_province(province)).importer
        super().handle(**options)
