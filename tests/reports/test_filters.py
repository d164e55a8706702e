from datetime import date

import pytest
from django.http import Http404

from otop_portal import clock
from reports.definitions import REPORTS
from reports.filters import FilterForm
from reports.sheet_filters import SheetForm, sheet_selection
from reports.table import build
from sales.models import REGIONS, Province
from tests import factories
from tests.factories import AUGUST
from tests.reports import asked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with clock.at(clock.datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        factories.months(factories.JULY, AUGUST)
        yield


def filters(officer, **question) -> FilterForm:
    return FilterForm(question, report=REPORTS["r1"], officer=officer)


def test_without_a_question_it_is_the_newest_year_and_the_officers_whole_area():
    for officer, area in (
        (factories.department_officer(), None),
        (factories.province_officer(), factories.province()),
        (factories.district_officer(), factories.district()),
    ):
        form = filters(officer)
        assert form.is_valid()
        selection = form.selection()
        assert (selection.year, selection.area, selection.producer_type) == (2566, area, "")


def test_a_question_is_answered_as_it_was_asked():
    factories.district("4317")
    form = filters(factories.department_officer(), year="2566", area="4317", producer_type="sme")
    assert form.is_valid()
    assert (form.selection().area.pk, form.selection().producer_type) == ("4317", "sme")
    assert form.selection().question(REPORTS["r1"].filters) == "year=2566&area=4317&producer_type=sme"


@pytest.mark.parametrize(
    "question",
    [
        {"year": "abc"},
        {"year": "99999999999999999999"},
        {"year": "2566\x00"},
        {"area": "\x00"},
        {"area": "4"},
        {"area": "9999"},
        {"area": "43' OR 1=1"},
        {"producer_type": "x" * 5000},
    ],
)
def test_a_question_without_sense_gets_a_sentence_and_the_nearest_that_has(question):
    form = filters(factories.department_officer(), **question)
    assert not form.is_valid()
    assert form.faults() == [f"ไม่มี{form.fields[next(iter(question))].label}ที่ท่านเลือก จึงแสดงข้อมูลที่ใกล้เคียงแทน"]
    selection = form.mended().selection()
    assert (selection.year, selection.area, selection.producer_type) == (2566, None, "")


@pytest.mark.parametrize(
    ("first", "last", "fault", "nearest"),
    [
        ("2023-03", "2023-01", "เดือนสุดท้ายอยู่ก่อนเดือนแรก", ("2023-03", "2023-08")),
        # September is in the newest fiscal year, but after the newest month that is over.
        ("2023-09", "2023-01", "เดือนสุดท้ายอยู่ก่อนเดือนแรก", ("2023-08", "2023-09")),
        ("2023-09", "", "เดือนสุดท้ายอยู่ก่อนเดือนแรก", ("2023-08", "2023-09")),
        ("2023-09", "\x00", "ไม่มีถึงเดือนที่ท่านเลือก", ("2023-08", "2023-09")),
        ("", "2021-10", "เดือนสุดท้ายอยู่ก่อนเดือนแรก", ("2022-10", "2023-08")),
        ("x", "2021-10", "ไม่มีตั้งแต่เดือนที่ท่านเลือก", ("2021-10", "2022-10")),
    ],
)
def test_a_run_that_ends_before_it_begins_gets_a_sentence_and_one_that_does_not(first, last, fault, nearest):
    factories.months(date(2021, 10, 1), date(2023, 9, 1))
    question = {"period": "run", "first": first, "last": last}
    form = FilterForm(question, report=REPORTS["r2"], officer=factories.department_officer())
    assert not form.is_valid()
    assert [sentence.partition(" จึง")[0] for sentence in form.faults()] == [fault]
    months = form.mended().selection().months
    assert (f"{months[0]:%Y-%m}", f"{months[-1]:%Y-%m}") == nearest


@pytest.mark.parametrize(
    ("first", "last", "heading"),
    [
        ("2022-11", "2023-01", "ปีงบประมาณ 2566 (พฤศจิกายน 2565 – มกราคม 2566)"),
        ("2022-07", "2022-12", "ปีงบประมาณ 2565–2566 (กรกฎาคม 2565 – ธันวาคม 2565)"),
    ],
)
def test_a_run_says_both_years_across_two_fiscal_years_too(first, last, heading):
    factories.months(date(2022, 7, 1), date(2023, 8, 1))
    question = {"period": "run", "first": first, "last": last}
    form = FilterForm(question, report=REPORTS["r2"], officer=factories.department_officer())
    assert form.mended().selection().period == heading


@pytest.mark.parametrize("area", ["42", "4201", "", "77", "43"])
def test_a_foreign_area_is_answered_like_a_missing_one(area):
    factories.district("4201")
    officer = factories.district_officer("4317")
    form = filters(officer, area=area)
    form = form.mended()
    assert form.selection().area.pk == "4317"
    assert list(form.areas) == ["4317"]


def test_a_province_is_offered_its_districts_and_the_department_those_of_the_province_asked_for():
    other = asked.second_province()
    for code in ("4301", "4317", f"{other}01"):
        factories.district(code)
    assert list(filters(factories.province_officer()).areas) == ["43", "4301", "4317"]
    offered = list(filters(factories.department_officer(), area=other).areas)
    assert set(offered) == {"", *REGIONS, "43", other, f"{other}01"}


def test_the_way_down_leads_up_again():
    factories.district("4317")
    form = filters(factories.department_officer(), area="4317", year="2566")
    assert form.is_valid()
    assert form.crumbs == [
        ("ทั้งประเทศ", "?year=2566"),
        ("ภาคตะวันออกเฉียงเหนือ", "?year=2566&area=northeast"),
        ("จังหวัดหนองคาย", "?year=2566&area=43"),
        ("อำเภอโพธิ์ตาก", "?year=2566&area=4317"),
    ]


def test_a_form_is_searched_in_the_officers_own_area_only():
    factories.district("4201")
    search = SheetForm({"search": "1"}, officer=factories.district_officer("4317"))
    assert search.is_valid()
    assert search.address == ("rt2", "4317", 2566, 8)
    assert [district.pk for district in search.fields["district"].queryset] == ["4317"]
    assert not SheetForm({"province": "42", "district": "4201"}, officer=factories.province_officer("43")).is_valid()


def test_a_district_of_the_province_chosen_before_is_forgotten():
    factories.district("4201")
    search = SheetForm({"province": "42", "district": "4317"}, officer=factories.department_officer())
    assert not search.is_valid()
    assert [district.pk for district in search.fields["district"].queryset] == ["4201"]


def test_a_form_still_being_filled_in_is_not_blamed():
    search = SheetForm({"province": "43"}, officer=factories.department_officer())
    assert not search.is_valid()
    assert search.errors == {}


def test_the_department_opens_a_form_only_once_the_whole_sheet_is_confirmed():
    sheet, department = factories.sheet(*asked.LINES), factories.department_officer()
    factories.confirm_by_district(sheet)
    question = {"year": "2566", "month": "8", "province": "43", "district": "4317"}
    assert not SheetForm(question, officer=department).is_valid()
    with pytest.raises(Http404):
        sheet_selection(department, "4317", 2566, 8)

    factories.confirm_by_province(sheet)
    assert SheetForm(question, officer=department).is_valid()
    assert sheet_selection(department, "4317", 2566, 8).month == AUGUST


@pytest.mark.parametrize(
    ("code", "year", "month"), [("4201", 2566, 8), ("4399", 2566, 8), ("4317", 2566, 13), ("4317", 1, 1)]
)
def test_a_form_that_is_not_there_is_not_found(code, year, month):
    factories.district("4201")
    with pytest.raises(Http404):
        sheet_selection(factories.district_officer("4317"), code, year, month)


def test_as_many_questions_to_the_database_for_one_province_as_for_all(django_assert_num_queries):
    officer = factories.department_officer()
    with django_assert_num_queries(3):
        filters(officer)
    Province.objects.bulk_create(
        Province(code=str(code), name_th=f"จังหวัด {code}", name_en=str(code), region="ภาคใต้") for code in range(50, 70)
    )
    with django_assert_num_queries(3):
        filters(officer)


@pytest.mark.parametrize(
    "text",
    [
        "0001-01-01",
        "0001-01-01T00:00+14:00",
        "2000-01-01",
        "2014-12-31",
        "1471-01-01",
        "2015-01-01T00:00+14:00",
        "9999-12-31",
        "2557-12-31",
        "2023-08-31T14:05Z",
        "2023-W35-4",
        "20230831",
        "\x00",
        "31/08/2566",
        "2566-02-30",
    ],
)
def test_a_moment_without_sense_never_breaks_a_report(text):
    form = FilterForm({"at": text}, report=REPORTS["r5"], officer=factories.department_officer())
    form = form.mended()
    table = build(REPORTS["r5"], form.selection())
    assert table.totals and form.crumbs


@pytest.mark.parametrize("asked", ["2023-08-31", "2566-08-31", "2023-08-31T14:05"])
def test_a_chosen_day_is_read_in_the_buddhist_era_beside_the_calendar(asked):
    form = filters(factories.department_officer(), at=asked).mended()
    assert form["at"].label == "ณ วันที่ · 31 สิงหาคม 2566"
    assert filters(factories.department_officer()).mended()["at"].label == "ณ วันที่"
