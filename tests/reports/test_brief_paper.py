"""The governor's page holds what there is to hold: one district or 25, 77 provinces, and the longest amounts."""

import io
from dataclasses import replace

import pypdf
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otop_portal import clock
from reports import brief_paper
from reports.brief import Brief
from reports.definitions import Kind
from reports.selection import Selection, Unit
from reports.table import Row, Table
from tests import factories
from tests.factories import AUGUST
from tests.reports import asked
from tests.reports.test_country import LONG, LONG_GROWTH, names_in, read

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # what is printed depends on no database

LETTERS = 5.9


@pytest.fixture
def brief():
    with clock.at(clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        asked.confirmed_sheet("4317")
        asked.confirmed_sheet("4317", factories.month(AUGUST.replace(year=2022)).pk)
        officer = factories.department_officer()
        yield lambda unit: Brief(Selection(officer, (AUGUST,), clock.now(), unit=unit))


def filled(brief: Brief, names: list[str]) -> Brief:
    """With a line for each of these names, and long amounts."""
    (row,) = brief.areas.rows
    brief.areas = replace(brief.areas, rows=tuple(_row(brief.areas, row, *each) for each in enumerate(names)))
    return brief


def _row(table: Table, row: Row, number: int, name: str) -> Row:
    long = {Kind.BAHT: LONG, Kind.PERCENT: -LONG_GROWTH}
    own = {"number": number, "name": name, "fair_change": LONG if number % 2 else -LONG}
    figures = zip(table.columns, row.values, strict=True)
    return Row(tuple(own.get(column.key, long.get(column.kind, value)) for column, value in figures), row.links)


@pytest.mark.parametrize("unit", Unit)
@pytest.mark.parametrize("number", [*range(1, 26, 3), 26, 28, 29, 77])
def test_it_is_one_a4_page_with_every_name_and_letters_that_can_be_read(brief, number, unit):
    longest = sorted(names_in("provinces.csv"), key=len, reverse=True)
    names = [f"{name} N{n}" for n, name in enumerate(longest[:number])]
    content = brief_paper.write(filled(brief(unit), names))
    pages, sizes = read(content)
    assert len(pages) == 1
    assert min(sizes) >= LETTERS
    assert [n for n in range(number) if f"N{n}" not in pages[0].split()] == []
    amount = {Unit.BAHT: f"{LONG:,}", Unit.MILLION: "23,456.79"}[unit]
    movers = min(3, number // 2)
    assert pages[0].split().count(amount) == number + movers


def test_it_stands_upright(brief):
    page = pypdf.PdfReader(io.BytesIO(brief_paper.write(brief(Unit.BAHT)))).pages[0]
    assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]


def test_a_month_that_is_not_over_and_one_without_anything_are_drawn(brief):
    whole = brief(Unit.BAHT)
    assert len(read(brief_paper.write(Brief(replace(whole.selection, months=(AUGUST.replace(month=6),)))))[0]) == 1


def test_no_name_is_a_command(brief):
    name = '#panic("no") *bold* $x$ <a> @b \\ [c]'
    pages, _ = read(brief_paper.write(filled(brief(Unit.BAHT), [name])))
    assert name in pages[0]


def test_it_asks_the_database_as_often_for_one_district_as_for_many(brief):
    numbers = []
    for codes in ((), ("4301", "4302", "4201", "1101")):
        for code in codes:
            asked.confirmed_sheet(code)
            asked.confirmed_sheet(code, AUGUST.replace(year=2022))
        with CaptureQueriesContext(connection) as queries:
            brief_paper.write(brief(Unit.BAHT))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1] <= 25
