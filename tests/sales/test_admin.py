"""The admin: administrators only, areas and months to be set, everything else to be looked at."""

import re
from datetime import date
from html import unescape

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import resolve, reverse

from reports.publication import publish
from sales import sentences
from sales.models import (
    CheckSetting,
    District,
    EntryMode,
    Officer,
    Producer,
    ProducerEvent,
    ReportingMonth,
    Sale,
    Sheet,
    SheetEvent,
)
from sales.reference import load_check_settings
from sales.transitions.producers import change_producer
from tests import factories, personas
from tests.targets.factories import plan, scheme, target

pytestmark = pytest.mark.django_db

AUGUST = {"month": "2023-08-01", "entry_mode": "two_step", "opens_on": "2023-08-01", "closed_on": ""}
EDITABLE = {CheckSetting, District, ReportingMonth}


@pytest.fixture
def client() -> Client:
    client = Client()
    client.force_login(factories.administrator())
    return client


@pytest.fixture(autouse=True)
def ledger():
    load_check_settings()
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", ("1234.5", 0, 0, 0)))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    publish()
    version = scheme(announced=False)
    target(version, 100, target=102)
    plan(1, 2)
    version.levels.get().parts.create(part=version.scheme, level_slug="target")
    return sheet


def address(model, action: str, *arguments) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=arguments)


def registered() -> list:
    return sorted(admin.site._registry, key=lambda model: model._meta.label)


# The way in


@pytest.mark.parametrize("who", sorted(set(personas.OFFICERS) - {"admin"}))
def test_only_administrators_come_in(who):
    officer = personas.OFFICERS[who]()
    client = Client()
    client.force_login(officer)
    response = client.get("/admin/", follow=True)
    assert response.status_code == (403 if officer.is_active else 200)
    assert response.request["PATH_INFO"] == ("/admin/login/" if officer.is_active else "/sign-in/")


def test_there_is_one_sign_in_page_for_all():
    assert Client().get("/admin/sales/sale/", follow=True).request["PATH_INFO"] == "/sign-in/"
    assert Client().get("/admin/login/?next=/admin/").url == "/sign-in/?next=/admin/"


def test_there_is_one_page_for_passwords(client):
    assert client.get("/admin/password_change/").url == reverse("sales:password")


def test_signing_out_of_the_admin_is_signing_out(client):
    assert client.get("/admin/logout/").status_code == 405
    client.post("/admin/logout/")
    assert client.get("/admin/").status_code == 302


# What is locked


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_each_list_and_row_can_be_looked_at(client, model):
    assert client.get(address(model, "changelist")).status_code == 200
    for row in model._base_manager.all()[:1]:
        assert client.get(address(model, "change", row.pk)).status_code == 200


def words_on(page) -> set[str]:
    """In Latin letters, outside tags and their attributes."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", page.content.decode(), flags=re.DOTALL)
    return set(re.findall(r"[A-Za-z_]{2,}\w*", unescape(text)))


def own_words(row) -> set[str]:
    """What somebody has typed in Latin letters: names and addresses."""
    return set(re.findall(r"[A-Za-z_]{2,}\w*", " ".join(map(str, vars(row).values()))))


PROPER_NAMES = {"OTOP", "SMEs", "Sync"}


@pytest.mark.parametrize("model", registered(), ids=lambda model: model.__name__)
def test_every_word_is_thai(client, model):
    rows = model._base_manager.all()[:1]
    pages = [reverse("admin:index"), address(model, "changelist")]
    pages += [address(model, "change", row.pk) for row in rows]
    pages += [address(model, "history", row.pk) for row in rows if model in EDITABLE]
    typed = set().union(*(own_words(row) for row in [*model._base_manager.all(), *Officer.objects.all()]))
    assert {page: left for page in pages if (left := words_on(client.get(page)) - PROPER_NAMES - typed)} == {}


def test_what_an_administrator_changed_is_in_the_history_of_the_month(client):
    save_month(client, closed_on="2023-12-31")
    page = client.get(address(ReportingMonth, "history", factories.AUGUST))
    assert "ปิดรับข้อมูลเมื่อวันที่" in page.content.decode()
    assert words_on(page) - PROPER_NAMES == {"admin"}  # his user name


@pytest.mark.parametrize(
    ("model", "name"), [(Sheet, "sales:sheet"), (Sale, "sales:row-history"), (SheetEvent, "sales:sheet-history")]
)
def test_the_ledger_leads_to_its_page_in_words(client, model, name):
    page = client.get(address(model, "change", model._base_manager.first().pk)).content.decode()
    there = re.search(r'href="([^"]+)" class="viewsitelink"', page)[1]
    assert resolve(there).view_name == name
    assert client.get(there).status_code == 200


def test_what_was_changed_in_the_register_is_told_in_words(client):
    producer = Producer.objects.get()
    change_producer(producer=producer, by=factories.district_officer(), subdistrict="โพนทอง")
    page = client.get(address(ProducerEvent, "change", ProducerEvent.objects.last().pk)).content.decode()
    assert "ตำบล: – → โพนทอง" in page


def test_what_is_looked_at_is_there(client, ledger):
    page = client.get(address(Sale, "change", ledger.sales.get().pk)).content.decode()
    assert "1,234.50" in page


@pytest.mark.parametrize("model", [m for m in registered() if m not in EDITABLE], ids=lambda model: model.__name__)
def test_the_rest_is_read_only_even_for_administrators(client, model):
    before = list(model._base_manager.values())
    assert client.get(address(model, "add")).status_code == 403
    assert client.post(address(model, "add"), {}).status_code == 403
    for row in model._base_manager.all()[:1]:
        assert client.post(address(model, "change", row.pk), {"stage": "draft", "name": "x"}).status_code == 403
        assert client.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    client.post(address(model, "changelist"), {"action": "delete_selected", "_selected_action": [1], "post": "yes"})
    assert list(model._base_manager.values()) == before


def test_no_page_shows_a_password_hash(client):
    officer = factories.administrator()
    officer.set_password("ผ้าทอ-ริมโขง-๔๓")
    officer.save()
    client.force_login(officer)
    page = client.get(address(type(officer), "change", officer.pk)).content.decode()
    assert officer.username in page
    assert officer.password not in page


def test_years_are_buddhist(client):
    page = client.get(address(ReportingMonth, "changelist")).content.decode()
    assert "1 สิงหาคม 2566" in page
    assert "2023" not in page.replace("2023-08-01", "")


# What is set


def test_an_administrator_sets_whether_a_district_reports_but_not_its_name(client):
    code = "4317"
    client.post(address(District, "change", code), {"chief_confirms": "on", "name_th": "อื่น", "code": "9999"})
    district = District.objects.get(pk=code)
    assert (district.reporting, district.chief_confirms, district.name_th) == (False, True, "โพธิ์ตาก")


def test_no_district_is_added_or_deleted(client):
    assert client.get(address(District, "add")).status_code == 403
    assert client.post(address(District, "delete", "4317"), {"post": "yes"}).status_code == 403


def save_month(client, first: date = factories.AUGUST, **changes):
    return client.post(address(ReportingMonth, "change", first), AUGUST | changes)


def test_a_months_entry_mode_can_be_chosen_while_it_has_no_rows(client):
    july = factories.month(factories.JULY)
    save_month(client, july.pk, entry_mode="save_confirms", opens_on="2023-07-01")
    july.refresh_from_db()
    assert july.entry_mode == EntryMode.SAVE_CONFIRMS


def test_once_a_month_has_rows_its_entry_mode_is_fixed(client):
    save_month(client, entry_mode="save_confirms", closed_on="2023-12-31")
    month = ReportingMonth.objects.get(pk=factories.AUGUST)
    assert (month.entry_mode, month.closed_on) == (EntryMode.TWO_STEP, date(2023, 12, 31))


def test_the_rule_is_the_months_own():
    month = ReportingMonth.objects.get(pk=factories.AUGUST)
    month.entry_mode = EntryMode.SAVE_CONFIRMS
    with pytest.raises(Exception, match=sentences.ENTRY_MODE_IS_FIXED):
        month.full_clean()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"opens_on": "2566-08-01"}, sentences.not_a_gregorian_year(2566)),
        ({"closed_on": "2566-08-31"}, sentences.not_a_gregorian_year(2566)),
        ({"closed_on": "2023-08-01"}, sentences.CLOSED_BEFORE_OPENED),
    ],
)
def test_a_day_that_cannot_be_meant_is_refused_in_thai(client, typed, sentence):
    response = save_month(client, **typed)
    assert sentence in response.content.decode()
    assert words_on(response) - PROPER_NAMES == {"admin"}


@pytest.mark.parametrize(
    ("first", "sentence"),
    [("2027-10-02", sentences.NOT_A_FIRST_DAY), ("2570-10-01", sentences.not_a_gregorian_year(2570))],
)
def test_only_a_first_day_names_a_new_month(client, first, sentence):
    fields = AUGUST | {"month": first, "opens_on": "2027-10-01"}
    assert sentence in client.post(address(ReportingMonth, "add"), fields).content.decode()
    client.post(address(ReportingMonth, "add"), fields | {"month": "2027-10-01"})
    assert ReportingMonth.objects.filter(pk=date(2027, 10, 1)).exists()
