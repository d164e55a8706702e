"""The ledger's rows, read by SQL of its own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

CHANNELS = ("domestic_offline", "domestic_online", "foreign_offline", "foreign_online")
STAGES = {"province": ("province",), "district": ("district", "province"), "all": ("draft", "district", "province")}

DISTRICTS = """
    SELECT district.code, district.name_th, district.reporting, province.code, province.name_th, province.region
    FROM sales_district district JOIN sales_province province ON province.code = district.province_id
"""
SHEETS = "SELECT id, district_id, month_id, stage FROM sales_sheet"
ROWS = """
    SELECT sale.sheet_id, sale.stage, sale.producer_id, producer.is_collecting, sale.product_type,
           CASE sale.producer_type WHEN '' THEN producer.producer_type ELSE sale.producer_type END,
           sale.domestic_offline, sale.domestic_online, sale.foreign_offline, sale.foreign_online
    FROM sales_sale sale JOIN sales_producer producer ON producer.id = sale.producer_id
"""
MONTHS = "SELECT month FROM sales_reportingmonth WHERE opens_on <= %s ORDER BY month"


@dataclass(frozen=True)
class Place:
    """A district, with the areas around it."""

    district: str
    name: str
    reporting: bool
    province: str
    province_name: str
    region: str

    def key(self, level: str) -> str:
        return getattr(self, level)


@dataclass(frozen=True)
class Row:
    """`amounts` in satang, by channel; None is not answered."""

    stage: str
    producer: int
    is_collecting: bool
    product_type: str
    producer_type: str
    amounts: dict[str, int] | None


@dataclass
class Sheet:
    place: Place
    month: date
    stage: str
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Ledger:
    """`months`: those that are open."""

    places: list[Place]
    sheets: list[Sheet]
    months: list[date]


def read_ledger(today: date) -> Ledger:
    places = {line[0]: Place(line[0], line[1], bool(line[2]), *line[3:]) for line in _lines(DISTRICTS)}
    sheets = {pk: Sheet(places[district], month, stage) for pk, district, month, stage in _lines(SHEETS)}
    for sheet, stage, producer, is_collecting, product_type, producer_type, *amounts in _lines(ROWS):
        answer = None if amounts[0] is None else dict(zip(CHANNELS, amounts, strict=True))
        row = Row(stage, producer, bool(is_collecting), product_type, producer_type, answer)
        sheets[sheet].rows.append(row)
    return Ledger(list(places.values()), list(sheets.values()), [month for (month,) in _lines(MONTHS, today)])


def _lines(statement: str, *values: Any) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()


def counting(ledger: Ledger, scope: str) -> list[Sheet]:
    """The sheets that have something to say within the scope, with only the rows that do."""
    stages, counted = STAGES[scope], []
    for sheet in ledger.sheets:
        rows = [row for row in sheet.rows if row.stage in stages and row.amounts is not None]
        is_declared = not sheet.rows and sheet.stage != "draft" and sheet.stage in stages
        if rows or is_declared:
            counted.append(replace(sheet, rows=rows))
    return counted
