"""What the plan says of a sheet before it is confirmed (settings.CONFIRMATION_CHECKS)."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from otop_portal import money
from sales.checks.check import SHEET, Asked, Finding, asks

from . import sentences
from .models import Plan


@asks("plan", "ยอดสูงกว่าแผนมาก", baht=50_000, percent=200)
def more_than_planned(asked: Asked) -> Iterator[Finding]:
    """The whole sheet at least `percent` of the month's plan, and `baht` above it."""
    planned = money.satang(asked.shared.read(_planned).get(asked.district) or money.ZERO)
    is_more = asked.total * 100 >= planned * (asked.limits.percent or 100)
    if planned and is_more and asked.total - planned >= asked.limits.satang:
        times = Fraction(asked.total, planned)
        yield Finding(SHEET, "", sentences.more_than_planned(money.baht(planned), times), "plan")


def _planned(month: date, districts: Collection[str]) -> Mapping[str, Decimal | None]:
    plans = Plan.objects.filter(district__in=districts, month=month)
    return {plan.district_id: plan.total for plan in plans}
