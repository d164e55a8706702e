"""Page 34: a district reports, its province confirms or returns, and what both see."""

import re

import pytest
from django.urls import reverse

from otop_portal import clock, thai
from targets.missions import sentences
from targets.missions.asked import Asked
from targets.models import MissionReport, Scheme
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.targets.factories import target

from .reporting import JULY, SURVEY, by_district, by_province, confirmed, give_back, online, report, seen, shops

pytestmark = pytest.mark.django_db
PAGE = "/targets/missions/"


@pytest.fixture(autouse=True)
def schemes():
    factories.months(JULY, factories.AUGUST)
    for version in (shops(), online()):
        for code in ("4317", "4301"):
            target(version, 12, code=code)


def shop() -> Asked:
    return Asked(Scheme.objects.get(slug="shop").current)


def district():
    return signed_in(factories.district_officer())


def province():
    return signed_in(factories.province_officer())


def save(client, amount="3", slug="shop", **more):
    typed = {"condition": "", "amount": amount, "evidence": "นค 0019/5", "seen": ""} | more
    return client.post(reverse("targets:mission-save", args=[slug]), typed)


def ticked(*rows, **more) -> dict:
    versions = " ".join(f"{key}:{version}" for key, version in seen(*rows).items())
    return {"seen": versions, "rows": [row.pk for row in rows]} | more


def words(client) -> str:
    return re.sub(r"\s+", " ", client.get(PAGE).content.decode())


def test_a_district_sees_what_it_is_asked_with_base_and_levels():
    page = words(district())
    assert page.count("ยังไม่เริ่ม") == 2
    assert SURVEY in page
    assert "<dd>ระดับ D 3 ราย · ระดับ C 6 ราย · ระดับ B 9 ราย · ระดับ A 12 ราย</dd>" in page
    assert "<dd>12 ราย</dd>" in page


@pytest.mark.parametrize(("typed", "amount"), [("3", 3), ("๑,๒๐๐", 1200), (" 0 ", 0)])
def test_a_district_saves_and_confirms_in_one_go(typed, amount):
    response = save(district(), typed, confirm="1")
    assert (response.status_code, response.url) == (302, PAGE)
    row = MissionReport.objects.get()
    assert (row.amount, row.evidence, row.stage) == (amount, "นค 0019/5", "district")


FAULTS = {"": sentences.NO_AMOUNT, "1000000": sentences.TOO_MANY}


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "สาม", "1e5", "1000000"])
def test_what_is_no_number_is_told_at_the_field_and_stays(typed):
    response = save(district(), typed)
    page, fault = response.content.decode(), FAULTS.get(typed) or thai.not_whole(typed)
    assert (response.status_code, fault in page, f'value="{typed}"' in page) == (422, True, True)
    assert not MissionReport.objects.exists()


@pytest.mark.parametrize(("day", "fault"), [(["", "", ""], sentences.NO_DAY), (["1", "1", "2569"], "ยังมาไม่ถึง")])
def test_a_condition_needs_a_day_that_has_come(day, fault):
    typed = dict(zip([f"handed_in_on_{part}" for part in ("day", "month", "year")], day, strict=True))
    with clock.at(clock.now().replace(year=2023, month=9, day=3)):
        response = save(district(), slug="online", condition=SURVEY, **typed)
    assert (response.status_code, fault in response.content.decode()) == (422, True)


def test_a_condition_is_reported_with_its_day():
    typed = {"handed_in_on_day": "20", "handed_in_on_month": "8", "handed_in_on_year": "2566"}
    save(district(), slug="online", condition=SURVEY, **typed)
    assert MissionReport.objects.get().handed_in_on.isoformat() == "2023-08-20"
    assert "20 สิงหาคม 2566" in words(district())


def test_of_two_who_type_the_second_keeps_his_figures_and_is_told():
    save(district(), "3")
    response = save(district(), "7", seen="")
    page = response.content.decode()
    assert (response.status_code, "กรุณาตรวจสอบแล้วบันทึกอีกครั้ง" in page, 'value="7"' in page) == (409, True, True)
    assert MissionReport.objects.get().amount == 3


def test_a_province_sees_its_districts_in_one_table_and_confirms_several_at_once():
    rows = [report(shop(), number, code=code) for code, number in {"4317": 3, "4301": 4}.items()]
    for row in rows:
        by_district(row)
    client = province()
    page = words(client)
    assert "จังหวัดยืนยันแล้ว 0 จาก 2 อำเภอ · รอยืนยัน 2 อำเภอ · รวมที่ยืนยันแล้ว 0 ราย" in page
    client.post(reverse("targets:missions-confirm"), ticked(*rows))
    assert "จังหวัดยืนยันแล้ว 2 จาก 2 อำเภอ · รอยืนยัน 0 อำเภอ · รวมที่ยืนยันแล้ว 7 ราย" in words(client)


def test_all_that_wait_are_confirmed_by_one_box_and_nothing_else():
    waiting, draft = report(shop(), 3), report(shop(), 4, code="4301")
    by_district(waiting)
    versions = " ".join(f"{key}:{version}" for key, version in seen(waiting).items())
    posted = ticked(waiting, draft) | {"rows": [], "waiting": versions, "all_shown": "on"}
    province().post(reverse("targets:missions-confirm"), posted)
    assert set(MissionReport.objects.values_list("pk", "stage")) == {(waiting.pk, "province"), (draft.pk, "draft")}


def test_a_return_needs_its_reason_and_the_district_reads_it():
    row = report(shop(), 3)
    by_district(row)
    client = province()
    response = client.post(reverse("targets:missions-return"), ticked(row, reason=" "))
    assert (response.status_code, "กรุณาระบุเหตุผล" in response.content.decode()) == (422, True)
    assert client.post(reverse("targets:missions-return"), ticked(row, reason="ไม่มีหลักฐาน")).status_code == 302
    page = words(district())
    assert "จังหวัดส่งคืน เหตุผล: ไม่มีหลักฐาน" in page and "stage-returned" in page


def test_what_changed_since_the_province_looked_is_not_confirmed():
    row = report(shop(), 3)
    by_district(row)
    posted = ticked(row)
    by_district(report(shop(), 5))
    response = province().post(reverse("targets:missions-confirm"), posted, follow=True)
    assert sentences.STALE in response.content.decode()
    assert MissionReport.objects.get().stage == "district"


def test_what_counts_stands_beside_what_is_new():
    confirmed(report(shop(), 3))
    report(shop(), 5)
    assert "<dt>ที่นับอยู่ (จังหวัดยืนยันแล้ว)</dt><dd>3</dd>" in words(district())
    assert "ที่นับอยู่ 3" in words(province())


def test_the_history_tells_each_step_with_reason_and_values():
    row = report(shop(), 3)
    for step in (by_district, by_province):
        step(row)
    give_back(row, reason="นับซ้ำ")
    report(shop(), 2)
    page = district().get(reverse("targets:mission-history", args=["mission", row.pk])).content.decode()
    said = ["ผลสะสม: 3 → 2", "เหตุผล: นับซ้ำ", "ยืนยันระดับจังหวัด", "ยืนยันระดับอำเภอ", "ผลสะสม: 3"]
    places = [page.index(words) for words in said[:1]] + [page.index(f"{words}") for words in said[1:4]]
    assert places == sorted(places)


def test_many_districts_take_as_many_questions_as_few():
    client, numbers = province(), []
    for code in ("4320", "4321", "4322", "4323"):
        target(shop().version, 10, code=code)
        report(shop(), 1, code=code)
        numbers.append(number_of_queries(client, PAGE))
    assert numbers[1] == numbers[-1] <= 25
