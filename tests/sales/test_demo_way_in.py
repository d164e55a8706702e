"""The demo's accounts stand on the sign-in page where the demo is on, and nowhere else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sales.demo.accounts import PASSWORD
from sales.models import DemoClock, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo(settings):
    settings.DEBUG = True
    DemoClock.objects.create(shift=timedelta())
    officer = factories.district_officer()
    officer.set_password(PASSWORD)
    officer.save()
    factories.province_officer()
    factories.officer("somying", Role.DISTRICT, officer.district)
    factories.officer("d5801", Role.DISTRICT, factories.district("5801", "เมืองแม่ฮ่องสอน"))
    return officer


def listed(client) -> set[str]:
    return {
        officer.username for group in client.get("/sign-in/").context["demo_accounts"] for officer in group.officers
    }


def test_nong_khais_accounts_are_listed_and_nobody_elses(client):
    assert listed(client) == {"d4317", "p43"}


def test_one_click_signs_in(client, demo):
    response = client.post("/sign-in/", {"username": "d4317", "password": PASSWORD})
    assert response.url == reverse("sales:home")


def test_with_debug_off_nobody_is_listed(client, settings):
    settings.DEBUG = False
    assert listed(client) == set()
    assert PASSWORD not in client.get("/sign-in/").content.decode()


def test_without_a_demo_nobody_is_listed(client):
    DemoClock.objects.all().delete()
    assert listed(client) == set()
    assert PASSWORD not in client.get("/sign-in/").content.decode()
