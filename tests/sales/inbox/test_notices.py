"""Pages 11 and 40: whom one may ask, what is announced to whom and when, and the manual as a page."""

from datetime import date, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from otop_portal import clock
from sales.inbox import sentences
from sales.inbox.guide import guide_of
from sales.models import Announcement, Contact, Role
from tests import factories
from tests.clients import signed_in
from tests.personas import OFFICERS

from .messages import announcement, contact

pytestmark = pytest.mark.django_db

GUIDE = reverse("sales:guide")
CONTACT = {"name": "นางคำแก้ว", "duty": "งาน OTOP", "telephone": "042-411111", "email": ""}
READERS = ("district", "chief", "province", "department", "admin")
CHOSEN = {"district": "for_district", "chief": "for_chief", "province": "for_province", "department": "for_department"}


def page(persona: str, address: str) -> str:
    return signed_in(OFFICERS[persona]()).get(address).content.decode()


def written(first: date, last: date, **more) -> dict:
    days = {"from_on": first, "until_on": last}
    parts = {f"{name}_{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month")}
    years = {f"{name}_year": day.year + 543 for name, day in days.items()}
    return {"title": "ประชุมทางไกล", "body": "เวลา 09.00 น.", "for_district": "on"} | parts | years | more


@pytest.mark.parametrize("persona", OFFICERS)
def test_the_contacts_of_ones_own_province_are_seen_and_all_by_the_country(persona):
    contact("43"), contact("42")
    officer = OFFICERS[persona]()
    own = {officer.province_code} if officer.province_code else {"42", "43"}
    found = {each.province_id for each in Contact.objects.visible_to(officer)}
    assert found == (own if officer.is_active else set())
    assert not Contact.objects.visible_to(AnonymousUser()).exists()


def test_a_province_keeps_its_contacts():
    client = signed_in(factories.province_officer())
    client.post(reverse("sales:contact-add"), CONTACT)
    kept = Contact.objects.get()
    assert (kept.name, kept.province_id) == ("นางคำแก้ว", "43")
    assert 'href="tel:042411111"' in page("district", GUIDE)
    assert "นางคำแก้ว" not in page("another province", GUIDE)
    assert sentences.CONTACT_KNOWN in client.post(reverse("sales:contact-add"), CONTACT).content.decode()

    client.post(reverse("sales:contact", args=[kept.pk]), CONTACT | {"telephone": "042-999999"})
    assert "042-999999" in page("chief", GUIDE)
    client.post(reverse("sales:contact-remove", args=[kept.pk]))
    assert "จังหวัดยังไม่ได้ระบุผู้ประสานงาน" in page("district", GUIDE)


def test_a_closed_month_names_whom_to_ask():
    contact()
    month = factories.month()
    month.closed_on = date(2023, 9, 10)
    month.save()
    with clock.at(datetime(2023, 9, 11, 9, tzinfo=clock.BANGKOK)):
        shown = page("district", "/entry/2566/8/")
    assert "กรุณาติดต่อ สำนักงานพัฒนาชุมชนจังหวัดหนองคาย นางบุญมา ใจดี โทร. 042-411111 ต่อ 12" in shown


@pytest.mark.parametrize("role", CHOSEN)
def test_an_announcement_reaches_the_roles_that_it_is_for_and_who_wrote_it(role):
    announcement(**{field: field == CHOSEN[role] for field in CHOSEN.values()})
    with clock.at(datetime(2023, 9, 15, 9, tzinfo=clock.BANGKOK)):
        readers = {persona for persona in READERS if "ปิดปรับปรุงระบบ" in page(persona, "/")}
    assert readers == {role, "admin"}


@pytest.mark.parametrize(
    ("day", "shown"), [((8, 31), False), ((9, 1), True), ((9, 30), True), ((10, 1), False)], ids=str
)
def test_an_announcement_is_shown_from_its_first_day_to_its_last(day, shown):
    announcement()
    with clock.at(datetime(2023, *day, 12, tzinfo=clock.BANGKOK)):
        assert ("ปิดปรับปรุงระบบ" in page("district", "/")) == shown


def test_an_administrator_writes_and_changes_an_announcement():
    client, first, last = signed_in(factories.administrator()), date(2023, 9, 1), date(2023, 9, 5)
    client.post(reverse("sales:announcement-add"), written(first, last))
    told = Announcement.objects.get()
    assert (told.from_on, told.until_on, told.readers) == (first, last, ["เจ้าหน้าที่อำเภอ"])
    client.post(reverse("sales:announcement", args=[told.pk]), written(first, last, title="เลื่อนประชุม"))
    assert "เลื่อนประชุม" in client.get(reverse("sales:announcements")).content.decode()


def test_what_cannot_be_meant_is_not_announced():
    client, first = signed_in(factories.administrator()), date(2023, 9, 1)
    refused = {
        sentences.ENDS_BEFORE_IT_BEGINS: written(first, date(2023, 8, 31)),
        sentences.FOR_NOBODY: written(first, first, for_district=""),
    }
    for sentence, posted in refused.items():
        assert sentence in client.post(reverse("sales:announcement-add"), posted).content.decode()
    assert not Announcement.objects.exists()


@pytest.mark.parametrize("role", list(Role))
def test_the_manual_is_a_page_without_the_signs_that_it_is_written_with(role):
    chapters = guide_of(role)
    assert all(chapter[0][0] == "heading" for chapter in chapters)
    words = [words for chapter in chapters for _, blocks in chapter for block in blocks for _, words in block.spans]
    assert sum(map(len, words)) > 1500
    assert [text for text in words if "**" in text or "](" in text or text.startswith("#")] == []


def test_a_districts_manual_names_its_buttons_in_bold():
    assert "<strong>บันทึกการยืนยันระดับอำเภอ</strong>" in page("district", GUIDE)
