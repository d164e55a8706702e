"""Checks that keep a row from the district's confirmation."""

from collections.abc import Iterator

from .. import sentences
from ..choices import ProducerStatus
from .check import Asked, Finding, refuses


@refuses
def unanswered(asked: Asked) -> Iterator[Finding]:
    for row in asked.rows:
        if not row.answered:
            yield Finding(row.pk, "domestic_offline", sentences.unanswered(1))


@refuses
def unknown_producer_type(asked: Asked) -> Iterator[Finding]:
    for row in asked.rows:
        if not row.register_type:
            yield Finding(row.pk, "producer_type", sentences.NO_PRODUCER_TYPE)


@refuses
def producer_not_active(asked: Asked) -> Iterator[Finding]:
    for row in asked.rows:
        if row.register_status in (ProducerStatus.REQUESTED, ProducerStatus.REFUSED):
            yield Finding(row.pk, "", sentences.PRODUCER_NOT_APPROVED)
