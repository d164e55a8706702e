"""Which day governs, and what it costs to ask."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sales.due_dates.calendar import Calendar, DueDay, calendar, governing
from sales.models import DueDate
from sales.timeliness import district_months
from tests import factories
from tests.factories import AUGUST, JULY
from tests.personas import OFFICERS
from tests.sales.due_dates.days import FIFTH, given

SECOND, TENTH, TWELFTH = (date(2023, 9, day) for day in (2, 10, 12))


@pytest.mark.parametrize(
    ("country", "own", "extension", "expected"),
    [
        (FIFTH, None, None, FIFTH),
        (FIFTH, SECOND, None, SECOND),
        (FIFTH, None, TENTH, TENTH),
        (FIFTH, SECOND, TENTH, TENTH),
        # The country's day was moved since: nobody gains by an own day, nobody loses by an extension.
        (SECOND, FIFTH, None, SECOND),
        (TWELFTH, None, TENTH, TWELFTH),
        (None, SECOND, None, SECOND),
        (None, None, None, None),
    ],
)
def test_an_own_day_counts_where_it_is_earlier_and_an_extension_where_it_is_later(country, own, extension, expected):
    day = governing(*(on and DueDay(on) for on in (country, own, extension)))
    assert (day and day.on) == expected


@pytest.mark.django_db
class TestTheDistrictsOfAProvince:
    @pytest.fixture(autouse=True)
    def dates(self):
        given(SECOND, factories.province("43"), note="หนังสือจังหวัด")
        given(TENTH, factories.district("4301"), reason="น้ำท่วม")

    def day(self, code: str, month: date = AUGUST) -> DueDay:
        found = Calendar("sales", DueDate.objects.all())
        return found.for_district(factories.district(code), month)

    def test_have_the_provinces_day(self):
        assert self.day("4317") == DueDay(SECOND, "province", "น้ำท่วม", "หนังสือจังหวัด")

    def test_but_for_the_one_that_was_given_more_time(self):
        assert self.day("4301") == DueDay(TENTH, "district", "น้ำท่วม")

    def test_while_another_province_has_the_countrys(self):
        assert self.day("4201") == DueDay(FIFTH)

    def test_and_another_month_its_own(self):
        assert self.day("4317", JULY) == DueDay(date(2023, 8, 5))

    def test_and_the_provinces_confirmation_and_other_work_are_no_part_of_it(self):
        days = Calendar("sales", DueDate.objects.all())
        assert days.for_province("43", AUGUST) == DueDay(FIFTH)
        assert Calendar("shop", DueDate.objects.due_for("shop", [AUGUST])).for_province("43", AUGUST) is None

    @pytest.mark.parametrize(
        ("persona", "expected"),
        [
            ("district", {"43"}),
            ("chief", {"43"}),
            ("district of the same province", {"43", "4301"}),
            ("province", {"43", "4301"}),
            ("another province", set()),
            ("district of another province", set()),
            ("department", {"43", "4301"}),
            ("admin", {"43", "4301"}),
            ("district, closed account", set()),
        ],
    )
    def test_are_known_to_whom_they_concern(self, persona, expected):
        days = DueDate.objects.visible_to(OFFICERS[persona]())
        assert {day.area_code for day in days} == expected


@pytest.mark.django_db
def test_many_districts_and_months_cost_as_many_queries_as_one():
    department = factories.department_officer()

    def queries(months) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert district_months(department, None, months, today=TENTH)
        return len(asked)

    factories.district("4301"), given(SECOND, factories.province("43"))
    one = queries([AUGUST])
    for code in ("4302", "4303", "4201", "4202"):
        given(TENTH, factories.district(code))
    many = queries([JULY, AUGUST])
    assert one == many == 3
    with CaptureQueriesContext(connection) as asked:
        calendar(department, [JULY, AUGUST])
    assert len(asked) == 1
