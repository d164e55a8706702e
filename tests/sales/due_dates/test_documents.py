"""Every due date that the letters name, and what follows for the years after them."""

from datetime import date

import pytest

from otop_portal import fiscal
from sales.due_dates.documents import all_documented, documented

SEPTEMBER_2564 = date(2021, 9, 1)


@pytest.mark.parametrize(
    ("kind", "level", "month", "due"),
    [
        # The 5th of the next month: S002:26 and S002:335 for 2564, S000:29 for 2566.
        ("sales", "district", date(2020, 10, 1), date(2020, 11, 5)),
        ("sales", "province", date(2020, 10, 1), date(2020, 11, 5)),
        ("sales", "district", date(2021, 8, 1), date(2021, 9, 5)),
        ("sales", "district", date(2021, 12, 1), date(2022, 1, 5)),
        ("sales", "province", date(2022, 9, 1), date(2022, 10, 5)),
        ("sales", "district", date(2022, 12, 1), date(2023, 1, 5)),
        ("sales", "province", date(2023, 9, 1), date(2023, 10, 5)),
        # September 2564 ends before the month does, for both levels (S002:26, S002:335).
        ("sales", "district", SEPTEMBER_2564, date(2021, 9, 27)),
        ("sales", "province", SEPTEMBER_2564, date(2021, 9, 27)),
        # From fiscal year 2567 on the 18th (S004:29), for the province five days later.
        ("sales", "district", date(2023, 10, 1), date(2023, 11, 18)),
        ("sales", "province", date(2023, 10, 1), date(2023, 11, 23)),
        ("sales", "district", date(2024, 1, 1), date(2024, 2, 18)),
        ("sales", "district", date(2027, 9, 1), date(2027, 10, 18)),
        # After 2570: the newest rule goes on.
        ("sales", "district", date(2031, 12, 1), date(2032, 1, 18)),
        ("sales", "province", date(2031, 12, 1), date(2032, 1, 23)),
        # Every 15th: the mission (S003:33) and Shop ชุมชน (S004:31); no letter names the province's day.
        ("mission", "district", date(2024, 2, 1), date(2024, 3, 15)),
        ("mission", "province", date(2024, 2, 1), None),
        ("mission", "district", date(2023, 9, 1), None),
        ("shop", "district", date(2024, 1, 1), date(2024, 2, 15)),
        ("shop", "district", date(2023, 9, 1), None),
        # Round 2 of 2564: S002:25 and, a Monday, S002:162.
        ("online", "district", SEPTEMBER_2564, date(2021, 9, 17)),
        ("online", "province", SEPTEMBER_2564, date(2021, 9, 27)),
        ("online", "district", date(2022, 9, 1), None),
    ],
)
def test_what_the_documents_say_is_due_then(kind, level, month, due):
    assert documented(kind, level, month) == due


def test_the_monday_of_the_letter_is_a_monday():
    assert documented("online", "province", SEPTEMBER_2564).weekday() == 0


def test_sales_are_due_in_every_month_at_both_levels():
    for year in range(2558, 2643):
        for month in fiscal.months_of(year)[3:]:
            assert {level for kind, level, _ in all_documented(month) if kind == "sales"} == {"district", "province"}
