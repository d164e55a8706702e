"""Shares, growth and months, as exact as the figures."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction


def months_on(month: date, n: int) -> date:
    years, index = divmod(month.month - 1 + n, 12)
    return date(month.year + years, index + 1, 1)


def baht(satang: int) -> Decimal:
    return Decimal(satang).scaleb(-2)


def percent(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP) + 0


def difference(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def growth(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or not before else percent(100 * (Fraction(now) - Fraction(before)) / Fraction(before))


def shares(parts: Sequence[Decimal | None], hundredths: int = 10_000) -> list[Decimal | None]:
    """The largest remainders are rounded up, of equal ones those of the largest parts: what is shown adds up."""
    whole = sum(part or 0 for part in parts)
    if not whole:
        return [None] * len(parts)
    exact = [Fraction(part or 0) / Fraction(whole) * hundredths for part in parts]
    floors = [each.numerator // each.denominator for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda n: (floors[n] - exact[n], -exact[n]))
    up = set(by_remainder[: hundredths - sum(floors)])
    return [None if part is None else baht(floors[n] + (n in up)) for n, part in enumerate(parts)]


def added(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal("0.00")) if known else None
