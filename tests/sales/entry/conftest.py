import pytest

from sales.models import Sale
from tests import factories


@pytest.fixture(autouse=True)
def month():
    return factories.month()


@pytest.fixture
def officer(client):
    officer = factories.district_officer()
    client.force_login(officer)
    return officer


@pytest.fixture
def two_rows(officer):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (None,) * 4))
    return list(Sale.objects.in_order())
