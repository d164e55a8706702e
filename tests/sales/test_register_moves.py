"""One producer that stands twice is merged, one that moves goes to the other district: histories stay."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial

import pytest

from otop_portal import clock
from sales import transitions
from sales.models import Producer, ProducerEvent, Product, Sale, SheetEvent
from sales.transitions import Refused
from sales.transitions.refusals import NotAllowed
from sales.transitions.register_moves import merge_producers, move_producer
from sales.transitions.row_state import replay, snapshot
from sales.verification import differences
from tests import factories
from tests.clients import signed_in
from tests.sales.register_pages import day, notices, post
from tests.threads import together

pytestmark = pytest.mark.django_db

JULY = date(2023, 7, 1)
TODAY = datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)
DOUBLE, STAYS = "กลุ่มทอผ้าบ้านเหนือ", "กลุ่มทอผ้าบ้านเหนือ หมู่ 2"


@pytest.fixture(autouse=True)
def september():
    with clock.at(TODAY):
        yield


@pytest.fixture
def province():
    return signed_in(factories.province_officer())


def named(name: str, code: str = "4317") -> Producer:
    return Producer.objects.get(name=name, district=code)


def merge(into: str | Producer = STAYS, by=None) -> int:
    known = named(into) if isinstance(into, str) else into
    return merge_producers(producer=named(DOUBLE), into=known, by=by or factories.province_officer(), reason="จดซ้ำ")


def rows(sheet) -> dict[tuple[str, str], Decimal | None]:
    return {(row.producer.name, row.product_type): row.total for row in Sale.objects.filter(sheet=sheet)}


def test_its_unconfirmed_rows_are_the_others(province):
    sheet = factories.sheet((DOUBLE, "cloth", (100, 0, 0, 5)), (STAYS, "herb", (7, 0, 0, 0)))
    response = post(province, "merge", named(DOUBLE), into=named(STAYS).pk, reason="จดซ้ำ")
    assert notices(response) == [f"รวม “{DOUBLE}” เข้ากับ “{STAYS}” แล้ว ยอดที่ยืนยันไว้ไม่เปลี่ยนแปลง"]
    assert rows(sheet) == {(STAYS, "cloth"): 105, (STAYS, "herb"): 7}
    event = SheetEvent.objects.filter(sheet=sheet).last()
    assert (event.action, event.reason, len(event.changes)) == ("merge", "จดซ้ำ", 2)
    double = named(DOUBLE)
    assert (double.status, double.merged_into, double.active_until) == ("closed", named(STAYS), TODAY.date())
    assert "จดซ้ำ" in response.content.decode()


def test_what_was_confirmed_stays_under_the_name_that_it_was_confirmed_with():
    july = factories.sheet((DOUBLE, "cloth", (50, 0, 0, 0)), of=JULY)
    factories.confirm_by_district(july)
    factories.confirm_by_province(july)
    august = factories.sheet((DOUBLE, "cloth", (60, 0, 0, 0)), (STAYS, "herb", (1, 0, 0, 0)))
    factories.confirm_by_district(august)
    before = list(Sale.objects.order_by("pk").values())
    merge()
    assert list(Sale.objects.order_by("pk").values()) == before
    assert not SheetEvent.objects.filter(action="merge").exists()


@pytest.mark.parametrize(
    ("double", "other", "left"),
    [
        ((None,) * 4, (7, 0, 0, 0), {(STAYS, "cloth"): Decimal(7)}),
        ((9, 0, 0, 0), (None,) * 4, {(STAYS, "cloth"): Decimal(9)}),
        ((9, 0, 0, 0), (7, 0, 0, 0), {(DOUBLE, "cloth"): Decimal(9), (STAYS, "cloth"): Decimal(7)}),
    ],
)
def test_where_both_stand_no_figure_is_lost_and_none_added_up(double, other, left):
    sheet = factories.sheet((DOUBLE, "cloth", double), (STAYS, "cloth", other))
    assert merge() == (len(left) == 2)
    assert rows(sheet) == left


def test_a_merged_ledger_replays_and_verifies():
    sheet = factories.sheet(
        (DOUBLE, "cloth", (100, 0, 0, 5)), (DOUBLE, "herb", (None,) * 4), (STAYS, "herb", (7, 0, 0, 0))
    )
    merge()
    assert replay(sheet.events.order_by("number")) == {
        row.pk: snapshot(row) for row in Sale.objects.filter(sheet=sheet)
    }
    assert list(differences()) == []


def test_the_next_sync_brings_one_of_them():
    factories.sheet((DOUBLE, "cloth", (1, 0, 0, 0)), (STAYS, "cloth", (2, 0, 0, 0)), of=JULY)
    merge()
    factories.month()
    by = factories.district_officer()
    transitions.copy_previous_month(district=factories.district(), month=factories.AUGUST, by=by)
    assert set(Sale.objects.filter(sheet__month=factories.AUGUST).values_list("producer__name", flat=True)) == {STAYS}


def test_products_go_along_and_say_where_they_come_from():
    factories.sheet((DOUBLE, "cloth", (1, 0, 0, 0)), (STAYS, "cloth", (2, 0, 0, 0)))
    product = Product.objects.create(producer=named(DOUBLE), name="ผ้าขาวม้า", product_type="cloth")
    merge()
    product.refresh_from_db()
    assert product.producer == named(STAYS)
    remembered = ProducerEvent.objects.filter(producer=named(STAYS)).last()
    assert (remembered.action, remembered.reason) == ("add_product", "จดซ้ำ")


def test_a_month_that_is_closed_is_left_alone():
    sheet = factories.sheet((DOUBLE, "cloth", (9, 0, 0, 0)))
    factories.producer(STAYS)
    sheet.month.closed_on = TODAY.date()
    sheet.month.save()
    assert merge() == 1
    assert rows(sheet) == {(DOUBLE, "cloth"): 9}


@pytest.mark.parametrize("wrong", ["itself", "another district's", "a closed one"])
def test_it_is_merged_only_into_another_active_one_of_its_district(wrong):
    double, closed = factories.producer(DOUBLE), factories.producer("ปิดแล้ว")
    Producer.objects.filter(pk=closed.pk).update(status="closed")
    far = factories.producer("ที่อื่น", by=factories.district_officer("4301"))
    into = {"itself": double, "another district's": far, "a closed one": closed}[wrong]
    with pytest.raises(Refused, match="อำเภอเดียวกัน"):
        merge(into=into)
    assert named(DOUBLE).status == "active"


def test_only_its_province_merges_and_moves(province):
    double, stays = factories.producer(DOUBLE), factories.producer(STAYS)
    for by in (factories.district_officer(), factories.province_officer("42"), factories.department_officer()):
        with pytest.raises(NotAllowed):
            merge(by=by)
        with pytest.raises(NotAllowed):
            move_producer(producer=double, to=factories.district("4301"), on=TODAY.date(), by=by, reason="ย้าย")
    with pytest.raises(NotAllowed):  # into a district of another province
        by = factories.province_officer()
        move_producer(producer=double, to=factories.district("4201"), on=TODAY.date(), by=by, reason="ย้าย")
    page = signed_in(factories.district_officer()).get(f"/producers/{stays.pk}/").content.decode()
    assert "รวมรายซ้ำ" not in page
    assert "รวมรายซ้ำ" in province.get(f"/producers/{stays.pk}/").content.decode()


def test_one_that_moves_is_closed_here_and_opened_there(province):
    sheet = factories.sheet((DOUBLE, "cloth", (9, 0, 0, 0)))
    factories.district("4301")
    Product.objects.create(producer=named(DOUBLE), name="ผ้าขาวม้า", product_type="cloth")
    response = post(province, "move", named(DOUBLE), to="4301", reason="ย้ายที่ตั้ง", **day("on", date(2023, 9, 1)))
    assert "ยอดที่รายงานไว้ยังอยู่ที่อำเภอเดิม" in notices(response)[0]
    old, new = named(DOUBLE), named(DOUBLE, "4301")
    assert (old.status, old.active_until) == ("closed", date(2023, 9, 1))
    assert (new.status, new.active_from, new.moved_from) == ("active", date(2023, 9, 1), old)
    assert rows(sheet) == {(DOUBLE, "cloth"): 9}
    assert Product.objects.get().producer == new
    assert [event.action for event in (old.events.last(), new.events.order_by("pk").first())] == ["move", "move"]
    assert "ย้ายมาจาก" in province.get(f"/producers/{new.pk}/").content.decode()


@pytest.mark.parametrize("fault", ["the name is taken there", "the same district"])
def test_a_move_that_cannot_be_changes_nothing(province, fault):
    factories.producer(DOUBLE)
    to = "4301" if fault.startswith("the name") else "4317"
    if to == "4301":
        factories.producer(DOUBLE, by=factories.district_officer("4301"))
    response = post(province, "move", named(DOUBLE), to=to, reason="ย้าย", **day("on", TODAY.date()))
    assert "alert-danger" in response.content.decode() or "invalid" in response.content.decode()
    assert named(DOUBLE).status == "active"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_merging_while_the_district_confirms_loses_no_figure(attempt):
    with clock.at(TODAY):
        sheet = factories.sheet((DOUBLE, "cloth", (9, 0, 0, 0)), (STAYS, "herb", (1, 0, 0, 0)))
        by = factories.district_officer()
        merging = partial(merge, by=factories.province_officer())
        together(merging, partial(factories.confirm_by_district, sheet, by))
    total = sum(row.total for row in Sale.objects.filter(sheet=sheet))
    assert total == 10
    assert named(DOUBLE).status == "closed"
    assert list(differences()) == []
