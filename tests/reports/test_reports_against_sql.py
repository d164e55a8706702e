"""Proof 1 of the reports: every cell of each, for any area and period, equals what SQL of the test's own says."""

import itertools
import json
import random
from datetime import date

import pytest

from otop_portal import clock, fiscal
from sales.models import REGIONS
from tests import factories
from tests.clients import signed_in
from tests.reports import oracle
from tests.reports.rough_ledger import TODAY, RoughLedger, three_provinces

pytestmark = pytest.mark.django_db

BY_AREA = ("r1", "r4", "r5", "r6", "rt4")
SLUGS = ("r1", "r2", "r3", "r4", "r5", "r6", "r7", "rt3", "rt4")
TOTAL_LABEL = "รวม"
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
    with three_provinces(django_db_blocker, random.randrange(10**6)) as made:
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
    report = json.loads(answer.content)
    totals = {key: value for key, value in report["totals"].items() if value != TOTAL_LABEL}
    return {"rows": report["rows"], "totals": totals}


def level_of(area: tuple[str, str] | None) -> str:
    return "province" if area is None or area[0] == "region" else "district"


@pytest.mark.parametrize("area", ["the country", "a region", "a province", "a second province", "a district"])
@pytest.mark.parametrize("slug", SLUGS)
def test_every_cell_is_what_the_rows_add_up_to(ledger, rows, slug, area):
    client = signed_in(factories.department_officer())
    code, key = areas_of(ledger)[area]
    for name, period in PERIODS.items():
        if slug == "r1" and name != "a year":
            continue
        question = oracle.Question(slug, months_of(period), TODAY.date(), key, level_of(key))
        shown = found(client, slug, {**period, "area": code})
        assert differences(shown, oracle.answer_of(rows, question)) == [], f"{name}, {ledger}"


def differences(shown: dict, expected: dict) -> list[str]:
    """Cell by cell: line, key, what is shown, what the rows say."""
    lines = [("totals", shown["totals"], expected["totals"])]
    pairs = itertools.zip_longest(shown["rows"], expected["rows"], fillvalue={})
    lines += [(other.get("name", number), one, other) for number, (one, other) in enumerate(pairs)]
    return [
        f"{line} {key}: shown {one.get(key, '(no cell)')}, should be {other.get(key, '(no cell)')}"
        for line, one, other in lines
        for key in {**one, **other}
        if one.get(key, "") != other.get(key, "")
    ]
