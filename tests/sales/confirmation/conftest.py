from datetime import datetime

import pytest

from otop_portal import clock


@pytest.fixture(autouse=True)
def third_of_september():
    with clock.at(datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        yield
