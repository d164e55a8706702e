"""The longest papers there are: 77 provinces, and all districts of the country, with long amounts in baht."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pypdf
import pytest
from django.conf import settings

from otop_portal import clock, fiscal
from reports import paper
from reports.definitions import REPORTS, Kind, Surface
from reports.selection import Selection, Unit
from reports.table import Row, Table, build
from tests import factories
from tests.reports import asked
from tests.reports.test_libreoffice import printed
from tests.reports.test_paper import INSETS, bare, placed

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # what is printed depends on no database

LONG = Decimal("23456789012.34")
LONG_GROWTH = Decimal("123456.78")
LETTERS = 6.5


def names_in(file: str) -> list[str]:
    with (settings.BASE_DIR / "fixtures" / file).open(encoding="utf-8-sig") as lines:
        return [line["name_th"] for line in csv.DictReader(lines)]


def country(slug: str, names: list[str], unit: Unit = Unit.BAHT) -> Table:
    """The report of one province, with a line for each of these names and long amounts."""
    asked.confirmed_sheet("4317")
    months = fiscal.months_of(2566)
    selection = Selection(factories.department_officer(), months if slug == "r1" else months[10:11], clock.now())
    table = build(REPORTS[slug], replace(selection, unit=unit)).on(Surface.SHEET)
    figures = zip(table.columns, table.totals, strict=True)
    long = {Kind.BAHT: LONG, Kind.PERCENT: LONG_GROWTH}
    amounts = [long.get(column.kind, value) for column, value in figures]
    rows = [Row(tuple(_named(table, amounts, n, name)), table.rows[0].links) for n, name in enumerate(names, 1)]
    return replace(table, rows=tuple(rows), totals=tuple(amounts))


def _named(table: Table, values: list, number: int, name: str) -> list:
    at = {"number": number, "name": name}
    return [at.get(column.key, value) for column, value in zip(table.columns, values, strict=True)]


def shown(unit: Unit) -> str:
    return f"{LONG:,}" if unit == Unit.BAHT else "23,456.79"


def read(content: bytes) -> tuple[list[str], set[float]]:
    """Its pages' text, and how high its letters are."""
    sizes: set[float] = set()

    def see(text, _, matrix, font, size):
        if text.strip():
            sizes.add(size * abs(matrix[3]))

    reader = pypdf.PdfReader(io.BytesIO(content))
    return [page.extract_text(visitor_text=see) for page in reader.pages], sizes


@pytest.mark.parametrize("slug", ["r1", "rt4"])
@pytest.mark.parametrize("unit", Unit)
def test_the_country_prints_in_letters_that_can_be_read_with_headings_on_every_page(slug, unit):
    table = country(slug, names_in("provinces.csv"), unit)
    pages, sizes = read(paper.write(table))
    assert min(sizes) >= LETTERS
    assert len(pages) in ({Unit.BAHT: range(4, 9), Unit.MILLION: range(2, 5)}[unit])
    assert all(bare("จังหวัด") in bare(page) for page in pages)
    sides = 2 if unit == Unit.BAHT else 1
    assert sum(table.selection.officer.username in page for page in pages) == sides  # who made it: of the heading
    amounts = sum(column.kind is Kind.BAHT for column in table.columns)
    assert sum(page.split().count(shown(unit)) for page in pages) == amounts * (77 + 1)


@pytest.mark.parametrize("slug", ["r1", "rt4"])
@pytest.mark.parametrize("unit", Unit)
def test_no_figure_reaches_into_the_next_column(slug, unit, tmp_path):
    lines = placed(paper.write(country(slug, ["กระบี่"], unit)), tmp_path)
    figures = [line for line in lines if shown(unit) in [text for *_, text in line]]
    assert len(figures) >= 2
    assert [
        (text, following)
        for line in figures
        for (_, right, text), (left, _, following) in pairwise(line)
        if right + INSETS >= left
    ] == []


def test_all_districts_of_the_country_print():
    names = names_in("districts.csv")
    pages, sizes = read(paper.write(country("rt4", names, Unit.MILLION)))
    assert min(sizes) >= LETTERS
    assert sum(page.split().count(shown(Unit.MILLION)) for page in pages) == 9 * (len(names) + 1)
    assert all("SMEs" in page for page in pages)


@pytest.mark.parametrize(("slug", "left", "right"), [("r1", "ต.ค. 65", "รวมทั้งสิ้น"), ("rt4", "SMEs", "ปีก่อน")])
def test_excel_prints_77_provinces_on_pages_beside_each_other_without_losing_a_figure(slug, left, right, tmp_path):
    table = country(slug, names_in("provinces.csv"))
    pages = printed(table, tmp_path)
    words = " ".join(pages).split()
    amounts = sum(column.kind is Kind.BAHT for column in table.columns)
    assert words.count(shown(Unit.BAHT)) == amounts * (77 + 1)
    assert not any("###" in word for word in words)
    assert len(pages) % 2 == 0
    assert all("จังหวัด" in page for page in pages)
    assert [left in page for page in pages] == [True, False] * (len(pages) // 2)
    assert [right in page for page in pages] == [False, True] * (len(pages) // 2)
