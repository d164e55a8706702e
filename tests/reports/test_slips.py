import io
import re
import stat
import subprocess

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from sales.models import Officer
from tests import factories

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
