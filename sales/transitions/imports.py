"""Old years, booked as confirmed: they came from outside, and their source is the event's reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from .. import sentences
from ..models import CHANNELS, District, Officer, Producer, Sale, Stage
from .engine import LockedSheet, Outcome, Plan, perform
from .new_lines import Amounts
from .table import Action


@dataclass(frozen=True)
class ImportedRow:
    """`line` is where the file has it: what a problem names."""

    line: int
    producer: Producer
    product_type: str
    producer_type: str
    amounts: Amounts


def import_confirmed(
    *, district: District, month: date, by: Officer, rows: Collection[ImportedRow], source: str
) -> Outcome:
    """Book rows as province-confirmed. One that is there with the same amounts stays, with others it is a problem.

    So is a new one in a sheet to which the district itself has done something: its figures would count twice.
    """

    def plan(locked: LockedSheet) -> Plan:
        wanted = Plan()
        present = {(row.producer_id, row.product_type): row for row in locked.rows.values()}
        touched = locked.sheet.events.exclude(action=Action.IMPORT).exists()
        for position, row in enumerate(rows, max((row.position for row in present.values()), default=0) + 1):
            there = present.get((row.producer.pk, row.product_type))
            if there is None and touched:
                wanted.holds(row.line, sentences.DISTRICT_HAS_REPORTED)
            elif there is None:
                wanted.inserted.append(_booked(locked, row, position))
            elif there.amounts != row.amounts:
                wanted.holds(row.line, sentences.already_booked(there.register_name))
        return wanted

    return perform(Action.IMPORT, plan, district=district, month=month, by=by, reason=source)


def _booked(locked: LockedSheet, row: ImportedRow, position: int) -> Sale:
    return Sale(
        sheet=locked.sheet,
        producer=row.producer,
        product_type=row.product_type,
        producer_type=row.producer_type,
        position=position,
        stage=Stage.PROVINCE,
        district_confirmed_by=locked.by,
        district_confirmed_at=locked.now,
        province_confirmed_by=locked.by,
        province_confirmed_at=locked.now,
        **dict(zip(CHANNELS, row.amounts, strict=True)),
    )
