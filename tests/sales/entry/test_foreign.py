"""What a district posts of what is not its own: another's rows, producers and months, by their numbers."""

import pytest
from django.urls import reverse

from sales import sentences
from sales.models import Draft, Producer, Sale, Sheet
from sales.sheet_rows import read_rows
from sales.transitions import engine
from tests import factories
from tests.contents import ledger_contents
from tests.factories import JULY

from .pages import ENTRY, opened, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def foreign(officer) -> Sale:
    """A row of the neighbours, whose producer's type the register does not know."""
    factories.sheet(("ร้านของเรา", "food", (1, 0, 0, 0)))
    sheet = factories.sheet(("ร้านของเพื่อนบ้าน", "cloth", (100, 0, 0, 0)), by=factories.district_officer("4301"))
    Producer.objects.filter(district="4301").update(producer_type="")
    return sheet.sales.get()


def typed_into(row: Sale) -> dict:
    return {"read": f"{row.pk} {row.version} 10000 0 0 0", "amount": ["9"] * 4}


POSTS = {
    "save": typed_into,
    "delete": lambda row: {"row": row.pk, "reason": "ลบ"},
    "type": lambda row: {"row": row.pk, "product_type": "herb", "producer_type": "sme"},
    "add-missing": lambda row: {"producer": row.producer_id},
}


def kept_but_for_drafts() -> dict:
    return {label: rows for label, rows in ledger_contents().items() if label != "sales.Draft"}


@pytest.mark.parametrize("action", POSTS)
def test_a_neighbours_row_is_neither_changed_nor_shown(client, foreign, action):
    before = kept_but_for_drafts()

    answer = client.post(f"{ENTRY}{action}", POSTS[action](foreign))

    assert answer.status_code in (200, 302, 400)
    assert "ร้านของเพื่อนบ้าน" not in words(answer)
    assert kept_but_for_drafts() == before


@pytest.mark.parametrize("action", ["save", "delete", "type"])
def test_it_is_the_lock_of_ones_own_sheet_that_keeps_the_neighbours_row_out(client, foreign, action, monkeypatch):
    """The control: with every row of the country among those that are locked, the same post takes effect."""
    everything = [*Sheet.objects.values_list("pk", flat=True)]
    monkeypatch.setattr(
        engine,
        "read_rows",
        lambda sheet: {pk: row for each in everything for pk, row in read_rows(each).items()},
    )
    client.post(f"{ENTRY}{action}", POSTS[action](foreign))
    assert (foreign.pk, *foreign.amounts) not in Sale.objects.values_list(
        "pk", "domestic_offline", "domestic_online", "foreign_offline", "foreign_online"
    )


def test_a_row_of_another_month_of_ones_own_is_not_of_this_sheet(client, officer):
    july = factories.sheet(("ร้านของเรา", "food", (100, 0, 0, 0)), of=JULY).sales.get()
    answer = client.post(f"{ENTRY}save", typed_into(july))
    assert sentences.partly_saved(0, 1) in words(answer)
    assert Sale.objects.get().amounts == july.amounts


def test_a_draft_that_names_a_neighbours_row_shows_nothing_of_it(client, foreign):
    client.post(f"{ENTRY}draft", typed_into(foreign), headers={"Accept": "application/json"})
    assert Draft.objects.get().officer.username == "d4317"
    for page in (client.get(ENTRY), client.get(f"{ENTRY}?draft"), opened(client).press(client, "นำกลับมาใช้")):
        assert "เพื่อนบ้าน" not in words(page)


def test_the_history_of_a_neighbours_row_is_not_found_under_ones_own_sheet(client, foreign):
    assert client.get(reverse("sales:row-history", args=["4317", 2566, 8, foreign.pk])).status_code == 404
    own = Sale.objects.get(sheet__district="4317")
    assert client.get(reverse("sales:row-history", args=["4317", 2566, 8, own.pk])).status_code == 200


def test_an_officer_who_is_moved_has_only_his_new_district_from_the_next_click_on(client, officer):
    row = factories.sheet(("ร้านเดิม", "food", (100, 0, 0, 0))).sales.get()
    client.post(f"{ENTRY}draft", typed_into(row), headers={"Accept": "application/json"})
    officer.district = factories.district("4301")
    officer.save()

    page = client.get(ENTRY)
    assert "ร้านเดิม" not in words(page)
    assert "มีตัวเลขที่กรอกไว้" not in words(page)
    client.post(f"{ENTRY}save", typed_into(row))
    assert Sale.objects.get().amounts == row.amounts


@pytest.mark.parametrize("role", ["chief", "department", "admin"])
def test_an_officer_whose_role_is_taken_types_no_more_from_the_next_click_on(client, officer, role):
    row = factories.sheet(("ร้านเดิม", "food", (100, 0, 0, 0))).sales.get()
    officer.role, officer.district = role, officer.district if role == "chief" else None
    officer.save()
    assert client.post(f"{ENTRY}save", typed_into(row)).status_code == 403
    assert Sale.objects.get().amounts == row.amounts


def test_the_officer_of_an_ended_session_posts_nothing(client, officer):
    row = factories.sheet(("ร้านเดิม", "food", (100, 0, 0, 0))).sales.get()
    officer.is_active = False
    officer.save()
    assert client.post(f"{ENTRY}save", typed_into(row)).status_code == 401
    assert Sale.objects.get().amounts == row.amounts
