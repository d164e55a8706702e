"""Thai fiscal years: year Y of the Buddhist era is 1 October Y-1 to 30 September Y.

A month is the date of its first day. Months given must lie in 2015-2100 of the common era, as in the database: a
Buddhist year taken for a common one is refused. A month returned may be the neighbour just outside.
"""

from datetime import date

BUDDHIST_ERA = 543
FIRST_YEAR, LAST_YEAR = 2015, 2100
# The numbers of the calendar's months, in the order of a fiscal year.
CALENDAR_MONTHS = (10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9)


def _checked(month: date) -> date:
    if month.day != 1 or not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise ValueError(f"{month} is not the first day of a month of {FIRST_YEAR}-{LAST_YEAR}")
    return month


def _october_before(fiscal_year: int) -> date:
    year = fiscal_year - BUDDHIST_ERA
    if not FIRST_YEAR <= year <= LAST_YEAR + 1:
        raise ValueError(f"{fiscal_year} is not a fiscal year of the Buddhist era")
    return date(year - 1, 10, 1)


def _shifted(month: date, n: int) -> date:
    years, index = divmod(month.month - 1 + n, 12)
    return date(month.year + years, index + 1, 1)


def first_of_month(day: date) -> date:
    return _checked(date(day.year, day.month, 1))


def add_months(month: date, n: int) -> date:
    return _shifted(_checked(month), n)


def previous(month: date) -> date:
    return add_months(month, -1)


def following(month: date) -> date:
    return add_months(month, 1)


def same_month_last_year(month: date) -> date:
    return add_months(month, -12)


def months_between(first: date, last: date) -> tuple[date, ...]:
    """Both ends with them; none where the last comes before the first."""
    apart = 12 * (last.year - first.year) + last.month - first.month
    return tuple(add_months(first, n) for n in range(apart + 1))


def fiscal_year(month: date) -> int:
    return _shifted(_checked(month), 3).year + BUDDHIST_ERA


def fiscal_month_number(month: date) -> int:
    """October is 1, September 12."""
    return _shifted(_checked(month), 3).month


def quarter(month: date) -> int:
    """October to December is 1."""
    return (fiscal_month_number(month) + 2) // 3


def round_of(month: date) -> int:
    """October to March is 1, April to September 2."""
    return (fiscal_month_number(month) + 5) // 6


def months_of(fiscal_year: int) -> tuple[date, ...]:
    return tuple(_shifted(_october_before(fiscal_year), n) for n in range(12))


def month_of(fiscal_year: int, calendar_month: int) -> date:
    """The addresses' `/2566/10/`: October of fiscal year 2566 is October 2022."""
    if not 1 <= calendar_month <= 12:
        raise ValueError(f"{calendar_month} is not a month")
    return _shifted(_october_before(fiscal_year), (calendar_month - 10) % 12)


def months_of_quarter(fiscal_year: int, quarter: int) -> tuple[date, ...]:
    if not 1 <= quarter <= 4:
        raise ValueError(f"{quarter} is not a quarter")
    return months_of(fiscal_year)[3 * quarter - 3 : 3 * quarter]


def months_of_round(fiscal_year: int, round_number: int) -> tuple[date, ...]:
    if not 1 <= round_number <= 2:
        raise ValueError(f"{round_number} is not a round")
    return months_of(fiscal_year)[6 * round_number - 6 : 6 * round_number]
