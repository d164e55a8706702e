"""What anybody fetches is the published table, cell by cell, and the table is the reports wherever nothing is hidden.

On Nong Khai and a random second province, with few producers; of the demo see tests/reports/publication.
"""

import pytest
from django.core.management import call_command
from django.db import transaction

from sales.models import District, Province
from tests.reports import asked

from .reading import by_key, lines, lines_of_files, public_table
from .reported import differences, reported

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def provinces(django_db_setup, django_db_blocker):
    """Two provinces that hide something, for all tests of this file."""
    codes = ["43", asked.second_province()]
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference")
        District.objects.update(reporting=False)
        count = District.objects.filter(province__in=codes).update(reporting=True)
        call_command("generate_ledger", "--districts", str(count), "--producers", str(9 * count))
        call_command("publish")
        yield codes
        transaction.set_rollback(True)


def test_all_pages_of_totals_and_breakdowns_are_the_table(provinces):
    figures = by_key([*lines("totals", per_page=97), *lines("breakdowns", per_page=100)])
    assert figures == public_table()
    assert {cell[1] for cell in figures.values()} >= {"published", "hidden"}


def test_the_files_of_all_years_are_the_table(provinces):
    in_json, in_csv = lines_of_files("json"), lines_of_files("csv")
    assert in_json == in_csv
    assert by_key(in_json) == public_table()


def test_a_shown_cell_is_what_the_reports_say(provinces):
    reports = {}
    for year in sorted({each["fiscal_year"] for each in lines("months")}):
        reports |= reported(year, provinces)
    compared, wrong = differences(by_key(lines_of_files("json")), reports)
    assert wrong == []
    shown = [cell for cell in public_table().values() if cell[1] == "published"]
    assert compared > len(shown) / 2


@pytest.mark.parametrize("per_page", [1, 5, 1000])
def test_pages_of_any_size_cover_each_line_just_once(provinces, per_page):
    whole = {key: cell for key, cell in public_table().items() if key[1] != "district" and key[3] == "total"}
    found = lines("completeness", per_page=per_page)
    assert len(found) == len(whole)
    assert {(line["month"], line["province_code"] or ""): (line["complete"], line["reporting"]) for line in found} == {
        (month, area): cell[-2:] for (month, _, area, *_), cell in whole.items()
    }


def test_names_are_bare_and_belong_to_their_codes(provinces):
    found = lines("totals")
    named = {(line["province_code"], line["province"]) for line in found if line["province_code"]}
    assert named == {*Province.objects.filter(pk__in=provinces).values_list("code", "name_th")}
    named = {(line["district_code"], line["district"]) for line in found if line["district_code"]}
    assert named <= {*District.objects.filter(province__in=provinces).values_list("code", "name_th")}
    assert len(named) > 5


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ({"level": "country"}, lambda line: line["level"] == "country"),
        ({"province": "43"}, lambda line: line["province_code"] == "43"),
        ({"district": "4317"}, lambda line: line["district_code"] == "4317"),
        (
            {"province": "43", "level": "province"},
            lambda line: (line["province_code"], line["level"]) == ("43", "province"),
        ),
        ({"region": "northeast", "level": "district"}, lambda line: line["district_code"] and northeastern(line)),
    ],
)
def test_a_question_leaves_out_what_it_does_not_ask_for_and_nothing_else(provinces, question, holds):
    every = lines("totals")
    assert lines("totals", **question) == [line for line in every if holds(line)] != []


def northeastern(line: dict) -> bool:
    return Province.objects.get(pk=line["province_code"]).region == "ภาคตะวันออกเฉียงเหนือ"


@pytest.mark.parametrize("number", [0, 4, 11])
def test_months_are_asked_for_one_by_one_as_a_run_and_as_a_fiscal_year(provinces, number):
    names = [each["month"] for each in lines("months")]
    every = lines("breakdowns", dimension="channel")
    of_month = [line for line in every if line["month"] == names[number]]
    assert lines("breakdowns", dimension="channel", month=names[number]) == of_month != []
    run = [line for line in every if names[2] <= line["month"] <= names[number]]
    assert lines("breakdowns", dimension="channel", first=names[2], last=names[number]) == run
    year = of_month[0]["fiscal_year"]
    assert lines("breakdowns", dimension="channel", fiscal_year=year) == [
        line for line in every if line["fiscal_year"] == year
    ]


def test_a_month_is_named_in_both_calendars(provinces):
    by_name = {each["month"]: each for each in lines("months")}
    october = next(each for name, each in by_name.items() if name.endswith("-10"))
    year = int(october["month"][:4])
    assert october == october | {
        "month_th": f"ตุลาคม {year + 543}",
        "fiscal_year": year + 544,
        "calendar_year": year + 543,
        "calendar_month": 10,
        "quarter": 1,
    }


def test_all_places_are_listed_with_what_they_belong_to(provinces):
    assert len(lines("areas/provinces", per_page=10)) == 77
    assert len(districts := lines("areas/districts", per_page=500)) == 928
    assert {line["province_code"] for line in districts} == {*Province.objects.values_list("pk", flat=True)}
    assert sum(line["provinces"] for line in lines("areas/regions")) == 77
    northeast = lines("areas/provinces", region="northeast")
    assert {"code": "43", "name_th": "หนองคาย", "name_en": "Nong Khai"}.items() <= next(
        line for line in northeast if line["code"] == "43"
    ).items()
    assert {line["region"] for line in northeast} == {"ภาคตะวันออกเฉียงเหนือ"}
