from dataclasses import replace

import pytest

from otop_portal import clock, fiscal
from reports.definitions import FORMS, REPORTS, Surface, registry
from reports.definitions.provinces_by_month import PROVINCES_BY_MONTH
from reports.selection import Selection
from reports.table import Table, build
from tests import factories
from tests.reports import asked


def test_a_slug_stands_once():
    with pytest.raises(ValueError, match="r1"):
        registry([PROVINCES_BY_MONTH, PROVINCES_BY_MONTH])


def test_the_key_of_a_column_stands_once():
    doubled = replace(PROVINCES_BY_MONTH, columns=PROVINCES_BY_MONTH.columns[:1] * 2)
    with pytest.raises(ValueError, match="r1"):
        registry([doubled])


def test_a_report_and_a_form_never_share_a_slug():
    assert not REPORTS.keys() & FORMS.keys()


def test_titles_are_those_of_both_years():
    r1 = REPORTS["r1"]
    assert r1.title_of(2566) == "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายจังหวัด)"
    assert r1.title_of(2567) == "แบบสรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (จังหวัด)"


@pytest.mark.django_db
def test_grouped_headings_cover_every_column_once():
    table = asked.form_of("rt1", "4317")
    assert sorted(covered(table)) == cells(3, len(table.columns))


@pytest.mark.django_db
@pytest.mark.parametrize("slug", REPORTS)
@pytest.mark.parametrize("folded", [True, False])
def test_every_column_has_a_heading_where_two_are_shown_as_one_too(slug, folded):
    selection = Selection(factories.department_officer(), fiscal.months_of(2566), clock.now())
    table = build(REPORTS[slug], selection).on(Surface.SHEET)
    rows = table.headings(folded=folded)
    assert all(heading.text for row in rows for heading in row)
    shown = [column for column in table.columns if not (folded and column.beside)]
    assert sorted(covered(table, folded=folded)) == cells(len(rows), len(shown))


def cells(rows: int, columns: int) -> list[tuple[int, int]]:
    return [(row, column) for row in range(rows) for column in range(columns)]


def covered(table: Table, *, folded: bool = True) -> list[tuple[int, int]]:
    return [
        (row, column)
        for heading in (heading for row in table.headings(folded=folded) for heading in row)
        for row in range(heading.row, heading.row + heading.rowspan)
        for column in range(heading.column, heading.column + heading.colspan)
    ]
