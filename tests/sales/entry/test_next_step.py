"""Page 12 leads on: to Sync while it is empty, to the confirmation once every row is answered."""

import pytest

from sales.models import Sheet
from tests import factories

from .pages import ENTRY, opened, words

pytestmark = pytest.mark.django_db


def main_buttons(form) -> list[str]:
    return [button["words"] for button in form.buttons if "btn-primary" in button.get("class", "").split()]


def test_an_empty_sheet_begins_with_sync(client, officer):
    factories.producer()
    assert main_buttons(opened(client)) == ["Sync ข้อมูล", "บันทึก"]


def test_once_there_are_rows_saving_is_what_the_page_is_for(client, two_rows):
    assert main_buttons(opened(client)) == ["บันทึก"]


def test_a_district_without_producers_begins_with_saying_so(client, officer):
    form = opened(client)
    assert main_buttons(form) == ["แจ้งไม่มียอดจำหน่าย และยืนยันระดับอำเภอ", "บันทึก"]
    form.press(client, "แจ้งไม่มียอดจำหน่าย และยืนยันระดับอำเภอ")
    assert main_buttons(opened(client)) == ["บันทึก"]


def test_a_sheet_with_every_row_answered_leads_to_its_confirmation(client, two_rows):
    form = opened(client)
    assert "ไปยืนยันข้อมูล" not in words(client.get(ENTRY))

    answered = form.press(client, "ไม่มียอด", str(two_rows[1].pk))
    assert 'href="/confirmation/2566/8/">ไปยืนยันข้อมูล (ระดับอำเภอ)</a>' in answered.content.decode()
    assert "เฉพาะที่ยังไม่กรอก" not in words(answered)

    factories.confirm_by_district(Sheet.objects.get())
    assert "ไปยืนยันข้อมูล" not in words(client.get(ENTRY))
