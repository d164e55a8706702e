"""The sheet to read and page 18: who sees them, what stands on them, and how many questions they ask."""

from datetime import datetime

import pytest
from django.urls import reverse

from otop_portal import clock
from sales import sentences, transitions
from sales.models import Role, Sale, Sheet
from sales.querysets import SaleQuerySet
from tests import factories
from tests.clients import number_of_queries, signed_in
from tests.factories import AUGUST

pytestmark = pytest.mark.django_db

LINES = ("กลุ่มทอผ้า", "cloth", ("1111.11", 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", ("2222.22", 0, 0, 0))


@pytest.fixture(autouse=True)
def third_of_september():
    with clock.at(datetime(2023, 9, 3, 9, tzinfo=clock.BANGKOK)):
        yield


def address(name: str, *more, code: str = "4317") -> str:
    return reverse(f"sales:{name}", args=[code, 2566, 8, *more])


def addresses(sheet: Sheet) -> list[str]:
    return [address("sheet"), address("sheet-history"), *(address("row-history", row) for row in factories.seen(sheet))]


def test_the_sheet_leads_back_to_the_years_sums():
    confirm_first_row(factories.sheet(*LINES))
    page = signed_in(factories.department_officer()).get(address("sheet")).content.decode()
    assert f"{reverse('reports:report', args=['r1'])}?year=2566&amp;area=4317" in page


def test_a_declared_month_counts_no_rows():
    factories.month()
    officer = factories.district_officer()
    transitions.declare_nothing(district=officer.district, month=AUGUST, by=officer)
    page = signed_in(officer).get(address("sheet")).content.decode()
    assert sentences.DECLARED in page
    assert "จาก 0 รายการ" not in page


def confirm_first_row(sheet: Sheet) -> Sale:
    row = sheet.sales.first()
    where = {"district": sheet.district, "month": AUGUST}
    transitions.confirm_by_district(**where, by=factories.district_officer(), seen={row.pk: row.version})
    transitions.confirm_by_province(**where, by=factories.province_officer(), seen={row.pk: row.version + 1})
    return row


def chief():
    return factories.officer("c4317", Role.CHIEF, factories.district())


@pytest.mark.parametrize(
    "who",
    [factories.district_officer, chief, factories.province_officer, factories.administrator],
    ids=lambda factory: factory.__name__,
)
def test_those_of_the_area_read_all_of_it(who):
    sheet = factories.sheet(*LINES)
    client = signed_in(who())

    pages = [client.get(each) for each in addresses(sheet)]

    assert [page.status_code for page in pages] == [200] * 4
    for page in pages[:2]:
        assert {"1,111.11", "2,222.22"} <= set(page.content.decode().replace("<", " ").replace(">", " ").split())


@pytest.mark.parametrize("who", ["district", "province"])
def test_a_foreign_sheet_answers_like_a_missing_one(who):
    sheet = factories.sheet(*LINES)
    stranger = factories.district_officer("4301") if who == "district" else factories.province_officer("42")
    client = signed_in(stranger)

    assert {client.get(each).status_code for each in addresses(sheet)} == {404}
    assert client.get(address("sheet", code="9999")).status_code == 404


def test_the_department_sees_confirmed_rows_only():
    sheet = factories.sheet(*LINES)
    confirmed = confirm_first_row(sheet)
    draft = sheet.sales.last()
    client = signed_in(factories.department_officer())

    page = client.get(address("sheet"))
    html = page.content.decode()
    assert [line.row for line in page.context["review"].lines] == [confirmed]
    assert "จังหวัดยืนยันแล้ว 1 จาก 2 รายการ" in html
    for seen in (html, client.get(address("sheet-history")).content.decode()):
        assert "1,111.11" in seen
        assert not [figure for figure in ("2,222.22", "3,333.33", "ร้านแม่ปลาส้ม") if figure in seen]
    assert client.get(address("row-history", confirmed.pk)).status_code == 200
    assert client.get(address("row-history", draft.pk)).status_code == 404


def test_without_visible_to_the_department_would_see_drafts(monkeypatch):
    factories.sheet(*LINES)
    client = signed_in(factories.department_officer())
    assert "1,111.11" not in client.get(address("sheet")).content.decode()

    monkeypatch.setattr(SaleQuerySet, "visible_to", lambda sales, officer: sales)

    assert "1,111.11" in client.get(address("sheet")).content.decode()


def test_of_a_sheet_that_nobody_confirmed_the_department_sees_the_stage_and_its_dates():
    factories.sheet(*LINES)
    html = signed_in(factories.department_officer()).get(address("sheet")).content.decode()
    assert "กำลังบันทึก" in html
    assert "บันทึกล่าสุด 3 ก.ย. 2566 เวลา 09:00 น." in html
    assert sentences.NOTHING_CONFIRMED in html


def test_the_rows_number_is_the_papers_for_the_department_too():
    sheet = factories.sheet(*LINES)
    row = sheet.sales.last()
    where = {"district": sheet.district, "month": AUGUST}
    transitions.confirm_by_district(**where, by=factories.district_officer(), seen={row.pk: row.version})
    transitions.confirm_by_province(**where, by=factories.province_officer(), seen={row.pk: row.version + 1})

    (line,) = signed_in(factories.department_officer()).get(address("sheet")).context["review"].lines

    assert line.number == 2


def test_a_question_about_a_figure_is_answered_in_two_clicks_from_the_sheet():
    sheet = factories.sheet(*LINES)
    row = sheet.sales.first()
    transitions.save_rows(
        district=sheet.district,
        month=AUGUST,
        by=factories.district_officer(),
        edits=[factories.edit(row, domestic_offline="13500")],
    )
    client = signed_in(factories.province_officer())

    assert f'href="{address("row-history", row.pk)}"' in client.get(address("sheet")).content.decode()
    story = client.get(address("row-history", row.pk)).content.decode()

    assert "นาย d4317 แก้ไขขายออฟไลน์ในประเทศ 1,111.11 → 13,500.00" in story
    assert "3 ก.ย. 2566 เวลา 09:00 น." in story


def test_a_sheet_that_was_never_begun_has_no_history():
    factories.district(), factories.month()
    client = signed_in(factories.province_officer())
    assert client.get(address("sheet")).status_code == 200
    assert client.get(address("sheet-history")).status_code == 404


def test_a_row_of_another_sheet_has_no_history_here():
    factories.sheet(*LINES)
    other = factories.sheet(*LINES, by=factories.district_officer("4301")).sales.first()
    assert signed_in(factories.district_officer()).get(address("row-history", other.pk)).status_code == 404


@pytest.mark.parametrize("page", ["", "0", "abc", "9" * 40, "2\0", "99"])
def test_a_page_that_means_nothing_shows_one(page):
    factories.sheet(*LINES)
    client = signed_in(factories.district_officer())
    assert client.get(address("sheet-history"), {"page": page}).status_code == 200


def test_a_long_history_comes_in_pages_the_newest_first():
    sheet = factories.sheet(*LINES)
    for amount in range(25):
        edit = factories.edit(sheet.sales.first(), domestic_online=amount + 1)
        transitions.save_rows(district=sheet.district, month=AUGUST, by=factories.district_officer(), edits=[edit])
    client = signed_in(factories.district_officer())

    first, second = (client.get(address("sheet-history"), {"page": page}).context["entries"] for page in (1, 2))

    assert [entry.event.number for entry in first + second] == list(range(26, 0, -1))
    assert (len(first), len(second)) == (20, 6)


def test_changes_are_not_made_here():
    sheet = factories.sheet(*LINES)
    client = signed_in(factories.district_officer())
    assert {client.post(each).status_code for each in addresses(sheet)} == {405}


def test_the_search_leads_to_the_same_districts_other_month():
    factories.district()
    factories.months(factories.JULY, AUGUST)
    find = reverse("sales:sheet-find", args=["4317"])
    client = signed_in(factories.department_officer())
    answer = client.get(find, {"year": "2566", "month": "7"})
    assert answer.headers["Location"] == reverse("sales:sheet", args=["4317", 2566, 7])


def test_the_number_of_queries_does_not_grow():
    counts = []
    for code, rows in (("4317", 1), ("4301", 300)):
        by = factories.district_officer(code)
        sheet = factories.sheet(*((f"กลุ่ม {n}", "food", (n, 0, 0, 0)) for n in range(rows)), by=by)
        factories.confirm_by_district(sheet)
        client, row = signed_in(by), sheet.sales.first().pk
        pages = address("sheet", code=code), address("sheet-history", code=code), address("row-history", row, code=code)
        counts.append([number_of_queries(client, page) for page in pages])
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 19
