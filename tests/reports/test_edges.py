"""What is empty, nought, doubled or new: small ledgers whose every cell is known."""

from datetime import date
from decimal import Decimal

import pytest

from otop_portal import clock
from reports.definitions import REPORTS
from reports.selection import Selection, default_level
from reports.table import build
from tests import factories
from tests.factories import AUGUST
from tests.reports import asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with clock.at(clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        yield


def lines(slug: str, months=(AUGUST,), officer=None, area=None, **more) -> list[dict]:
    """The report's lines by key of the column, the sums last."""
    officer = officer or factories.department_officer()
    table = build(REPORTS[slug], Selection(officer, months, clock.now(), area, default_level(area), **more))
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, values, strict=True)) for values in (*(row.values for row in table.rows), table.totals)]


def test_the_parts_of_a_product_type_that_nobody_sold_have_no_share_either():
    asked.confirmed_sheet("4317")
    for slug in ("r7", "rt3"):
        shares = {(line["product_type"], line["producer_type"]): line["share"] for line in lines(slug)}
        assert {share for (product_type, _), share in shares.items() if product_type == "สมุนไพร"} == {Decimal("0.00")}


def test_fair_growth_compares_a_run_of_more_than_a_year_too():
    """Its months and those a year before overlap."""
    by = factories.district_officer()
    months = [month.pk for month in factories.months(date(2021, 8, 1), AUGUST)]
    for month in months:
        asked.confirmed_sheet("4317", month)
    line, _ = lines("rt4", tuple(months[-13:]), area=by.district)
    assert (line["compared"], line["fair_change"], line["fair_growth"]) == (1, Decimal("0.00"), Decimal("0.00"))
