"""Who sees the register's pages, and whom they obey."""

import pytest
from django.test import Client
from django.urls import reverse

from sales.models import Producer, ProducerEvent
from sales.querysets import ProducerQuerySet
from sales.transitions.producers import add_producer
from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST
from tests.personas import OFFICERS
from tests.sales.register_pages import day, post

pytestmark = pytest.mark.django_db


@pytest.fixture
def district() -> Client:
    return signed_in(factories.district_officer())


@pytest.fixture
def weavers() -> Producer:
    return factories.producer("กลุ่มทอผ้าบ้านโพธิ์")


ACTIONS = ("change", "close", "reopen", "product")
MAY_SEE = {"district", "chief", "province", "admin"}
MAY_CHANGE = {"district", "province"}


OPEN_ACCOUNTS = [name for name, make in OFFICERS.items() if "closed" not in name and name != "system"]


@pytest.mark.parametrize("persona", OPEN_ACCOUNTS)
def test_who_sees_a_producer_and_who_changes_it(persona, weavers):
    client, events = signed_in(OFFICERS[persona]()), ProducerEvent.objects.count()
    seen = 200 if persona in MAY_SEE else 404
    assert client.get(reverse("sales:producer", args=[weavers.pk])).status_code == seen
    for action in ACTIONS:
        answer = client.post(reverse(f"sales:producer-{action}", args=[weavers.pk]))
        assert answer.status_code == (403 if persona in MAY_SEE - MAY_CHANGE else seen)
    assert ProducerEvent.objects.count() == events


@pytest.mark.parametrize("persona", OPEN_ACCOUNTS)
def test_who_opens_the_list_and_who_adds(persona):
    officer = OFFICERS[persona]()
    client = signed_in(officer)
    listing, adding = client.get(reverse("sales:producers")), client.post(reverse("sales:producer-add"))
    assert listing.status_code == (403 if officer.role == "department" else 200)
    assert adding.status_code == (200 if officer.role in ("district", "province") else 403)


@pytest.mark.parametrize("persona", [name for name in OFFICERS if name not in OPEN_ACCOUNTS])
def test_a_closed_account_is_asked_to_sign_in(persona, weavers):
    client = signed_in(OFFICERS[persona]())
    for address in (reverse("sales:producers"), reverse("sales:producer", args=[weavers.pk])):
        assert client.get(address).status_code == 302


@pytest.mark.parametrize("action", ACTIONS)
def test_a_look_changes_nothing(district, weavers, action):
    assert district.get(reverse(f"sales:producer-{action}", args=[weavers.pk])).status_code == 405


def test_a_producer_that_does_not_exist_and_a_foreign_one_answer_alike(district):
    by = factories.officer("d4201", "district", factories.district("4201", "เมืองเลย"))
    foreign = add_producer(district=by.district, by=by, name="ของเลย")
    for pk in (foreign.pk, 999_999):
        assert district.get(reverse("sales:producer", args=[pk])).status_code == 404
        assert post(district, "close", Producer(pk=pk), **day("on", AUGUST), reason="x").status_code == 404


def test_without_the_scope_a_foreign_producer_would_be_shown(district, monkeypatch):
    by = factories.officer("d4201", "district", factories.district("4201", "เมืองเลย"))
    foreign = reverse("sales:producer", args=[factories.producer("ของเลย", by=by).pk])
    assert district.get(foreign).status_code == 404
    monkeypatch.setattr(ProducerQuerySet, "visible_to", lambda producers, officer: producers.all())
    assert district.get(foreign).status_code == 200
