"""S1, S2 of RELIABILITY in small: the way in, its limits, and the way back in."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.hashers import get_hasher, make_password
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from otop_portal.passwords import Argon2Hasher
from sales import sentences
from sales.models import Officer, Role
from sales.transitions.officers import close_officer, reset_password, unlock_officer
from tests import factories
from tests.passwords import PASSWORD, CountingHasher, MeetingHasher

pytestmark = pytest.mark.django_db

LIMIT = 5
SIGN_IN = "/sign-in/"


@pytest.fixture
def counted_hashes(settings):
    settings.PASSWORD_HASHERS = ["tests.passwords.CountingHasher"]
    CountingHasher.computed = 0
    return CountingHasher


def sign_in(client: Client, username="d4317", password=PASSWORD, address="10.0.0.1", **fields):
    fields = {"username": username, "password": password, **fields}
    return client.post(SIGN_IN, fields, REMOTE_ADDR=address)


def is_in(client: Client) -> bool:
    return SESSION_KEY in client.session


def guess_until_locked(client: Client, **more) -> None:
    for _ in range(LIMIT):
        sign_in(client, password="ผิด", **more)


# The page


def test_the_page_has_the_words_of_the_manual(client):
    page = client.get(SIGN_IN).content.decode()
    for words in ("บันทึกข้อมูล OTOP", "ชื่อผู้ใช้ / User Name", "รหัสผ่าน / Password", "เข้าสู่ระบบ", "เคลียร์"):
        assert words in page


def test_empty_fields_are_named_in_thai(client):
    page = sign_in(client, "", "").content.decode()
    assert sentences.NO_USERNAME in page
    assert sentences.NO_PASSWORD in page


def test_the_right_password_opens_the_first_page(client, officer):
    response = sign_in(client)
    assert (response.status_code, response.url) == (302, reverse("sales:home"))
    assert client.session[SESSION_KEY] == str(officer.pk)


def test_capitals_and_spaces_in_a_name_are_forgiven(client, officer):
    sign_in(client, " D4317 ")
    assert is_in(client)


def test_who_is_in_is_sent_on(client, officer):
    client.force_login(officer)
    assert client.get(SIGN_IN).url == reverse("sales:home")


@pytest.mark.parametrize("field", ["username", "password", "next", "unsent-path", "unsent-fields"])
def test_a_nul_byte_is_no_server_error(client, officer, field):
    assert sign_in(client, **{field: "a\0b"}).status_code in (200, 302)


# What an answer gives away


@pytest.fixture
def strangers(officer) -> dict[str, tuple[str, str]]:
    closed = factories.officer("d4316", Role.DISTRICT, factories.district("4316", "รัตนวาปี"))
    Officer.objects.filter(pk=closed.pk).update(is_active=False, password=make_password(PASSWORD))
    factories.system_officer()
    return {
        "wrong password": ("d4317", "ผิด"),
        "no such name": ("d9999", PASSWORD),
        "closed": ("d4316", PASSWORD),
        "system": ("system", PASSWORD),
    }


def test_every_refusal_looks_the_same(client, strangers):
    answers = [sign_in(client, *tried) for tried in strangers.values()]
    assert {answer.status_code for answer in answers} == {200}
    assert all(sentences.WRONG_PASSWORD in answer.content.decode() for answer in answers)
    errors = {answer.context["form"].errors.as_json() for answer in answers}
    assert len(errors) == 1


def test_every_refusal_costs_one_hash(client, counted_hashes, strangers):
    costs = {}
    for tried, (username, password) in strangers.items():
        counted_hashes.computed = 0
        sign_in(client, username, password)
        costs[tried] = counted_hashes.computed
    assert costs == dict.fromkeys(strangers, 1)


def test_a_lock_does_not_tell_whether_the_name_exists(client, officer):
    for username in ("d4317", "d9999"):
        guess_until_locked(client, username=username)
    answers = [sign_in(client, username).context["form"].errors.as_json() for username in ("d4317", "d9999")]
    assert answers[0] == answers[1]
    assert sentences.WRONG_PASSWORD not in answers[0]


# Limits


def test_the_right_password_is_not_even_looked_at_once_the_pair_is_locked(client, counted_hashes, officer):
    guess_until_locked(client)
    counted_hashes.computed = 0
    sign_in(client)
    assert not is_in(client)
    assert counted_hashes.computed == 0


def test_without_the_limit_the_sixth_guess_would_have_opened(client, officer, settings):
    settings.AXES_FAILURE_LIMIT = LIMIT + 2
    guess_until_locked(client)
    sign_in(client)
    assert is_in(client)


def test_the_lock_says_until_when_and_who_helps(client, officer):
    guess_until_locked(client)
    error = sign_in(client).context["form"].non_field_errors()[0]
    assert "อีก 30 นาที" in error
    assert "สำนักงานพัฒนาชุมชนจังหวัด" in error


def test_guessing_on_does_not_prolong_the_lock(client, officer):
    guess_until_locked(client)
    before = AccessAttempt.objects.get().attempt_time
    sign_in(client)
    assert AccessAttempt.objects.get().attempt_time == before


def test_a_lock_ends_by_itself(client, officer):
    guess_until_locked(client)
    attempt = AccessAttempt.objects.get()
    AccessAttempt.objects.update(attempt_time=attempt.attempt_time - timedelta(minutes=30))
    sign_in(client)
    assert is_in(client)


def test_another_browser_at_the_same_address_gets_no_further_guesses(client, counted_hashes, officer):
    guess_until_locked(client)
    counted_hashes.computed = 0
    Client(HTTP_USER_AGENT="another").post(SIGN_IN, {"username": "d4317", "password": "ผิด"}, REMOTE_ADDR="10.0.0.1")
    assert counted_hashes.computed == 0


def test_a_colleague_behind_the_same_address_comes_in(client, officer):
    guess_until_locked(client, username="c4317")
    sign_in(client)
    assert is_in(client)


def test_a_colleague_who_comes_in_does_not_open_the_lock_of_another_name(client, counted_hashes, officer):
    guess_until_locked(client, username="c4317")
    sign_in(client)
    counted_hashes.computed = 0
    sign_in(Client(), "c4317")
    assert counted_hashes.computed == 0


def test_the_owner_at_another_address_comes_in(client, officer):
    guess_until_locked(client, address="10.0.0.9")
    sign_in(client)
    assert is_in(client)


def test_signing_in_forgets_the_earlier_mistakes(client, officer):
    for _ in range(LIMIT - 1):
        sign_in(client, password="ผิด")
    sign_in(client)
    assert not AccessAttempt.objects.exists()


def test_nothing_that_was_typed_is_kept_of_a_guess(client, officer):
    sign_in(client, password="เกือบถูก", **{"unsent-path": "/", "unsent-fields": "domestic_offline=123"})
    attempt = AccessAttempt.objects.values().get()
    kept = {name: value for name, value in attempt.items() if name not in {"id", "attempt_time"}}
    assert {value for value in kept.values() if value} == {"d4317", "10.0.0.1", 1}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.5", "10.0.0.1"),
        (1, "203.0.113.5", "203.0.113.5"),
        (1, "6.6.6.6, 203.0.113.5", "203.0.113.5"),
        (2, "6.6.6.6, 203.0.113.5, 10.1.1.1", "203.0.113.5"),
        (1, "", "0.0.0.0"),
        (1, "not an address", "0.0.0.0"),
    ],
)
def test_only_what_our_own_proxies_saw_is_believed(client, officer, settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    client.post(
        SIGN_IN, {"username": "d4317", "password": "ผิด"}, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded
    )
    assert AccessAttempt.objects.get().ip_address == address


def guess_in_parallel(guesses: int) -> None:
    def guess(_):
        try:
            sign_in(Client(), password="ผิด")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(guess, range(guesses)))


@pytest.mark.django_db(transaction=True)
def test_parallel_guesses_do_not_pass_the_limit_together(officer, counted_hashes):
    guess_in_parallel(24)
    assert counted_hashes.computed == LIMIT


@pytest.mark.django_db(transaction=True)
def test_counted_only_afterwards_eight_parallel_guesses_pass_a_limit_of_five(officer, settings):
    settings.AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
    settings.PASSWORD_HASHERS = ["tests.passwords.MeetingHasher"]
    guess_in_parallel(8)
    assert not MeetingHasher.meeting.broken


# The way back in


def test_the_province_unlocks_its_district(client, officer):
    guess_until_locked(client)
    unlock_officer(officer=officer, by=factories.province_officer())
    sign_in(client)
    assert is_in(client)


def test_a_reset_unlocks_and_brings_in(client, officer):
    guess_until_locked(client)
    one_time = reset_password(officer=officer, by=factories.province_officer())
    sign_in(client, password=one_time)
    assert is_in(client)


# Sessions


def test_a_session_key_planted_before_is_not_the_one_after(client, officer):
    client.session.save()
    planted = client.session.session_key
    client.cookies["sessionid"] = planted
    sign_in(client)
    assert is_in(client)
    assert client.session.session_key != planted


def test_signing_out_ends_the_session_on_the_server(client, officer):
    sign_in(client)
    stolen = client.cookies["sessionid"].value
    client.post("/sign-out/")
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert thief.get("/account/").status_code == 302


def test_signing_out_is_no_link(client, officer):
    client.force_login(officer)
    assert client.get("/sign-out/").status_code == 405
    assert is_in(client)


@pytest.mark.parametrize("address", [SIGN_IN, "/sign-out/", "/account/", "/account/password/", "/officers/open/"])
@pytest.mark.parametrize("token", ["", "a" * 64])
def test_a_post_without_a_token_of_ours_is_refused(officer, address, token):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 403
    assert is_in(client)


def test_a_refused_token_is_explained_in_thai(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    page = client.post("/account/", {}).content.decode()
    assert "ยังไม่ได้ทำรายการ" in page
    assert "CSRF" not in page


def test_with_the_token_the_same_post_is_taken(officer):
    client = Client(enforce_csrf_checks=True)
    token = client.get(SIGN_IN).context["csrf_token"]
    sign_in(client, csrfmiddlewaretoken=str(token))
    assert is_in(client)


@pytest.mark.parametrize("end", [close_officer, reset_password])
def test_a_closed_or_reset_account_is_out_at_once(client, officer, end):
    sign_in(client)
    assert client.get("/account/").status_code == 200
    end(officer=officer, by=factories.province_officer())
    assert client.get("/account/").url.startswith(SIGN_IN)


def test_only_a_session_that_was_there_is_said_to_have_ended(client, officer):
    assert sentences.SESSION_ENDED not in client.get("/sign-in/?next=/account/").content.decode()
    sign_in(client)
    close_officer(officer=officer, by=factories.province_officer())
    assert sentences.SESSION_ENDED in client.get("/sign-in/?next=/account/").content.decode()


def test_a_script_of_a_page_without_a_session_is_told_where_to_sign_in(client):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/account/"}
    response = client.get("/account/", headers=headers)
    assert response.status_code == 401
    page = client.get(response.headers["HX-Redirect"])
    assert page.context["form"].initial["next"] == "/account/"
    assert sentences.SESSION_ENDED in page.content.decode()


# Cost


def test_a_password_costs_what_was_chosen_for_the_machine(settings):
    settings.PASSWORD_HASHERS = ["otop_portal.passwords.Argon2Hasher"]
    summary = get_hasher().decode(make_password(PASSWORD))
    chosen = (summary["time_cost"], summary["memory_cost"], summary["parallelism"])
    assert chosen == (Argon2Hasher.time_cost, Argon2Hasher.memory_cost, Argon2Hasher.parallelism)
    # The least that OWASP recommends for argon2id.
    assert summary["variety"] == "argon2id"
    assert (chosen[1], chosen[0]) >= (46 * 1024, 1)


# The first administrator


def test_createsuperuser_makes_the_first_administrator(client, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", PASSWORD)
    call_command("createsuperuser", interactive=False, username="Admin", name="นางสาวขวัญข้าว", verbosity=0)
    assert Officer.objects.get().role == Role.ADMIN
    sign_in(client, "admin")
    assert client.get("/officers/").status_code == 200
