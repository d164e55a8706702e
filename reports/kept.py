"""Answers of the ledger, kept until what they were read from changes: a report asked for again costs no sums."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from functools import cache as once
from hashlib import sha256
from typing import TypeVar

from django.core.cache import cache

from sales.querysets import SheetQuerySet, TallyQuerySet

Answer = TypeVar("Answer")

# Seconds. An answer is never wrong, however old; one that nobody asks for again makes room.
KEPT = 15 * 60


class Kept:
    """What was answered to the same question of the same lines, at the same version of their sheets.

    The version is read first: a sum that is newer than it is asked for again, never one that is older.
    """

    def __init__(self, lines: TallyQuerySet, sheets: SheetQuerySet) -> None:
        self.lines = lines
        self._which = once(lambda: str(lines.values("pk").query))
        self.version_of = once(lambda months: sheets.filter(month__in=months).confirmed_version())

    def answer(self, months: Collection[date], question: object, ask: Callable[[TallyQuerySet], Answer]) -> Answer:
        """`question` says all that `ask` wants to know of the lines of these months."""
        lines = self.lines.filter(month__in=months)
        if not months or lines.query.is_empty():
            return ask(lines)
        asked = (self._which(), sorted(months), self.version_of(frozenset(months)), question)
        key = f"ledger-{sha256(repr(asked).encode()).hexdigest()}"
        answer = cache.get(key)
        if answer is None:  # which no answer is
            answer = ask(lines)
            cache.set(key, answer, KEPT)
        return answer
