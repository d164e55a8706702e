"""Constraints that several models share."""

from decimal import Decimal

from django.db.models import CheckConstraint, Q

from otop_portal import money


def both_or_neither(first: str, second: str, name: str) -> CheckConstraint:
    """Who and when belong together: both are known or neither is."""
    empty = Q((f"{first}__isnull", True), (f"{second}__isnull", True))
    known = Q((f"{first}__isnull", False), (f"{second}__isnull", False))
    return CheckConstraint(condition=empty | known, name=name)


def one_of(field: str, choices: type, name: str) -> CheckConstraint:
    return CheckConstraint(condition=Q((f"{field}__in", choices.values)), name=name)  # type: ignore[attr-defined]


def amount_in_range(field: str, name: str) -> CheckConstraint:
    """Empty, or from nought to the greatest amount."""
    # Both sides: NaN passes >= 0 in PostgreSQL.
    return CheckConstraint(
        condition=Q((f"{field}__isnull", True)) | Q((f"{field}__gte", Decimal(0)), (f"{field}__lte", money.MAX_BAHT)),
        name=name,
    )
