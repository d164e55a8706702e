from datetime import date

import pytest

from sales.due_dates import due_date


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2020, 10, 1), date(2020, 11, 5)),
        (date(2021, 8, 1), date(2021, 9, 5)),
        # The end of a fiscal year before its last month is over (S002:26).
        (date(2021, 9, 1), date(2021, 9, 27)),
        (date(2022, 9, 1), date(2022, 10, 5)),
        (date(2022, 12, 1), date(2023, 1, 5)),
        (date(2023, 9, 1), date(2023, 10, 5)),
        (date(2023, 10, 1), date(2023, 11, 18)),
        (date(2024, 12, 1), date(2025, 1, 18)),
    ],
)
def test_a_month_is_due_when_the_documents_say(month, due):
    assert due_date(month) == due
