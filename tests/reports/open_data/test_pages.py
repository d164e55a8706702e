"""ส่งออกข้อมูล, วิธีใช้ API, เกี่ยวกับข้อมูล: what they promise is so."""

import re
from html import unescape

import pytest
from django.test import Client

from reports.models import PublishedCell
from reports.open_data.api import api
from reports.open_data.dictionary import Figure
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.personas import OFFICERS

from .august import published
from .reading import lines, text_of

pytestmark = pytest.mark.django_db

PAGES = ["/open-data/", "/open-data/api/", "/about/"]


def page(path: str) -> str:
    return unescape(Client().get(path).content.decode())


def commands(html: str) -> list[str]:
    """The addresses that are there to be copied."""
    return re.findall(r'curl .*?"http://testserver(/[^"]*)"', html)


@pytest.mark.parametrize(("path", "at_least"), [("/open-data/", 3), ("/open-data/api/", 13)])
def test_every_command_on_the_page_answers_with_what_is_public(path, at_least):
    published("4317")
    found = commands(page(path))
    assert len(found) >= at_least
    for address in found:
        answer = Client().get(address)
        assert answer.status_code == 200, address
        answer.getvalue()


def test_the_commands_of_the_first_page_find_something():
    published("4317")
    found = commands(page("/open-data/"))
    assert [Client().get(address).json()["total"] > 0 for address in found] == [True] * len(found)


def test_the_page_of_the_api_names_every_route_and_each_of_its_parameters():
    html = page("/open-data/api/")
    for path, methods in api.get_openapi_schema()["paths"].items():
        assert f"<code>{path}</code>" in html
        for parameter in methods["get"]["parameters"]:
            assert f"<code>{parameter['name']}</code>" in html
            assert parameter["description"] in html or parameter["name"] in ("page", "per_page")


def test_the_dictionary_names_each_column_of_the_file_in_its_order():
    published("4317")
    headings = text_of("files/2566.csv").removeprefix("\ufeff").splitlines()[0].split(",")
    dictionary = page("/open-data/").split('id="dictionary"')[1]
    assert re.findall(r"<dt><code>(\w+)</code>", dictionary) == headings
    assert [line["name"] for line in fields_of_package()] == headings


def test_the_package_describes_what_the_cells_of_the_file_are():
    published("4317", "4201")
    first = lines("totals")[0] | lines("breakdowns")[0]
    known = {"string": str, "integer": int, "number": str}
    for field in fields_of_package():
        assert isinstance(first[field["name"]], known[field["type"]] | None), field
        assert field["description"] == Figure.model_fields[field["name"]].description
        assert "enum" not in field.get("constraints", {}) or first[field["name"]] in field["constraints"]["enum"]


def fields_of_package() -> list[dict]:
    package = Client().get("/api/v1/datapackage.json").json()
    assert [each["name"] for each in package["licenses"]] == ["CC-BY-4.0"]
    (resource,) = package["resources"] or [{"schema": {"fields": []}}]
    assert Client().get(resource["path"]).status_code == 200
    return resource["schema"]["fields"]


def test_a_file_is_about_as_large_as_the_page_says():
    published("4317", "4301", "4201")
    for file in lines("files"):
        size = len(text_of(f"files/{file['fiscal_year']}.{file['format']}").encode())
        assert abs(size - file["size"]) < 0.05 * size
    assert f"{PublishedCell.objects.count()} แถว" in page("/open-data/")


def test_whoever_runs_the_portal_says_whom_to_name_and_whom_to_ask(settings):
    settings.OPEN_DATA_ATTRIBUTION, settings.OPEN_DATA_CONTACT = "สำนักงานสถิติ", "data@example.org"
    html = page("/about/")
    assert "สำนักงานสถิติ. ยอดจำหน่ายสินค้า OTOP รายเดือน [ชุดข้อมูล]" in html
    assert '<a href="mailto:data@example.org">' in html
    assert Client().get("/api/v1/").json()["attribution"] == "สำนักงานสถิติ"


@pytest.mark.parametrize("path", PAGES)
def test_every_officer_finds_the_pages_as_everybody_does(path):
    for make in OFFICERS.values():
        assert signed_in(make()).get(path).status_code == 200
    assert Client().get(path).status_code == 200


@pytest.mark.parametrize("path", PAGES)
def test_the_number_of_queries_does_not_grow_with_months(path):
    published("4317")
    few = number_of_queries(Client(), path)
    factories.months(factories.AUGUST.replace(year=2022), factories.AUGUST)
    for year, month in ((2022, 9), (2022, 10), (2023, 1), (2023, 7)):
        published("4317", of=factories.AUGUST.replace(year=year, month=month))
    assert number_of_queries(Client(), path) == few


@pytest.mark.parametrize("path", PAGES)
def test_the_pages_stand_before_anything_is_public(path):
    assert "ยังไม่มีข้อมูลที่เผยแพร่" in page(path) or path == "/open-data/api/"


def test_a_place_that_looks_like_a_formula_is_text_in_the_file():
    district = factories.district("4317")
    district.name_th = "=1+1"
    district.save()
    published("4317")
    assert "4317,'=1+1," in text_of("files/2566.csv")
    assert [line["district"] for line in lines("totals", district="4317")] == ["=1+1"]
