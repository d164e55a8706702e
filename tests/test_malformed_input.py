"""M2: whatever is put into an address or a form, the portal answers without a server error."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDictKeyError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sales.forms.confirmation import PageForm
from tests import factories, routes
from tests.personas import OFFICERS
from tests.reports import asked
from tests.routes import ROUTES
from tests.routes.rule import World
from tests.sales.corrections.asking import waiting
from tests.sizes import size
from tests.targets.factories import scheme
from tests.targets.missions.reporting import reported

pytestmark = pytest.mark.django_db

# Who comes in everywhere between them.
WHO = ["district", "province", "admin", "department"]
NASTY = [
    "\0",
    "a\0b",
    "",
    " ",
    "abc",
    "-1",
    "0",
    "1.5",
    "1e5",
    "NaN",
    "Infinity",
    "1_000",
    "๑๒",
    "9" * 30,
    str(2**63),
    str(2**31),
    "31/10/2568",
    "2566",
    "13",
    "run",
    "2023-09",
    "2021-10",
    "0001-01-01",
    "-name",
    "'",
    "<script>",
    "../..",
    "\u202e",
    "\ud7ff",
    "ก" * 600,
    "{}",
    "[]",
    "1:1",
    "1 1 - - - -",
    "1 1 0 0 0 0",
    f"{2**63 - 1}:1",
    "4317:99999",
    "x" * 5000,
]
texts = st.sampled_from(NASTY) | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NAMES = [
    *("year", "month", "area", "district", "province", "form", "search", "producer_type", "page", "rows", "first_line"),
    *("q", "name", "status", "draft", "next", "submission", "seen", "beyond", "everything", "all_shown", "ticket", "e"),
    *("sheet_version", "send_back", "reason", "row", "product_type", "producer", "read", "amount", "none", "theirs"),
    *("new", "new-1-name", "new-1-amount", "username", "password", "new_password", "email", "telephone", "role"),
    *("slug", "letter_number", "letter_date_day", "letter_date_year", "measure", "first_month", "places"),
    *("levels-TOTAL_FORMS", "levels-INITIAL_FORMS", "levels-0-slug", "levels-0-percent", "levels-0-ORDER", "seen"),
    *("per_page", "region", "fiscal_year", "dimension"),
    *("period", "first", "last", "level", "channel", "scope", "unit", "sort", "at", "since"),
    *("on_day", "on_month", "on_year", "registered_on_day", "registered_on_year", "active_from_day", "code", "unsent"),
]
questions = st.dictionaries(st.sampled_from(NAMES), texts | st.lists(texts, max_size=5), max_size=6)
numbers = st.sampled_from([0, 1, 7, 8, 12, 13, 99, 2566, 2558, 9999, 10**6, 2**31, 2**63, 10**30])
THINGS = {
    "code": st.sampled_from(["4317", "4201", "0", "x", "-", "9" * 40]),
    "slug": st.sampled_from(
        ["r1", "r2", "r5", "r7", "rt4", "rt1", "rt2", "producers", "history", "officers", "x", "prepared", "shop"]
    ),
    "extension": st.sampled_from(["csv", "json", "xlsx", "x"]),
    "kind": st.sampled_from(["mission", "online", "sales", "x"]),
    "area": st.sampled_from(["country", "43", "4301", "x"]),
    "level": st.sampled_from(["district", "province", "x"]),
}
ARGUMENTS = dict(routes.routes())


@pytest.fixture
def world() -> World:
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 2, 3, 4)))
    factories.confirm_by_district(sheet)
    scheme("announced")
    scheme("prepared", announced=False)
    row = sheet.sales.get()
    colleague = factories.officer("e4317", "district", factories.district())
    locked = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 2, 3, 4)), of=factories.JULY)
    factories.confirm_by_district(locked)
    factories.confirm_by_province(locked)
    correction = waiting(locked.sales.get()).pk
    return World(sheet, row, row.producer, colleague.pk, asked.edition().pk, *reported("draft"), 0, correction)


def clients() -> list[Client]:
    made = [Client(raise_request_exception=False) for _ in WHO]
    for client, name in zip(made, WHO, strict=True):
        client.force_login(OFFICERS[name]())
    return [*made, Client(raise_request_exception=False)]


def things_named(world: World, name: str) -> st.SearchStrategy[dict]:
    """What the address holds: what is there more often than not, and what is nowhere."""
    of_word = {"officer": world.officer, "correction": world.correction}
    pk = next((pk for word, pk in of_word.items() if word in name), world.producer.pk)
    known = world.names | ROUTES[name].args | {"pk": pk}
    there = {key: st.just(known[key]) if isinstance(known.get(key), int | str) else numbers for key in ARGUMENTS[name]}
    return st.fixed_dictionaries({key: one | THINGS.get(key, numbers) for key, one in there.items()})


@pytest.mark.parametrize("name", ROUTES)
def test_nothing_that_is_asked_or_posted_breaks_the_server(name, world):
    people, posted = clients(), ROUTES[name].post(world)

    @settings(max_examples=size(5, full=1000), database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(people), things_named(world, name), questions, questions)
    def try_it(client, things, question, form):
        path = reverse(name, kwargs=things)
        with transaction.atomic():
            answers = [client.get(path, question), client.post(path, posted | form)]
            transaction.set_rollback(True)
        assert [answer.status_code for answer in answers if answer.status_code >= 500] == []

    try_it()


@pytest.mark.sqlite  # one control serves both databases
def test_a_broken_page_would_be_noticed(world, monkeypatch):
    """The control."""
    monkeypatch.setattr(PageForm, "number", property(lambda form: int(form.data["page"])))
    with pytest.raises((AssertionError, MultiValueDictKeyError)):
        test_nothing_that_is_asked_or_posted_breaks_the_server("sales:sheet-history", world)
