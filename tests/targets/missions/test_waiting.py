"""หน้าหลัก names what is reported by hand: what came back and why, what is due, what the province has to confirm."""

from datetime import UTC, date, datetime

import pytest

from otop_portal import clock
from targets.missions.asked import Asked
from targets.models import Scheme
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.targets.factories import target

from .reporting import by_district, by_province, give_back, product, report, report_online, reported, shops

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def third_of_september():
    with clock.at(datetime(2023, 9, 3, 2, tzinfo=UTC)):
        factories.months(date(2022, 10, 1), date(2023, 9, 1))
        yield


def home(officer) -> str:
    return signed_in(officer).get("/").content.decode()


def test_a_return_stands_on_the_first_page_with_its_reason_until_it_is_confirmed_again():
    mission, online = reported("district")
    for row in (mission, online):
        give_back(row, reason=f"หลักฐานของ{row.pk}ไม่ตรง")
    page = home(factories.district_officer())
    for row in (mission, online):
        told = f"จังหวัดส่งคืน 1 รายการ เมื่อวันที่ 3 กันยายน 2566 เหตุผล: หลักฐานของ{row.pk}ไม่ตรง กรุณาแก้ไขและยืนยันใหม่"
        assert told in page
        assert f'href="{row.get_absolute_url()}"' in page
    by_district(mission)
    page = home(factories.district_officer())
    assert f"หลักฐานของ{mission.pk}ไม่ตรง" not in page or mission.pk == online.pk
    by_district(online)
    assert "จังหวัดส่งคืน" not in home(factories.district_officer())


def test_rows_of_one_return_are_told_together_and_only_those_still_open():
    reported("draft")
    rows = report_online(product("ผ้าขาวม้า"), product("ผ้าถุง"))
    by_district(*rows)
    give_back(*rows, reason="ลิงก์เปิดไม่ได้")
    assert "จังหวัดส่งคืน 2 รายการ" in home(factories.district_officer())
    by_district(rows[0])
    assert "จังหวัดส่งคืน 1 รายการ" in home(factories.district_officer())


def test_the_province_is_told_how_many_wait_for_it_and_where():
    mission, online = reported("district")
    page = home(factories.province_officer())
    assert page.count("อำเภอยืนยันแล้ว 1 รายการ รอจังหวัดตรวจสอบ") == 2
    assert 'href="/targets/missions/"' in page and 'href="/targets/missions/online/2566/7/"' in page
    by_province(mission)
    by_province(online)
    assert "รอจังหวัดตรวจสอบ" not in home(factories.province_officer())


def test_another_area_and_the_country_are_told_nothing():
    mission, _ = reported("district")
    give_back(mission, reason="ไม่ชัดเจน")
    others = [factories.district_officer("4301"), factories.province_officer("42"), factories.department_officer()]
    for officer in others:
        page = home(officer)
        assert "ไม่ชัดเจน" not in page and "รอจังหวัดตรวจสอบ" not in page


def test_a_district_is_told_what_it_has_not_reported_and_what_it_has_not_confirmed():
    _, online = reported("draft")
    page = home(factories.district_officer())
    assert "บันทึกแล้ว เหลือยืนยันระดับอำเภอ" in page
    assert "บันทึกแล้ว 1 รายการ เหลือยืนยันระดับอำเภอ" in page
    assert page.count("ยังไม่ได้รายงาน") == 1  # the readiness survey
    by_district(online)
    assert "บันทึกแล้ว 1 รายการ" not in home(factories.district_officer())


def test_a_first_page_asks_no_more_for_more_districts():
    version = Scheme.objects.get(slug=reported("district")[0].scheme.slug).current
    officer = factories.province_officer()
    few = number_of_queries(signed_in(officer), "/")
    for code in ("4301", "4302", "4303"):
        target(version, 5, code=code)
        by_district(report(Asked(version), 4, code=code))
    assert number_of_queries(signed_in(officer), "/") == few


def test_a_running_number_is_asked_for_again_when_the_month_is_over():
    version = shops("quarter", first_month=date(2024, 1, 1), last_month=date(2024, 3, 1))
    target(version, 10)
    asked, by = Asked(version), factories.district_officer()
    with clock.at(datetime(2024, 2, 10, 5, tzinfo=UTC)):
        factories.months(date(2023, 10, 1), date(2024, 3, 1))
        assert "ยังไม่ได้รายงานผลถึงเดือนมกราคม 2567" in home(by)
        by_district(report(asked, 3))
        assert "ยังไม่ได้รายงาน" not in home(by)
    with clock.at(datetime(2024, 3, 18, 5, tzinfo=UTC)):
        page = home(by)
    assert "ยังไม่ได้รายงานผลถึงเดือนกุมภาพันธ์ 2567" in page
    assert "เกินกำหนด 3 วัน ยังบันทึกได้ โดยจะระบุว่า “ล่าช้า”" in page
