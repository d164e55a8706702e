"""By when a district confirms a month: the documents' days (DOMAIN a, h 1). The one place that knows them."""

from datetime import date

from otop_portal import fiscal

_SEPTEMBER_2564, _ITS_DAY = date(2021, 9, 1), date(2021, 9, 27)
_FIRST_YEAR_OF_THE_18TH = 2567


def due_date(month: date) -> date:
    """The last day that is in time."""
    if month == _SEPTEMBER_2564:
        return _ITS_DAY
    day = 18 if fiscal.fiscal_year(month) >= _FIRST_YEAR_OF_THE_18TH else 5
    return fiscal.following(month).replace(day=day)
