"""A province tells the districts that it has ticked, or copies one text for its chat group."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from otop_portal import clock
from sales.holding.read import holdings
from sales.inbox import sentences
from sales.inbox.by_hand import Reached
from sales.models import Message
from sales.transitions.inbox import remind_by_hand
from sales.transitions.refusals import NotAllowed
from tests import factories
from tests.clients import signed_in

from .mornings import LINE, district_officer, mails, run

pytestmark = pytest.mark.django_db

DISTRICTS = reverse("sales:districts", args=[2566, 8])
REMINDER = reverse("sales:reminder", args=[2566, 8])
SEND = reverse("sales:reminder-send", args=[2566, 8])
UNANSWERED = ("กลุ่มจักสาน", "utensil", (None,) * 4)


@pytest.fixture(autouse=True)
def seventh():
    with clock.at(datetime(2023, 9, 7, 9, tzinfo=clock.BANGKOK)):
        yield


@pytest.fixture
def client():
    """Of province 43: 4301 has confirmed, 4317 is still typing."""
    factories.confirm_by_district(factories.sheet(LINE, by=district_officer("4301")))
    factories.sheet(LINE, UNANSWERED, by=district_officer())
    return signed_in(factories.province_officer())


def posted(*codes: str, **more) -> dict:
    return {"district": codes, "note": "กรุณาเร่งดำเนินการ", "submission": str(uuid4())} | more


def test_only_what_lies_with_a_district_can_be_ticked(client):
    page = client.get(DISTRICTS).content.decode()
    assert 'name="district" value="4317"' in page
    assert 'name="district" value="4301"' not in page


def test_the_holders_telephone_is_a_link_that_dials(client):
    officer = factories.district_officer()
    officer.telephone = "042-411111 ต่อ 12"
    officer.save()
    link = '<a href="tel:042411111">042-411111 ต่อ 12</a>'
    for address in (DISTRICTS, f"{REMINDER}?district=4317"):
        assert link in client.get(address).content.decode()


def test_the_text_for_a_chat_has_the_day_what_is_missing_and_the_page(client):
    chat = client.get(REMINDER, {"district": ["4317", "4301"]}).context["chat"]
    assert "ระดับจังหวัด" not in chat
    assert "อำเภอโพธิ์ตาก (เจ้าหน้าที่อำเภอ)\nกรอกยอดอีก 1 รายการ แล้วยืนยันระดับอำเภอ\nเกินกำหนด 2 วัน" in chat
    assert "http://testserver/entry/2566/8/" in chat


def test_what_is_sent_reaches_the_holder_with_the_note_and_goes_out_with_the_next_mail(client):
    answer = client.post(SEND, posted("4317"), follow=True)
    assert sentences.told_by_hand(1) in answer.content.decode()
    told = Message.objects.get()
    assert (told.to.username, told.by.username, told.kind) == ("d4317", "p43", "by_hand")
    assert "กรุณาเร่งดำเนินการ" in told.body
    assert "สิ่งที่ต้องทำ: กรอกยอดอีก 1 รายการ" in told.body
    assert mails() == []
    run(7)
    assert mails() == ["d4317@example.go.th"]


def test_a_double_click_tells_once(client):
    twice = posted("4317")
    client.post(SEND, twice), client.post(SEND, twice)
    assert Message.objects.count() == 1


def test_what_waits_for_the_province_itself_reaches_nobody(client):
    assert sentences.NOBODY_TO_TELL in client.post(SEND, posted("4301"), follow=True).content.decode()
    assert not Message.objects.exists()


def test_another_provinces_district_is_no_choice(client):
    factories.district_officer("4201")
    assert client.post(SEND, posted("4201")).status_code == 400
    assert client.post(SEND, posted("4317", "4201")).status_code == 400
    assert not Message.objects.exists()
    answer = client.get(REMINDER, {"district": ["4201"]}, follow=True)
    assert answer.redirect_chain == [(DISTRICTS, 302)]
    assert sentences.NOBODY_TICKED in answer.content.decode()


@pytest.mark.parametrize(
    "by", [lambda: factories.province_officer("42"), factories.district_officer, factories.department_officer]
)
def test_only_its_own_province_may_tell_a_district(by):
    to, month = district_officer(), factories.month()
    held = holdings(factories.province_officer(), [to.district], [month])[0]
    with pytest.raises(NotAllowed):
        remind_by_hand(lines=[Reached(held, "", (to,))], note="", by=by(), submission=uuid4())
    assert not Message.objects.exists()
