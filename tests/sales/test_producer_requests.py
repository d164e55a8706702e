"""Page 21 (S001:87): a district asks for a new producer, its province approves, refuses or joins it."""

from datetime import date, datetime
from functools import partial

import pytest
from django.test import Client
from django.urls import reverse

from otop_portal import clock
from sales import sentences, transitions
from sales.models import EntryMode, Producer, ProducerEvent, Product, Sale
from sales.transitions import Refused
from sales.transitions.producers import approve_producer, close_producer, join_producer, refuse_producer
from sales.transitions.producers import request_producer as ask_for
from sales.transitions.refusals import Kind, NotAllowed
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.sales.register_pages import day, notices, post
from tests.threads import together

pytestmark = pytest.mark.django_db

FEBRUARY = date(2024, 2, 1)
ASK, REQUESTS = reverse("sales:producer-request"), reverse("sales:producer-requests")
ASKED = {
    "name": "ร้านแม่ปลาส้ม",
    "producer_type": "sme",
    "product": "ปลาส้มห่อใบตอง",
    "product_type": "food",
    "subdistrict": "โพนทอง",
    "proof": "ทะเบียนวิสาหกิจชุมชน 4-43-17",
    **day("active_from", FEBRUARY),
}


@pytest.fixture(autouse=True)
def march_2567():
    factories.month(FEBRUARY, EntryMode.SAVE_CONFIRMS)
    with clock.at(datetime(2024, 3, 9, 9, tzinfo=clock.BANGKOK)):
        yield


@pytest.fixture
def district() -> Client:
    return signed_in(factories.district_officer())


@pytest.fixture
def province() -> Client:
    return signed_in(factories.province_officer())


@pytest.fixture
def asked() -> Producer:
    return request(name="ร้านแม่ปลาส้ม")


def request_details(code: str = "4317") -> dict:
    details = {"producer_type": "sme", "product": "ปลาส้ม", "product_type": "food", "proof": "ทะเบียน 7"}
    return {"district": factories.district(code), "active_from": FEBRUARY, **details}


def request(name: str, code: str = "4317") -> Producer:
    return ask_for(**request_details(code), by=factories.district_officer(code), name=name)


def sheet_of(code: str = "4317") -> dict:
    return {"district": factories.district(code), "month": FEBRUARY, "by": factories.district_officer(code)}


def type_line(name: str, amounts=(5, 0, 0, 0), **more) -> transitions.Outcome:
    return transitions.save_rows(**sheet_of(), new=[factories.new_row(name, "food", amounts, **more)])


def status(producer: Producer) -> str:
    return Producer.objects.get(pk=producer.pk).status


def actions(producer: Producer) -> list[str]:
    return list(ProducerEvent.objects.filter(producer=producer).values_list("action", flat=True))


# Asking


def test_a_district_asks_with_its_product_and_its_proof(district):
    response = district.post(ASK, ASKED, follow=True)

    producer, product = Producer.objects.get(), Product.objects.get()
    assert notices(response) == [sentences.producer_requested("ร้านแม่ปลาส้ม")]
    assert (producer.status, producer.district_id, producer.active_from) == ("requested", "4317", FEBRUARY)
    assert (product.producer, product.name, product.product_type) == (producer, "ปลาส้มห่อใบตอง", "food")
    event = ProducerEvent.objects.get()
    assert (event.action, event.reason, event.officer.username) == ("request", ASKED["proof"], "d4317")
    assert "หลักฐาน: ทะเบียนวิสาหกิจชุมชน 4-43-17" in response.content.decode()


@pytest.mark.parametrize("missing", ["name", "producer_type", "product", "product_type", "proof"])
def test_what_the_province_needs_to_decide_is_asked_for(district, missing):
    page = district.post(ASK, ASKED | {missing: ""})
    assert missing in page.context["form"].errors
    assert not Producer.objects.exists()


def test_a_nearly_same_name_is_pointed_out_before_it_is_asked_for(district):
    factories.producer("ร้านแม่ปลาส้มฯ")
    assert sentences.nearly_same("ร้านแม่ปลาส้มฯ") in district.post(ASK, ASKED).content.decode()
    district.post(ASK, ASKED | {"distinct": "on"})
    assert Producer.objects.requested().count() == 1


def test_the_same_name_is_asked_for_once(district, asked):
    assert sentences.name_taken("ร้านแม่ปลาส้ม") in district.post(ASK, ASKED).content.decode()
    assert Producer.objects.count() == 1


def test_a_district_no_longer_adds_by_itself(district, province):
    new = {"name": "ร้านใหม่", "producer_type": "sme"}
    assert sentences.ASK_FOR_PRODUCER in district.post(reverse("sales:producer-add"), new).content.decode()
    assert ASK in district.get(reverse("sales:producers")).content.decode()
    assert not Producer.objects.exists()

    province.post(reverse("sales:producer-add"), new | {"district": "4317"})
    assert Producer.objects.get().status == "active"


def test_in_a_year_of_two_steps_a_district_adds_by_itself(district):
    with clock.at(datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        factories.month(date(2023, 8, 1))
        district.post(reverse("sales:producer-add"), {"name": "ร้านใหม่", "producer_type": "sme"})
    assert Producer.objects.get().status == "active"


# Meanwhile, in the sheet


def test_a_name_that_the_register_lacks_is_held_and_leads_to_the_request():
    outcome = type_line("ร้านใหม่")

    assert [(each.kind, each.sentence) for each in outcome.problems] == [
        (Kind.NOT_REGISTERED, sentences.not_in_register("ร้านใหม่"))
    ]
    client = signed_in(factories.district_officer())
    fields = {"name": "ร้านใหม่", "product_type": "food", "producer_type": "sme"}
    typed = {
        "new": "line-1",
        "new-line-1-amount": ["5", "", "", ""],
        **{f"new-line-1-{k}": v for k, v in fields.items()},
    }
    page = client.post("/entry/2567/2/save", typed).content.decode()
    link = f"{ASK}?name=%E0%B8%A3%E0%B9%89%E0%B8%B2%E0%B8%99%E0%B9%83%E0%B8%AB%E0%B8%A1%E0%B9%88"
    assert link in page
    assert 'value="ร้านใหม่"' in client.get(link).content.decode()
    assert not Producer.objects.exists()


def test_nobody_reports_it_until_it_is_approved(asked):
    assert [each.sentence for each in type_line("ร้านแม่ปลาส้ม").problems] == [
        sentences.of_requested_producer("ร้านแม่ปลาส้ม")
    ]
    assert transitions.add_missing_producers(**sheet_of()).event is None
    assert transitions.copy_previous_month(**sheet_of()).event is None
    assert not Producer.objects.without_row(factories.district(), FEBRUARY).exists()

    approve_producer(producer=asked, by=factories.province_officer())

    assert transitions.add_missing_producers(**sheet_of()).changed == 1
    assert Sale.objects.get().product_type == "food"


def test_in_a_month_of_two_steps_a_line_still_brings_its_producer():
    factories.month(date(2023, 8, 1))
    line = factories.new_row("ร้านใหม่", "food", (5, 0, 0, 0))
    where = sheet_of() | {"month": date(2023, 8, 1)}
    assert transitions.save_rows(**where, new=[line]).changed == 1


# Deciding


def test_the_province_approves_and_the_district_reports(province, asked):
    assert "1 ราย รออนุมัติ" in province.get("/").content.decode()

    response = post(province, "approve", asked)

    assert notices(response) == [sentences.producer_approved("ร้านแม่ปลาส้ม")]
    assert (status(asked), actions(asked)) == ("active", ["request", "approve"])
    assert type_line("ร้านแม่ปลาส้ม").changed == 1
    assert "รออนุมัติ" not in province.get("/").content.decode()


def test_a_refusal_says_why(province, district, asked):
    page = post(province, "refuse", asked, reason=" ").content.decode()
    assert sentences.NO_REASON_TO_REFUSE in page
    assert status(asked) == "requested"

    post(province, "refuse", asked, reason="ไม่ได้ลงทะเบียน OTOP")

    assert (status(asked), actions(asked)) == ("refused", ["request", "refuse"])
    assert "ไม่ได้ลงทะเบียน OTOP" in district.get(REQUESTS).content.decode()
    assert request(name="ร้านแม่ปลาส้ม").status == "requested"


def test_what_is_nearly_named_alike_is_offered_and_joined(province, asked):
    known = factories.producer("ร้านแม่ปลาส้มฯ")
    page = province.get(reverse("sales:producer", args=[asked.pk])).content.decode()
    assert f'<option value="{known.pk}" selected>' in page

    post(province, "join", asked, into=known.pk)

    joined = Producer.objects.get(pk=asked.pk)
    assert (joined.status, joined.merged_into, actions(asked)) == ("refused", known, ["request", "join"])
    assert Product.objects.get().producer == known
    assert actions(known) == ["add", "add_product"]
    assert ProducerEvent.objects.last().reason == sentences.joined_into("ร้านแม่ปลาส้มฯ")


def test_it_is_joined_only_to_an_active_producer_of_its_district(asked):
    by = factories.province_officer()
    elsewhere = factories.producer("ร้านอื่น", by=factories.district_officer("4301"))
    closed = factories.producer("ร้านที่ปิด")
    close_producer(producer=closed, by=by, on=FEBRUARY, reason="เลิก")
    for wrong in (elsewhere, closed, asked):
        with pytest.raises(Refused, match="อำเภอเดียวกัน"):
            join_producer(producer=asked, by=by, into=wrong)
    assert status(asked) == "requested"


def decisions(producer: Producer) -> dict:
    by = factories.province_officer()
    known = factories.producer("กลุ่มทอผ้า")
    return {
        "approve": partial(approve_producer, producer=producer, by=by),
        "refuse": partial(refuse_producer, producer=producer, by=by, reason="ซ้ำ"),
        "join": partial(join_producer, producer=producer, by=by, into=known),
    }


def test_only_the_province_decides(asked):
    for by in (factories.district_officer(), factories.administrator(), factories.province_officer("42")):
        for decide in decisions_by(asked, by):
            with pytest.raises(NotAllowed):
                decide()
    with pytest.raises(NotAllowed):
        ask_for(**request_details(), by=factories.province_officer(), name="ร้านใหม่")
    assert actions(asked) == ["request"]


def decisions_by(producer: Producer, by) -> list:
    return [
        partial(approve_producer, producer=producer, by=by),
        partial(refuse_producer, producer=producer, by=by, reason="ซ้ำ"),
        partial(join_producer, producer=producer, by=by, into=producer),
    ]


@pytest.mark.parametrize("first", ["approve", "refuse", "join"])
@pytest.mark.parametrize("then", ["approve", "refuse", "join"])
def test_a_request_is_decided_once(asked, first, then):
    decide = decisions(asked)
    decide[first]()
    with pytest.raises(Refused, match="มีผู้พิจารณาแล้ว"):
        decide[then]()
    assert actions(asked) == ["request", first]


def test_a_request_is_neither_closed_nor_opened_again(asked):
    with pytest.raises(Refused, match="ยังไม่ได้รับอนุมัติ"):
        close_producer(producer=asked, by=factories.district_officer(), on=FEBRUARY, reason="เลิก")


# Who reads it


def test_requests_reach_nobody_above_the_province_and_no_other(asked):
    department = signed_in(factories.department_officer())
    own = reverse("sales:producer", args=[asked.pk])
    assert (department.get(REQUESTS).status_code, department.get(own).status_code) == (403, 404)
    for outsider in (factories.district_officer("4301"), factories.province_officer("42")):
        assert asked.name not in signed_in(outsider).get(REQUESTS).content.decode()
    for reader in (factories.officer("c4317", "chief", factories.district()), factories.administrator()):
        page = signed_in(reader).get(REQUESTS).content.decode()
        assert asked.name in page
        assert "พิจารณาคำขอ" not in page


def test_a_list_of_many_requests_asks_the_database_no_more(province, asked):
    few = number_of_queries(province, REQUESTS)
    for number in range(9):
        request(name=f"ร้านที่ {number}", code="4301")
    assert number_of_queries(province, REQUESTS) == few


# At the same moment


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pair", [("approve", "refuse"), ("approve", "join"), ("refuse", "join")])
@pytest.mark.parametrize("attempt", range(3))
def test_of_two_decisions_at_once_one_stands(pair, attempt):
    producer = request(name="ร้านแม่ปลาส้ม")
    decide = decisions(producer)

    answers = together(*(decide[name] for name in pair))

    assert sorted(isinstance(answer, Refused) for answer in answers) == [False, True]
    (_, decided) = actions(producer)
    assert decided in pair
    assert status(producer) == ("active" if decided == "approve" else "refused")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_nothing_is_joined_to_a_producer_that_closes_at_that_moment(attempt):
    producer, known = request(name="ร้านแม่ปลาส้ม"), factories.producer("กลุ่มทอผ้า")
    by = factories.province_officer()

    together(
        partial(join_producer, producer=producer, by=by, into=known),
        partial(close_producer, producer=known, by=factories.district_officer(), on=FEBRUARY, reason="เลิก"),
    )

    joined_first = "join" in actions(producer)
    assert Product.objects.get().producer == (known if joined_first else producer)
    assert actions(known) == ["add", *(["add_product"] if joined_first else []), "close"]
