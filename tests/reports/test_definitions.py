from dataclasses import replace

import pytest

from reports.definitions import FORMS, REPORTS, registry
from reports.definitions.provinces_by_month import PROVINCES_BY_MONTH
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
    covered = [
        (row, column)
        for heading in (heading for row in table.headings() for heading in row)
        for row in range(heading.row, heading.row + heading.rowspan)
        for column in range(heading.column, heading.column + heading.colspan)
    ]
    assert len(covered) == len(set(covered)) == 3 * len(table.columns)
