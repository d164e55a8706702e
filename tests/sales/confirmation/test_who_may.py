"""Whose pages these are: others are refused, and a foreign district is not there."""

import pytest
from django.test import Client
from django.urls import reverse

from sales.models import Sale, Stage
from tests import factories
from tests.clients import signed_in

from .posts import (
    CONFIRM,
    CONFIRM_DISTRICTS,
    DISTRICTS,
    RETURN,
    SHEET,
    confirmed_sheet,
    payload,
    several,
    stages,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in(factories.province_officer())


@pytest.mark.parametrize("address", [CONFIRM, RETURN, CONFIRM_DISTRICTS])
def test_a_change_is_posted_never_fetched(client, address):
    confirmed_sheet()
    assert client.get(address).status_code == 405


@pytest.mark.parametrize(
    "who", [factories.district_officer, factories.department_officer, factories.administrator], ids=lambda f: f.__name__
)
def test_other_roles_are_refused_and_change_nothing(who):
    sheet = confirmed_sheet()
    client = signed_in(who())
    posted = payload(sheet, reason="ลอง", everything="1")

    for address in (DISTRICTS, SHEET, reverse("sales:districts-latest"), reverse("sales:province-sheet-find")):
        assert client.get(address).status_code == 403
    for address in (CONFIRM, RETURN, CONFIRM_DISTRICTS):
        assert client.post(address, posted).status_code == 403
    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_a_foreign_district_answers_like_a_missing_one():
    sheet = confirmed_sheet()
    stranger = signed_in(factories.province_officer("42"))
    posted = payload(sheet, reason="ลอง", everything="1")

    for code in ("4317", "9999", "ไม่มี", "4317%00"):
        home = f"/districts/{code}/2566/8/"
        assert stranger.get(home).status_code == 404
        for action in ("confirm", "return"):
            assert stranger.post(home + action, posted).status_code == 404
    assert stranger.post(CONFIRM_DISTRICTS, several(sheet)).status_code == 404
    assert "กลุ่มทอผ้า" not in stranger.get(DISTRICTS).content.decode()
    assert stages(sheet) == [Stage.DISTRICT] * 2


def test_rows_of_another_district_cannot_be_smuggled_in(client):
    own, other = confirmed_sheet(), confirmed_sheet("4301")

    client.post(CONFIRM, payload(other))
    client.post(RETURN, payload(other, send_back=[row.pk for row in other.sales.all()], reason="ลอง"))

    assert not Sale.objects.exclude(stage=Stage.DISTRICT).exists()
    assert stages(own) == [Stage.DISTRICT] * 2
