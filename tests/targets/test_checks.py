"""What the plan says of a sheet before it is confirmed."""

import pytest

from sales.checks.check import SHEET
from tests import factories
from tests.factories import AUGUST
from tests.sales.checks.laid import found, reported

from .factories import plan

pytestmark = pytest.mark.django_db


def asked(total: str) -> list[tuple[str, str]]:
    sheet = reported(AUGUST, total, 0, 0, 0, others=())
    return [(finding.row, finding.check) for finding in found(sheet)]


@pytest.mark.parametrize(
    ("planned", "total", "expected"),
    [
        ((60_000, 40_000), "200000.00", [(SHEET, "plan")]),
        ((60_000, 40_000), "199999.99", []),
        ((10_000, 20_000), "79999.99", []),  # twice and more, but not 50,000 baht above it
        ((10_000, 20_000), "80000.00", [(SHEET, "plan")]),
        ((0, 0), "900000.00", []),
    ],
)
def test_twice_the_plan_and_50_000_baht_above_it_asks(planned, total, expected):
    factories.months(AUGUST, AUGUST)
    plan(*planned)
    assert asked(total) == expected


def test_another_districts_plan_asks_nothing():
    plan(1, 1, code="4301")
    assert asked("900000.00") == []


def test_it_says_how_many_times_and_the_plan():
    plan(60_000, 40_000)
    (finding,) = found(reported(AUGUST, 325_000, 0, 0, 0, others=()))
    assert finding.sentence == ("ยอดรวมทั้งแบบเป็น 3.25 เท่าของแผนเดือนนี้ (100,000.00 บาท) กรุณาตรวจสอบ หากถูกต้องกรุณาเลือกเหตุผล")
