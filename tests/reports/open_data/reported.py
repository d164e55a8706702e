"""What the department's reports say of a published cell, read from their JSON."""

from collections.abc import Iterator

from django.test import Client

from tests import factories
from tests.clients import signed_in

from .reading import Cells

PRODUCER_TYPES = ("community_group", "community_single_owner", "sme")


def reported(year: int, provinces: list[str]) -> dict[tuple[str, ...], str]:
    """Of the country, of these provinces and of their districts: amounts by the keys of published cells."""
    client = signed_in(factories.department_officer())
    found = {}
    for area in ["", *provinces]:
        found |= dict(_months(client, year, area))
    for area in provinces:
        found |= dict(_districts(client, year, area))
    return found


def _months(client: Client, year: int, area: str) -> Iterator[tuple[tuple, str]]:
    level = "province" if area else "country"
    for slug, dimension in (("r2", "product_type"), ("r3", "channel")):
        for row in _rows(client, slug, year=year, area=area):
            yield (row["month"], level, area, "total", ""), row["total"]
            yield from (((row["month"], level, area, dimension, key), value) for key, value in row.items())
    for producer_type in PRODUCER_TYPES:
        for row in _rows(client, "r3", year=year, area=area, producer_type=producer_type):
            yield (row["month"], level, area, "producer_type", producer_type), row["total"]


def _districts(client: Client, year: int, province: str) -> Iterator[tuple[tuple, str]]:
    for row in _rows(client, "r1", year=year, area=province, level="district"):
        for month in range(1, 13):
            name = f"{year - 543 - (month > 9)}-{month:02}"
            yield (name, "district", row["code"], "total", ""), row[f"month_{month:02}"]


def _rows(client: Client, slug: str, **question: object) -> list[dict]:
    return client.get(f"/reports/{slug}.json", question).json()["rows"]


def differences(public: Cells, reports: dict[tuple[str, ...], str]) -> tuple[int, list[tuple]]:
    """How many shown cells the reports say too, and which of them differ. Of the country's breakdowns only those that
    cover as many districts as its total: the others leave a province out."""
    compared = {
        key: cell[0]
        for key, cell in public.items()
        if cell[1] == "published" and key in reports and covers(key, public)
    }
    return len(compared), [(key, amount, reports[key]) for key, amount in compared.items() if amount != reports[key]]


def covers(key: tuple[str, ...], public: Cells) -> bool:
    month, level, area, *_ = key
    return level == "district" or public[key][2] == public[month, level, area, "total", ""][2]
