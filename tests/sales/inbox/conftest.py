from datetime import date

import pytest

from tests import factories


@pytest.fixture(autouse=True)
def august():
    """August, which is due on 5 September, and September."""
    factories.months(date(2023, 8, 1), date(2023, 9, 1))
