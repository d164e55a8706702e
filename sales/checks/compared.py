"""What a month's sheets are compared with. Read by SQL of our own, in satang: a province's takes thousands of rows."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db import connection

from otop_portal import fiscal

from ..choices import CHANNELS, ProducerStatus
from ..models import Producer
from .check import Asked, Satang

Lines = Mapping[tuple[int, str], Satang]

_LAST_MONTH, _MONTH_BEFORE, _LAST_YEAR = 1, 2, 12


def last_month(asked: Asked) -> Lines:
    """The answered rows of the same district's month before, by producer and product type."""
    return _months_ago(asked, _LAST_MONTH)


def month_before_last(asked: Asked) -> Lines:
    return _months_ago(asked, _MONTH_BEFORE)


def last_year(asked: Asked) -> Lines:
    return _months_ago(asked, _LAST_YEAR)


def closed_before(month: date, districts: Collection[str]) -> Mapping[int, date]:
    """Producers that the register closed before the month, by id, with the day."""
    closed = Producer.objects.filter(district__in=districts, status=ProducerStatus.CLOSED, active_until__lt=month)
    return dict(closed.values_list("pk", "active_until"))


def _months_ago(asked: Asked, months: int) -> Lines:
    return asked.shared.read(_earlier).get((asked.district, fiscal.add_months(asked.shared.month, -months)), {})


def _earlier(month: date, districts: Collection[str]) -> Mapping[tuple[str, date], Lines]:
    months = [fiscal.add_months(month, -ago) for ago in (_LAST_MONTH, _MONTH_BEFORE, _LAST_YEAR)]
    marks = [", ".join(["%s"] * len(each)) for each in (districts, months)]
    statement = (
        f"SELECT district_id, month_id, producer_id, product_type, {', '.join(CHANNELS)} FROM sales_sale "
        "JOIN sales_sheet ON sales_sheet.id = sheet_id "
        f"WHERE district_id IN ({marks[0]}) AND month_id IN ({marks[1]}) AND domestic_offline IS NOT NULL"
    )
    found: dict[tuple[str, date], dict[tuple[int, str], Satang]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*districts, *months])
        for district, of_month, producer, kind, *amounts in cursor.fetchall():
            found[district, _day(of_month)][producer, kind] = tuple(amounts)
    return found


def _day(stored: date | str) -> date:
    # SQLite keeps days as text.
    return date.fromisoformat(stored) if isinstance(stored, str) else stored
