"""C2 on the pages: the same submission again changes nothing and shows the first answer, whatever happened since."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client

from sales import transitions
from sales.models import Sale, SheetEvent
from tests import factories
from tests.clients import signed_in
from tests.factories import AUGUST, JULY

from .confirmation.posts import CONFIRM, CONFIRM_DISTRICTS, confirmed_sheet, payload, several
from .entry.pages import ENTRY

pytestmark = pytest.mark.django_db

MAY = date(2023, 5, 1)


def answers(client: Client, address: str, data: dict) -> list[str]:
    """What the notices say."""
    html = client.post(address, data, follow=True).content.decode()
    notices = html.partition('id="notices"')[2].partition('id="entry"')[0]
    return re.findall(r"<span>(.*?)</span>\s*<button", notices)


@pytest.fixture
def district() -> Client:
    factories.month()
    return signed_in(factories.district_officer())


@pytest.fixture
def province() -> Client:
    return signed_in(factories.province_officer())


def test_the_district_reads_how_much_it_had_confirmed(district):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, 0, 0, 0)))
    posted = payload(sheet)
    first = answers(district, "/confirmation/2566/8/confirm", posted)
    assert first == ["การบันทึกข้อมูลสมบูรณ์ ยืนยันระดับอำเภอแล้ว 2 จาก 2 รายการ"]
    factories.sheet(("กลุ่มสาน", "utensil", (5, 0, 0, 0)))
    events = SheetEvent.objects.count()

    assert answers(district, "/confirmation/2566/8/confirm", posted) == first
    assert SheetEvent.objects.count() == events


@pytest.mark.parametrize(("address", "posts"), [(CONFIRM, payload), (CONFIRM_DISTRICTS, several)])
def test_the_province_reads_the_sum_that_it_had_confirmed(province, address, posts):
    sheet = confirmed_sheet()
    posted = posts(sheet)
    first = answers(province, address, posted)
    assert "2 รายการ รวม 150.25 บาท" in first[0]
    return_and_change(sheet)
    events = SheetEvent.objects.count()

    assert answers(province, address, posted) == first
    assert SheetEvent.objects.count() == events


def return_and_change(sheet) -> None:
    where = {"district": sheet.district, "month": AUGUST}
    transitions.return_to_district(**where, by=factories.province_officer(), rows=None, reason="ยอดไม่ตรง")
    edits = [factories.edit(sheet.sales.first(), domestic_offline=999)]
    assert transitions.save_rows(**where, by=factories.district_officer(), edits=edits).event


def test_sync_names_the_month_from_which_it_had_drawn(district):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=MAY)
    posted = {"submission": str(uuid4())}
    first = answers(district, f"{ENTRY}sync", posted)
    assert first[0].startswith("ดึงรายชื่อ 1 รายการจากเดือนพฤษภาคม 2566แล้ว")
    factories.sheet(("กลุ่มสาน", "utensil", (5, 0, 0, 0)), of=JULY)

    assert answers(district, f"{ENTRY}sync", posted) == first


@pytest.mark.parametrize("which", ["one", "all"])
def test_producers_without_a_line_are_added_once(district, which):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), of=JULY)
    producer = Sale.objects.get().producer_id
    posted = {"submission": str(uuid4()), "producer": "all" if which == "all" else producer}

    first = answers(district, f"{ENTRY}add-missing", posted)

    assert first == ["เพิ่มแล้ว 1 รายการ"]
    assert answers(district, f"{ENTRY}add-missing", posted) == first
    assert SheetEvent.objects.filter(sheet__month=AUGUST).count() == 1


def test_a_removed_row_is_removed_once(district):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)))
    posted = {"submission": str(uuid4()), "row": Sale.objects.get().pk}
    first = answers(district, f"{ENTRY}delete", posted)
    assert first == ["ลบแล้ว 1 รายการ"]
    assert answers(district, f"{ENTRY}delete", posted) == first
