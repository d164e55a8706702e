import csv
import io
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from targets.export import lines_of

from ._scheme import named


class Command(BaseCommand):
    help = "Bases and shown targets of a scheme by area, as CSV that import_targets reads back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scheme", metavar="SCHEME", help="its slug, as 2566-r1-sales")
        parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="without it to standard output")

    def handle(self, *, scheme: str, output: Path | None, **options: Any) -> None:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(lines_of(named(scheme)))
        if output is None:
            self.stdout.write(text.getvalue(), ending="")
        else:
            output.write_text(text.getvalue(), encoding="utf-8-sig")  # the mark by which Excel knows it
