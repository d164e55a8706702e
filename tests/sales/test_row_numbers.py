"""Rows keep one order and one number in the grid, on every page, on each form and in every file."""

import csv
import re
from io import StringIO

import pytest
from django.urls import reverse

from sales import transitions
from sales.models import Officer, Sale, Sheet
from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

ADDRESS = ["4317", 2566, 8]


@pytest.fixture
def sheet() -> Sheet:
    """Not in the order of names, ids or types: one row's type was changed, one removed, one added."""
    sheet = factories.sheet(*((name, "food", (1, 0, 0, 0)) for name in ("ฮ", "ก", "ด", "ข")))
    by, (first, second, *_) = factories.district_officer(), sheet.sales.all()
    where = {"district": sheet.district, "month": AUGUST, "by": by}
    transitions.change_product_type(**where, row=first.pk, product_type="herb")
    transitions.delete_rows(**where, rows=[second.pk])
    transitions.save_rows(**where, new=[factories.new_row("ค", amounts=(1, 0, 0, 0), distinct=True)])
    return sheet


def read(who: Officer, name: str, *args):
    return signed_in(who).get(reverse(name, args=args)).context


def on_review(who: Officer, name: str, *args) -> list[tuple[int, str]]:
    return [(line.number, line.row.register_name) for line in read(who, name, *args)["review"].lines]


def in_grid() -> list[tuple[int, str]]:
    page = signed_in(factories.district_officer()).get(reverse("sales:entry", args=[2566, 8])).content.decode()
    return [(int(number), name) for number, name in re.findall(r"<tr[^>]*>\s*<td>(\d+)\s*<th[^>]*>([^<]+?)\s*<", page)]


def in_file(slug: str) -> list[tuple[int, str]]:
    address = reverse("reports:form-download", args=[slug, *ADDRESS, "csv"])
    answer = signed_in(factories.district_officer()).get(address)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    heading, *lines = csv.reader(StringIO(content.decode("utf-8-sig")))
    number, name = heading.index("ที่"), next(at for at, words in enumerate(heading) if "รายชื่อ" in words)
    return [(int(line[number]), line[name]) for line in lines]


def test_a_row_has_one_number_wherever_it_stands(sheet):
    expected = [(1, "ฮ"), (2, "ด"), (3, "ข"), (4, "ค")]
    district, province = factories.district_officer(), factories.province_officer()
    assert in_grid() == expected
    assert on_review(district, "sales:confirmation", 2566, 8) == expected
    assert on_review(province, "sales:province-sheet", *ADDRESS) == expected
    assert on_review(district, "sales:sheet", *ADDRESS) == expected
    assert in_file("rt1") == in_file("rt2") == expected


def test_the_department_sees_some_rows_under_the_numbers_that_all_of_them_have(sheet):
    third = Sale.objects.in_order()[2]
    where = {"district": sheet.district, "month": AUGUST}
    transitions.confirm_by_district(**where, by=factories.district_officer(), seen={third.pk: third.version})
    transitions.confirm_by_province(**where, by=factories.province_officer(), seen={third.pk: third.version + 1})
    assert on_review(factories.department_officer(), "sales:sheet", *ADDRESS) == [(3, "ข")]
