"""The months that can be asked for by name within a fiscal year, and any run of months by its two ends."""

from collections.abc import Sequence
from datetime import date

from otop_portal import fiscal, thai

WHOLE_YEAR, RUN, NEWEST_MONTH = "all", "run", "newest"
_QUARTERS = ((1, "ต.ค.–ธ.ค."), (2, "ม.ค.–มี.ค."), (3, "เม.ย.–มิ.ย."), (4, "ก.ค.–ก.ย."))
SINGLE_MONTHS = [(str(month), thai.MONTH_NAMES[month - 1]) for month in fiscal.CALENDAR_MONTHS]
NAMED = [
    (WHOLE_YEAR, "ทั้งปี"),
    *((f"r{number}", f"รอบที่ {number} ({span})") for number, span in ((1, "ต.ค.–มี.ค."), (2, "เม.ย.–ก.ย."))),
    *((f"q{number}", f"ไตรมาสที่ {number} ({span})") for number, span in _QUARTERS),
    *SINGLE_MONTHS,
]
CHOICES = [*NAMED, (RUN, "เลือกช่วงเดือนเอง")]


def months_named(period: str, year: int) -> tuple[date, ...]:
    """Of any period but RUN."""
    if period == WHOLE_YEAR:
        return fiscal.months_of(year)
    if period.startswith("r"):
        return fiscal.months_of_round(year, int(period[1:]))
    if period.startswith("q"):
        return fiscal.months_of_quarter(year, int(period[1:]))
    return (fiscal.month_of(year, int(period)),)


def run(first: date, last: date) -> tuple[date, ...]:
    count = 12 * (last.year - first.year) + last.month - first.month
    return tuple(fiscal.add_months(first, n) for n in range(count + 1))


def named(months: Sequence[date]) -> dict[str, str]:
    """What asks for these months in an address: `year`, `period`, and the ends of a run that has no name."""
    year = fiscal.fiscal_year(months[-1])
    for period, _ in NAMED:
        if months_named(period, year) == tuple(months):
            return {"year": str(year), "period": period}
    return {"year": str(year), "period": RUN, "first": f"{months[0]:%Y-%m}", "last": f"{months[-1]:%Y-%m}"}
