"""S4 of RELIABILITY in small: what every page says to browsers and proxies, for each role that may see it."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests import factories, personas

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # headers come from no database

INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=|javascript:")
# What everybody gets alike, and may be kept.
OPEN = "api:"
ROLES = ["district", "chief", "province", "department", "admin"]


def pages(resolver: URLResolver, space: str = "") -> list[str]:
    """Every page that has an address of its own, without anything that must be named first."""
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found += pages(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and entry.name and not entry.pattern.regex.groups:
            found.append(f"{space}{entry.name}")
    return sorted(set(found))


def address(name: str) -> str | None:
    try:
        return reverse(name)
    except NoReverseMatch:
        return None


ADDRESSES = {name: at for name in pages(get_resolver()) if (at := address(name))}


@pytest.fixture(autouse=True)
def ledger():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))


@pytest.fixture
def visitor(request) -> Client:
    client = Client()
    if request.param:
        client.force_login(personas.OFFICERS[request.param]())
    return client


def opened(visitor: Client) -> list[tuple[str, object]]:
    return [(name, visitor.get(at)) for name, at in ADDRESSES.items()]


def test_the_walk_finds_the_pages():
    assert {"sales:home", "sales:account", "sales:officers", "reports:index", "admin:index"} <= set(ADDRESSES)
    assert len(ADDRESSES) > 20


@pytest.mark.parametrize("visitor", ROLES, indirect=True)
def test_nothing_private_is_kept_by_a_browser(visitor):
    kept = {name for name, answer in opened(visitor) if "no-store" not in answer.headers.get("Cache-Control", "")}
    assert {name for name in kept if not name.startswith(OPEN)} == set()
    assert kept  # the open API knows nobody: its answers are everybody's


@pytest.mark.parametrize("visitor", ["admin"], indirect=True)
def test_what_may_be_kept_is_what_anybody_gets(visitor):
    anybody = Client()
    for name, at in ADDRESSES.items():
        if name.startswith(OPEN):
            assert visitor.get(at).content == anybody.get(at).content, name


@pytest.mark.parametrize("visitor", [None, *ROLES], indirect=True)
def test_every_page_forbids_scripts_and_styles_in_place_and_has_none(visitor):
    for name, answer in opened(visitor):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy, name
        assert "unsafe" not in policy, name
        if answer.headers["Content-Type"].startswith("text/html"):
            assert not INLINE.findall(answer.content.decode()), name


def test_something_in_place_would_be_seen():
    for page in ("<script>a()</script>", '<p style="x">', "<b onclick=a()>", "<style>", '<a href="javascript:a()">'):
        assert INLINE.search(page)


@pytest.mark.parametrize("visitor", [None, *ROLES], indirect=True)
def test_looking_at_pages_changes_nothing(visitor):
    before = snapshot()
    opened(visitor)
    assert snapshot() == before


def snapshot() -> dict[str, list]:
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models()
        if model._meta.app_label != "sessions"
    }


def test_the_sessions_cookie_is_out_of_reach_of_scripts_and_other_sites(client):
    officer = factories.district_officer()
    officer.set_password("ผ้าทอ-ริมโขง-๔๓")
    officer.save()
    client.post("/sign-in/", {"username": "d4317", "password": "ผ้าทอ-ริมโขง-๔๓"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
