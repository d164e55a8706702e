from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from otop_portal import clock, fiscal, money
from reports.completeness import Completeness
from reports.definitions import REPORTS, Surface
from reports.selection import Selection, default_level
from reports.table import Table, build
from sales import sentences, transitions
from sales.models import District
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports import asked

pytestmark = pytest.mark.django_db

OF_TYPE = f"""
    SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale
    JOIN sales_sheet ON sales_sheet.id = sheet_id
    JOIN sales_district ON sales_district.code = sales_sheet.district_id
    WHERE sales_sale.stage = 'province' AND province_id LIKE %s AND district_id LIKE %s
    AND CAST(month_id AS TEXT) LIKE %s AND producer_type LIKE %s
"""


def r1(officer=None, area=None, producer_type: str = "", year: int = 2566) -> Table:
    officer = officer or factories.department_officer()
    months, level = fiscal.months_of(year), default_level(area)
    return build(REPORTS["r1"], Selection(officer, months, clock.now(), area, level, producer_type=producer_type))


def values(table: Table) -> dict[str, dict]:
    """By code of the area, then by key of the column."""
    keys = [column.key for column in table.columns]
    lines = [dict(zip(keys, row.values, strict=True)) for row in table.rows]
    return {line["code"]: line for line in lines}


def totals(table: Table) -> dict:
    return dict(zip([column.key for column in table.columns], table.totals, strict=True))


def test_sums_are_those_of_the_confirmed_rows():
    other = asked.second_province()
    for code, month in (("4317", JULY), ("4317", AUGUST), ("4301", AUGUST), (f"{other}01", AUGUST)):
        asked.confirmed_sheet(code, month)
    by = factories.district_officer("4302")
    factories.sheet(("ร้านที่ยังไม่ยืนยัน", "food", (7, 0, 0, 0)), by=by)

    lines = values(r1())

    def in_database(province: str = "%", month: str = "%") -> Decimal:
        return money.baht(asked.satang(OF_TYPE, province, "%", month, "%"))

    assert lines["43"]["month_08"] == in_database("43", "2023-08-01") > 0
    assert lines["43"]["month_07"] == in_database("43", "2023-07-01")
    assert lines["43"]["total"] == in_database("43")
    assert lines[other]["month_08"] == in_database(other)
    assert lines[other]["month_07"] is None
    assert totals(r1())["total"] == in_database()


def test_a_province_opens_to_its_districts():
    for code in ("4317", "4301", f"{asked.second_province()}01"):
        asked.confirmed_sheet(code)
    lines = values(r1(area=factories.province()))
    assert set(lines) == {"4301", "4317"}
    assert lines["4317"]["month_08"] == money.baht(asked.satang(OF_TYPE, "43", "4317", "%", "%"))


@pytest.mark.parametrize("producer_type", ["community_group", "community_single_owner", "sme"])
def test_one_producer_type_alone(producer_type):
    by = factories.district_officer()
    factories.month()
    new = [
        factories.new_row(f"ราย {kind}", "food", (amount, 0, 0, "0.01"), producer_type=kind, distinct=True)
        for amount, kind in enumerate(["community_group", "community_single_owner", "sme"], 5)
    ]
    sheet = transitions.save_rows(district=by.district, month=AUGUST, by=by, new=new).sheet
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    shown = values(r1(producer_type=producer_type))["43"]["month_08"]
    assert shown == money.baht(asked.satang(OF_TYPE, "43", "%", "%", producer_type))


def test_completeness_counts_reporting_districts_that_have_confirmed_everything():
    for code in ("4301", "4302", "4314"):
        factories.district(code)
    District.objects.filter(pk="4314").update(reporting=False)
    asked.confirmed_sheet("4317", JULY)
    for code in ("4317", "4301", "4314"):
        asked.confirmed_sheet(code)
    line = values(r1())["43"]
    assert (line["month_07_complete"], line["month_08_complete"]) == (Completeness(1, 3), Completeness(2, 3))
    assert line["total_complete"] == Completeness(1, 3)


def test_the_sum_of_the_country_counts_the_districts_of_which_nothing_is_confirmed():
    for code in ("4301", "4201", "4202"):
        factories.district(code)
    asked.confirmed_sheet("4317")
    table = r1()
    assert totals(table)["total_complete"] == totals(table)["month_08_complete"] == Completeness(1, 4)
    assert sentences.preliminary(1, 4) in table.content.standing


def test_a_sum_that_may_change_says_so_and_a_complete_one_does_not():
    factories.district("4301")
    sheet = asked.confirmed_sheet("4317")
    content = r1().content
    assert (content.is_preliminary, sentences.preliminary(1, 2) in content.standing) == (True, True)

    asked.confirmed_sheet("4301")
    content = r1().content
    assert (content.is_preliminary, content.standing) == (False, "ยืนยันครบ 2 จาก 2 อำเภอ (สิงหาคม 2566)")

    transitions.return_to_district(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), rows=None, reason="ผิด"
    )
    assert r1().content.is_preliminary


def test_a_year_without_anything_confirmed_says_so():
    factories.district()
    factories.months(date(2022, 10, 1), date(2023, 9, 1))
    table = r1()
    assert table.content.standing == "ยังไม่มีข้อมูลที่จังหวัดยืนยัน"
    assert (totals(table)["total"], totals(table)["month_08"]) == (None, None)
    cells = table.on(Surface.SHEET).cells()[0]
    assert [cell.text for cell in cells[2:]] == ["–"] * 13


def test_an_empty_month_that_was_declared_is_nought_and_complete():
    by = factories.district_officer()
    factories.month()
    sheet = transitions.declare_nothing(district=by.district, month=AUGUST, by=by).sheet
    transitions.confirm_by_province(
        district=by.district, month=AUGUST, by=factories.province_officer(), seen={}, sheet_version=sheet.version
    )
    line = values(r1(area=factories.province()))["4317"]
    assert (line["month_08"], line["month_08_complete"]) == (Decimal(0), Completeness(1, 1))


def test_an_area_that_does_not_report_is_counted_below_the_table():
    silent = factories.district("4201")
    District.objects.filter(pk=silent.pk).update(reporting=False)
    asked.confirmed_sheet("4317")
    table = r1()
    assert list(values(table)) == ["43"]
    assert table.content.notes[-1] == "ไม่แสดงจังหวัดที่ไม่ได้รายงาน 1 แห่ง"


def test_officers_see_their_own_area_only():
    for code in ("4317", "4301", "4201"):
        asked.confirmed_sheet(code)
    own = money.baht(asked.satang(OF_TYPE, "43", "4317", "%", "%"))
    assert totals(r1(factories.district_officer(), factories.district()))["total"] == own
    assert totals(r1(factories.province_officer("42"), factories.province("42")))["total"] == own
    assert totals(r1(factories.province_officer("42"), factories.province("43")))["total"] is None


def test_months_are_those_of_the_fiscal_year():
    asked.confirmed_sheet("4317", date(2022, 9, 1))
    asked.confirmed_sheet("4317", date(2022, 10, 1))
    assert values(r1())["43"]["month_09"] is None
    assert values(r1())["43"]["month_10"] is not None
    assert values(r1(year=2565))["43"]["month_10"] is None


def test_a_sum_leads_down_to_the_sheet():
    asked.confirmed_sheet("4317")
    country = r1().on(Surface.SHEET).cells()[0]
    assert country[1].link == "/reports/r1/?year=2566&area=43&unit=baht"
    assert {cell.link for cell in country[2:]} == {None}
    district = r1(area=factories.province()).on(Surface.SHEET).cells()[0]
    links = [cell.link for cell in district[2:]]
    august = 10
    assert links[august] == reverse("sales:sheet", args=["4317", 2566, 8])
    assert set(links[:august] + links[august + 1 :]) == {None}


def test_the_report_asks_the_database_as_often_for_one_area_as_for_many(django_assert_num_queries):
    officer = factories.department_officer()
    asked.confirmed_sheet("4317")
    with django_assert_num_queries(6):
        r1(officer)
    for code in ("4301", "4302", "4201", "4202", "1101"):
        for month in (JULY, AUGUST):
            asked.confirmed_sheet(code, month)
    with django_assert_num_queries(6):
        r1(officer)
