import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from sales.models import CheckSetting, District, DueDate, EntryMode, Officer, Province, ReportingMonth, Role

pytestmark = pytest.mark.django_db
KEPT = (ReportingMonth, DueDate, CheckSetting, Officer, Province)
FIXTURES = Path(__file__).parents[2] / "fixtures"


@pytest.fixture(autouse=True)
def loaded():
    call_command("load_reference")


def official(name: str) -> list[list[str]]:
    with (FIXTURES / name).open(encoding="utf-8") as file:
        return list(csv.reader(file))[1:]


def test_every_province_and_district_is_there_under_its_official_code_and_name():
    provinces = [list(line) for line in Province.objects.values_list("code", "name_th", "name_en", "region")]
    districts = [list(line) for line in District.objects.values_list("code", "province_id", "name_th")]
    assert (len(provinces), len(districts)) == (77, 928)
    assert provinces == sorted(official("provinces.csv"))
    assert districts == sorted(official("districts.csv"))


def test_only_the_districts_of_bangkok_start_without_reporting():
    silent = District.objects.filter(reporting=False)
    assert silent.count() == 50
    assert set(silent.values_list("province__name_th", flat=True)) == {"กรุงเทพมหานคร"}


def test_seven_fiscal_years_of_months_open_on_their_own_first_day():
    months = list(ReportingMonth.objects.all())
    assert (len(months), months[0].month, months[-1].month) == (84, date(2020, 10, 1), date(2027, 9, 1))
    assert all(month.opens_on == month.month for month in months)


def test_from_fiscal_year_2567_on_saving_confirms():
    modes = dict(ReportingMonth.objects.values_list("month", "entry_mode"))
    assert (modes[date(2023, 9, 1)], modes[date(2023, 10, 1)]) == (EntryMode.TWO_STEP, EntryMode.SAVE_CONFIRMS)


def test_each_month_is_due_when_the_documents_say_for_the_whole_country():
    dates = DueDate.objects.of_area(None)
    assert dates.count() == DueDate.objects.count()
    # Sales at two levels in 84 months, missions and shops from fiscal year 2567 on, one round of the online market.
    assert Counter(dates.values_list("kind", flat=True)) == {"sales": 168, "mission": 48, "shop": 48, "online": 2}
    assert {each.due_on for each in dates.filter(period=date(2021, 9, 1), level="district", kind="sales")} == {
        date(2021, 9, 27)
    }


def test_a_month_that_was_opened_since_gets_its_due_dates_too():
    october = ReportingMonth.objects.create(
        month=date(2027, 10, 1), entry_mode=EntryMode.SAVE_CONFIRMS, opens_on=date(2027, 10, 1)
    )
    call_command("load_reference")
    days = DueDate.objects.filter(period=october, kind="sales").order_by("level")
    assert [each.due_on for each in days] == [date(2027, 11, 18), date(2027, 11, 23)]


def test_the_system_officer_cannot_sign_in():
    system = Officer.objects.get(username="system")
    assert (system.role, system.is_active, system.has_usable_password()) == (Role.ADMIN, False, False)


def test_a_second_run_gives_areas_their_official_names_back_and_nothing_else():
    District.objects.filter(code="4317").update(name_th="โพธิตาก", reporting=False, chief_confirms=True)
    ReportingMonth.objects.filter(month=date(2023, 8, 1)).update(
        entry_mode=EntryMode.SAVE_CONFIRMS, opens_on=date(2023, 8, 5), closed_on=date(2023, 12, 1)
    )
    DueDate.objects.filter(period=date(2023, 8, 1)).update(due_on=date(2023, 9, 8), note="วันหยุดราชการ")
    CheckSetting.objects.filter(slug="swing").update(baht=70_000, is_on=False)
    before = [list(model.objects.order_by("pk").values()) for model in KEPT]

    call_command("load_reference")

    assert before == [list(model.objects.order_by("pk").values()) for model in KEPT]
    district = District.objects.get(code="4317")
    assert (district.name_th, district.reporting, district.chief_confirms) == ("โพธิ์ตาก", False, True)
