"""Pages 10 and 38: one's own account, and the accounts that the province and the administrator look after."""

import re

import pytest
from django.contrib.auth.hashers import check_password
from django.db import connection
from django.test import Client

from sales import sentences
from sales.models import Officer, OfficerEvent, Role
from sales.transitions import officers as transitions
from sales.transitions.refusals import NotAllowed, Refused
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.passwords import PASSWORD

pytestmark = pytest.mark.django_db


ONE_TIME = re.compile(r"\b(?:[a-z2-9]{4}-){3}[a-z2-9]{4}\b")


@pytest.fixture
def district() -> Officer:
    return factories.district_officer()


@pytest.fixture
def province() -> Officer:
    return factories.province_officer()


@pytest.fixture
def admin() -> Officer:
    return factories.administrator()


@pytest.fixture
def elsewhere() -> Officer:
    return factories.officer("d4201", Role.DISTRICT, factories.district("4201", "เมืองเลย"))


def last_event(officer: Officer) -> OfficerEvent:
    return officer.events.last()


def new_account(**changes) -> dict[str, str]:
    return {"username": "somying", "name": "นางสาวสมหญิง", "role": "district", "district": "4317", **changes}


# Who may do what

ACTIONS = {
    "reset": transitions.reset_password,
    "unlock": transitions.unlock_officer,
    "close": transitions.close_officer,
    "reopen": transitions.reopen_officer,
}


@pytest.mark.parametrize("action", ACTIONS)
class TestEveryAction:
    def target(self, officer: Officer, action: str) -> Officer:
        Officer.objects.filter(pk=officer.pk).update(is_active=action != "reopen")
        return officer

    def post(self, by: Officer, officer: Officer, action: str) -> int:
        return signed_in(by).post(f"/officers/{officer.pk}/{action}/").status_code

    def test_works_for_the_province_and_is_one_event(self, action, district, province):
        assert self.post(province, self.target(district, action), action) in (200, 302)
        event = OfficerEvent.objects.first()
        assert (event.officer, event.by, event.action) == (district, province, action)

    def test_works_for_the_administrator_anywhere(self, action, elsewhere, admin):
        assert self.post(admin, self.target(elsewhere, action), action) in (200, 302)
        assert OfficerEvent.objects.filter(officer=elsewhere, action=action).exists()

    def test_is_nothing_that_a_link_does(self, action, district, province):
        assert signed_in(province).get(f"/officers/{district.pk}/{action}/").status_code == 405
        assert not OfficerEvent.objects.exists()

    def test_finds_nobody_of_another_province(self, action, elsewhere, province):
        assert self.post(province, self.target(elsewhere, action), action) == 404
        assert not OfficerEvent.objects.exists()

    def test_is_not_for_districts_chiefs_and_the_department(self, action, district):
        chief = factories.officer("c4317", Role.CHIEF, district.district)
        for other in (chief, factories.department_officer()):
            assert self.post(other, district, action) == 403
        assert self.post(district, chief, action) == 403
        assert not OfficerEvent.objects.exists()

    def test_never_touches_the_officer_of_commands(self, action, admin):
        system = factories.system_officer()
        assert self.post(admin, system, action) == 404
        with pytest.raises(NotAllowed):
            ACTIONS[action](officer=system, by=admin)


def test_the_province_looks_after_no_account_of_its_own_level(province):
    colleague = factories.officer("p43-2", Role.PROVINCE, factories.province())
    assert signed_in(province).get(f"/officers/{colleague.pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        transitions.reset_password(officer=colleague, by=province)


# Opening


def test_the_province_opens_an_account_whose_password_stands_on_that_answer_only(province, district):
    client = signed_in(province)
    page = client.post("/officers/open/", new_account()).content.decode()
    opened = Officer.objects.get(username="somying")
    one_time = ONE_TIME.search(page)[0]
    assert check_password(one_time, opened.password)
    assert opened.password_is_temporary
    assert [(event.action, event.by) for event in opened.events.all()] == [("open", province), ("reset", province)]
    assert one_time not in client.get(f"/officers/{opened.pk}/").content.decode()


def test_a_one_time_password_is_in_no_table(province, district):
    page = signed_in(province).post("/officers/open/", new_account()).content.decode()
    one_time = ONE_TIME.search(page)[0]
    stored = {
        table: [row for row in rows_of(table) if one_time in repr(row)]
        for table in connection.introspection.table_names()
    }
    assert not any(stored.values())
    assert any("somying" in repr(row) for row in rows_of("sales_officer"))


def rows_of(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        return cursor.fetchall()


@pytest.mark.parametrize(
    "asked",
    [
        {"role": "province", "province": "43"},
        {"role": "admin"},
        {"district": "4201"},
        {"district": ""},
        {"username": "d4317"},
        {"username": "D4317"},
        {"username": "a b"},
        {"username": "x\0y"},
        {"name": ""},
    ],
)
def test_the_province_opens_nothing_but_new_accounts_of_its_districts(province, district, elsewhere, asked):
    before = Officer.objects.count()
    assert signed_in(province).post("/officers/open/", new_account(**asked)).status_code == 200
    assert Officer.objects.count() == before


def test_a_transition_opens_no_account_that_the_officer_could_not_look_after(province):
    with pytest.raises(NotAllowed):
        transitions.open_officer(officer=Officer(username="x", name="x", role=Role.ADMIN), by=province)


@pytest.mark.parametrize(
    ("role", "area"), [("district", "district"), ("chief", "district"), ("province", "province"), ("admin", "")]
)
def test_the_administrator_opens_every_role_with_the_area_it_needs(admin, role, area):
    factories.district()
    both = {"district": "4317", "province": "43"}
    signed_in(admin).post("/officers/open/", new_account(role=role, **both))
    opened = Officer.objects.get(username="somying")
    assert {name for name in both if getattr(opened, name)} == ({area} if area else set())


NOT_AN_EMAIL = "อีเมลไม่ถูกต้อง กรุณาตรวจสอบ เช่น somying@example.go.th"


def test_what_is_too_long_is_told_in_thai(district):
    page = signed_in(district).post("/account/", {"name": "ก" * 151, "telephone": "1" * 41, "email": "d@example.org"})
    told = [sentence for errors in page.context["form"].errors.values() for sentence in errors]
    assert len(told) == 2
    assert all(sentence.startswith("กรุณากรอกไม่เกิน ") for sentence in told)


def test_what_is_missing_or_wrong_is_said_in_the_words_of_the_field(admin, district):
    asked = signed_in(admin).post("/officers/open/", new_account(username="", name="", role="", email="x"))
    errors = {field: list(said) for field, said in asked.context["form"].errors.items()}
    assert errors == {
        "username": [sentences.NO_USERNAME],
        "name": [sentences.NO_OFFICER_NAME],
        "role": [sentences.NO_ROLE],
        "email": [NOT_AN_EMAIL],
    }
    own = signed_in(district).post("/account/", {"name": "", "email": "x"})
    assert {field: list(said) for field, said in own.context["form"].errors.items()} == {
        "name": [sentences.NO_OFFICER_NAME],
        "email": [NOT_AN_EMAIL],
    }
    nothing = signed_in(district).post("/account/password/", {"old_password": ""})
    said = [list(sentence) for sentence in nothing.context["form"].errors.values()]
    assert said == [[sentences.NO_PASSWORD]] * 3


def test_a_username_with_a_space_is_refused_in_thai(admin, district):
    asked = signed_in(admin).post("/officers/open/", new_account(username="d 4317"))
    assert "ชื่อผู้ใช้ใช้ได้เฉพาะตัวอักษร ตัวเลข และ @ . + - _ โดยไม่เว้นวรรค" in asked.content.decode()


def test_two_accounts_of_one_name_are_refused_together(admin, district):
    pair = [Officer(username=name, name="ก", role=Role.DEPARTMENT) for name in ("new", "d4317")]
    with pytest.raises(Refused, match="d4317"):
        transitions.open_officers(officers=pair, by=admin)
    assert not Officer.objects.filter(username="new").exists()


# Closing and coming back


def test_a_closed_account_keeps_its_row_and_its_name_in_the_history(province, district):
    transitions.close_officer(officer=district, by=province)
    closed = Officer.objects.get(pk=district.pk)
    assert (closed.is_active, closed.has_usable_password()) == (False, False)


def test_a_session_of_before_the_closing_does_not_wake_up_on_reopening(province, district):
    before = signed_in(district)
    transitions.close_officer(officer=district, by=province)
    transitions.reopen_officer(officer=district, by=province)
    assert before.get("/account/").status_code == 302


def test_nobody_closes_himself(admin):
    page = signed_in(admin).post(f"/officers/{admin.pk}/close/", follow=True).content.decode()
    assert sentences.NOT_YOUR_OWN_ACCOUNT in page
    assert Officer.objects.get(pk=admin.pk).is_active


@pytest.mark.parametrize(("action", "is_active"), [("close", False), ("reset", False), ("reopen", True)])
def test_what_has_been_done_already_is_refused_without_an_event(action, is_active, province, district):
    Officer.objects.filter(pk=district.pk).update(is_active=is_active)
    with pytest.raises(Refused):
        ACTIONS[action](officer=district, by=province)
    assert not OfficerEvent.objects.exists()


# One's own account


def test_an_officer_changes_his_name_and_telephone_and_the_history_knows_both(district):
    before = district.name
    fields = {"name": "นางสมศรี", "telephone": "042 123", "email": "", "role": "admin", "username": "root"}
    signed_in(district).post("/account/", fields)
    changed = Officer.objects.get(pk=district.pk)
    assert (changed.name, changed.telephone) == ("นางสมศรี", "042 123")
    assert (changed.role, changed.username) == (Role.DISTRICT, "d4317")
    assert last_event(district).changes == [("ชื่อ-นามสกุล", before, "นางสมศรี"), ("โทรศัพท์", "", "042 123")]


def test_saving_nothing_new_is_no_event(district):
    signed_in(district).post("/account/", {"name": district.name})
    assert not OfficerEvent.objects.exists()


@pytest.fixture
def with_password(district) -> Officer:
    district.set_password(PASSWORD)
    district.save()
    return district


def new_password(client: Client, new="ปลาร้าหอม-ท่าบ่อ", again=None, old=PASSWORD):
    fields = {"old_password": old, "new_password": new, "new_password_again": again or new}
    return client.post("/account/password/", fields)


def test_a_new_password_keeps_this_session_and_ends_the_others(with_password):
    here, there = signed_in(with_password), signed_in(with_password)
    assert new_password(here).status_code == 302
    assert (here.get("/account/").status_code, there.get("/account/").status_code) == (200, 302)
    assert last_event(with_password).action == "own_password"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"old": "ผิด"}, sentences.WRONG_OLD_PASSWORD),
        ({"new": "สั้นไป"}, sentences.PASSWORD_TOO_SHORT),
        ({"new": "password123"}, sentences.PASSWORD_TOO_COMMON),
        ({"new": "somying4317", "name": "somying 4317"}, sentences.PASSWORD_TOO_SIMILAR),
        ({"again": "อีกคำหนึ่งที่ไม่ตรง"}, sentences.PASSWORDS_DIFFER),
        ({"new": PASSWORD}, sentences.SAME_PASSWORD),
    ],
)
def test_a_weak_or_mistyped_password_is_refused_in_thai(with_password, typed, sentence):
    Officer.objects.filter(pk=with_password.pk).update(name=typed.pop("name", with_password.name))
    assert sentence in new_password(signed_in(with_password), **typed).content.decode()
    assert Officer.objects.get(pk=with_password.pk).check_password(PASSWORD)


def test_the_current_password_is_guessed_no_more_often_than_on_the_sign_in_page(with_password, settings):
    client = signed_in(with_password)
    for _ in range(settings.AXES_FAILURE_LIMIT):
        new_password(client, old="ผิด")
    assert "กรอกรหัสผ่านผิดหลายครั้ง" in new_password(client).content.decode()
    assert Officer.objects.get(pk=with_password.pk).check_password(PASSWORD)
    assert "กรอกรหัสผ่านผิดหลายครั้ง" in (
        Client().post("/sign-in/", {"username": "d4317", "password": PASSWORD}).content.decode()
    )


def test_choosing_a_good_new_password_takes_as_many_tries_as_it_takes(with_password, settings):
    client = signed_in(with_password)
    for _ in range(settings.AXES_FAILURE_LIMIT + 1):
        assert sentences.PASSWORD_TOO_SHORT in new_password(client, new="สั้นไป").content.decode()
    assert new_password(client).status_code == 302


def test_the_field_of_the_new_password_does_not_tell_the_current_one(with_password):
    assert (
        sentences.SAME_PASSWORD not in new_password(signed_in(with_password), old="ผิด", new=PASSWORD).content.decode()
    )


# The list


def found(client: Client, **question) -> set[str]:
    return {officer.username for officer, _ in client.get("/officers/", question).context["rows"]}


def test_each_sees_the_accounts_he_looks_after(province, admin, district, elsewhere):
    factories.system_officer()
    assert found(signed_in(province)) == {"d4317"}
    assert found(signed_in(admin)) == {"d4317", "d4201", "p43", "admin"}
    assert signed_in(district).get("/officers/").status_code == 403


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ({"text": "โพธิ์"}, {"d4317"}),
        ({"text": "หนองคาย"}, {"d4317", "p43"}),
        ({"province": "42"}, {"d4201"}),
        ({"state": "closed"}, {"d4201"}),
        ({"state": "temporary"}, {"p43"}),
        ({"text": "a\0"}, {"d4317", "d4201", "p43", "admin"}),
        ({"province": "99", "page": "x"}, {"d4317", "d4201", "p43", "admin"}),
    ],
)
def test_the_administrator_finds_accounts(province, admin, district, elsewhere, question, names):
    Officer.objects.filter(pk=elsewhere.pk).update(is_active=False)
    Officer.objects.filter(pk=province.pk).update(password_is_temporary=True)
    assert found(signed_in(admin), **question) == names


def test_the_list_asks_no_more_for_many_accounts_than_for_one(admin, district):
    client = signed_in(admin)
    few = number_of_queries(client, "/officers/")
    for number in range(40):
        factories.officer(f"x{number}", Role.DISTRICT, district.district)
    assert number_of_queries(client, "/officers/") == few


def test_the_list_and_the_page_say_who_is_locked(province, district):
    for _ in range(5):
        Client().post("/sign-in/", {"username": "d4317", "password": "ผิด"})
    client = signed_in(province)
    for address in ("/officers/", f"/officers/{district.pk}/"):
        assert "ถูกล็อกถึง" in client.get(address).content.decode()
    client.post(f"/officers/{district.pk}/unlock/")
    assert "ถูกล็อกถึง" not in client.get("/officers/").content.decode()
