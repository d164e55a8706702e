"""A1: every route × method × officer × stage, as the one table of `tests.routes` declares it."""

import re
from datetime import date
from itertools import product

import pytest
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.db import transaction
from django.test import Client
from django.urls import reverse

from reports.publication import publish
from sales.middleware import LoginRequired
from sales.models import Sale
from sales.querysets import AreaQuerySet
from tests import factories, routes
from tests.contents import contents
from tests.personas import OFFICERS
from tests.reports import asked
from tests.routes import ROUTES
from tests.routes.rule import DRAFT_TO_PROVINCE, MISSING, PROVINCES, STRANGERS, Rule, World, at_stage
from tests.sales.corrections.asking import waiting
from tests.sales.due_dates.days import given
from tests.sales.inbox.messages import announcement, contact, message
from tests.targets import settings
from tests.targets.factories import scheme
from tests.targets.missions.reporting import reported

# Whom a view lets in depends on no database; whose rows it reads, on both: test_visible_to.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

# POST last: it may sign out.
METHODS = ["GET", "HEAD", "PUT", "DELETE", "POST"]
ARGUMENTS = dict(routes.routes())
CASES = [
    (name, stage)
    for name, rule in ROUTES.items()
    for stage in (DRAFT_TO_PROVINCE if rule.staged else DRAFT_TO_PROVINCE[-1:])
]


@pytest.fixture
def world(request) -> World:
    """District 4317's sheet at the stage, what is public of it, and a colleague for every persona."""
    for make in OFFICERS.values():
        make()
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 2, 3, 4)))
    factories.producer("ร้านที่ยังไม่มีรายการ")
    colleague = factories.officer("e4317", "district", factories.district())
    confirmations = [factories.confirm_by_district, factories.confirm_by_province]
    for confirm in confirmations[: DRAFT_TO_PROVINCE.index(request.param)]:
        confirm(sheet)
    given(date(2023, 9, 10), factories.district())
    publish()
    sheet.refresh_from_db()
    scheme("announced")
    scheme("prepared", announced=False)
    row = sheet.sales.get()
    event = settings.plan("4317", 1, 2, action="import").events[0]
    edition, by_hand = asked.edition().pk, reported(request.param)
    told = message().pk, contact().pk, announcement().pk
    return World(sheet, row, row.producer, colleague.pk, edition, *by_hand, event.pk, correction_of(row), *told)


def correction_of(row: Sale) -> int:
    """One that waits; before the lock there is none."""
    return waiting(row).pk if row.stage == "province" else 0


def signed_in(persona: str) -> Client:
    client = Client()
    if persona != "anonymous":
        client.force_login(OFFICERS[persona]())
    return client


def address(name: str, rule: Rule, world: World, *, missing: bool = False) -> str:
    things = {"producer": world.producer.pk, "officer": world.officer, "edition": world.edition}
    things |= {"report": world.mission.pk, "online": world.online.pk}
    things |= {"setting_event": world.setting_event, "message": world.message, "correction": world.correction}
    things |= {"contact": world.contact, "announcement": world.announcement}
    given = world.names | {key: things.get(value, value) for key, value in rule.args.items()}
    given |= MISSING if missing else {}
    return reverse(name, kwargs={key: given[key] for key in ARGUMENTS[name]})


def ask(client: Client, method: str, path: str, rule: Rule, world: World):
    return getattr(client, method.lower())(path, rule.post(world) if method == "POST" else None)


def is_served(rule: Rule, method: str) -> bool:
    return ("GET" if method == "HEAD" else method) in rule.methods.split()


def expected(rule: Rule, persona: str, method: str) -> str:
    if persona in STRANGERS and not rule.public:
        return "sign in"
    if not is_served(rule, method):
        return "refused"
    if persona in rule.inside or rule.public:
        return "inside"
    return "hidden" if persona in rule.hidden else "forbidden"


def verdict(response, wanted: str) -> str:
    """In words; a method that is not served may be refused by 405 or by what refuses the officer anyway."""
    status = response.status_code
    if wanted != "inside" and (status == 401 or (status == 302 and response.url.startswith(reverse("sales:sign-in")))):
        return "sign in"
    if wanted == "refused" and status in (403, 404, 405):
        return "refused"
    return {403: "forbidden", 404: "hidden", 405: "refused"}.get(status, "inside" if status < 500 else "failed")


def test_every_route_is_declared_and_every_declaration_is_a_route():
    assert set(ARGUMENTS) == set(ROUTES)


def trespasses(name: str, world: World) -> list[str]:
    """Where somebody got another answer than the table's, or left a trace without being let in to act."""
    rule, wrong = at_stage(ROUTES[name], world.row.stage), []
    clients = {persona: signed_in(persona) for persona in [*OFFICERS, "anonymous"]}
    before = contents("sales", "targets", "admin")
    for persona, client in clients.items():
        acted = False
        with transaction.atomic():
            for method in METHODS:
                wanted = expected(rule, persona, method)
                got = verdict(ask(client, method, address(name, rule, world), rule, world), wanted)
                acted |= (wanted, method) == ("inside", "POST")
                if got != wanted:
                    wrong.append(f"{persona} {method}: {got}, expected {wanted}")
            if not acted and contents("sales", "targets", "admin") != before:
                wrong.append(f"{persona} left a trace")
            transaction.set_rollback(True)
    return wrong


@pytest.mark.parametrize(("name", "world"), CASES, indirect=["world"])
def test_everybody_gets_what_the_table_declares(name, world):
    assert trespasses(name, world) == []


ACTING = [name for name, rule in ROUTES.items() if rule.acts]


@pytest.mark.parametrize("world", ["draft"], indirect=True)
@pytest.mark.parametrize("name", [name for name in ACTING if not ROUTES[name].inside <= PROVINCES])
def test_what_is_posted_above_takes_effect_for_those_who_may(name, world):
    """The control: the refused posts were complete, so that only the rule can have stood in their way."""
    assert {persona for persona in OFFICERS if has_effect(name, persona, world)} >= ROUTES[name].acts


@pytest.mark.parametrize("world", ["district"], indirect=True)
@pytest.mark.parametrize("name", [name for name in ACTING if ROUTES[name].inside <= PROVINCES])
def test_what_is_posted_to_a_confirmed_sheet_takes_effect_for_those_who_may(name, world):
    assert {persona for persona in OFFICERS if has_effect(name, persona, world)} == ROUTES[name].acts


def has_effect(name: str, persona: str, world: World) -> bool:
    rule, client, before = ROUTES[name], signed_in(persona), contents("sales", "targets")
    with transaction.atomic():
        client.post(address(name, rule, world), rule.post(world))
        changed = contents("sales", "targets") != before
        transaction.set_rollback(True)
    return changed


HIDING = [name for name, rule in ROUTES.items() if rule.hidden and {*ARGUMENTS[name]} & {*MISSING}]


@pytest.mark.parametrize("world", ["district"], indirect=True)
@pytest.mark.parametrize("name", HIDING)
def test_a_foreign_thing_answers_exactly_like_a_missing_one(name, world):
    rule = ROUTES[name]
    method = rule.methods.split()[0]
    for persona in rule.hidden:
        client = signed_in(persona)
        foreign, missing = (
            ask(client, method, address(name, rule, world, missing=gone), rule, world) for gone in (False, True)
        )
        assert (foreign.status_code, missing.status_code) == (404, 404)
        assert without_tokens(foreign) == without_tokens(missing)


def without_tokens(response) -> bytes:
    return re.sub(
        rb'(csrfmiddlewaretoken" value|"X-CSRFToken"): ?"[^"]*"|value="[A-Za-z0-9]{64}"', b"", response.content
    )


@pytest.mark.parametrize("world", ["draft"], indirect=True)
def test_a_view_without_its_scope_is_noticed(world, monkeypatch):
    monkeypatch.setattr(AreaQuerySet, "visible_to", lambda rows, officer: rows.all())
    assert trespasses("sales:sheet", world)
    assert trespasses("sales:producer-change", world)


@pytest.mark.parametrize("world", ["draft"], indirect=True)
def test_a_view_without_a_login_is_noticed(world, monkeypatch):
    monkeypatch.setattr(LoginRequired, "process_view", lambda *_: None)
    with pytest.raises(AttributeError, match="AnonymousUser"):
        trespasses("sales:entry", world)


def admin_addresses() -> list[str]:
    """Every page of the admin, of things that are there."""
    paths = []
    for pattern in admin.site.get_urls():
        for inner in getattr(pattern, "url_patterns", [pattern]):
            if inner.name:
                paths += _admin_addresses(inner)
    return paths


def _admin_addresses(pattern) -> list[str]:
    if pattern.name in ("view_on_site", "jsi18n", "login", "logout", "app_list"):
        return []
    keys = [*pattern.pattern.converters]
    model = next(
        (each for each in admin.site._registry if pattern.name.startswith(f"sales_{each._meta.model_name}_")), None
    )
    thing = model and model._base_manager.first()
    if keys and thing is None:
        return []
    return [reverse(f"admin:{pattern.name}", args=[quote(thing.pk)] if keys else [])]


@pytest.mark.parametrize("world", ["province"], indirect=True)
def test_the_admin_lets_nobody_in_but_administrators_and_changes_no_ledger(world):
    """What a district is asked to report is set there: a POST without its ticks clears them."""
    paths, wrong = admin_addresses(), []
    assert len(paths) > 40
    clients = {persona: signed_in(persona) for persona in [*OFFICERS, "anonymous"]}
    before = contents("sales")
    for (persona, client), path, method in product(clients.items(), paths, ["GET", "POST"]):
        status = getattr(client, method.lower())(path).status_code
        if status >= 500 or (status < 300 and persona != "admin"):
            wrong.append(f"{persona} {method} {path}: {status}")
    assert wrong == []
    assert contents("sales") | {"sales.District": before["sales.District"]} == before
