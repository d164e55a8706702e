"""Page 39: upload, look, import; the same code as the commands."""

import os
import stat

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.module_loading import import_string

from sales.forms.imports import UploadForm
from sales.imports import UPLOAD, Source, run, waiting
from sales.models import CHANNELS, Officer, Producer, ProducerEvent, Sale
from targets.models import Plan
from tests import factories
from tests.clients import signed_in
from tests.factories import JULY
from tests.personas import OFFICERS
from tests.sales.imports import files
from tests.sales.imports.test_history import HEADINGS as SUMS
from tests.sales.imports.test_history import LINES as SUM_LINES
from tests.sales.imports.test_officers import HEADINGS as ACCOUNTS
from tests.sales.imports.test_officers import LINES as ACCOUNT_LINES
from tests.sales.imports.test_producers import FISH, HEADINGS, WEAVERS
from tests.sales.imports.test_tables import HOSTILE
from tests.targets.imports.test_plans import HEADING as PLANS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"
    factories.district("4317")
    return settings.UPLOAD_DIR


@pytest.fixture
def admin() -> Client:
    return signed_in(factories.administrator())


def preview(client: Client, source: Source, slug: str = "producers"):
    file = SimpleUploadedFile(source.name, source.data)
    return client.post(reverse("sales:import-preview", args=[slug]), {"file": file})


def apply(client: Client, ticket: str, slug: str = "producers"):
    return client.post(reverse("sales:import-apply", args=[slug]), {"ticket": ticket}, follow=True)


def ticket_of(response) -> str:
    return response.context["form"].initial["ticket"]


def notices(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_file_is_looked_at_before_it_is_imported(admin):
    looked = preview(admin, files.csv(HEADINGS, WEAVERS, FISH))
    assert (looked.context["booking"].new, len(looked.context["lines"])) == (2, 2)
    assert not Producer.objects.exists()

    assert notices(apply(admin, ticket_of(looked)))[0].endswith("เพิ่ม 2 เปลี่ยนแปลง 0 คงเดิม 0")
    assert Producer.objects.count() == 2
    assert set(ProducerEvent.objects.values_list("officer__username", flat=True)) == {"admin"}


EACH = {
    "producers": (files.csv(HEADINGS, WEAVERS), "เลย,เชียงคาน,,ก,,,", HEADINGS, Producer),
    "history": (files.csv(SUMS, SUM_LINES[0]), SUM_LINES[0].replace("4317", "4399"), SUMS, Sale),
    "officers": (files.csv(ACCOUNTS, ACCOUNT_LINES[0]), ACCOUNT_LINES[0].replace("4317", "4399"), ACCOUNTS, Officer),
    "plans": (files.csv(PLANS, "43,4317,2566,7,1,2"), "43,4399,2566,7,1,2", PLANS, Plan),
}


@pytest.mark.parametrize("slug", EACH)
def test_each_import_is_looked_at_then_booked_and_with_a_fault_not_at_all(admin, slug):
    source, bad, headings, model = EACH[slug]
    factories.month(factories.JULY)
    before = model.objects.count()

    faulty = preview(admin, files.csv(headings, bad), slug)
    assert [fault.line for fault in faulty.context["faults"]] == [2]
    looked = preview(admin, source, slug)
    assert (looked.context["booking"].new, model.objects.count()) == (1, before)

    apply(admin, ticket_of(looked), slug)
    assert model.objects.count() == before + 1


def test_all_imports_of_the_settings_are_tried_here(settings):
    assert {import_string(path).slug for path in settings.IMPORTS} == set(EACH)


def test_each_import_names_its_columns_in_thai_with_the_english_beside(admin, settings):
    page = admin.get(reverse("sales:imports")).content.decode()
    for column in (column for path in settings.IMPORTS for column in import_string(path).columns):
        assert column.english and not column.title.isascii()
        assert f"{column.title} <code>{column.english}</code>" in page


GIVEN = {
    "province": "หนองคาย",
    "district": "โพธิ์ตาก",
    "year_be": "2566",
    "month": "7",
    "name": "กลุ่มทอผ้า",
    "product_type": "ผ้า",
    "producer_type": "SMEs",
    "username": "x",
    "role": "department",
    **dict.fromkeys((*CHANNELS, "offline", "online", "total"), "1"),
}
CELLS = [(importer, column) for importer in map(import_string, settings.IMPORTS) for column in importer.columns]


@pytest.mark.parametrize(("importer", "column"), CELLS, ids=[f"{one.slug} {column.name}" for one, column in CELLS])
def test_a_cell_too_long_is_a_fault_wherever_it_stands(importer, column):
    factories.month(JULY)
    given = GIVEN | {column.name: "๑" * 5000}
    columns = importer.columns
    source = files.csv(",".join(each.title for each in columns), ",".join(given.get(each.name, "") for each in columns))
    booking = run(importer, source, by=factories.administrator())
    assert [fault for fault in booking.faults if fault.column == column.title and "ข้อความยาวเกิน" in fault.sentence]
    assert not Producer.objects.exists() and not Sale.objects.exists() and Officer.objects.count() == 1


def test_faults_are_listed_and_there_is_nothing_to_press(admin):
    looked = preview(admin, files.csv(HEADINGS, "เลย,เชียงคาน,,ก,,,", "หนองคาย,ปากคาด,,ข,,,"))
    page = looked.content.decode()
    assert "ไม่พบจังหวัด “เลย”" in page and "ไม่มีอำเภอ “ปากคาด”" in page
    assert "form" not in looked.context
    assert reverse("sales:import-apply", args=["producers"]) not in page


@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "headings only"])
def test_a_hostile_file_is_answered_with_a_sentence(admin, name):
    source, sentence = HOSTILE[name]
    page = preview(admin, source)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Producer.objects.exists()


class Unread(SimpleUploadedFile):
    def read(self, *_):
        raise AssertionError("it was read")


def test_a_file_above_the_limit_is_not_even_read():
    file = Unread("large.csv", b"x" * (UPLOAD.file_bytes + 1))
    assert "ใหญ่เกิน" in str(UploadForm({}, {"file": file}).errors)


def test_no_file_is_a_sentence_too(admin):
    page = admin.post(reverse("sales:import-preview", args=["producers"]))
    assert "กรุณาเลือกไฟล์ก่อน" in page.content.decode()


def test_the_waiting_file_is_the_owners_own(admin):
    ticket = ticket_of(preview(admin, files.csv(HEADINGS, WEAVERS)))
    colleague = signed_in(factories.officer("admin2", "admin"))
    for answer in (
        apply(colleague, ticket),
        apply(admin, ticket, "history"),
        apply(admin, ticket[:-1]),
        apply(admin, "x\0"),
    ):
        assert "กรุณาเลือกไฟล์อีกครั้ง" in notices(answer)[0]
    assert not Producer.objects.exists()


def test_the_waiting_file_can_be_read_by_the_portal_only(admin, directory):
    preview(admin, files.csv(HEADINGS, WEAVERS))
    [file] = directory.iterdir()
    assert (stat.S_IMODE(directory.stat().st_mode), stat.S_IMODE(file.stat().st_mode)) == (0o700, 0o600)
    assert len(file.name) == 32


def test_a_file_that_nobody_came_for_is_thrown_away(admin, directory):
    old = ticket_of(preview(admin, files.csv(HEADINGS, WEAVERS)))
    [file] = directory.iterdir()
    os.utime(file, (file.stat().st_atime, file.stat().st_mtime - 3601))
    preview(admin, files.csv(HEADINGS, FISH))
    assert file not in directory.iterdir()
    assert "กรุณาเลือกไฟล์อีกครั้ง" in notices(apply(admin, old))[0]


def test_a_ticket_lasts_an_hour(admin, monkeypatch):
    ticket = ticket_of(preview(admin, files.csv(HEADINGS, WEAVERS)))
    monkeypatch.setattr(waiting, "_SECONDS", -1)
    assert "หมดอายุ" in notices(apply(admin, ticket))[0]


def test_a_ledger_that_changed_since_the_preview_stops_the_import(admin):
    ticket = ticket_of(preview(admin, files.csv(HEADINGS, WEAVERS)))
    factories.producer("อื่น")
    Producer.objects.update(code="4317001", district=factories.district("4301", "เมืองหนองคาย"))
    assert "ยังไม่ได้นำเข้า" in notices(apply(admin, ticket))[0]
    assert Producer.objects.count() == 1


@pytest.mark.parametrize("persona", [name for name in OFFICERS if "closed" not in name and name != "system"])
def test_only_administrators_import(persona):
    client, expected = signed_in(OFFICERS[persona]()), 200 if persona == "admin" else 403
    assert client.get(reverse("sales:imports")).status_code == expected
    assert preview(client, files.csv(HEADINGS, WEAVERS)).status_code == expected
    assert apply(client, "").status_code == expected


@pytest.mark.parametrize("action", ["preview", "apply"])
def test_a_look_imports_nothing_and_an_unknown_import_is_not_there(admin, action):
    assert admin.get(reverse(f"sales:import-{action}", args=["producers"])).status_code == 405
    assert admin.post(reverse(f"sales:import-{action}", args=["nothing"])).status_code == 404
