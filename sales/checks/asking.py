"""Checks that ask the district for an explanation. Nothing sold is never the same as nothing sold."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from otop_portal import money

from ..choices import CHANNELS
from . import sentences
from .check import SHEET, Asked, Finding, Limits, Satang, asks
from .compared import closed_before, last_month, last_year, month_before_last

if TYPE_CHECKING:
    from ..transitions.locking import Row

_DOMESTIC, _FOREIGN = slice(0, 2), slice(2, 4)
_MONTHS_RUNNING = 3


@asks("swing", "ยอดเปลี่ยนแปลงมาก", baht=50_000, percent=1, times=2)
def swing(asked: Asked) -> Iterator[Finding]:
    """By `baht`, by `percent` of the sheet, and by `times`: see _known for what it is compared with."""
    for row, now in asked.waiting:
        known = _known(asked, row)
        if known and all(_is_far(sum(now), sum(then), asked) for _, then in known):
            words, then = known[0]
            said = sentences.swing(money.baht(sum(now)), money.baht(sum(then)), words)
            yield Finding(row.pk, _farthest(now, then), said, "swing")


def _known(asked: Asked, row: Row) -> list[tuple[str, Satang]]:
    """Last month and the same month last year: a season is no surprise. Without one of them, two months ago."""
    key = row.producer_id, row.product_type
    before = {"เดือนก่อน": last_month(asked), "เดือนเดียวกันปีก่อน": last_year(asked)}
    known = [(words, lines[key]) for words, lines in before.items() if key in lines]
    earlier = month_before_last(asked).get(key)
    return [*known, ("สองเดือนก่อน", earlier)] if len(known) == 1 and earlier else known


def _is_far(now: int, then: int, asked: Asked) -> bool:
    limits, difference = asked.limits, abs(now - then)
    is_large = difference >= limits.satang and difference * 100 >= asked.total * (limits.percent or 0)
    return is_large and max(now, then) >= min(now, then) * (limits.times or 1)


def _farthest(now: Satang, then: Satang) -> str:
    return max(zip(CHANNELS, now, then, strict=True), key=lambda each: abs(each[1] - each[2]))[0]


@asks("slipped", "หลักหรือจุดทศนิยมอาจคลาดเคลื่อน", baht=1_000, percent=25)
def slipped(asked: Asked) -> Iterator[Finding]:
    """A cell about ten or a hundred times last month's, or that part of it: `percent` off at most, from `baht` on."""
    before = last_month(asked)
    for row, now in asked.waiting:
        then = before.get((row.producer_id, row.product_type), (0,) * len(now))
        for channel, here, there in zip(CHANNELS, now, then, strict=True):
            if factor := _power_of_ten(here, there, asked.limits):
                said = sentences.slipped(factor, is_more=here > there)
                yield Finding(row.pk, channel, said, "slipped")
                break


def _power_of_ten(here: int, there: int, limits: Limits) -> int | None:
    small, large = sorted((here, there))
    if not small or large < limits.satang:
        return None
    off = Fraction(limits.percent or 0, 100)
    return next((each for each in (10, 100) if abs(Fraction(large, small * each) - 1) <= off), None)


@asks("same_figure", "ยอดเท่าเดิมสามเดือน")
def same_figure(asked: Asked) -> Iterator[Finding]:
    """The same in every channel three months running."""
    before, earlier = last_month(asked), month_before_last(asked)
    for row, now in asked.waiting:
        key = row.producer_id, row.product_type
        if any(now) and now == before.get(key) == earlier.get(key):
            yield Finding(row.pk, CHANNELS[0], sentences.same_figure(_MONTHS_RUNNING), "same_figure")


@asks("same_total", "ยอดรวมเท่าเดือนก่อน")
def same_total(asked: Asked) -> Iterator[Finding]:
    if asked.total and asked.total == sum(map(sum, last_month(asked).values())):
        yield Finding(SHEET, "", sentences.SAME_TOTAL, "same_total")


@asks("exchanged", "ในประเทศและต่างประเทศอาจสลับช่อง", baht=1_000)
def exchanged(asked: Asked) -> Iterator[Finding]:
    """All sold abroad where last month nothing was, or the other way round; from `baht` on."""
    before = last_month(asked)
    for row, now in asked.waiting:
        then = before.get((row.producer_id, row.product_type), (0,) * len(now))
        if _only(now, _FOREIGN, then, asked.limits) or _only(now, _DOMESTIC, then, asked.limits):
            yield Finding(row.pk, CHANNELS[0], sentences.EXCHANGED, "exchanged")


def _only(now: Satang, where: slice, then: Satang, limits: Limits) -> bool:
    """All of it here, where there was nothing of it."""
    is_all_here = sum(now) == sum(now[where]) >= max(limits.satang, 1)
    return is_all_here and sum(then) > 0 and not any(then[where])


@asks("closed", "ผู้ประกอบการปิดแล้ว")
def closed_producer(asked: Asked) -> Iterator[Finding]:
    closed = asked.shared.read(closed_before)
    for row, now in asked.waiting:
        if any(now) and row.producer_id in closed:
            yield Finding(row.pk, "", sentences.closed_producer(closed[row.producer_id]), "closed")
