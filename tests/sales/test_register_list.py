"""Page 19: the list of producers, its search and its counts."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from sales.models import Producer
from sales.transitions.producers import close_producer, collecting_entry
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST
from tests.personas import OFFICERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> Client:
    return signed_in(factories.district_officer())


@pytest.fixture
def weavers() -> Producer:
    return factories.producer("กลุ่มทอผ้าบ้านโพธิ์")


def names(client: Client, **asked) -> list[str]:
    return [producer.name for producer in client.get(reverse("sales:producers"), asked).context["page"]]


def test_the_list_is_in_thai_order(district):
    for name in ("เอกผ้าไหม", "กลุ่มทอผ้า", "แก้วเจียระไน", "ข้าวเม่า"):
        factories.producer(name)
    assert names(district) == ["กลุ่มทอผ้า", "แก้วเจียระไน", "ข้าวเม่า", "เอกผ้าไหม"]


@pytest.mark.parametrize("part", ["ทอผ้า", "  หมู่  ๓ ", "หมู่ 3"])
def test_a_part_of_the_name_finds_it_however_it_is_written(district, part):
    factories.producer("กลุ่มทอผ้า หมู่ 3")
    factories.producer("ร้านแม่ปลาส้ม")
    assert names(district, name=part) == ["กลุ่มทอผ้า หมู่ 3"]


def test_status_and_type_choose(district, weavers):
    closed = factories.producer("ร้านแม่ปลาส้ม", producer_type="sme")
    close_producer(producer=closed, by=factories.district_officer(), on=AUGUST, reason="เลิกกิจการ")
    factories.producer("ร้านใหม่", producer_type="")

    assert names(district) == ["กลุ่มทอผ้าบ้านโพธิ์", "ร้านใหม่"]
    assert names(district, status="closed") == ["ร้านแม่ปลาส้ม"]
    assert names(district, status="all", producer_type="sme") == ["ร้านแม่ปลาส้ม"]
    assert names(district, producer_type="unknown") == ["ร้านใหม่"]


def test_a_collecting_entry_is_neither_listed_nor_counted_nor_shown(district):
    entry = collecting_entry(district=factories.district(), producer_type="sme", by=factories.system_officer())
    page = district.get(reverse("sales:producers"))
    assert (list(page.context["page"]), page.context["counts"].total["producers"]) == ([], 0)
    assert district.get(reverse("sales:producer", args=[entry.pk])).status_code == 404


def test_the_counts_are_those_of_the_database_by_district_and_type():
    register_of_the_province()
    counts = signed_in(factories.province_officer()).get(reverse("sales:producers")).context["counts"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT district_id, SUM(CASE WHEN producer_type = 'community_group' THEN 1 ELSE 0 END),"
            " SUM(CASE WHEN producer_type = 'sme' THEN 1 ELSE 0 END), COUNT(*) FROM sales_producer"
            " WHERE status = 'active' GROUP BY district_id ORDER BY district_id"
        )
        expected = [(code, int(groups), int(smes), every) for code, groups, smes, every in cursor.fetchall()]
    found = [(area.pk, row["community_group"], row["sme"], row["producers"]) for area, row in counts.lines]
    assert found == [*expected, ("4318", 0, 0, 0)]
    assert [counts.total[column] for column in ("community_group", "sme", "producers")] == [3, 1, 4]


def register_of_the_province() -> None:
    factories.district("4318", "ไม่มีใคร")
    muang = factories.officer("d4301", "district", factories.district("4301", "เมืองหนองคาย"))
    for name, by, kind in (
        ("ก", None, "sme"),
        ("ข", None, "community_group"),
        ("ค", muang, "community_group"),
        ("ง", muang, "community_group"),
    ):
        factories.producer(name, by=by, producer_type=kind)
    close_producer(producer=factories.producer("ปิด"), by=factories.district_officer(), on=AUGUST, reason="เลิก")


def test_the_province_chooses_one_of_its_districts():
    register_of_the_province()
    province = signed_in(factories.province_officer())
    assert names(province, district="4301") == ["ค", "ง"]
    assert "จังหวัดยืนยัน" not in province.get(reverse("sales:producers"), {"district": "4301"}).content.decode()


def test_a_foreign_district_in_the_address_shows_nothing_of_it(district):
    elsewhere = factories.officer("d4201", "district", factories.district("4201", "เมืองเลย"))
    factories.producer("ของเลย", by=elsewhere)
    for client in (district, signed_in(factories.province_officer())):
        assert names(client, district="4201", province="42", status="all") == []


def test_the_administrator_sees_the_country_and_may_not_add():
    register_of_the_province()
    admin = signed_in(factories.administrator())
    page = admin.get(reverse("sales:producers"))
    assert [(area.pk, row["producers"]) for area, row in page.context["counts"].lines] == [("43", 4)]
    assert "เพิ่มผู้ผลิต" not in page.content.decode()
    assert names(admin, province="43", district="4301") == ["ค", "ง"]


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "a\0b"},
        {"name": "x" * 500},
        {"page": "abc"},
        {"page": "-1"},
        {"page": "9" * 5000},
        {"status": "?", "producer_type": "?", "district": "\0", "province": "\0"},
        {"district": "9" * 300},
    ],
)
@pytest.mark.parametrize("persona", ["district", "province", "admin"])
def test_a_question_without_meaning_is_answered_with_the_list(persona, asked, weavers):
    client = signed_in(OFFICERS[persona]())
    assert client.get(reverse("sales:producers"), asked).status_code == 200


def test_the_list_asks_no_more_of_300_producers_than_of_one(weavers):
    province = signed_in(factories.province_officer())
    address = reverse("sales:producers") + "?status=all"
    one = number_of_queries(province, address)
    for number in range(300):
        factories.producer(f"กลุ่มที่ {number}")
    assert number_of_queries(province, address) == one
