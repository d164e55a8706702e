from argparse import ArgumentParser
from itertools import groupby
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction

from reports.slips import issued
from sales.imports import Booking
from sales.imports.command import ImportCommand
from sales.imports.officers import OFFICERS
from sales.models import Officer


class Command(ImportCommand):
    help = (
        "Accounts of a province or the country, CSV or xlsx: username,role,area,name,email (area = code). "
        "Writes the slips of all accounts that have no password yet, one PDF a province, once."
    )
    importer = OFFICERS

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--slips", type=Path, default=Path(), metavar="FOLDER", help="where the PDFs go")

    def handle(self, *, slips: Path, **options: Any) -> None:
        if not slips.is_dir():
            raise CommandError(f"{slips}: ไม่พบโฟลเดอร์สำหรับใบแจ้งรหัสผ่าน")
        self.folder = slips
        super().handle(**options)

    def imported(self, booking: Booking) -> None:
        waiting = Officer.objects.listed().without_password()
        officers = sorted(
            waiting, key=lambda officer: (officer.province_code, officer.district_id or "", officer.username)
        )
        for code, group in groupby(officers, key=lambda officer: officer.province_code):
            self._write(f"slips-{code or 'cdd'}.pdf", list(group), booking.by)

    def _write(self, name: str, officers: list[Officer], by: Officer) -> None:
        """Written before the passwords hold, and never over slips that nobody has fetched."""
        path = self.folder / name
        with transaction.atomic():
            content = issued(officers, by)
            try:
                with path.open("xb") as file:
                    path.chmod(0o600)
                    file.write(content)
            except OSError as error:
                raise CommandError(f"{path}: {error.strerror} รหัสผ่านจึงยังไม่ได้ออก กรุณาแก้ไขแล้วนำเข้าไฟล์เดิมอีกครั้ง") from error
        self.stdout.write(f"{path} {len(officers)} ใบ")
