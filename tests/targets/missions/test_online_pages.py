"""Page 35: products picked from the register, reported once a year, confirmed by the province, taken away as Excel."""

import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse

from targets.missions import sentences
from targets.models import OnlineProduct
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.targets.factories import target

from .reporting import FULL, JULY, LAST_ROUND, by_district, confirmed, online, product, report_online, seen

pytestmark = pytest.mark.django_db
PAGE, ADD = "/targets/missions/online/2566/7/", "/targets/missions/online/2566/7/add/"
FILE = "/reports/online/2566/7.xlsx"
TYPED = {"trained": "on", "channel": "line", "link": "@thaisilk", "sales": "๑,๒๓๔.๕๐", "evidence": "นค 9"}
# Columns 1 to 18 of the department's form (S002:203-216), as they are printed; the last heading is illegible.
PRINTED = [
    *("ที่", "รหัสผู้ประกอบการ", "ชื่อผู้ประกอบการ OTOP", "ประเภทผู้ประกอบการ"),
    *("ชื่อผลิตภัณฑ์ (โปรดระบุทุกผลิตภัณฑ์ของกลุ่ม)", "ประเภทผลิตภัณฑ์"),
    *("เลขที่", "หมู่ที่", "ตำบล", "อำเภอ", "จังหวัด", "เบอร์โทรศัพท์"),
    *("ผ่านการอบรมเกี่ยวกับตลาดออนไลน์", "ขายของออนไลน์อยู่แล้ว"),
    *("ได้รับมาตรฐานที่เกี่ยวข้อง", "ได้รับตัดดาว", "ผ่านการพัฒนาเกี่ยวกับออนไลน์", None),
]


@pytest.fixture(autouse=True)
def round_two():
    factories.months(JULY, factories.AUGUST)
    version = online()
    for code in ("4317", "4301"):
        target(version, 12, code=code)


def district():
    return signed_in(factories.district_officer())


def province():
    return signed_in(factories.province_officer())


def text(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def ticked(*rows, **more) -> dict:
    versions = " ".join(f"{key}:{version}" for key, version in seen(*rows).items())
    return {"seen": versions, "rows": [row.pk for row in rows]} | more


def sheet_of(client) -> list[list]:
    rows = list(openpyxl.load_workbook(io.BytesIO(client.get(FILE).content)).active.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[0] == "ที่")
    headings = [below or above for above, below in zip(rows[top], rows[top + 1], strict=True)]
    return [headings, *rows[top + 2 :]]


@pytest.mark.parametrize("asked", ["ไหมมัด", "กลุ่มทอ", "OT-77"])
def test_a_product_is_found_by_name_producer_or_code(asked):
    found, other = product(), product("กล้วยตาก", producer="กลุ่มแปรรูป")
    found.producer.__class__.objects.filter(pk=found.producer_id).update(code="OT-77")
    page = text(district().get(ADD, {"q": asked}))
    assert f'<a href="?product={found.pk}">ผ้าไหมมัดหมี่</a>' in page
    assert f"product={other.pk}" not in page


def test_a_district_adds_a_product_and_the_province_sees_it():
    chosen, client = product(), district()
    assert "ผ้าไหมมัดหมี่" in text(client.get(ADD, {"product": chosen.pk}))
    assert client.post(ADD, TYPED | {"product": chosen.pk}).url == PAGE
    row = OnlineProduct.objects.get()
    assert (row.trained, row.sells_online, row.channel, row.sales) == (True, False, "line", Decimal("1234.50"))
    assert "1,234.50" in text(province().get(PAGE))


def test_a_product_of_the_round_before_is_refused_at_its_field_and_marked_in_the_list():
    report_online(product(), of=LAST_ROUND)
    again, client = product("ผ้าไหม\u200bมัดหมี่"), district()
    response = client.post(ADD, TYPED | {"product": again.pk})
    told = sentences.reported_in(again.name, LAST_ROUND)
    assert response.status_code == 422
    assert f'id="id_product_error">{told}' in text(response)
    assert 'value="@thaisilk"' in text(response)
    assert told in text(client.get(ADD, {"q": "มัดหมี่"}))
    assert not OnlineProduct.objects.filter(first_month=JULY).exists()


def test_another_districts_product_cannot_be_chosen():
    foreign = product(code="4301")
    response = district().post(ADD, TYPED | {"product": foreign.pk})
    assert (response.status_code, sentences.NO_PRODUCT in text(response)) == (422, True)
    assert "ผ้าไหมมัดหมี่" not in text(district().get(ADD, {"product": foreign.pk}))


def test_of_two_who_edit_the_second_keeps_what_he_typed():
    (row,) = report_online(product())
    address, client = reverse("targets:online-save", args=[row.pk]), district()
    typed = TYPED | {"product": row.product_id, "version": row.version}
    assert client.post(address, typed).status_code == 302
    response = client.post(address, typed | {"link": "เพจของฉัน"})
    assert (response.status_code, "กรุณาตรวจสอบแล้วบันทึกอีกครั้ง" in text(response)) == (422, True)
    assert 'value="เพจของฉัน"' in text(response)
    assert OnlineProduct.objects.get().link == "@thaisilk"


def test_district_confirms_province_confirms_and_may_return():
    rows = report_online(product(), product("ผ้าขาวม้า"))
    confirm, give_back = (reverse(f"targets:online-{name}", args=[2566, 7]) for name in ("confirm", "return"))
    district().post(confirm, ticked(*rows))
    assert set(OnlineProduct.objects.values_list("stage", flat=True)) == {"district"}
    province().post(confirm, ticked(*rows))
    assert set(OnlineProduct.objects.values_list("stage", flat=True)) == {"province"}
    assert province().post(give_back, ticked(rows[0])).status_code == 422
    province().post(give_back, ticked(rows[0], reason="ลิงก์เปิดไม่ได้"))
    assert "จังหวัดส่งคืน: ลิงก์เปิดไม่ได้" in text(district().get(PAGE))


def test_a_confirmed_product_is_shown_and_not_offered_to_be_changed():
    (row,) = report_online(product())
    confirmed(row)
    address, client = reverse("targets:online-product", args=[row.pk]), district()
    assert "ลบรายการนี้" not in text(client.get(address))
    changed = TYPED | {"product": row.product_id, "version": seen(row)[row.pk]}
    assert sentences.LOCKED in text(client.post(reverse("targets:online-save", args=[row.pk]), changed))
    client.post(reverse("targets:online-delete", args=[row.pk]), {"seen": f"{row.pk}:{seen(row)[row.pk]}"})
    assert OnlineProduct.objects.get().link == FULL["link"]


def test_a_draft_is_deleted():
    (row,) = report_online(product())
    district().post(reverse("targets:online-delete", args=[row.pk]), {"seen": f"{row.pk}:{row.version}"})
    assert not OnlineProduct.objects.exists()


def test_the_department_sees_and_takes_away_what_the_province_has_confirmed():
    (hidden,), (shown,) = report_online(product("ผ้าลับ")), report_online(product("ผ้าเปิด"))
    by_district(hidden)
    confirmed(shown)
    client = signed_in(factories.department_officer())
    page = text(client.get(PAGE))
    assert "ผ้าเปิด" in page and "ผ้าลับ" not in page
    assert [row[4] for row in sheet_of(client)[1:] if row[9]] == ["ผ้าเปิด"]
    assert client.get(reverse("targets:online-product", args=[hidden.pk])).status_code == 404


def test_the_excel_has_the_departments_columns_in_their_order_and_then_ours():
    first, second = product(), product("ผ้าขาวม้า")
    first.producer.__class__.objects.filter(pk=first.producer_id).update(
        code="123456", address="10 หมู่ที่ 2", subdistrict="บางม่วง", telephone="042-000000"
    )
    rows = report_online(first, second)
    headings, *lines = sheet_of(district())
    assert headings[:18] == PRINTED
    assert headings[18:22] == ["ช่องทาง", "ชื่อเพจ ลิงก์ หรือ ID", "ยอดจำหน่าย กรกฎาคม 2566 – สิงหาคม 2566 (บาท)", "เลขที่หลักฐาน"]
    assert lines[0][:12] == (
        *(1, "123456", "กลุ่มทอผ้า", "กลุ่มผู้ผลิตชุมชน", "ผ้าไหมมัดหมี่", "ผ้า"),
        *("10", "2", "บางม่วง", "โพธิ์ตาก", "หนองคาย", "042-000000"),
    )
    assert lines[0][12:18] == ("๑", None, "๑", None, None, None)
    assert lines[0][18:23] == ("Facebook", "เพจผ้าไทย", Decimal("1234.5"), "นค 0019/7", f"{rows[0].pk}:1")
    assert lines[1][:5] == (None, None, None, "กลุ่มผู้ผลิตชุมชน", "ผ้าขาวม้า")
    assert any("ส่วนที่ 2 เป็นคอลัมน์ของระบบ" in str(cell) for line in lines for cell in line)


def test_many_products_take_as_many_questions_as_few():
    client, numbers = province(), []
    for number in range(4):
        report_online(product(f"ผ้าลายที่ {number}"))
        numbers.append(number_of_queries(client, PAGE))
    assert numbers[1] == numbers[-1] <= 25
