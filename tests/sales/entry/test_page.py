from datetime import date

import pytest

from otop_portal import clock
from sales import transitions
from sales.models import EntryMode, ReportingMonth, Sheet, SheetEvent
from tests import factories
from tests.factories import AUGUST, JULY
from tests.forms_in_pages import PageForm

from .pages import ENTRY, amounts, opened, three_hundred_rows, words

pytestmark = pytest.mark.django_db


def test_the_page_says_both_years_and_the_stage(client, two_rows):
    page = words(client.get(ENTRY))

    assert "บันทึกยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ)" in page
    assert "สิงหาคม 2566 · ปีงบประมาณ 2566" in page
    assert "กำลังบันทึก" in page
    assert "กรอกแล้ว 1 จาก 2 รายการ" in page


@pytest.mark.parametrize("menu", ["entry", "confirmation"])
def test_the_menu_leads_to_the_month_of_the_next_job(client, officer, menu):
    for month in (JULY, date(2023, 9, 1), date(2030, 1, 1)):
        factories.month(month)
    july = factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)), of=JULY)
    assert client.get(f"/{menu}/").url == f"/{menu}/2566/7/"

    factories.confirm_by_district(july)
    assert client.get(f"/{menu}/").url == f"/{menu}/2566/8/"

    factories.confirm_by_district(factories.sheet(("กลุ่มจักสาน", "cloth", (1, 0, 0, 0))))
    ReportingMonth.objects.filter(month=date(2023, 9, 1)).update(closed_on=date(2023, 9, 1))
    assert client.get(f"/{menu}/").url == f"/{menu}/2566/9/"  # nothing is left: the newest that is over


def test_search_leads_to_the_month_it_names(client, officer):
    factories.month(date(2022, 10, 1))
    assert client.get("/entry/?year=2566&month=10").url == "/entry/2566/10/"


@pytest.mark.parametrize("query", ["year=&month=", "year=1e9&month=13", "year=%00&month=8", "year=2566"])
def test_a_search_for_nonsense_leads_to_the_newest_month(client, officer, query):
    assert client.get(f"/entry/?{query}").url == ENTRY


@pytest.mark.parametrize("address", ["/entry/2566/13/", "/entry/99/1/", "/entry/2599/1/", "/entry/999999999999999/1/"])
def test_a_month_that_is_not_there_is_not_found(client, officer, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("who", [factories.province_officer, factories.department_officer, factories.administrator])
def test_only_the_district_and_its_chief_open_the_page(client, who):
    client.force_login(who())
    assert client.get(ENTRY).status_code == 403
    assert client.post(f"{ENTRY}save").status_code == 403


def test_the_chief_reads_and_cannot_type(client, two_rows):
    client.force_login(factories.officer("c4317", "chief", factories.district()))
    response = client.get(ENTRY)

    assert "กลุ่มทอผ้า" in words(response) and "100.00" in words(response)
    assert 'name="amount' not in response.content.decode()
    for action in ("save", "sync", "declare", "delete", "type", "add-missing", "draft", "lines", "use-draft"):
        posted = {"row": two_rows[0].pk, "producer": "all", "product_type": "food"}
        assert client.post(f"{ENTRY}{action}", posted).status_code == 403, action
    assert SheetEvent.objects.count() == 1


def test_another_district_sees_nothing_of_the_sheet(client, two_rows):
    client.force_login(factories.officer("d4301", "district", factories.district("4301", "เมืองหนองคาย")))
    assert "กลุ่มทอผ้า" not in words(client.get(ENTRY))

    client.post(f"{ENTRY}delete", {"row": two_rows[0].pk})
    client.post(f"{ENTRY}save", {"read": f"{two_rows[0].pk} 1 10000 0 0 0", "amount": ["9"] * 4})
    assert amounts(two_rows[0]) == factories.baht(100, 0, 0, 0)


def test_rows_that_the_province_confirmed_cannot_be_typed_into_and_say_why(client, two_rows):
    sheet = Sheet.objects.get()
    factories.province_officer()
    transitions.confirm_by_district(
        district=sheet.district, month=AUGUST, by=factories.district_officer(), seen={two_rows[0].pk: 1}
    )
    factories.confirm_by_province(sheet)

    response = client.get(ENTRY)

    assert "จังหวัดยืนยันแล้วเมื่อวันที่" in words(response) and "ขอแก้ไขข้อมูล" in words(response)
    locked, _, open_row = response.content.decode().partition("ร้านแม่ปลาส้ม")
    assert f'<a href=correct?row={two_rows[0].pk} aria-describedby="n1 lock">ขอแก้ไขข้อมูล</a>' in locked
    assert "correct?row" not in open_row
    form = PageForm(response, "sheet")
    assert not form.amounts_of(two_rows[0].pk)
    assert form.amounts_of(two_rows[1].pk) == [""] * 4


def test_a_sheet_with_the_chief_says_so(client, two_rows):
    Sheet.objects.update(submitted_by=factories.district_officer(), submitted_at=clock.now())
    page = words(client.get(ENTRY))
    assert "อยู่ระหว่างพัฒนาการอำเภอตรวจสอบ" in page
    assert "บันทึก" not in page.partition("อยู่ระหว่างพัฒนาการอำเภอ")[2]


def test_the_chief_reads_words_that_fit_him_not_his_officers_buttons(client, two_rows):
    chief = factories.officer("c4317", "chief", factories.district())
    client.force_login(chief)
    Sheet.objects.update(submitted_by=factories.district_officer(), submitted_at=clock.now())
    assert "ส่งให้ท่านตรวจสอบแล้ว" in words(client.get(ENTRY))
    assert "ดึงกลับมาแก้ไข" not in words(client.get(ENTRY))

    Sheet.objects.update(submitted_by=None, submitted_at=None)
    sheet = factories.sheet(("กลุ่มสาน", "utensil", (5, 0, 0, 0)), of=JULY)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    page = client.get("/entry/2566/7/")
    assert "กรุณาให้เจ้าหน้าที่อำเภอกด “ขอแก้ไขข้อมูล”" in words(page)
    assert "correct?row" not in page.content.decode()


def test_a_hundred_rows_that_the_province_confirmed_say_what_to_do_within_a_hundred_kilobytes(client, officer):
    names = (f"กลุ่มแปรรูปปลาและอาหารบ้านท่าหมู่ที่ {number}" for number in range(1, 101))
    sheet = factories.sheet(*((name, "food", (12345, 6789, 0, 0)) for name in names))
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    html = client.get(ENTRY).content
    assert html.count(b"<a href=correct?row=") == 100
    assert len(html) <= 100_000


def test_a_month_that_has_not_opened_and_one_that_is_closed_say_so(client, officer):
    ReportingMonth.objects.create(month=date(2040, 1, 1), entry_mode=EntryMode.TWO_STEP, opens_on=date(2040, 1, 1))
    assert "ยังไม่เปิดให้บันทึก เปิดตั้งแต่วันที่ 1 มกราคม 2583" in words(client.get("/entry/2583/1/"))

    form = opened(client)
    ReportingMonth.objects.filter(pk=AUGUST).update(closed_on=date(2023, 12, 31))
    page = words(client.get(ENTRY))
    assert "ปีงบประมาณ 2566 ปิดรับข้อมูลแล้วเมื่อวันที่ 31 ธันวาคม 2566 กรุณาติดต่อ สำนักงานพัฒนาชุมชนจังหวัดหนองคาย" in page
    assert "ปิดรับข้อมูลแล้ว" in words(form.press(client, "Sync ข้อมูล"))


def test_a_returned_row_shows_the_provinces_reason(client, two_rows):
    sheet = Sheet.objects.get()
    factories.confirm_by_district(sheet)
    transitions.return_to_district(
        district=sheet.district,
        month=AUGUST,
        by=factories.province_officer(),
        rows=[two_rows[0].pk],
        reason="ยอดสูงผิดปกติ",
    )
    page = words(client.get(ENTRY))
    assert "เหตุผล: ยอดสูงผิดปกติ กรุณาแก้ไขและยืนยันใหม่" in page
    assert "ส่งคืน" in page.partition("กลุ่มทอผ้า")[2]


@pytest.mark.parametrize(("returned", "links"), [(1, 1), (2, 0)], ids=["one of two rows", "the whole sheet"])
def test_a_return_leads_to_its_rows_unless_that_is_all_of_them(client, officer, returned, links):
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, 0, 0, 0)), by=officer)
    factories.confirm_by_district(sheet)
    where = {"district": sheet.district, "month": AUGUST, "by": factories.province_officer()}
    transitions.return_to_district(
        **where, rows=[row.pk for row in sheet.sales.in_order()[:returned]], reason="ยอดสูงผิดปกติ"
    )

    assert client.get(ENTRY).content.decode().count('<a href="#n1">ลำดับที่ 1</a>') == links


def test_the_page_asks_the_database_no_more_often_for_three_hundred_rows(
    client, officer, django_assert_max_num_queries
):
    factories.sheet(("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)))
    with django_assert_max_num_queries(100) as one:
        client.get(ENTRY)
    three_hundred_rows()
    with django_assert_max_num_queries(len(one)):
        client.get(ENTRY)


def test_a_page_of_a_hundred_rows_weighs_at_most_a_hundred_kilobytes_and_twelve_on_the_line(client, officer):
    names = (f"กลุ่มแปรรูปปลาและอาหารบ้านท่าหมู่ที่ {number}" for number in range(1, 101))
    factories.sheet(*((name, "food", (12345, 6789, 0, 0)) for name in names))
    assert len(client.get(ENTRY).content) <= 100_000
    assert len(client.get(ENTRY, headers={"accept-encoding": "gzip"}).content) <= 12_000
