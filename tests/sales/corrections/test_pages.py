"""Page 16 and the ways to it: what the district posts, what the province answers, who is told."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from sales import transitions
from sales.corrections import sentences
from sales.models import CorrectionRequest, ReportingMonth, Sale
from tests import factories
from tests.personas import OFFICERS
from tests.routes import ROUTES

from .asking import LINES, accept, ask, locked_sheet, waiting, wanted

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


def signed_in(officer) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def district() -> Client:
    return signed_in(factories.district_officer())


@pytest.fixture
def province() -> Client:
    return signed_in(factories.province_officer())


@pytest.fixture
def row() -> Sale:
    return locked_sheet(*LINES).sales.get(product_type="cloth")


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.content.decode()))


def form_of(row: Sale) -> str:
    return f"{reverse('sales:correction-ask', args=[2566, 8])}?row={row.pk}"


def typed(client: Client, address: str, **changes) -> dict:
    """The form as it is shown, with what the officer changes."""
    form = client.get(address).context["form"]
    shown = {name: form[name].value() or "" for name in form.fields}
    return shown | {"reason": "พิมพ์ตัวเลขผิด"} | changes


def test_what_the_district_posts_waits_and_the_old_figure_stays(district, row):
    data = typed(district, form_of(row), domestic_offline="๑,๓๐๐.๕๐")

    response = district.post(form_of(row), data, follow=True)

    assert sentences.REQUESTED in words(response)
    request = CorrectionRequest.objects.get()
    assert (request.kind, str(request.domestic_offline)) == ("values", "1300.50")
    row.refresh_from_db()
    assert row.domestic_offline == 100


def test_the_same_posting_twice_asks_once(district, row):
    data = typed(district, form_of(row), domestic_offline="130")
    for _ in range(2):
        assert district.post(form_of(row), data).status_code == 302
    assert CorrectionRequest.objects.count() == 1


def test_what_cannot_be_asked_stays_on_the_page_with_its_sentence(district, row):
    for changes, sentence in [
        ({}, sentences.NOTHING_CHANGED),
        ({"domestic_offline": "abc"}, "“abc” ไม่ใช่จำนวนเงิน"),
        ({"domestic_offline": "1", "reason": ""}, sentences.NO_REASON),
    ]:
        response = district.post(form_of(row), typed(district, form_of(row), **changes))
        assert response.status_code == 409
        assert sentence in words(response)
    assert 'value="100.00"' in response.content.decode() or 'value="1"' in response.content.decode()


def test_garbage_is_no_server_error(district, row):
    for data in [{}, {"submission": "x"}, {"submission": "\0", "version": "9" * 30, "producer": "\0"}]:
        assert district.post(form_of(row), data).status_code == 400
    for query in ["row=abc", "row=%00", "row=-1"]:
        assert district.get(f"{reverse('sales:correction-ask', args=[2566, 8])}?{query}").status_code == 400
    foreign = locked_sheet(*LINES, code="4301").sales.first()
    assert district.get(form_of(foreign)).status_code == 404


def test_the_province_sees_old_and_new_and_accepts(district, province, row):
    asked = ask(row.sheet, wanted(row, 130, 0, 0, 0))
    page = words(province.get(reverse("sales:correction", args=[asked.pk])))
    assert "100.00" in page and "130.00" in page and "30.00" in page

    response = province.post(reverse("sales:correction-accept", args=[asked.pk]), {"answer": "ตรง"}, follow=True)

    assert sentences.ACCEPTED in words(response)
    row.refresh_from_db()
    assert row.domestic_offline == 130
    assert "100.00" in words(response), "what stood when it was asked stays on the page"
    assert "จังหวัดรับคำขอ" in words(district.get("/"))


def test_a_refusal_without_a_reason_stays_on_the_page(province, row):
    asked = waiting(row)
    response = province.post(reverse("sales:correction-refuse", args=[asked.pk]), {"answer": ""})
    assert (response.status_code, sentences.NO_REASON_TO_REFUSE in words(response)) == (409, True)
    assert province.post(reverse("sales:correction-refuse", args=[asked.pk]), {"answer": "ตรงแล้ว"}).status_code == 302
    assert province.post(reverse("sales:correction-accept", args=[asked.pk]), {}).status_code == 409


def test_the_district_takes_its_request_back(district, row):
    asked = waiting(row)
    response = district.post(reverse("sales:correction-withdraw", args=[asked.pk]), follow=True)
    assert sentences.WITHDRAWN in words(response)
    assert "อำเภอถอนคำขอ" in words(district.get(reverse("sales:corrections")))


@pytest.mark.parametrize("name", ["sales:correction-accept", "sales:correction-refuse", "sales:correction-withdraw"])
def test_an_answer_takes_effect_for_those_whom_the_table_lets_in(name, row):
    """The control of A1: the posts that are refused there were complete."""
    asked = waiting(row)
    for persona in ROUTES[name].inside:
        assert (
            signed_in(OFFICERS[persona]()).post(reverse(name, args=[asked.pk]), ROUTES[name].post(None)).status_code
            == 302
        )
    asked.refresh_from_db()
    assert not asked.waits


def test_a_closed_year_says_whom_to_call(district, province, row):
    asked = waiting(row)
    ReportingMonth.objects.update(closed_on=factories.AUGUST)
    assert "ปิดรับข้อมูลแล้ว" in words(district.get(form_of(row)))
    assert "ปิดรับข้อมูลแล้ว" in words(province.get(reverse("sales:correction", args=[asked.pk])))
    response = province.post(reverse("sales:correction-accept", args=[asked.pk]), {})
    assert (response.status_code, "ปิดรับข้อมูลแล้ว" in words(response)) == (409, True)


def test_the_first_pages_tell_who_waits_and_what_was_answered(district, province, row):
    asked = waiting(row)
    assert "รอจังหวัดพิจารณา 1 คำขอ" in words(province.get("/"))
    assert "รอจังหวัดพิจารณา 1 คำขอ" in words(district.get("/"))
    transitions.refuse_correction(request=asked, by=factories.province_officer(), answer="ตรงกับใบเสร็จแล้ว")
    assert "ตรงกับใบเสร็จแล้ว" in words(district.get("/"))
    assert "รอจังหวัดพิจารณา" not in words(province.get("/")).replace("ที่รอพิจารณา", "")


def test_the_department_is_told_of_what_was_accepted_and_of_nothing_else(row):
    department = signed_in(factories.department_officer())
    transitions.refuse_correction(request=waiting(row), by=factories.province_officer(), answer="ไม่รับเพราะเลขลับ")
    asked = ask(row.sheet, wanted(row, 8765.43, 0, 0, 0))
    addresses = ["/", reverse("sales:sheet", args=["4317", 2566, 8])]
    addresses += [reverse("sales:sheet-history", args=["4317", 2566, 8])]
    told = " ".join(words(department.get(address)) for address in addresses)
    for secret in ["8,765.43", "8,665.43", "คำขอแก้ไข", "ขอแก้ไขข้อมูล", "เลขลับ", "พิมพ์ตัวเลขผิด"]:
        assert secret not in told

    accept(asked)

    assert "+8,665.43 บาท" in words(department.get("/"))
    assert "8,765.43" in words(department.get(addresses[2]))


def test_the_row_leads_to_its_form_on_the_pages_of_entry_and_confirmation(district, row):
    assert f"correct?row={row.pk}" in district.get(reverse("sales:entry", args=[2566, 8])).content.decode()
    assert form_of(row) in district.get(reverse("sales:confirmation", args=[2566, 8])).content.decode()
    chief = signed_in(factories.officer("c4317", "chief", factories.district()))
    assert "ขอแก้ไขข้อมูล</a>" not in chief.get(reverse("sales:confirmation", args=[2566, 8])).content.decode()
