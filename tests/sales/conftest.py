import pytest

from sales.models import Officer
from tests import factories
from tests.passwords import PASSWORD


@pytest.fixture
def officer() -> Officer:
    officer = factories.district_officer()
    officer.set_password(PASSWORD)
    officer.save()
    return officer
