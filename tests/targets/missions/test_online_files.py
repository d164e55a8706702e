"""The portal reads its own online-market file back: all or nothing, faults by cell, nobody's work overwritten."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from targets.missions import sentences
from targets.models import MissionEvent, OnlineProduct
from tests import factories
from tests.clients import signed_in
from tests.targets.factories import target

from .reporting import JULY, LAST_ROUND, online, product, report_online

pytestmark = pytest.mark.django_db
FILE = "/reports/online/2566/7.xlsx"
FIRST = 5  # the column of the product's name


@pytest.fixture(autouse=True)
def round_two():
    factories.months(JULY, factories.AUGUST)
    target(online(), 12)


@pytest.fixture
def client():
    return signed_in(factories.district_officer())


def workbook(client) -> tuple:
    book = openpyxl.load_workbook(io.BytesIO(client.get(FILE).content))
    top = next(cell.row for cell in book.active["A"] if cell.value == "ที่")
    names = {book.active.cell(row, n).value: n for row in (top, top + 1) for n in range(1, 24)}
    return book, names, top + 2


def preview(client, book):
    data = io.BytesIO()
    book.save(data)
    file = SimpleUploadedFile("online.xlsx", data.getvalue())
    return client.post(reverse("targets:online-preview", args=[2566, 7]), {"file": file})


def apply(client, response):
    ticket = response.context["form"].initial["ticket"]
    return client.post(reverse("targets:online-apply", args=[2566, 7]), {"ticket": ticket})


def test_a_file_that_comes_back_unchanged_changes_nothing(client):
    report_online(product(), product("ผ้าขาวม้า"))
    before, events = list(OnlineProduct.objects.values()), MissionEvent.objects.count()
    response = preview(client, workbook(client)[0])
    booking = response.context["booking"]
    assert (booking.faults, booking.new, booking.changed, booking.unchanged) == ([], 0, 0, 2)
    apply(client, response)
    assert (list(OnlineProduct.objects.values()), MissionEvent.objects.count()) == (before, events)


def test_a_changed_cell_and_a_new_line_are_looked_at_first_and_then_saved_as_drafts(client):
    (row,) = report_online(product())
    product("ผ้าขาวม้า")
    book, names, first = workbook(client)
    book.active.cell(first, names["ชื่อเพจ ลิงก์ หรือ ID"]).value = "เพจใหม่"
    book.active.unmerge_cells(str(next(r for r in book.active.merged_cells.ranges if r.min_row == first + 1)))
    for name, value in {**dict.fromkeys(range(1, FIRST)), FIRST: "ผ้าขาวม้า", names["ขายของออนไลน์อยู่แล้ว"]: "๑"}.items():
        book.active.cell(first + 1, name).value = value
    response = preview(client, book)
    booking = response.context["booking"]
    assert (booking.faults, booking.new, booking.changed) == ([], 1, 1)
    assert OnlineProduct.objects.count() == 1
    apply(client, response)
    assert OnlineProduct.objects.get(pk=row.pk).link == "เพจใหม่"
    added = OnlineProduct.objects.exclude(pk=row.pk).get()
    assert (added.product.name, added.sells_online, added.stage) == ("ผ้าขาวม้า", True, "draft")


def told(client, column, value, row=0) -> list[tuple[int, str]]:
    book, names, first = workbook(client)
    book.active.cell(first + row, names.get(column, column)).value = value
    return [(fault.line - first, fault.sentence) for fault in preview(client, book).context["booking"].faults]


def test_faults_are_told_by_cell_and_nothing_is_half_imported(client):
    report_online(product(), product("ผ้าขาวม้า"))
    before = list(OnlineProduct.objects.values())
    assert told(client, FIRST, "ผ้าไหมมัดหมี") == [(0, sentences.no_such_product("ผ้าไหมมัดหมี", "ผ้าไหมมัดหมี่"))]
    assert told(client, "ได้รับตัดดาว", "x", row=1) == [(1, sentences.ONE_OR_NOTHING)]
    assert told(client, "ช่องทาง", "วิทยุ") == [(0, sentences.NO_CHANNEL)]
    assert told(client, "รหัสรายการ", "x") == [(0, sentences.NO_ROW_CODE)]
    assert told(client, "ชื่อผู้ประกอบการ OTOP", "กลุ่มที่ไม่มี") != []
    assert list(OnlineProduct.objects.values()) == before


def test_a_line_that_a_colleague_has_changed_since_is_not_overwritten(client):
    (row,) = report_online(product())
    book, names, first = workbook(client)
    book.active.cell(first, names["ชื่อเพจ ลิงก์ หรือ ID"]).value = "จากไฟล์"
    OnlineProduct.objects.filter(pk=row.pk).update(version=2, link="ของเพื่อนร่วมงาน")
    (fault,) = preview(client, book).context["booking"].faults
    assert "กรุณาตรวจสอบแล้วบันทึกอีกครั้ง" in fault.sentence


def test_a_product_of_the_round_before_is_refused_at_its_cell_however_it_is_spelt(client):
    report_online(product(), of=LAST_ROUND)
    report_online(product("ผ้าขาวม้า"))
    book, names, first = workbook(client)
    book.active.cell(first, FIRST).value = " ผ้าไหม มัดหมี่".replace("ไหม มัด", "ไหม\u200bมัด")
    book.active.cell(first, names["รหัสรายการ"]).value = None
    (fault,) = preview(client, book).context["booking"].faults
    assert (fault.line, fault.sentence) == (first, sentences.reported_in("ผ้าไหมมัดหมี่", LAST_ROUND))


def test_a_line_without_its_code_that_says_what_stands_is_counted_as_unchanged(client):
    """Its code alone does not make a product new."""
    report_online(product(), product("ผ้าขาวม้า"))
    book, names, first = workbook(client)
    book.active.cell(first, names["รหัสรายการ"]).value = None
    book.active.cell(first + 1, names["ชื่อเพจ ลิงก์ หรือ ID"]).value = "เพจใหม่"
    booking = preview(client, book).context["booking"]
    assert (booking.faults, booking.new, booking.changed, booking.unchanged) == ([], 0, 1, 1)
