"""Page 20, and adding to the register: what the district and the province do there."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sales.models import Producer, Product
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST, JULY
from tests.sales.register_pages import day, notices, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> Client:
    return signed_in(factories.district_officer())


@pytest.fixture
def weavers() -> Producer:
    return factories.producer("กลุ่มทอผ้าบ้านโพธิ์")


# Adding


def new(**changes) -> dict:
    return {"name": "ร้านแม่ปลาส้ม", "producer_type": "sme", **changes}


def test_a_district_adds_a_producer(district):
    response = district.post(
        reverse("sales:producer-add"), new(code="12", subdistrict="โพนทอง", **day("active_from", AUGUST)), follow=True
    )
    [added] = Producer.objects.values_list("name", "producer_type", "code", "subdistrict", "active_from", "district")
    assert added == ("ร้านแม่ปลาส้ม", "sme", "12", "โพนทอง", AUGUST, "4317")
    assert notices(response) == ["เพิ่ม “ร้านแม่ปลาส้ม” ในทะเบียนแล้ว"]


def test_a_province_says_for_which_district(weavers):
    province = signed_in(factories.province_officer())
    assert "district" in province.post(reverse("sales:producer-add"), new()).context["form"].errors
    assert "district" in province.post(reverse("sales:producer-add"), new(district="4201")).context["form"].errors
    province.post(reverse("sales:producer-add"), new(district="4317"))
    assert Producer.objects.get(name="ร้านแม่ปลาส้ม").district_id == "4317"


@pytest.mark.parametrize("name", ["กลุ่มทอผ้า บ้านโพธิ์", "กลุ่มทอผ้าบ้านโพธิ์ฯ", "กลุ่มทอผ้าบ้านโพธ์"])
def test_a_nearly_same_name_is_pointed_out_before_it_is_doubled(district, weavers, name):
    page = district.post(reverse("sales:producer-add"), new(name=name)).content.decode()
    assert "ชื่อคล้ายกับ “กลุ่มทอผ้าบ้านโพธิ์”" in page
    assert "เป็นคนละราย" in page
    assert reverse("sales:producer", args=[weavers.pk]) in page
    assert Producer.objects.count() == 1

    district.post(reverse("sales:producer-add"), new(name=name, distinct="on"))
    assert Producer.objects.count() == 2


def test_the_same_name_is_refused_even_as_somebody_else(district, weavers):
    response = district.post(reverse("sales:producer-add"), new(name="กลุ่มทอผ้าบ้านโพธิ์", distinct="on"))
    assert "มีอยู่แล้วในทะเบียนของอำเภอนี้" in response.content.decode()
    assert Producer.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": " \u200b "},
        {"name": "a\0b"},
        {"name": "ๆ" * 200},
        {"producer_type": ""},
        {"producer_type": "?"},
        {"code": "9" * 41},
        {"active_from_day": "31", "active_from_month": "2", "active_from_year": "2566"},
        {"active_from_day": "1", "active_from_month": "2", "active_from_year": "2023"},
        {"active_from_day": "9" * 5000, "active_from_month": "2", "active_from_year": "2566"},
        {"active_from_day": "1"},
    ],
)
def test_what_cannot_be_is_refused_in_place(district, wrong):
    response = district.post(reverse("sales:producer-add"), new(**wrong))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Producer.objects.exists()


# One producer


def test_a_producers_page_shows_its_sales_month_by_month_with_their_sums(district, weavers):
    sheet_of(JULY)
    sheet_of(AUGUST)
    factories.sheet(("อื่น", "food", (7, 7, 7, 7)), of=AUGUST)
    sheet_of(date(2022, 9, 1))

    years = district.get(reverse("sales:producer", args=[weavers.pk])).context["years"]

    assert [(year.fiscal_year, [row.sheet.month_id for row in year.rows]) for year in years] == [
        (2566, [AUGUST, JULY]),
        (2565, [date(2022, 9, 1)]),
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT SUM(domestic_offline), SUM(domestic_online) FROM sales_sale JOIN sales_sheet s ON s.id = sheet_id"
            " WHERE producer_id = %s AND s.month_id >= '2022-10-01'",
            [weavers.pk],
        )
        expected = [int(satang) for satang in cursor.fetchone()]
    assert [int(amount * 100) for amount in years[0].totals[:2]] == expected == [20000, 50]


def test_a_month_leads_to_who_typed_it(district, weavers):
    row = sheet_of(AUGUST).sales.get()
    history = reverse("sales:row-history", args=["4317", 2566, 8, row.pk])
    assert f'href="{history}"' in district.get(reverse("sales:producer", args=[weavers.pk])).content.decode()
    assert "นาย d4317" in district.get(history).content.decode()


def test_an_unanswered_row_says_so(district, weavers):
    factories.sheet(("กลุ่มทอผ้าบ้านโพธิ์", "cloth", (None,) * 4), of=JULY)
    page = district.get(reverse("sales:producer", args=[weavers.pk])).content.decode()
    assert "ยังไม่กรอก" in page


def test_a_new_name_and_type_stand_in_the_history_in_words(district, weavers):
    response = post(
        district, "change", weavers, **shown(weavers), name="วิสาหกิจทอผ้าบ้านโพธิ์", producer_type="sme", reason="จดทะเบียน"
    )
    page = response.content.decode()
    assert notices(response) == ["แก้ไขข้อมูลของ “วิสาหกิจทอผ้าบ้านโพธิ์” แล้ว"]
    assert "กลุ่มทอผ้าบ้านโพธิ์ → วิสาหกิจทอผ้าบ้านโพธิ์" in page
    assert "กลุ่มผู้ผลิตชุมชน → ผู้ผลิตวิสาหกิจขนาดกลางและขนาดย่อม (SMEs)" in page
    assert "เหตุผล: จดทะเบียน" in page
    assert "นาย d4317" in page


def shown(producer: Producer) -> dict[str, str]:
    """What the page had in its fields when the officer opened it."""
    fields = ("name", "producer_type", "code", "subdistrict", "address", "telephone")
    values = {field: getattr(producer, field) for field in fields}
    return {f"initial-{field}": value for field, value in values.items()} | {
        field: value for field, value in values.items() if field not in ("name", "producer_type")
    }


def test_two_officers_who_change_different_fields_both_succeed(district, weavers):
    page = {**shown(weavers), "name": weavers.name, "producer_type": weavers.producer_type}
    post(district, "change", weavers, **page | {"telephone": "042 000 000"})
    post(district, "change", weavers, **page | {"subdistrict": "ด่านศรีสุข"})
    weavers.refresh_from_db()
    assert (weavers.telephone, weavers.subdistrict) == ("042 000 000", "ด่านศรีสุข")


def test_saving_without_a_change_leaves_no_event(district, weavers):
    post(district, "change", weavers, **shown(weavers), name=weavers.name, producer_type=weavers.producer_type)
    assert weavers.events.count() == 1


def test_renaming_points_out_a_near_name_but_not_its_own(district, weavers):
    factories.producer("ร้านแม่ปลาส้ม")
    near = post(district, "change", weavers, **shown(weavers), name="ร้านแม่ปลาส้ม ฯ", producer_type="sme")
    assert "เป็นคนละราย" in near.content.decode()
    own = post(district, "change", weavers, **shown(weavers), name="กลุ่มทอผ้าบ้านโพธิ", producer_type="sme")
    assert "แก้ไขข้อมูลของ" in notices(own)[0]


def test_closing_needs_a_day_and_a_reason_and_reopening_too(district, weavers):
    without = post(district, "close", weavers, **day("on", AUGUST))
    assert "กรุณาระบุเหตุผล" in without.content.decode()

    closed = post(district, "close", weavers, **day("on", AUGUST), reason="เลิกกิจการ")
    weavers.refresh_from_db()
    assert (weavers.status, weavers.active_until) == ("closed", AUGUST)
    assert "ตั้งแต่วันที่ 1 สิงหาคม 2566" in notices(closed)[0]

    post(district, "reopen", weavers, **day("on", date(2023, 9, 1)), reason="ผลิตต่อ")
    weavers.refresh_from_db()
    assert (weavers.status, weavers.active_from, weavers.active_until) == ("active", date(2023, 9, 1), None)
    assert list(weavers.events.values_list("action", flat=True)) == ["add", "close", "reopen"]


def test_closing_twice_is_refused_and_so_is_opening_what_is_open(district, weavers):
    twice = {**day("on", AUGUST), "reason": "เลิก"}
    assert "ยังดำเนินการอยู่" in post(district, "reopen", weavers, **twice).content.decode()
    post(district, "close", weavers, **twice)
    assert "ปิดอยู่แล้ว" in post(district, "close", weavers, **twice).content.decode()
    assert weavers.events.count() == 2


def test_a_name_that_has_been_given_away_keeps_a_producer_closed(district, weavers):
    post(district, "close", weavers, **day("on", AUGUST), reason="เลิก")
    factories.producer("กลุ่มทอผ้าบ้านโพธิ์")
    again = post(district, "reopen", weavers, **day("on", AUGUST), reason="ผลิตต่อ")
    assert "มีอยู่แล้วในทะเบียน" in again.content.decode()


def test_a_product_is_registered_with_its_date(district, weavers):
    response = post(district, "product", weavers, name="ผ้าขิด", product_type="cloth", **day("registered_on", JULY))
    assert list(Product.objects.values_list("name", "product_type", "registered_on")) == [("ผ้าขิด", "cloth", JULY)]
    page = response.content.decode()
    assert "ลงทะเบียน 1 กรกฎาคม 2566" in page
    assert "วันที่ลงทะเบียน: 1 กรกฎาคม 2566" in page


def test_a_producers_page_asks_no_more_of_many_months_than_of_one(district, weavers):
    sheet_of(JULY)
    address = reverse("sales:producer", args=[weavers.pk])
    one = number_of_queries(district, address)
    for month in (date(2023, number, 1) for number in range(1, 7)):
        sheet_of(month)
    assert number_of_queries(district, address) == one


def sheet_of(month: date):
    return factories.sheet(("กลุ่มทอผ้าบ้านโพธิ์", "cloth", (100, "0.25", 0, 0)), of=month)


def test_no_id_stands_twice_on_a_producers_page(district, weavers):
    page = district.get(reverse("sales:producer", args=[weavers.pk])).content.decode()
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) > 10
    assert sorted(ids) == sorted(set(ids))
