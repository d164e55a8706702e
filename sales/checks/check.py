"""What a check is: a function of one sheet that says what it finds, and what the admin may change of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from otop_portal import money

from ..choices import Stage

if TYPE_CHECKING:
    from ..models import Sheet
    from ..transitions.locking import Row

Found = TypeVar("Found")
# Of the month that is asked and the codes of its districts: whatever a check compares with.
Reader = Callable[[date, Collection[str]], Found]
# The four amounts in satang, in the order of CHANNELS.
Satang = tuple[int, ...]
SHEET = ""


@dataclass(frozen=True)
class Limits:
    """From where on a check says something: baht, per cent and times as each check uses them."""

    baht: Decimal | int | None = None
    percent: int | None = None
    times: int | None = None
    is_on: bool = True

    @property
    def figures(self) -> dict[str, Decimal | int | None]:
        return {"baht": self.baht, "percent": self.percent, "times": self.times}

    @property
    def satang(self) -> int:
        return int((self.baht or 0) * 100)


@dataclass(frozen=True)
class Finding:
    """Something about a row, at its cell, or about the whole sheet (SHEET).

    Without a check it refuses the confirmation; with one it asks the district for an explanation.
    """

    row: int | str
    field: str
    sentence: str
    check: str = ""


class Shared:
    """What the sheets of a month that are asked together are compared with: each read once for all of them."""

    def __init__(self, month: date, districts: Collection[str]) -> None:
        self.month, self.districts = month, districts
        self._found: dict[Reader, Any] = {}

    def read(self, reader: Reader[Found]) -> Found:
        if reader not in self._found:
            self._found[reader] = reader(self.month, self.districts)
        return self._found[reader]


@dataclass(frozen=True)
class Asked:
    """A sheet laid before the checks. `rows` carry what the register says of them (SaleQuerySet.with_register)."""

    sheet: Sheet
    rows: Collection[Row]
    shared: Shared
    limits: Limits = field(default_factory=Limits)

    @property
    def district(self) -> str:
        return self.sheet.district_id

    @cached_property
    def amounts(self) -> Mapping[int, Satang]:
        """Of the answered rows, by id, in satang."""
        return {row.pk: tuple(map(money.satang, row.amounts)) for row in self.rows if row.answered}

    @property
    def waiting(self) -> Iterator[tuple[Row, Satang]]:
        """The answered rows that the province has not confirmed."""
        for row in self.rows:
            if row.answered and row.stage != Stage.PROVINCE:
                yield row, self.amounts[row.pk]

    @cached_property
    def total(self) -> int:
        return sum(map(sum, self.amounts.values()))


@dataclass(frozen=True)
class Check:
    """One line of the list. `limits` None: it refuses; otherwise it asks, from these limits on unless data say else."""

    slug: str
    name: str
    find: Callable[[Asked], Iterator[Finding]]
    limits: Limits | None = None


def refuses(find: Callable[[Asked], Iterator[Finding]]) -> Check:
    return Check("", "", find)


def asks(slug: str, name: str, **limits: int) -> Callable[[Callable[[Asked], Iterator[Finding]]], Check]:
    return lambda find: Check(slug, name, find, Limits(**limits))
