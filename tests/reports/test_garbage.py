"""Whatever stands in a report's address, the page answers: with a sentence, and with the nearest question."""

from itertools import cycle, product

import pytest

from otop_portal import clock
from reports.definitions import REPORTS, TABS
from reports.filters import FilterForm
from tests import factories
from tests.clients import signed_in
from tests.reports import asked

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]  # the database that refuses garbage itself

MENU = REPORTS | TABS
GARBAGE = ("\0", "x", "-1", "๑", "9" * 40, "' OR 1=1", "2566-13", "region ", "-", "None", "\u202e", "x" * 5000)


@pytest.fixture(autouse=True)
def september():
    with clock.at(clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        yield


@pytest.mark.parametrize("slug", MENU)
def test_each_filter_filled_with_garbage_has_a_sentence_and_a_nearest_question(slug):
    officer = factories.province_officer()
    asked.confirmed_sheet("4317")
    for name, text in product(filters_of(slug), GARBAGE):
        form = FilterForm(question(name, text), report=MENU[slug], officer=officer)
        assert (form.is_valid(), len(form.faults())) == (False, 1), (name, text)
        assert form.mended().selection().months, (name, text)


@pytest.mark.parametrize("slug", MENU)
def test_the_page_says_so_and_no_file_is_made(slug):
    asked.confirmed_sheet("4317")
    client = signed_in(factories.province_officer())
    for name, text in zip(filters_of(slug), cycle(GARBAGE), strict=False):
        page = client.get(f"/reports/{slug}/", question(name, text))
        assert (page.status_code, "alert-warning" in page.content.decode()) == (200, True), (name, text)
        assert client.get(f"/reports/{slug}.json", question(name, text)).status_code == 302, (name, text)


def filters_of(slug: str) -> list[str]:
    return [*MENU[slug].filters, *(("first", "last") if "period" in MENU[slug].filters else ())]


def question(name: str, text: str) -> dict[str, str]:
    return {"period": "run"} | {name: text} if name in ("first", "last") else {name: text}


@pytest.mark.parametrize("slug", REPORTS)
def test_a_filter_that_means_nothing_for_the_report_is_ignored(slug):
    asked.confirmed_sheet("4317")
    client = signed_in(factories.department_officer())
    usual = client.get(f"/reports/{slug}.json").content
    for name in {"channel", "product_type", "level", "sort", "scope", "since", "page"} - {*REPORTS[slug].filters}:
        assert client.get(f"/reports/{slug}.json", {name: "x"}).content == usual, name
