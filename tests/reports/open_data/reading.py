"""How a program outside reads the open API: addresses only, page by page."""

import csv
import json
from decimal import Decimal

from django.db import connection
from django.test import Client

ROOT = "/api/v1/"
VALUES = ("amount", "status", "districts", "complete", "reporting")

Cells = dict[tuple[str, ...], tuple]
"""By month, level, area, dimension and member: VALUES."""


def lines(path: str, **question: object) -> list[dict]:
    """Of all pages, as each names the next."""
    address, found = f"{ROOT}{path}", []
    while address:
        page = Client().get(address, question).json()
        found += page["items"]
        address, question = page["next"], {}
    return found


def text_of(path: str) -> str:
    """Of a file, read to its end."""
    return Client().get(f"{ROOT}{path}").getvalue().decode()


def lines_of_files(extension: str) -> list[dict]:
    found = []
    for file in lines("files"):
        if file["format"] == extension:
            text = text_of(f"files/{file['fiscal_year']}.{extension}")
            some = json.loads(text)["figures"] if extension == "json" else lines_of_csv(text)
            assert len(some) == file["rows"]
            found += some
    return found


def lines_of_csv(text: str) -> list[dict]:
    """As in JSON: an empty cell is null."""
    numbers = ("fiscal_year", *VALUES[2:])
    rows = csv.DictReader(text.removeprefix("\ufeff").splitlines())
    return [
        {name: int(value) if value and name in numbers else value or None for name, value in row.items()}
        for row in rows
    ]


def by_key(figures: list[dict]) -> Cells:
    found = {}
    for line in figures:
        area = line["district_code"] or line["province_code"] or ""
        key = (line["month"], line["level"], area, line["dimension"], line["member"] or "")
        found[key] = tuple(line[name] for name in VALUES)
    assert len(found) == len(figures)
    return found


def public_table() -> Cells:
    """By SQL of the tests' own: what anybody may know of each cell that is in force."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT CAST(month_id AS VARCHAR), level, area, dimension, member, amount, districts, complete, reporting "
            "FROM reports_publishedcell WHERE until IS NULL"
        )
        rows = cursor.fetchall()
    found = {}
    for month, level, area, dimension, member, satang, *numbers in rows:
        status = "published" if satang is not None else "waiting" if numbers[1] == 0 else "hidden"
        amount = None if satang is None else f"{Decimal(satang).scaleb(-2)}"
        found[month[:7], level, area, dimension, member] = (amount, status, *numbers)
    assert len(found) == len(rows)
    return found
