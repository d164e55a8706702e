import io
import re
import stat
import subprocess

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from sales import sentences
from sales.models import Officer, Role
from sales.transitions.officers import open_officers, reset_password
from tests import factories
from tests.clients import signed_in

pytestmark = pytest.mark.django_db

HEADINGS = "username,role,area,name,email"


@pytest.fixture(autouse=True)
def places():
    factories.system_officer()
    for code, name in (("4301", "เมืองหนองคาย"), ("4317", "โพธิ์ตาก"), ("4201", "เมืองเลย")):
        factories.district(code, name)


@pytest.fixture
def country(tmp_path):
    lines = ["d4317,district,4317,นางสาวมะลิ,", "p43,province,43,นางกรรณิการ์,", "d4201,district,4201,นายก้องฟ้า,"]
    path = tmp_path / "officers.csv"
    path.write_text("\n".join([HEADINGS, *lines, "cdd,department,,นายศิลา,"]))
    return path


def run(path, **options) -> str:
    out = io.StringIO()
    call_command("import_officers", path, slips=path.parent, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def text(pdf) -> str:
    return subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, text=True).stdout


def passwords(pdf) -> dict[str, str]:
    """Each user name of the slips with the password that stands below it."""
    return dict(re.findall(r"ชื่อผู้ใช้ ([a-z0-9]+)\n\S+ ((?:[a-z2-9]{4}-){3}[a-z2-9]{4})\n", text(pdf)))


def test_every_account_gets_a_slip_with_the_password_that_lets_it_in(country):
    run(country)
    slips = {name: passwords(country.parent / name) for name in ("slips-43.pdf", "slips-42.pdf", "slips-cdd.pdf")}
    assert {name: set(found) for name, found in slips.items()} == {
        "slips-43.pdf": {"d4317", "p43"},
        "slips-42.pdf": {"d4201"},
        "slips-cdd.pdf": {"cdd"},
    }
    for found in slips.values():
        for username, password in found.items():
            assert check_password(password, Officer.objects.get(username=username).password)


def test_a_slip_says_who_it_is_for(country):
    run(country)
    slip = text(country.parent / "slips-42.pdf")
    for words in ("นายก้องฟ้า", "เจ้าหน้าที่อำเภอ", "อำเภอเมืองเลย", "d4201"):
        assert words in slip


def test_only_their_owner_may_read_the_slips(country):
    run(country)
    assert stat.S_IMODE((country.parent / "slips-43.pdf").stat().st_mode) == 0o600


def test_a_second_run_changes_nothing_and_prints_nothing(country):
    run(country)
    before = list(Officer.objects.values())
    (country.parent / "slips-43.pdf").unlink()
    assert run(country) == "เพิ่ม 0 เปลี่ยนแปลง 0 คงเดิม 4\n"
    assert list(Officer.objects.values()) == before
    assert not (country.parent / "slips-43.pdf").exists()


def test_a_dry_run_writes_nothing(country):
    assert "ทดลอง" in run(country, dry_run=True)
    assert not Officer.objects.filter(username="d4317").exists()
    assert not list(country.parent.glob("*.pdf"))


def test_faults_stop_everything(country):
    country.write_text(country.read_text() + "\nx,boss,,ก,")
    with pytest.raises(CommandError, match="พบ 1 ข้อผิดพลาด"):
        run(country)
    assert not Officer.objects.filter(username="d4317").exists()


def test_a_password_whose_slip_cannot_be_written_is_not_issued(country):
    (country.parent / "slips-43.pdf").touch()
    with pytest.raises(CommandError, match=r"slips-43\.pdf"):
        run(country)
    waiting = Officer.objects.listed().without_password().values_list("username", flat=True)
    assert {"d4317", "p43"} <= set(waiting)
    (country.parent / "slips-43.pdf").unlink()
    run(country)
    assert set(passwords(country.parent / "slips-43.pdf")) == {"d4317", "p43"}


# On the web


@pytest.fixture
def waiting():
    """Opened as page 39 opens them: without a password."""
    officers = [
        Officer(username="d4317", name="นางสาวมะลิ", role=Role.DISTRICT, district_id="4317"),
        Officer(username="d4201", name="นายก้องฟ้า", role=Role.DISTRICT, district_id="4201"),
        Officer(username="cdd2", name="นายศิลา", role=Role.DEPARTMENT),
    ]
    open_officers(officers=officers, by=factories.administrator())
    return {officer.username: officer for officer in officers}


def fetched(response, path) -> dict[str, str]:
    path.write_bytes(response.content)
    return passwords(path)


@pytest.mark.parametrize(("province", "username"), [("43", "d4317"), ("42", "d4201"), ("", "cdd2")])
def test_the_administrator_prints_the_slips_of_each_province(waiting, tmp_path, province, username):
    response = signed_in(factories.administrator()).post("/reports/slips/", {"province": province})
    found = fetched(response, tmp_path / "slips.pdf")
    assert set(found) == {username}
    assert Officer.objects.get(username=username).check_password(found[username])
    assert "no-store" in response.headers["Cache-Control"]


def test_a_second_click_issues_nothing(waiting):
    client = signed_in(factories.province_officer())
    client.post("/reports/slips/", {"province": "43"})
    before = Officer.objects.get(username="d4317").password
    page = client.post("/reports/slips/", {"province": "43"}, follow=True).content.decode()
    assert sentences.NO_ACCOUNT_WAITS in page
    assert Officer.objects.get(username="d4317").password == before


@pytest.mark.parametrize("asked", [{"province": "42"}, {"province": ""}, {"province": "a\0"}, {}])
def test_a_province_prints_slips_of_its_own_districts_only(waiting, asked):
    assert signed_in(factories.province_officer()).post("/reports/slips/", asked).status_code == 302
    assert Officer.objects.listed().without_password().count() == 3


def test_the_list_of_accounts_offers_the_slips_that_wait(waiting):
    page = signed_in(factories.province_officer()).get("/officers/")
    assert [(province.code, count) for province, count in page.context["waiting"]] == [("43", 1)]
    everywhere = signed_in(factories.administrator()).get("/officers/").context["waiting"]
    assert {province and province.code for province, _ in everywhere} == {"43", "42", None}


def test_the_password_on_the_screen_can_be_printed(waiting, tmp_path):
    officer, by = waiting["d4317"], factories.province_officer()
    password = reset_password(officer=officer, by=by)
    response = signed_in(by).post(f"/reports/slips/{officer.pk}/", {"password": password})
    assert fetched(response, tmp_path / "slip.pdf") == {"d4317": password}


@pytest.mark.parametrize("typed", ["wrong", "", "a\0"])
def test_no_other_password_is_printed(waiting, typed):
    officer, by = waiting["d4317"], factories.province_officer()
    reset_password(officer=officer, by=by)
    assert signed_in(by).post(f"/reports/slips/{officer.pk}/", {"password": typed}).status_code == 404


def test_slips_are_for_those_who_look_after_the_account(waiting):
    officer = waiting["d4317"]
    password = reset_password(officer=officer, by=factories.province_officer())
    statuses = {
        by.username: signed_in(by).post(f"/reports/slips/{officer.pk}/", {"password": password}).status_code
        for by in (factories.province_officer("42"), factories.department_officer(), factories.district_officer("4301"))
    }
    assert set(statuses.values()) == {404}
