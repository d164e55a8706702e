"""A published table as a test needs it, and what SQL of the tests' own makes of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from django.db import connection

from otop_portal import fiscal
from reports.models import PublishedCell
from sales.models import CHANNELS, ProducerType, ProductType
from tests import factories

NIGHT = datetime(2023, 9, 2, 18, tzinfo=UTC)
JULY = date(2023, 7, 1)
MONTHS = [fiscal.add_months(JULY, -n) for n in reversed(range(22))]  # October 2564 to July 2566
MEMBERS = {"product_type": ProductType.values, "channel": CHANNELS, "producer_type": ProducerType.values}


def cell(month: date, area: str = "", amount: Decimal | int | None = 0, **said) -> PublishedCell:
    """A total, of the country without an area; baht."""
    factories.month(month)
    if area:
        factories.province(area[:2])
    published = _cell(month, area, amount, **said)
    published.save()
    return published


def _cell(month: date, area: str, amount: Decimal | int | None, **said) -> PublishedCell:
    level = {0: "country", 2: "province", 4: "district"}[len(area)]
    said = {"dimension": "total", "member": "", "districts": 1, "since": NIGHT, "level": level} | said
    amount = None if amount is None else Decimal(amount)
    return PublishedCell(month_id=month, area=area, amount=amount, **said)


def publish_something(seed: int, provinces: tuple[str, ...] = ("41", "42", "43"), months: list[date] = MONTHS) -> None:
    """Two districts a province; in every fifth month or so a figure is hidden, or not there yet."""
    rng = Random(seed)
    for province in provinces:
        for number in (1, 2):
            factories.district(f"{province}{number:02}")
    factories.months(months[0], months[-1])
    PublishedCell.objects.bulk_create(each for month in months for each in _cells(rng, month, provinces))


def _cells(rng: Random, month: date, provinces: tuple[str, ...]) -> Iterator[PublishedCell]:
    yield _cell(month, "", _some(rng), complete=6, reporting=6, districts=6)
    yield from _breakdowns(rng, month, "")
    for province in provinces:
        amount = rng.choice([None, *[_some(rng)] * 4])
        yield _cell(month, province, amount, complete=2, reporting=2, districts=2)
        yield from _breakdowns(rng, month, province)
        for number in (1, 2):
            if rng.random() < 0.9:
                yield _cell(month, f"{province}{number:02}", rng.choice([None, *[_some(rng)] * 20]))


def _breakdowns(rng: Random, month: date, area: str) -> Iterator[PublishedCell]:
    for dimension, members in MEMBERS.items():
        hidden = rng.sample(members, k=2) if area and rng.random() < 0.2 else ()
        for member in members:
            amount = None if member in hidden else _some(rng)
            yield _cell(month, area, amount, dimension=dimension, member=member, districts=2)


def _some(rng: Random) -> Decimal:
    return Decimal(rng.randint(1, 10**12)) / 100


def sql(query: str, *values) -> list[tuple]:
    """Its rows; `month` is to be asked as text."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def baht(satang) -> Decimal | None:
    return None if satang is None else Decimal(int(satang)) / 100


def total(months: list[date], area: str = "") -> Decimal | None:
    """What is public of these months together."""
    places = ", ".join(["%s"] * len(months))
    query = (
        "SELECT SUM(amount) FROM reports_publishedcell WHERE until IS NULL AND dimension = 'total' AND area = %s "
        f"AND CAST(month_id AS VARCHAR) IN ({places})"
    )
    return baht(sql(query, area, *map(str, months))[0][0])


def part(month: date, area: str, member: str) -> Decimal | None:
    query = (
        "SELECT amount FROM reports_publishedcell WHERE area = %s AND member = %s AND CAST(month_id AS VARCHAR) = %s"
    )
    return baht(sql(query, area, member, str(month))[0][0])


def run(first: date, last: date) -> list[date]:
    return [month for month in MONTHS if first <= month <= last]
