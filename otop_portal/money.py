"""Exact money: Decimal baht in Python, integer satang in the database, never a float."""

from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Combinable, register_combinable_fields

ZERO = Decimal("0.00")
HUNDRED = Decimal("100.00")
MAX_BAHT = Decimal("999999999999.99")

_SATANG = Decimal("0.01")
_UNITS = tuple(Decimal(1).scaleb(-places) for places in range(10))

# What a bigint column holds.
_MAX_STORED = Decimal(2**63 - 1).scaleb(-2)


def satang(value: Decimal) -> int:
    """1234.50 -> 123450. Refuses what is not a whole number of satang."""
    if value.same_quantum(ZERO) and -_MAX_STORED <= value <= _MAX_STORED:
        return int(value * 100)  # exact as it stands: half the time of the rest, and a page holds hundreds
    if not value.is_finite() or abs(value) > _MAX_STORED:
        raise ValueError(f"{value} is not an amount in baht")
    numerator, denominator = value.as_integer_ratio()
    whole, rest = divmod(numerator * 100, denominator)
    if rest:
        raise ValueError(f"{value} has more than two decimals")
    return whole


def baht(satang: int) -> Decimal:
    """123450 -> 1234.50"""
    return satang * _SATANG


def total(values: Iterable[Decimal | None]) -> Decimal:
    """The sum of the amounts that are there."""
    return sum(filter(None, values), ZERO)


def percent_of(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    """Exact; rounded only when shown. None where there is nothing to compare with."""
    if part is None or not whole:
        return None
    return 100 * Fraction(part) / Fraction(whole)


def percent_growth(now: Decimal | None, before: Decimal | None) -> Fraction | None:
    percentage = percent_of(now, before)
    return None if percentage is None else percentage - 100


def shares(parts: Sequence[Decimal | None], of: Decimal = HUNDRED) -> list[Decimal | None]:
    """Of each part its share of these per cent, with two places, so that they add up as they are shown.

    What rounding down leaves goes to the parts that lost most by it, of those to the largest, so that the order of the
    parts decides nothing. None where there is nothing to share.
    """
    whole = total(parts)
    if not whole:
        return [None] * len(parts)
    known = [part or ZERO for part in parts]
    exact = [divmod(part * satang(of), whole) for part in known]
    hundredths = [int(quotient) for quotient, _ in exact]
    lost_most = sorted(range(len(parts)), key=lambda n: (exact[n][1], known[n]), reverse=True)
    for n in lost_most[: satang(of) - sum(hundredths)]:
        hundredths[n] += 1
    return [None if part is None else baht(n) for part, n in zip(parts, hundredths, strict=True)]


def round_half_up(value: Decimal | Fraction | int, places: int) -> Decimal:
    """Halves go away from zero, as an officer rounds; the result has exactly that many decimals."""
    if isinstance(value, Decimal) and value.same_quantum(_UNITS[places]):
        return value or abs(value)  # an amount as the database gives it
    units = int(abs(Fraction(value)) * 10**places + Fraction(1, 2))
    sign = "-" if value < 0 and units else ""
    return Decimal(f"{sign}{units}e-{places}")


def _decimal(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise ValueError(f"{value!r} is not exact: give a Decimal, an int or a str")
    try:
        return Decimal(value)
    except InvalidOperation:
        raise ValueError(f"{value!r} is not a number") from None


class BahtField(models.Field):
    """A bigint of satang that speaks Decimal baht, in sums and sums of sums too.

    Not an IntegerField: Django would then take `F("amount") + 5` for five satang and answer with an integer. So an
    expression mixes only with amounts: `Value(Decimal(5), output_field=BahtField())`.
    """

    description = "Baht"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return connection.data_types["BigIntegerField"]

    def to_python(self, value: Any) -> Decimal | None:
        try:
            return None if value is None else baht(satang(_decimal(value)))
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def get_prep_value(self, value: Any) -> int | None:
        value = super().get_prep_value(value)
        return None if value is None else satang(_decimal(value))

    def from_db_value(self, value: int | Decimal | None, expression: object, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, int):
            return baht(value)
        if value is None:
            return None
        # PostgreSQL's SUM(bigint) is numeric. An average is no amount: a float on SQLite, a fraction on PostgreSQL.
        if isinstance(value, float) or value != int(value):
            raise ValueError(f"{value!r} is not a whole number of satang")
        return baht(int(value))

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"empty_value": None, **kwargs})


for operator in (Combinable.ADD, Combinable.SUB):
    register_combinable_fields(BahtField, operator, BahtField, BahtField)
