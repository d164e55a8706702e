"""Published cells as a test needs them, and what SQL of the tests' own makes of them."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.db import connection

from reports.models import PublishedCell
from tests import factories

NIGHT = datetime(2023, 9, 2, 18, tzinfo=UTC)


def cell(month: date, area: str = "", amount: int | None = 0, **said) -> PublishedCell:
    """A total, of the country without an area; baht."""
    factories.month(month)
    level = {0: "country", 2: "province", 4: "district"}[len(area)]
    cell = {"dimension": "total", "member": "", "districts": 1, "since": NIGHT, "level": level} | said
    amount = None if amount is None else Decimal(amount)
    return PublishedCell.objects.create(month_id=month, area=area, amount=amount, **cell)


def baht(sql: str, *values) -> list[tuple]:
    """Rows of SQL; a Decimal or int in the first column is satang and comes as baht."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [(row[0] and Decimal(int(row[0])) / 100, *row[1:]) for row in cursor.fetchall()]
