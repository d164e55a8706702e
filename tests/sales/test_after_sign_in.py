"""Where an officer comes after signing in, and where not."""

import pytest
from django.test import Client
from django.urls import reverse

from sales import sentences
from sales.models import Officer
from sales.transitions.officers import reset_password
from tests import factories
from tests.passwords import PASSWORD

from .test_sign_in import sign_in

pytestmark = pytest.mark.django_db


# Where to go


def test_the_page_asked_for_opens_after_signing_in(client, officer):
    asked = client.get("/account/")
    assert asked.url == "/sign-in/?next=/account/"
    assert sign_in(client, next="/account/").url == "/account/"


NO_PAGE = ["abc", "sales", "sales:officer", "a.b", "?next=/", "\\", "%00"]
ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "///evil.example/", "/\\evil.example/", "\\\\evil", "http:evil.example",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "\x01//evil.example/", "https://testserver@evil/",
]  # fmt: skip


@pytest.mark.parametrize("next_page", NO_PAGE)
def test_what_is_no_address_leads_to_the_first_page(client, officer, next_page):
    assert sign_in(client, next=next_page).url == reverse("sales:home")


@pytest.mark.parametrize("next_page", ELSEWHERE)
def test_nobody_is_sent_to_another_site(client, officer, next_page):
    assert sign_in(client, next=next_page).url == reverse("sales:home")


def test_without_the_check_he_would_be_sent_there(client, officer, monkeypatch):
    monkeypatch.setattr("sales.forms.sign_in.url_has_allowed_host_and_scheme", lambda *_, **__: True)
    assert sign_in(client, next="//evil.example/").url == "//evil.example/"


# The first password


def test_a_one_time_password_opens_nothing_but_the_page_for_ones_own(client, officer):
    one_time = reset_password(officer=officer, by=factories.province_officer())
    sign_in(client, password=one_time)
    for address in ("/", "/account/", "/officers/"):
        assert client.get(address).url == "/account/password/"
    page = client.get("/account/password/")
    assert sentences.CHOOSE_OWN_PASSWORD in page.content.decode()
    client.post("/account/password/", {"new_password": PASSWORD + "x", "new_password_again": PASSWORD + "x"})
    assert client.get("/account/").status_code == 200


def test_with_a_one_time_password_nothing_is_posted_either_and_it_is_the_rule_that_stops_it(client, officer, settings):
    reset_password(officer=officer, by=factories.province_officer())
    client.force_login(Officer.objects.get(pk=officer.pk))
    details = {"name": "ชื่อใหม่", "telephone": "", "email": ""}
    assert client.post("/account/", details).url == "/account/password/"
    assert Officer.objects.get(pk=officer.pk).name == officer.name

    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if not each.endswith("own_password_first")]
    open_door = Client()
    open_door.force_login(Officer.objects.get(pk=officer.pk))
    open_door.post("/account/", details)
    assert Officer.objects.get(pk=officer.pk).name == "ชื่อใหม่"
