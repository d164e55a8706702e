from datetime import UTC, datetime

import pytest
from django.urls import reverse

from otop_portal import clock
from sales import transitions
from sales.models import Officer
from tests import factories
from tests.clients import number_of_queries
from tests.factories import AUGUST, JULY
from tests.personas import OFFICERS

pytestmark = pytest.mark.django_db

LINES = ("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (2, 0, 0, 0))


@pytest.fixture(autouse=True)
def third_of_september():
    with clock.at(datetime(2023, 9, 3, 2, tzinfo=UTC)):
        factories.months(JULY.replace(year=2022, month=10), AUGUST.replace(month=9))
        yield


def first_page(client, officer: Officer) -> str:
    client.force_login(officer)
    return client.get(reverse("sales:home")).content.decode()


def test_a_visitor_is_told_where_he_is_and_how_to_come_in(client):
    response = client.get("/")
    assert response.status_code == 200
    assert reverse("sales:sign-in") in response.content.decode()


def test_a_district_sees_its_next_job(client):
    sheet = factories.sheet(*LINES)
    assert "กรอกครบ 2 รายการแล้ว เหลือยืนยันระดับอำเภอ" in first_page(client, factories.district_officer())

    factories.confirm_by_district(sheet)
    page = first_page(client, factories.district_officer())
    assert "กันยายน 2566" in page
    assert "ยังไม่ได้เริ่มบันทึก" in page


def test_an_arrear_comes_before_the_newest_month(client):
    factories.confirm_by_district(factories.sheet(*LINES, of=AUGUST))
    factories.sheet(("กลุ่มทอผ้า", "cloth", (None,) * 4), of=JULY)
    page = first_page(client, factories.district_officer())
    assert "ยังไม่กรอก 1 จาก 1 รายการ" in page
    assert reverse("sales:entry", args=[2566, 7]) in page


def test_a_return_stands_on_the_first_page_with_its_reason(client):
    sheet = factories.sheet(*LINES)
    factories.confirm_by_district(sheet)
    transitions.return_to_district(
        district=sheet.district, month=AUGUST, by=factories.province_officer(), rows=None, reason="ยอดสลับช่อง"
    )
    page = first_page(client, factories.district_officer())
    assert "จังหวัดส่งคืน 2 รายการ" in page
    assert "ยอดสลับช่อง" in page


def test_a_district_sees_the_twelve_months_of_the_year_each_with_its_stage(client):
    factories.months(JULY.replace(month=6), JULY)
    factories.confirm_by_district(factories.sheet(*LINES, of=JULY))
    sheet = factories.sheet(*LINES)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)

    client.force_login(factories.district_officer())
    chips = client.get(reverse("sales:home")).context["chips"]

    assert [chip.month.pk.month for chip in chips] == [10, 11, 12, *range(1, 10)]
    assert [chip.standing.slug for chip in chips[8:]] == ["none", "district", "province", "none"]


@pytest.mark.parametrize("persona", [name for name in OFFICERS if "closed" not in name and name != "system"])
def test_every_page_says_who_is_in_for_which_area_in_which_role_and_the_way_out(client, persona):
    officer = OFFICERS[persona]()
    page = first_page(client, officer)
    head = page[: page.index("<main")]
    for words in (officer.name, officer.area_name, officer.get_role_display(), "ออกจากระบบ"):
        assert words in head


def test_a_province_sees_who_waits_for_it(client):
    factories.confirm_by_district(factories.sheet(*LINES))
    page = first_page(client, factories.province_officer())
    assert "1 อำเภอยืนยันแล้ว รอจังหวัดตรวจสอบ" in page
    assert reverse("sales:districts", args=[2566, 8]) in page


def test_the_ready_district_stands_before_the_others(client):
    factories.sheet(*LINES, by=factories.district_officer("4301"))
    factories.confirm_by_district(factories.sheet(*LINES))
    page = first_page(client, factories.province_officer())
    ready, other = (reverse("sales:province-sheet", args=[code, 2566, 8]) for code in ("4317", "4301"))
    assert page.index(ready) < page.index(other)


@pytest.mark.parametrize("who", ["province", "department", "admin"])
def test_the_governors_summary_is_one_step_from_the_first_page(client, who):
    assert f'href="{reverse("reports:brief")}"' in first_page(client, OFFICERS[who]())


def test_a_chief_is_led_to_the_form_that_he_can_sign(client):
    sheet, chief = factories.sheet(*LINES), factories.officer("c4317", "chief", factories.district())
    form = reverse("reports:form", args=["rt2", "4317", 2566, 8])
    assert form not in first_page(client, chief)

    factories.confirm_by_district(sheet)
    page = first_page(client, chief)
    assert f'<a class="btn btn-primary btn-lg" href="{form}">เปิดแบบ รต.๒</a>' in page
    assert "สิงหาคม 2566" in page

    factories.confirm_by_province(sheet)
    assert form not in first_page(client, chief)


def test_a_chief_is_led_to_what_he_may_read_never_to_typing(client):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (None,) * 4))
    page = first_page(client, factories.officer("c4317", "chief", factories.district()))
    assert "ยังไม่กรอก 1 จาก 1 รายการ" in page
    assert reverse("sales:sheet", args=["4317", 2566, 8]) in page
    assert "/entry/" not in page


def test_the_administrator_sees_how_many_accounts_wait_for_a_password(client):
    factories.district_officer()
    waiting = factories.officer("p43", "province", factories.province(), password_is_temporary=True)
    waiting.set_unusable_password()
    waiting.save()
    page = first_page(client, factories.administrator())
    assert "3 บัญชี" in page
    assert "รอรหัสผ่าน 1 บัญชี" in page


def test_the_department_sees_how_many_districts_are_complete_and_only_confirmed_amounts(client):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", ("987654.32", 0, 0, 0)))
    factories.confirm_by_district(sheet)
    page = first_page(client, factories.department_officer())
    assert "0 จาก 1 อำเภอ" in page
    assert "987,654.32" not in page
    assert "จังหวัดที่ยังยืนยันไม่ครบ 1 จังหวัด" in page

    factories.confirm_by_province(sheet)
    page = first_page(client, factories.department_officer())
    assert "จังหวัดยืนยันแล้ว" in page
    assert "987,654.32 บาท" in page
    assert "ทุกจังหวัดยืนยันครบทุกอำเภอแล้ว" in page


@pytest.mark.parametrize(
    "who",
    [
        factories.district_officer,
        lambda: factories.officer("c4317", "chief", factories.district()),
        factories.province_officer,
        factories.department_officer,
        factories.administrator,
    ],
    ids=["district", "chief", "province", "department", "admin"],
)
def test_everybodys_first_page_takes_as_many_queries_with_many_districts(client, who):
    factories.sheet(*LINES)
    first_page(client, who())
    few = number_of_queries(client, reverse("sales:home"))
    for number in range(20, 32):
        factories.district(f"43{number}", f"อำเภอที่ {number}")
        by = factories.district_officer(f"43{number}")
        factories.sheet(*LINES, by=by)
    assert number_of_queries(client, reverse("sales:home")) == few
