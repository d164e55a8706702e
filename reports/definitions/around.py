"""What stands around the lines of a report: its heading, how final its figures are, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reports.ledger import Ledger
from reports.selection import Scope, Selection
from sales import sentences
from sales.choices import CHANNEL_LABELS, ProducerType, ProductType

from .report import Content


def content(ledger: Ledger, lines: Sequence[Any], total: Any, *notes: str) -> Content:
    selection = ledger.selection
    is_empty = ledger.is_empty and selection.scope == Scope.PROVINCE
    return Content(
        lines,
        heading(selection),
        total=total,
        standing=sentences.NOTHING_CONFIRMED if is_empty else _standing(ledger),
        is_preliminary=is_empty or selection.scope != Scope.PROVINCE or not ledger.completeness.is_whole,
        unfinished=ledger.unfinished,
        notes=(" · ".join([selection.scope.sentence, *notes[:1]]), *notes[1:]),
    )


def heading(selection: Selection) -> tuple[str, ...]:
    return (selection.period, " · ".join([selection.place, *_parts(selection)]), selection.made)


def _parts(selection: Selection) -> list[str]:
    """What the figures are restricted to."""
    return [
        label
        for label in (
            selection.product_type and f"ประเภทผลิตภัณฑ์: {ProductType(selection.product_type).label}",
            selection.producer_type
            and f"ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP: {ProducerType(selection.producer_type).label}",
            selection.channel and f"ช่องทาง: {CHANNEL_LABELS[selection.channel]}",
        )
        if label
    ]


def _standing(ledger: Ledger) -> str:
    unconfirmed = ledger.selection.scope != Scope.PROVINCE
    return " · ".join([ledger.selection.scope.label] * unconfirmed + [ledger.standing()])
