"""What the import commands share: a file in, what became of it out, nothing at all with a fault."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from ..models import Officer
from ..models.officers import SYSTEM_USERNAME
from .booking import Booking, Importer, run
from .source import Source


class ImportCommand(BaseCommand):
    importer: ClassVar[Importer]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV (UTF-8 or cp874) or xlsx")
        parser.add_argument("--dry-run", action="store_true", help="say what would become of it, and change nothing")

    def handle(self, *, file: Path, dry_run: bool, **options: Any) -> None:
        booking = run(self.importer, _source(file), by=_system(), dry_run=dry_run)
        for warning in booking.warnings:
            self.stderr.write(f"โปรดตรวจสอบ {warning}")
        for fault in booking.faults:
            self.stderr.write(str(fault))
        if booking.faults:
            raise CommandError(f"พบ {len(booking.faults)} ข้อผิดพลาด จึงไม่ได้นำเข้าข้อมูลใด")
        counts = f"เพิ่ม {booking.new} เปลี่ยนแปลง {booking.changed} คงเดิม {booking.unchanged}"
        self.stdout.write(f"{'ทดลอง ไม่ได้บันทึก: ' if dry_run else ''}{counts}")
        if not dry_run:
            self.imported(booking)

    def imported(self, booking: Booking) -> None:
        """What else a command has to show after an import for good."""


def _source(file: Path) -> Source:
    try:
        return Source.at(file)
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _system() -> Officer:
    officer = Officer.objects.filter(username=SYSTEM_USERNAME).first()
    if officer is None:
        raise CommandError(f"There is no officer {SYSTEM_USERNAME}. Run `manage.py load_reference` first.")
    return officer
