"""Page 12 as a browser without scripts plays it."""

import re

from sales.models import Sale
from tests import factories
from tests.forms_in_pages import PageForm

ENTRY = "/entry/2566/8/"


def words(response) -> str:
    text = re.sub(r"<(script|template).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return " ".join(text.split())


def opened(client, address: str = ENTRY) -> PageForm:
    response = client.get(address)
    assert response.status_code == 200
    return PageForm(response, "sheet")


def shown_again(response) -> PageForm:
    assert response.status_code == 200
    return PageForm(response, "sheet")


def amounts(row: Sale) -> tuple:
    return Sale.objects.get(pk=row.pk).amounts


def three_hundred_rows() -> list[Sale]:
    factories.sheet(*((f"กลุ่มที่ {number}", "food", (None,) * 4) for number in range(1, 301)))
    return list(Sale.objects.in_order())
