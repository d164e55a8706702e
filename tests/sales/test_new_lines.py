"""A line of เพิ่มกลุ่ม that cannot be: it waits, says why, and holds nothing else back."""

from uuid import uuid4

import pytest

from sales import sentences, transitions
from sales.models import Producer, ProducerEvent, Sale
from sales.transitions.producers import close_producer
from tests import factories
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

WEAVERS = "กลุ่มทอผ้าบ้านโพธิ์"


def save(*lines: transitions.NewRow) -> transitions.Outcome:
    by = factories.district_officer()
    factories.month()
    return transitions.save_rows(district=by.district, month=AUGUST, by=by, new=lines, submission=uuid4())


def closed() -> str:
    producer = factories.producer("ร้านที่ปิดแล้ว")
    close_producer(producer=producer, by=factories.district_officer(), on=AUGUST, reason="เลิกกิจการ")
    return producer.name


def requested() -> str:
    Producer.objects.filter(pk=factories.producer("ร้านที่รออนุมัติ").pk).update(status="requested")
    return "ร้านที่รออนุมัติ"


HELD = {
    "no name": (lambda: "", sentences.NO_NAME),
    "a zero-width space": (lambda: "\u200b", sentences.NO_NAME),
    "marks of direction": (lambda: "\u202e\u2069", sentences.NO_NAME),
    "a control character": (lambda: "\x07", sentences.NO_NAME),
    "a filler": (lambda: "\u3164\u2800", sentences.NO_NAME),
    "a name that grows in the register": (lambda: "ๆ" * 200, sentences.NAME_TOO_LONG),
    "a closed producer": (closed, sentences.of_closed_producer("ร้านที่ปิดแล้ว")),
    "a producer not yet approved": (requested, sentences.of_requested_producer("ร้านที่รออนุมัติ")),
}


@pytest.mark.parametrize(("name", "sentence"), HELD.values(), ids=HELD)
def test_a_line_that_cannot_be_holds_back_itself_and_no_other(name, sentence):
    bad = factories.new_row(name(), amounts=(5, 0, 0, 0), key="bad")

    outcome = save(bad, factories.new_row(WEAVERS, amounts=(7, 0, 0, 0)))

    assert [(held.row, held.field, held.sentence) for held in outcome.problems] == [("bad", "name", sentence)]
    assert [row.producer.name for row in Sale.objects.all()] == [WEAVERS]


@pytest.mark.parametrize(
    "typed",
    [
        "กลุ่มทอผ้า\u200bบ้านโพธิ์",
        "\u202eกลุ่มทอผ้าบ้านโพธิ์\u2069",
        "กลุ่มทอผ้า\x07บ้านโพธิ์",
        " กลุ่มทอผ้าบ้านโพธิ์\u00a0",
        "กลุ่มทอผ้้าบ้านโพธิ์",
        "กลุ่มทอผ้าบ้านโพธิ์\ufe0f",
    ],
)
def test_a_name_that_looks_the_same_is_the_producer_that_is_there(typed):
    factories.producer(WEAVERS)
    save(factories.new_row(typed, amounts=(5, 0, 0, 0), distinct=True))
    assert Producer.objects.get().sales.count() == 1


def test_a_doubled_line_tells_the_register_nothing():
    save(factories.new_row(WEAVERS, "cloth", (1, 0, 0, 0)))
    Producer.objects.update(producer_type="")

    outcome = save(
        factories.new_row(WEAVERS, "cloth", (2, 0, 0, 0), producer_type="sme", key="doubled"),
        factories.new_row("ร้านปลาส้ม", "food", (3, 0, 0, 0)),
    )

    assert [held.row for held in outcome.problems] == ["doubled"]
    assert Producer.objects.get(name=WEAVERS).producer_type == ""
    assert set(ProducerEvent.objects.values_list("action", flat=True)) == {"add"}


def test_one_new_name_typed_twice_is_one_producer():
    outcome = save(
        factories.new_row("ร้านใหม่", "food", (1, 0, 0, 0), key="1"),
        factories.new_row("ร้าน\u200bใหม่", "cloth", (2, 0, 0, 0), key="2"),
        factories.new_row("ร้านใหม่", "food", (3, 0, 0, 0), key="3"),
    )

    assert Producer.objects.get().sales.count() == 2
    assert [held.sentence for held in outcome.problems] == [sentences.doubled("ร้านใหม่", "อาหาร", 1)]


@pytest.mark.parametrize("name", ["👨‍👩‍👧 OTOP", "<b>ร้าน</b>", "'; DROP TABLE sales_sale; --", "ก" * 200, "{{ 7*7 }}"])
def test_any_other_name_is_kept_as_it_was_typed(name):
    save(factories.new_row(name, amounts=(5, 0, 0, 0)))
    assert Producer.objects.get().name == name.replace("\u200d", "")
