"""Due dates for tests, set by the real transitions."""

from datetime import date

from sales.models import District, DueDate, DueKind, DueLevel, Officer, Province
from sales.transitions import due_dates
from tests import factories
from tests.factories import AUGUST

# August's, by the documents.
FIFTH = date(2023, 9, 5)


def wanted(on: date, area: Province | District | None = None, of: date = AUGUST, **more) -> DueDate:
    """Not yet written down."""
    where = {"district": area} if isinstance(area, District) else {"province": area}
    usual = {"kind": DueKind.SALES, "level": DueLevel.DISTRICT, "reason": "น้ำท่วม"}
    return DueDate(period=factories.month(of), due_on=on, **where, **(usual | more))


def keeper(area: Province | District | None) -> Officer:
    if area is None:
        return factories.administrator()
    return factories.province_officer(area.pk[:2])


def given(on: date, area: Province | District | None = None, of: date = AUGUST, **more) -> DueDate:
    """What the officer who may has written down."""
    due = wanted(on, area, of, **more)
    return due_dates.set_due_date(wanted=due, by=keeper(area), seen=due_dates.changes_of(due))
