"""Proof 1 of the reports: every cell of each, for any area and period, equals what SQL of the test's own says."""

import csv
import io
import json
import os
import random
from collections import Counter
from datetime import date

import pytest

from otop_portal import clock, fiscal
from reports.definitions import REPORTS, TABS
from sales.models import REGIONS
from tests import factories
from tests.clients import signed_in
from tests.reports import crossings, oracle
from tests.reports.readers import (
    Shown,
    figures_of_xlsx,
    is_figure,
    other_lines,
    rows_of_page,
    words_of_pdf,
)
from tests.reports.rough_ledger import TODAY, RoughLedger, three_provinces

pytestmark = pytest.mark.django_db

AREAS = ("the country", "a region", "a province", "a second province", "a district")
SLUGS = (*crossings.SLUGS, *TABS)
YEAR = fiscal.months_of(2566)
PERIODS = {
    "a year": {"year": 2566, "period": "all"},
    "a month": {"year": 2566, "period": "9"},
    "a quarter": {"year": 2566, "period": "q4"},
    "a run across two fiscal years": {"period": "run", "first": "2022-07", "last": "2022-12"},
    "more than a year": {"period": "run", "first": "2022-08", "last": "2023-10"},
}


@pytest.fixture(scope="module")
def ledger(django_db_setup, django_db_blocker):
    seed = int(os.environ.get("SEED") or random.randrange(10**6))  # SEED makes a failed run's ledger again
    with three_provinces(django_db_blocker, seed) as made:
        yield made


@pytest.fixture(autouse=True)
def october():
    with clock.at(TODAY):
        yield


@pytest.fixture(scope="module")
def rows(ledger, django_db_blocker):
    with django_db_blocker.unblock():
        return oracle.read_ledger(TODAY.date())


def months_of(period: dict) -> tuple[date, ...]:
    if period["period"] == "run":
        first, last = (date.fromisoformat(f"{period[end]}-01") for end in ("first", "last"))
        count = 12 * (last.year - first.year) + last.month - first.month
        return tuple(fiscal.add_months(first, n) for n in range(count + 1))
    if period["period"] == "q4":
        return YEAR[9:]
    return YEAR if period["period"] == "all" else (date(2023, 9, 1),)


def areas_of(ledger: RoughLedger) -> dict[str, tuple[str, tuple[str, str] | None]]:
    """The address's code, and the oracle's level and key."""
    region = next(code for code, region in REGIONS.items() if region.name_th == ledger.region)
    return {
        "the country": ("", None),
        "a region": (region, ("region", ledger.region)),
        "a province": (ledger.provinces[0], ("province", ledger.provinces[0])),
        "a second province": (ledger.provinces[2], ("province", ledger.provinces[2])),
        "a district": (ledger.districts[0], ("district", ledger.districts[0])),
    }


def found(client, slug: str, question: dict) -> dict:
    answer = client.get(f"/reports/{slug}.json", question)
    assert answer.status_code == 200, (answer.status_code, answer.headers)
    return json.loads(answer.content)


LEVELS = {None: ["region", "province", "district"], "region": ["province", "district"]}


def levels_of(area: tuple[str, str] | None) -> list[str]:
    return LEVELS.get(area and area[0], ["district"])


def usual_level(area: tuple[str, str] | None) -> str:
    return "province" if area is None or area[0] == "region" else "district"


def periods_of(slug: str) -> list[str]:
    return [*PERIODS] if "period" in (REPORTS | TABS)[slug].filters else ["a year"]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_cell_is_what_the_rows_add_up_to(ledger, rows, slug, area):
    client = signed_in(factories.department_officer())
    code, key = areas_of(ledger)[area]
    for period in periods_of(slug):
        question = oracle.Question(slug, months_of(PERIODS[period]), TODAY.date(), key, usual_level(key))
        shown = found(client, slug, {**PERIODS[period], "area": code})
        assert oracle.differences(shown, oracle.answer_of(rows, question)) == [], f"{period}, {ledger}"


CHOICES = {
    "product_type": oracle.PRODUCT_TYPES,
    "producer_type": oracle.PRODUCER_TYPES,
    "channel": ("domestic_offline", "domestic_online", "foreign_offline", "foreign_online"),
}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_cell_follows_the_filters(ledger, rows, slug):
    client, rng = signed_in(factories.department_officer()), random.Random(ledger.seed)
    for code, key in areas_of(ledger).values():
        period = rng.choice(periods_of(slug))
        meaningful = [name for name in CHOICES if name in (REPORTS | TABS)[slug].filters]
        filters = {name: rng.choice(("", *CHOICES[name])) for name in meaningful}
        level = rng.choice(levels_of(key))
        question = oracle.Question(slug, months_of(PERIODS[period]), TODAY.date(), key, level, **filters)
        shown = found(client, slug, {**PERIODS[period], **filters, "area": code, "level": level})
        assert oracle.differences(shown, oracle.answer_of(rows, question)) == [], f"{question}, {ledger}"


@pytest.mark.parametrize("scope", ["district", "all"])
@pytest.mark.parametrize("slug", SLUGS)
def test_officers_read_their_own_area_before_it_is_confirmed(ledger, rows, slug, scope):
    rng = random.Random(ledger.seed)
    for code in (*ledger.provinces, ledger.declared, rng.choice(ledger.districts)):
        level, officer = (
            ("province", factories.province_officer) if len(code) == 2 else ("district", factories.district_officer)
        )
        client = signed_in(officer(code))
        # The quarter holds what is on its way, and so does the year; one more at random.
        for period in {("a quarter" if "a quarter" in periods_of(slug) else "a year"), rng.choice(periods_of(slug))}:
            months = months_of(PERIODS[period])
            question = oracle.Question(slug, months, TODAY.date(), (level, code), "district", scope=scope)
            shown = found(client, slug, {**PERIODS[period], "scope": scope})
            assert oracle.differences(shown, oracle.answer_of(rows, question)) == [], f"{code}, {period}, {ledger}"


@pytest.mark.parametrize("scope", ["district", "all"])
@pytest.mark.parametrize("slug", SLUGS)
def test_who_has_no_area_of_his_own_reads_what_is_confirmed(ledger, slug, scope):
    for officer in (factories.department_officer(), factories.administrator()):
        client, question = signed_in(officer), {**PERIODS["a quarter"], "area": ledger.provinces[0]}
        usual = found(client, slug, question)
        assert found(client, slug, {**question, "scope": scope})["rows"] == usual["rows"] != []


def test_an_area_that_is_not_his_own_is_answered_with_his_own(ledger):
    """With a sentence on the screen; a file leads there."""
    client = signed_in(factories.district_officer(ledger.districts[0]))
    foreign = {**PERIODS["a quarter"], "area": ledger.districts[1], "scope": "all"}
    own = rows_of_page(client.get("/reports/r4/", {**foreign, "area": ledger.districts[0]}).content)
    page = client.get("/reports/r4/", foreign)
    assert rows_of_page(page.content) == own
    assert "ไม่มีพื้นที่ที่ท่านเลือก" in page.content.decode()
    assert client.get("/reports/r4.json", foreign).status_code == 302


@pytest.mark.parametrize("slug", SLUGS)
def test_the_screen_and_every_file_hold_the_same(ledger, slug):
    client, rng = signed_in(factories.department_officer()), random.Random(ledger.seed)
    for code, _ in areas_of(ledger).values():
        question = {**PERIODS[rng.choice(periods_of(slug))], "area": code, "unit": "baht"}
        shown = Shown(json.loads(client.get(f"/reports/{slug}.json", question).content))
        page, *files = (
            client.get(f"/reports/{slug}{format}", question).content for format in ("/", ".xlsx", ".csv", ".pdf")
        )
        about = f"{question}, {ledger}"
        assert other_lines(rows_of_page(page), shown.on_screen()) == [], about
        assert figures_of_xlsx(files[0], shown) == shown.in_excel(), about
        assert [*csv.reader(io.StringIO(files[1].decode("utf-8-sig")))][1:] == shown.in_csv(), about
        assert Counter(filter(is_figure, words_of_pdf(files[2]))) == shown.on_paper(), about


@pytest.mark.parametrize("slug", SLUGS)
def test_millions_are_the_same_figures_rounded(ledger, slug):
    client = signed_in(factories.department_officer())
    question = {**PERIODS["a year"], "area": ledger.provinces[0], "unit": "million"}
    shown = Shown(json.loads(client.get(f"/reports/{slug}.json", question).content))
    page, paper = (
        client.get(f"/reports/{slug}{format}", {**question, "unit": "million"}).content for format in ("/", ".pdf")
    )
    assert other_lines(rows_of_page(page), shown.on_screen(million=True)) == [], ledger
    assert Counter(filter(is_figure, words_of_pdf(paper))) == shown.on_paper(million=True), ledger


@pytest.mark.parametrize("area", AREAS)
def test_all_reports_say_the_same_sum_however_they_part_it(ledger, area):
    client, (code, _) = signed_in(factories.department_officer()), areas_of(ledger)[area]
    found = crossings.sums(client, {**PERIODS["a year"], "area": code})
    assert found["r1"] > 0
    assert {name: amount for name, amount in found.items() if amount != found["r1"]} == {}, ledger
