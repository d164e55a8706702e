"""What is asked of a row before it is confirmed. The order is settings.CONFIRMATION_CHECKS; all findings at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from . import sentences
from .models import ProducerStatus, Sheet

if TYPE_CHECKING:
    from .transitions.locking import Row


@dataclass(frozen=True)
class Finding:
    """Something about a row, at its cell. `refuses` blocks; otherwise it only asks for an explanation."""

    row: int
    field: str
    sentence: str
    refuses: bool = True


# `rows` carry what the register says of them (SaleQuerySet.with_register).
Check = Callable[[Sheet, "Collection[Row]"], Iterator[Finding]]


def findings(sheet: Sheet, rows: Collection[Row]) -> list[Finding]:
    checks: Iterable[Check] = map(import_string, settings.CONFIRMATION_CHECKS)
    return [finding for check in checks for finding in check(sheet, rows)]


def unanswered(sheet: Sheet, rows: Collection[Row]) -> Iterator[Finding]:
    for row in rows:
        if not row.answered:
            yield Finding(row.pk, "domestic_offline", sentences.unanswered(1))


def unknown_producer_type(sheet: Sheet, rows: Collection[Row]) -> Iterator[Finding]:
    for row in rows:
        if not row.register_type:
            yield Finding(row.pk, "producer_type", sentences.NO_PRODUCER_TYPE)


def producer_not_active(sheet: Sheet, rows: Collection[Row]) -> Iterator[Finding]:
    for row in rows:
        if row.register_status in (ProducerStatus.REQUESTED, ProducerStatus.REFUSED):
            yield Finding(row.pk, "", sentences.PRODUCER_NOT_APPROVED)
