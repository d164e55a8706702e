"""เปรียบเทียบสองวันที่: what changed between two moments, by whom and why."""

import re
from datetime import datetime, timedelta
from html import unescape
from urllib.parse import urlencode

import pytest

from otop_portal import clock
from reports.definitions import COMPARISONS, REPORTS
from reports.filters import FilterForm
from sales import transitions
from tests import factories
from tests.clients import number_of_queries
from tests.factories import AUGUST
from tests.reports import asked

pytestmark = pytest.mark.django_db

NOON = datetime(2023, 9, 3, 12, tzinfo=clock.BANGKOK)
MONTH = {"year": 2566, "period": 8}


@pytest.fixture
def corrected(client):
    """Two districts confirmed at noon; one of them sent back, changed by 5 baht and confirmed again within the day."""
    with clock.at(NOON):
        sheet = asked.confirmed_sheet("4317")
        asked.confirmed_sheet("4301")
    where = {"district": sheet.district, "month": AUGUST}
    with clock.at(NOON + timedelta(hours=1)):
        by = factories.province_officer()
        transitions.return_to_district(**where, by=by, rows=None, reason="ยอดผ้าต่ำไป")
    with clock.at(NOON + timedelta(hours=2)):
        row = sheet.sales.get(product_type="cloth")
        edit = factories.edit(row, domestic_offline="12005.50")
        transitions.save_rows(**where, by=factories.district_officer(), edits=[edit])
        factories.confirm_by_district(sheet)
    with clock.at(NOON + timedelta(hours=3)):
        factories.confirm_by_province(sheet)
    client.force_login(factories.department_officer())
    with clock.at(NOON + timedelta(days=3)):
        yield client


def answer(client, slug: str, **question) -> dict:
    return client.get(f"/reports/{slug}.json", {**MONTH, "since": "2023-09-03T12:30", **question}).json()


def test_only_the_figures_that_changed_are_listed_with_their_difference(corrected):
    rows = answer(corrected, "r4-changes")["rows"]
    assert [(row["line"], row["column"], row["before"], row["after"], row["change"]) for row in rows] == [
        ("หนองคาย", "ประเภทผลิตภัณฑ์ ผ้า", "24601.50", "24606.50", "5.00"),
        ("หนองคาย", "รวมทั้งสิ้น บาท", "26641.52", "26646.52", "5.00"),
        ("รวม", "ประเภทผลิตภัณฑ์ ผ้า", "24601.50", "24606.50", "5.00"),
        ("รวม", "รวมทั้งสิ้น บาท", "26641.52", "26646.52", "5.00"),
    ]


def test_while_a_sheet_was_away_its_figures_were_not_nought_but_missing(corrected):
    rows = answer(corrected, "r4-changes", area="43", at="2023-09-03T13:30")["rows"]
    gone = [row for row in rows if row["line"] == "โพธิ์ตาก"]
    assert gone
    assert {(row["after"], row["change"]) for row in gone} == {(None, None)}


def test_a_changed_sheet_says_by_whom_and_why(corrected):
    (row,) = answer(corrected, "changed-sheets")["rows"]
    assert (row["code"], row["before"], row["after"], row["change"]) == ("4317", "13320.76", "13325.76", "5.00")
    returned, confirmed = row["deeds"].split(" · ")
    assert returned == "ส่งคืน โดย นาย p43 เมื่อ 3 ก.ย. 2566 เวลา 13:00 น. เหตุผล: ยอดผ้าต่ำไป"
    assert confirmed.startswith("ยืนยันระดับจังหวัด โดย นาย p43")


def test_the_single_rows_are_listed_old_and_new_by_whom_and_why(corrected):
    (row,) = answer(corrected, "changed-rows")["rows"]
    told = [row[key] for key in ("code", "producer", "product_type", "before", "after", "change")]
    assert told == ["4317", "กลุ่มทอผ้าบ้านโพธิ์", "ผ้า", "12300.75", "12305.75", "5.00"]
    assert row["deeds"].startswith("ส่งคืน โดย นาย p43 เมื่อ 3 ก.ย. 2566 เวลา 13:00 น. เหตุผล: ยอดผ้าต่ำไป · ยืนยันระดับจังหวัด")
    (sheet,) = corrected.get("/reports/changed-sheets/", {**MONTH, "since": "2023-09-03T12:30"}).context["table"].rows
    (link,) = [link for link in sheet.links if link and "changed-rows" in link]
    assert [line.change for line in corrected.get(link).context["table"].content.lines] == [5]


def test_while_a_sheet_is_away_its_rows_are_gone_and_no_unconfirmed_figure_shows(corrected):
    rows = answer(corrected, "changed-rows", at="2023-09-03T14:30")["rows"]
    assert {row["after"] for row in rows} == {None}
    assert sorted(row["before"] for row in rows) == ["0.00", "1020.01", "12300.75"]
    assert "12305" not in str(rows)


def test_a_sheet_that_is_confirmed_for_the_first_time_has_no_row_that_changed(corrected):
    assert answer(corrected, "changed-rows", since="2023-09-02")["rows"] == []
    assert len(answer(corrected, "changed-sheets", since="2023-09-02")["rows"]) == 2


def test_the_department_reads_no_reason_of_figures_that_it_had_not_seen(client):
    with clock.at(NOON):
        sheet = factories.sheet(("กลุ่มหนึ่ง", "food", (5, 0, 0, 0)), ("กลุ่มสอง", "cloth", (7654321, 0, 0, 0)))
        factories.confirm_by_district(sheet)
        (first, version), (second, _) = factories.seen(sheet).items()
        by, where = factories.province_officer(), {"district": sheet.district, "month": AUGUST}
        transitions.confirm_by_province(**where, by=by, seen={first: version})
    with clock.at(NOON + timedelta(hours=1)):
        transitions.return_to_district(**where, by=by, rows=[second], reason="ยอด 7,654,321 สูงผิดปกติ")
        factories.confirm_by_district(sheet)
        factories.confirm_by_province(sheet)
    with clock.at(NOON + timedelta(days=3)):
        for reader, reads in ((factories.department_officer(), False), (by, True)):
            client.force_login(reader)
            (row,) = answer(client, "changed-sheets")["rows"]
            assert "ส่งคืน โดย นาย p43" in row["deeds"]
            assert ("7,654,321" in row["deeds"]) == reads


def test_nothing_changed_is_said(corrected):
    page = corrected.get("/reports/r4-changes/", {**MONTH, "since": "2023-09-03T20:00"}).content.decode()
    assert "ไม่มีตัวเลขที่เปลี่ยนระหว่างสองวันที่" in page


@pytest.mark.parametrize("slug", [*COMPARISONS])
@pytest.mark.parametrize("extension", ["xlsx", "pdf", "csv", "json"])
def test_every_comparison_is_to_be_had_in_every_file(corrected, slug, extension):
    response = corrected.get(f"/reports/{slug}.{extension}", {"year": 2566, "since": "2023-09-03T12:30"})
    assert (response.status_code, len(response.content) > 100) == (200, True)


def test_every_report_has_its_comparison_one_click_away(corrected):
    for slug in REPORTS:
        page = corrected.get(f"/reports/{slug}/", {**MONTH, "sort": "-total"}).content.decode()
        (address,) = re.findall(rf'href="(/reports/{slug}-changes/[^"]*)"', page)
        assert not corrected.get(unescape(address)).context["form"].mended_faults


def test_another_province_does_not_see_what_changed_here(corrected):
    factories.district("4201")
    corrected.force_login(factories.province_officer("42"))
    for slug in ("changed-sheets", "changed-rows"):
        assert answer(corrected, slug)["rows"] == []


def test_an_end_before_the_beginning_gets_a_sentence_and_becomes_now():
    with clock.at(NOON):
        factories.month()
        question = {"since": "2023-09-02", "at": "2023-09-01"}
        form = FilterForm(question, report=COMPARISONS["r4-changes"], officer=factories.department_officer())
        assert not form.is_valid()
        assert form.faults() == ["วันที่ที่เทียบต้องอยู่ก่อน จึงเทียบกับข้อมูลล่าสุดแทน"]
        selection = form.mended().selection()
        assert (selection.since.day, selection.at) == (2, None)


def test_a_comparison_asks_as_often_for_many_changed_sheets_as_for_one(corrected, django_assert_max_num_queries):
    with clock.at(NOON + timedelta(days=1)):
        for code in ("4302", "4201", "4202"):
            asked.confirmed_sheet(code)
    with django_assert_max_num_queries(20):
        assert len(answer(corrected, "changed-sheets")["rows"]) == 4


def test_the_list_of_rows_asks_as_often_for_many_sheets_as_for_one(corrected):
    address = f"/reports/changed-rows/?{urlencode(MONTH)}&since=2023-09-03T12:30"
    corrected.get(address)  # the ledger keeps its answers
    one, where = number_of_queries(corrected, address), {"district": factories.district("4301"), "month": AUGUST}
    with clock.at(NOON + timedelta(days=1)):
        transitions.return_to_district(**where, by=factories.province_officer(), rows=None, reason="ตรวจสอบ")
    assert len(corrected.get(address).context["table"].rows) == 4
    assert number_of_queries(corrected, address) == one
