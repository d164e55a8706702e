"""The confirmed rows of a month of the whole country as CSV, against COPY of the same columns, and as Excel."""

from collections.abc import Callable
from pathlib import Path

from django.db import connection

from otop_portal import clock
from reports import files
from reports.definitions import CONFIRMED_ROWS
from reports.selection import Selection
from sales.models import CHANNELS, Officer, ReportingMonth, Role, Stage

from .measuring import Figure, interleaved, lower, print_table

ROUNDS = 5
_COPY = f"""
    COPY (
        SELECT sheet.month_id, province.code, province.name_th, district.code, district.name_th, producer.code,
               producer.name, sale.product_type, sale.producer_type, {", ".join(CHANNELS)}, {" + ".join(CHANNELS)}
        FROM sales_sale sale
        JOIN sales_sheet sheet ON sheet.id = sale.sheet_id
        JOIN sales_district district ON district.code = sheet.district_id
        JOIN sales_province province ON province.code = district.province_id
        JOIN sales_producer producer ON producer.id = sale.producer_id
        WHERE sale.stage = 'province' AND sheet.month_id = '%s'
        ORDER BY sheet.month_id, sheet.district_id, sale.position, sale.id
    ) TO STDOUT WITH (FORMAT csv, HEADER)
"""


class Counted:
    """A file that keeps nothing."""

    def __init__(self) -> None:
        self.lines = 0

    def write(self, part: bytes) -> None:
        self.lines += part.count(b"\n")


def measured() -> list[Figure]:
    newest = ReportingMonth.objects.filter(sheets__stage=Stage.PROVINCE).latest("month").pk
    selection = Selection(Officer(username="bench", role=Role.DEPARTMENT), (newest,), clock.now())

    def ours() -> Counted:
        file = Counted()
        for part in files.of_lines(CONFIRMED_ROWS, selection, "csv"):
            file.write(part)
        return file

    def in_excel() -> int:
        return sum(map(len, files.of_lines(CONFIRMED_ROWS, selection, "xlsx")))

    def copied() -> Counted:
        file = Counted()
        with connection.cursor() as cursor:
            cursor.copy_expert(_COPY % newest, file)
        return file

    memory = _extra_memory(ours)
    assert ours().lines == copied().lines
    times = interleaved(ROUNDS, {"rows as CSV": lambda: ours, "COPY": lambda: copied})
    found = [
        lower("rows-per-copy", times["rows as CSV"].median / times["COPY"].median, 5),
        lower("rows-memory-mb", memory, 10),
        lower("rows-xlsx-memory-mb", _extra_memory(in_excel), 60),
    ]
    print_table(times, found)
    return found


def _extra_memory(run: Callable[[], object]) -> float:
    """In MB: how far the process grew beyond what it held, the driver's own memory included."""
    before = _status("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # forgets the peak until now
    run()
    return (_status("VmHWM") - before) / 1024


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))
