"""A rule in the words of its page, line by line: for the history, and to lay two versions side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from otop_portal import thai

from .models import SchemeVersion
from .scoring import Level

_OF_SCHEME = ("name", "occasion", "fiscal_year")

# What differs, under its words: before and after.
Differences = list[tuple[str, str, str]]


def lines(version: SchemeVersion) -> Mapping[str, str]:
    """By what it is called, what the rule says there."""
    said = {_label(version.scheme, name): str(getattr(version.scheme, name)) for name in _OF_SCHEME}
    said |= {_label(version, name): _said(version, name) for name in version.RULE}
    return said | {f"ระดับที่ {n}": ", ".join(_level(each)) for n, each in enumerate(version.rule.levels, 1)}


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> Differences:
    names = dict.fromkeys([*before, *after])
    both = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [(name, earlier, later) for name, earlier, later in both if earlier != later]


def of_letter(version: SchemeVersion) -> Mapping[str, str]:
    number, day = _label(version, "letter_number"), _label(version, "letter_date")
    return {number: version.letter_number, day: thai.date_long(version.letter_date)}


def _label(row: object, name: str) -> str:
    return row._meta.get_field(name).verbose_name


def _said(version: SchemeVersion, name: str) -> str:
    value = getattr(version, name)
    if isinstance(value, bool):
        return "ใช่" if value else "ไม่ใช่"
    if isinstance(value, date):
        return thai.month_long(value)
    display = getattr(version, f"get_{name}_display", None)
    return display() if display else str("" if value is None else value)


def _level(level: Level) -> Iterator[str]:
    yield f"{level.name} ({level.slug})"
    if level.percent is not None:
        yield f"ร้อยละ {thai.percent(level.percent)}"
    if level.is_floor:
        yield "ได้ทุกรายที่มีผล"
    if level.condition:
        yield f"ต้องมี{level.condition}"
    yield from (f"{part} ถึง {slug}" for part, slug in sorted(level.parts.items()))
