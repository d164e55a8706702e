"""A question is answered as it was asked, or refused with what it has to be."""

import pytest
from django.test import Client

from reports.open_data.asked import MEANINGS
from tests import factories

from .reading import ROOT

pytestmark = pytest.mark.django_db

WRONG = [
    ("totals?page=0", "page"),
    ("totals?page=1000001", "page"),
    (f"totals?page={'9' * 400}", "page"),
    ("totals?page=1.5", "page"),
    ("totals?per_page=1001", "per_page"),
    ("totals?per_page=๑๒", "per_page"),
    ("totals?month=2565-10", "month"),
    ("totals?month=2022-13", "month"),
    ("totals?month=2022-1", "month"),
    ("totals?month=0001-01", "month"),
    ("totals?month=๒๐๒๒-๑๐", "month"),
    ("totals?first=2022-10-01", "first"),
    ("totals?last=", "last"),
    ("totals?fiscal_year=2022", "fiscal_year"),
    ("totals?level=region", "level"),
    ("totals?province=%00%00", "province"),
    ("totals?province=4", "province"),
    ("totals?district=43%25%25", "district"),
    ("totals?region=ภาคใต้", "region"),
    ("breakdowns?dimension=total", "dimension"),
    ("breakdowns?level=district", "level"),
    ("breakdowns?district=4317", "district"),
    ("totals?moth=2022-10", "moth"),
    ("areas/provinces?province=43", "province"),
]


@pytest.mark.parametrize(("path", "parameter"), WRONG)
def test_what_has_no_sense_is_refused_by_its_name(path, parameter):
    response = Client().get(f"{ROOT}{path}")
    assert response.status_code == 422
    (error,) = response.json()["errors"]
    assert error["parameter"] == parameter
    assert error["detail"] in (f"ค่าไม่ถูกต้อง ค่าที่ใช้ได้คือ {MEANINGS.get(parameter)}", "ไม่มีพารามิเตอร์นี้")


def test_all_that_is_wrong_is_said_at_once():
    errors = Client().get(f"{ROOT}totals?page=x&month=x&level=x").json()["errors"]
    assert {error["parameter"] for error in errors} == {"page", "month", "level"}


def test_a_page_beyond_the_last_is_empty_and_says_so():
    factories.district("4317")
    page = Client().get(f"{ROOT}areas/districts?page=1000000").json()
    assert (page["items"], page["next"], page["pages"], page["total"]) == ([], None, 1, 1)


def test_the_address_of_the_next_page_asks_the_same():
    for code in ("4301", "4302", "4201"):
        factories.district(code)
    page = Client().get(f"{ROOT}areas/districts?province=43&per_page=1").json()
    assert page["next"] == f"http://testserver{ROOT}areas/districts?province=43&per_page=1&page=2"
    assert [line["code"] for line in Client().get(page["next"]).json()["items"]] == ["4302"]
