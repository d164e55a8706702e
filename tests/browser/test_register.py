"""The register and the imports in a browser, at both sizes."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sales.models import Producer, Product
from sales.transitions.producers import change_producer
from tests import factories
from tests.browser.accessibility import violations
from tests.sales.imports import files
from tests.sales.imports.test_producers import FISH, HEADINGS, WEAVERS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_district_keeps_its_register(live_server, page_of, size, scripts):
    factories.producer("กลุ่มทอผ้าบ้านโพธิ์")
    page = page_of(factories.district_officer(), live_server.url, size=size, scripts=scripts)
    page.goto(reverse("sales:producers"))
    assert fits(page)

    page.get_by_role("link", name="เพิ่มผู้ผลิต ผู้ประกอบการ").click()
    page.get_by_label("ชื่อกลุ่ม/ผู้ประกอบการ").fill("กลุ่มทอผ้า บ้านโพธิ์ฯ")
    page.get_by_label("ประเภทผู้ประกอบการ").select_option("sme")
    page.get_by_role("button", name="เพิ่มในทะเบียน").click()
    expect(page.get_by_text("ชื่อคล้ายกับ “กลุ่มทอผ้าบ้านโพธิ์”")).to_be_visible()
    assert fits(page)
    page.get_by_label("เป็นคนละราย").check()
    page.get_by_role("button", name="เพิ่มในทะเบียน").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("กลุ่มทอผ้า บ้านโพธิ์ฯ")
    expect(page.get_by_text("เพิ่ม “กลุ่มทอผ้า บ้านโพธิ์ฯ” ในทะเบียนแล้ว")).to_be_visible()
    assert fits(page)


def test_a_product_is_registered_and_the_producer_closed_with_chosen_days(live_server, page_of, size):
    weavers = factories.producer()
    page = page_of(factories.district_officer(), live_server.url, size=size)
    page.goto(reverse("sales:producer", args=[weavers.pk]))

    page.get_by_text("เพิ่มผลิตภัณฑ์ที่ลงทะเบียน").click()
    product = page.get_by_role("group", name="วันที่ลงทะเบียน")
    page.get_by_label("ชื่อผลิตภัณฑ์").fill("ผ้าขิด")
    page.get_by_label("ประเภทผลิตภัณฑ์").select_option("ผ้า เครื่องแต่งกาย")
    choose(product, date(2021, 5, 3))
    page.get_by_role("button", name="เพิ่มผลิตภัณฑ์").click()
    expect(page.get_by_text("ลงทะเบียน 3 พฤษภาคม 2564")).to_be_visible()
    assert Product.objects.get().registered_on == date(2021, 5, 3)

    page.get_by_text("ปิดผู้ประกอบการ", exact=True).click()
    choose(page.get_by_role("group", name="ตั้งแต่วันที่"), date(2023, 8, 31))
    page.get_by_role("textbox", name="เหตุผล*", exact=True).fill("เลิกกิจการ")
    page.get_by_role("button", name="ยืนยันปิดผู้ประกอบการ").click()
    expect(page.get_by_text("ตั้งแต่วันที่ 31 สิงหาคม 2566 แล้ว")).to_be_visible()
    expect(page.get_by_text("เปิดอีกครั้ง", exact=True).first).to_be_visible()
    assert fits(page)


def choose(group, day: date) -> None:
    group.get_by_label("วันที่", exact=True).select_option(str(day.day))
    group.get_by_label("เดือน").select_option(str(day.month))
    group.get_by_label("ปี พ.ศ.").select_option(str(day.year + 543))


def test_what_a_colleague_changed_meanwhile_stays(live_server, page_of):
    weavers, officer = factories.producer(), factories.district_officer()
    change_producer(producer=weavers, by=officer, telephone="042 111 111", address="1 หมู่ 2")
    page = page_of(officer, live_server.url)
    page.goto(reverse("sales:producer", args=[weavers.pk]))
    change_producer(producer=weavers, by=officer, subdistrict="โพนทอง")

    page.get_by_text("แก้ไขข้อมูล", exact=True).first.click()
    page.get_by_label("โทรศัพท์").fill("")
    page.get_by_role("button", name="บันทึกการแก้ไข").click()

    expect(page.get_by_text("แก้ไขข้อมูลของ “กลุ่มทอผ้าบ้านโพธิ์” แล้ว")).to_be_visible()
    weavers.refresh_from_db()
    assert (weavers.telephone, weavers.subdistrict, weavers.address) == ("", "โพนทอง", "1 หมู่ 2")


def test_an_administrator_looks_at_a_file_and_imports_it(live_server, page_of, size, settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"
    factories.district("4317")
    page = page_of(factories.administrator(), live_server.url, size=size)
    page.goto(reverse("sales:imports"))
    assert fits(page)
    upload(page, HEADINGS, WEAVERS, "เลย,เชียงคาน,,ก,,,")
    expect(page.get_by_role("heading", level=1)).to_have_text("ยังนำเข้าไม่ได้")
    expect(page.get_by_role("cell", name="ไม่พบจังหวัด “เลย”")).to_be_visible()
    assert fits(page)

    page.goto(reverse("sales:imports"))
    upload(page, HEADINGS, WEAVERS, FISH)
    expect(page.get_by_role("heading", level=1)).to_have_text("ตรวจแล้ว พร้อมนำเข้า")
    assert fits(page)
    page.get_by_role("button", name="นำเข้าทะเบียนผู้ผลิต").click()
    expect(page.get_by_text("เพิ่ม 2 เปลี่ยนแปลง 0 คงเดิม 0")).to_be_visible()
    assert Producer.objects.count() == 2


def upload(page, *lines: str) -> None:
    form = page.get_by_role("region", name="ทะเบียนผู้ผลิต ผู้ประกอบการ OTOP")
    file = {"name": "ทะเบียน.csv", "mimeType": "text/csv", "buffer": files.csv(*lines).data}
    form.locator("input[type=file]").set_input_files(file)
    form.get_by_role("button", name="ตรวจไฟล์").click()


def test_nobody_is_shut_out_of_the_register_or_the_imports(live_server, page_of, size, settings, tmp_path):
    settings.UPLOAD_DIR = tmp_path / "uploads"
    factories.sheet(("กลุ่มทอผ้าบ้านโพธิ์", "cloth", (1, 2, 3, 4)))
    weavers = Producer.objects.get()
    for officer in (factories.district_officer(), factories.province_officer()):
        page = page_of(officer, live_server.url, size=size)
        page.goto(reverse("sales:producers"))
        assert violations(page) == []
    page.goto(reverse("sales:producer", args=[weavers.pk]))
    for summary in page.locator("summary:visible").all()[:3]:
        summary.click()
    assert violations(page) == []
    page.goto(reverse("sales:producer-add"))
    page.get_by_role("button", name="เพิ่มในทะเบียน").click()
    expect(page.locator(".invalid-feedback").first).to_be_visible()
    assert violations(page) == []

    page = page_of(factories.administrator(), live_server.url, size=size)
    page.goto(reverse("sales:imports"))
    assert violations(page) == []
    upload(page, HEADINGS, WEAVERS, WEAVERS)
    expect(page.get_by_role("heading", level=1)).to_have_text("ตรวจแล้ว พร้อมนำเข้า")
    assert violations(page) == []
