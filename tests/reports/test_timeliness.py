"""ความครบถ้วนและตรงเวลา against the ledger's events, replayed here."""

import json
import random
from collections import Counter, defaultdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

import pytest
from django.db import connection
from django.test import Client

from otop_portal import clock
from sales.models import District, Sheet, SheetEvent
from tests import factories
from tests.reports.rough_ledger import TODAY, three_provinces

DISTRICTS = """
    SELECT district.code, province.code, province.region FROM sales_district district
    JOIN sales_province province ON province.code = district.province_id WHERE district.reporting
"""
# A district without a producer is generated with empty sheets.
EMPTY_AFTER = {"copy": "draft", "save": "draft", "return": "draft", "confirm_by_district": "district"}
EMPTY_AFTER |= {"declare_nothing": "district", "confirm_by_province": "province"}
MONTHS_OF_2566 = [date(2022, month, 1) for month in (10, 11, 12)] + [date(2023, month, 1) for month in range(1, 10)]


class Replayed:
    """Of each district and month: when all rows were first confirmed, whether by an import, and where it stands now."""

    def __init__(self) -> None:
        rows: dict[tuple, dict[int, str]] = defaultdict(dict)
        self.first: dict[tuple, tuple[date, bool]] = {}
        self.complete: set[tuple] = set()
        events = SheetEvent.objects.order_by("sheet", "number")
        for code, month, action, at, changes in events.values_list(
            "sheet__district", "sheet__month", "action", "at", "changes"
        ):
            of_sheet = rows[code, month]
            for change in changes:
                after = change["after"] or {}
                of_sheet[change["row"]] = after.get("stage", of_sheet.get(change["row"]) if after else None)
            stages = {stage for stage in of_sheet.values() if stage} or {EMPTY_AFTER[action]}
            if "draft" not in stages:
                self.first.setdefault((code, month), (at.astimezone(clock.BANGKOK).date(), action == "import"))
            (self.complete.add if stages == {"province"} else self.complete.discard)((code, month))

    def days_late(self, key: tuple, today: date) -> int | None:
        year, month = divmod(key[1].year * 12 + key[1].month, 12)
        due = date(year, month + 1, 18 if key[1] >= date(2023, 10, 1) else 5)
        day, was_imported = self.first.get(key, (today, False))
        if was_imported or (key not in self.first and today <= due):
            return None
        return max(0, (day - due).days)


@pytest.fixture(scope="module")
def ledger(django_db_setup, django_db_blocker):
    with three_provinces(django_db_blocker, random.randrange(10**6)) as made:
        yield made


@pytest.fixture
def replayed(ledger, db):
    with clock.at(TODAY):
        yield Replayed()


def client_of(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


def answer(officer, slug: str, **question) -> dict:
    return json.loads(client_of(officer).get(f"/reports/{slug}.json", {"year": 2566, **question}).content)


def percent(part: int, whole: int) -> str | None:
    return str((Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)) if whole else None


def expected(replayed: Replayed, keys: list[tuple]) -> dict:
    late = Counter(replayed.days_late(key, TODAY.date()) for key in keys)
    judged, in_time = len(keys) - late[None], late[0]
    complete = sum(key in replayed.complete for key in keys)
    return {
        "complete": {"complete": complete, "districts": len(keys)},
        "complete_rate": percent(complete, len(keys)),
        "incomplete": len(keys) - complete,
        "in_time": {"complete": in_time, "districts": judged} if judged else None,
        "in_time_rate": percent(in_time, judged),
        "late": judged - in_time,
        "arrears": sum(key not in replayed.first and bool(replayed.days_late(key, TODAY.date())) for key in keys),
    }


@pytest.mark.parametrize("level", ["region", "province"])
def test_every_number_of_the_country_is_that_of_the_events(ledger, replayed, level):
    found = answer(factories.department_officer(), "timeliness", level=level)
    groups = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(DISTRICTS)
        for code, province, region in cursor.fetchall():
            groups[{"region": region, "province": province}[level]].append(code)
    assert len(found["rows"]) == len(groups) > 1
    name = "name" if level == "region" else "code"
    for row in [*found["rows"], found["totals"]]:
        codes = groups[row[name]] if row is not found["totals"] else [*chain(*groups.values())]
        whole = expected(replayed, [(code, month) for code in codes for month in MONTHS_OF_2566])
        assert {key: row[key] for key in whole} == whole, str(ledger)
        for month in MONTHS_OF_2566:
            of_month = expected(replayed, [(code, month) for code in codes])
            for key in ("complete", "in_time"):
                assert row[f"month_{month:%m}_{key}"] == of_month[key], f"{ledger} {month}"


def test_a_district_shows_its_stage_and_how_late_it_was(ledger, replayed):
    stages = {(code, month): stage for code, month, stage in Sheet.objects.values_list("district", "month", "stage")}
    words = {None: "ยังไม่เริ่ม", "draft": "กำลังบันทึก", "district": "อำเภอ", "province": "จังหวัด"}
    for code in ledger.provinces:
        rows = answer(factories.province_officer(code), "timeliness")["rows"]
        reporting = District.objects.filter(province=code, reporting=True)
        assert {row["code"] for row in rows} == {*reporting.values_list("pk", flat=True)}
        for row in rows:
            for month in MONTHS_OF_2566:
                key = row["code"], month
                told = row[f"month_{month:%m}_standing"], row[f"month_{month:%m}_late"]
                assert told == (words[stages.get(key)], replayed.days_late(key, TODAY.date())), f"{ledger} {key}"


def test_the_silent_is_late_everywhere_and_the_imported_is_not_judged(ledger, replayed):
    rows = {row["code"]: row for row in answer(factories.department_officer(), "timeliness", level="district")["rows"]}
    assert (rows[ledger.silent]["late"], rows[ledger.silent]["in_time_rate"]) == (12, "0.00")
    assert rows[ledger.imported]["month_09_late"] is None and rows[ledger.imported]["late"] == 11


def test_each_number_leads_to_the_list_behind_it(ledger, replayed):
    officer = factories.department_officer()
    page = client_of(officer).get("/reports/timeliness/", {"year": 2566}).context["table"]
    keys, read = [column.key for column in page.columns], 0
    row = random.choice(page.rows)
    for key, value, link in zip(keys, row.values, row.links, strict=True):
        if not link or "timeliness-list" not in link:
            continue
        listed = client_of(officer).get(link).context["table"].content.lines
        judged = [each.days_late for each in listed if each.days_late is not None]
        behind = {"complete": (sum(each.is_complete for each in listed), len(listed))}
        behind["in_time"] = (judged.count(0), len(judged))
        assert behind.get(key[len("month_00_") :], len(listed)) == value, f"{ledger} {key}"
        read += 1
    assert read >= 24


def test_completeness_is_that_of_the_sums(ledger, replayed):
    officer = factories.department_officer()
    ours, sums = (answer(officer, slug, level="province") for slug in ("timeliness", "r1"))
    for mine, theirs in zip([*ours["rows"], ours["totals"]], [*sums["rows"], sums["totals"]], strict=True):
        for month in MONTHS_OF_2566:
            key = f"month_{month:%m}_complete"
            assert mine[key] == theirs[key]
