"""What was posted after a session had ended goes on once the officer is back; nothing typed is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from sales import sentences
from sales.models import Officer
from tests import factories
from tests.passwords import PASSWORD

from .test_after_sign_in import ELSEWHERE

pytestmark = pytest.mark.django_db

TYPED = {"name": "กลุ่มทอผ้า & เพื่อน", "telephone": "๐๔๒ 123456", "email": "a@b.th", "of_district": "4317"}


@pytest.fixture
def visitor() -> Client:
    return Client(enforce_csrf_checks=True)


def post(visitor: Client, address: str, fields: dict):
    return visitor.post(address, fields | {"csrfmiddlewaretoken": visitor.cookies["csrftoken"].value})


@pytest.fixture
def province():
    officer = factories.province_officer()
    officer.set_password(PASSWORD)
    officer.save()
    return officer


@pytest.fixture
def waiting(visitor, officer):
    """The sign-in page that the officer's post met."""
    visitor.get("/sign-in/")
    return post(visitor, "/account/?tab=1", TYPED)


def sign_in(visitor: Client, page, username="d4317", password=PASSWORD):
    unsent = {f"unsent-{name}": page.context["unsent"][name].value() for name in ("path", "fields")}
    return post(visitor, "/sign-in/", {"username": username, "password": password, **unsent})


def resumed(page) -> dict[str, str]:
    return dict(page.context["unsent"].names_and_values)


def test_a_post_without_a_session_meets_the_sign_in_page_and_changes_nothing(waiting, officer):
    assert waiting.status_code == 401
    assert sentences.SESSION_ENDED in waiting.content.decode()
    assert "no-store" in waiting.headers["Cache-Control"]
    officer.refresh_from_db()
    assert officer.telephone == ""


def test_after_signing_in_one_button_sends_every_field_on(visitor, waiting, officer):
    page = sign_in(visitor, waiting)
    assert "บันทึกต่อ" in page.content.decode()
    assert 'action="/account/?tab=1"' in page.content.decode()
    assert resumed(page) == TYPED
    assert post(visitor, "/account/?tab=1", resumed(page)).url == reverse("sales:account")
    officer.refresh_from_db()
    assert (officer.name, officer.telephone) == (TYPED["name"], TYPED["telephone"])


def test_the_fields_survive_a_wrong_password(visitor, waiting):
    again = sign_in(visitor, waiting, password="ผิด")
    assert resumed(sign_in(visitor, again)) == TYPED


def test_figures_of_one_district_do_not_go_on_in_the_name_of_another(visitor, waiting):
    other = factories.district_officer("4316")
    other.set_password(PASSWORD)
    other.save()
    page = sign_in(visitor, waiting, "d4316")
    assert sentences.FIGURES_OF_ANOTHER_DISTRICT in page.content.decode()
    assert visitor.get("/account/").status_code == 302
    assert resumed(sign_in(visitor, page)) == TYPED


def test_nor_in_the_name_of_their_province(visitor, waiting, province):
    page = sign_in(visitor, waiting, province.username)
    assert sentences.FIGURES_OF_ANOTHER_DISTRICT in page.content.decode()
    assert resumed(sign_in(visitor, page)) == TYPED


def test_an_account_that_the_province_was_opening_goes_on(visitor, province):
    asked = {"username": "new", "name": "นางสาวใหม่ มาใหม่", "role": "district", "district": factories.district().pk}
    visitor.get("/sign-in/")
    page = sign_in(visitor, post(visitor, "/officers/open/", asked), province.username)
    assert resumed(page) == asked
    opened = post(visitor, page.context["unsent"].address, resumed(page))
    assert opened.context["one_time_password"]
    assert Officer.objects.get(username="new").district_id == "4317"


def test_whoever_sent_a_file_chooses_it_again_where_he_chose_it(visitor, officer):
    visitor.get("/sign-in/")
    token = visitor.cookies["csrftoken"].value
    file = {"file": SimpleUploadedFile("a.csv", b"x"), "csrfmiddlewaretoken": token}
    page = visitor.post("/imports/producers/preview", file, headers={"Referer": "http://testserver/imports/?a=1"})
    assert sentences.CHOOSE_FILE_AGAIN in page.content.decode()
    fields = {"username": officer.username, "password": PASSWORD, "next": page.context["form"].initial["next"]}
    assert post(visitor, "/sign-in/", fields).url == "/imports/"


def test_passwords_and_tokens_are_not_carried_along(visitor, officer):
    visitor.get("/sign-in/")
    page = post(visitor, "/account/password/", {"old_password": "ลับ", "new_password": "ลับ", "other": "1"})
    assert resumed(sign_in(visitor, page)) == {"other": "1"}


@pytest.mark.parametrize("path", ELSEWHERE)
def test_another_site_is_never_posted_to(visitor, officer, path):
    visitor.get("/sign-in/")
    fields = {"username": "d4317", "password": PASSWORD, "unsent-path": path, "unsent-fields": "a=1"}
    assert post(visitor, "/sign-in/", fields).url == reverse("sales:home")


def test_three_hundred_rows_are_carried(visitor, officer):
    visitor.get("/sign-in/")
    rows = {f"rows-{row}-{name}": f"{row}.50" for row in range(300) for name in ("a", "b", "c", "d")}
    page = post(visitor, "/account/", rows)
    assert resumed(sign_in(visitor, page)) == rows
