"""A report as the department saw it at any past moment."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from hypothesis.stateful import invariant

from otop_portal import clock, fiscal
from reports import moments
from reports.definitions import REPORTS
from reports.filters import FilterForm
from reports.selection import Selection
from reports.table import Table, build
from sales import transitions
from sales.querysets import TallyQuerySet
from tests import factories
from tests.factories import AUGUST, JULY
from tests.reports import asked
from tests.sales.histories import Histories
from tests.sales.playing import play
from tests.sizes import size

pytestmark = pytest.mark.django_db
YEAR = fiscal.months_of(2566)
NOON = datetime(2023, 9, 3, 12, tzinfo=clock.BANGKOK)


def seen(moment: datetime, *, at: datetime | None = None, slugs: Iterable[str] = REPORTS) -> dict[str, tuple]:
    """What stands in each of the reports of both months."""
    officer = factories.department_officer()
    tables = {
        slug: build(REPORTS[slug], Selection(officer, (JULY, AUGUST) if slug != "r1" else YEAR, moment, at=at))
        for slug in slugs
    }
    return {slug: _figures(table) for slug, table in tables.items()}


def _figures(table: Table) -> tuple:
    return [row.values for row in table.rows], table.totals, table.content.standing


class ReportsOfHistories(Histories):
    """Records the reports after every step, and in the end asks for all of these moments again."""

    slugs: Iterable[str] = REPORTS

    def __init__(self) -> None:
        super().__init__()
        cache.clear()  # the history before was undone, and its versions come again
        self.recorded: list[tuple[datetime, dict]] = []

    @invariant()
    def record(self) -> None:
        self.recorded.append((self.moment, seen(self.moment, slugs=self.slugs)))

    def check_the_past(self) -> None:
        super().check_the_past()
        for moment, then in self.recorded:
            assert seen(self.moment + timedelta(days=400), at=moment, slugs=self.slugs) == then, moment


class OneReportOfHistories(ReportsOfHistories):
    slugs = ("r4",)


def test_every_report_of_every_moment_is_what_it_was_then():
    play(ReportsOfHistories, size(4, full=500), steps=10)


@pytest.mark.sqlite  # one control serves both databases
def test_the_records_notice_when_a_report_of_the_past_reads_the_present(monkeypatch):
    monkeypatch.setattr(TallyQuerySet, "at", lambda lines, moment: lines.filter(until=None))
    with pytest.raises(AssertionError):
        play(OneReportOfHistories, 200, steps=10)


@pytest.fixture
def corrected(client):
    """Confirmed at noon, sent back an hour later: the page of r4 for August."""
    with clock.at(NOON):
        sheet = asked.confirmed_sheet("4317")
    with clock.at(NOON + timedelta(hours=1)):
        by = factories.province_officer()
        transitions.return_to_district(district=sheet.district, month=AUGUST, by=by, rows=None, reason="ผิด")
    client.force_login(factories.department_officer())
    with clock.at(NOON + timedelta(days=2)):
        yield lambda **at: client.get("/reports/r4.json", {"year": 2566, "period": 8, **at}).json()


def test_a_day_is_meant_to_its_end_and_a_minute_exactly(corrected):
    assert corrected()["totals"] == corrected(at="2023-09-03")["totals"]
    assert corrected()["totals"]["total"] is None
    assert corrected(at="2023-09-03T12:30")["totals"]["total"] == "13320.76"
    assert corrected(at="2566-09-03T12:30")["as_of"] == "2023-09-03T12:30:00+07:00"
    assert corrected(at="2023-09-02")["totals"]["total"] is None


@pytest.mark.parametrize("text", ["2023-09-09", "2023-09-05T12:00", "9999-12-31T23:59", "สิงหาคม", "2023-13-01", "\x00"])
def test_what_is_not_past_gets_a_sentence_and_shows_now(text):
    with clock.at(NOON + timedelta(days=2)):
        factories.month()
        form = FilterForm({"at": text}, report=REPORTS["r4"], officer=factories.department_officer())
        assert not form.is_valid()
        (fault,) = form.faults()
        assert "จึงแสดงข้อมูลล่าสุดแทน" in fault
        assert form.mended().selection().at is None


def test_today_is_now():
    with clock.at(NOON):
        assert moments.MomentField(required=False).clean("2023-09-03") is None


def test_a_file_of_the_past_says_so(client, corrected):
    heading = corrected(at="2023-09-03T12:30")["heading"]
    assert "ข้อมูลตามที่กรมฯ เห็น ณ วันที่ 3 ก.ย. 2566 เวลา 12:30 น. · จัดทำเมื่อ 5 ก.ย. 2566 เวลา 12:00 น." in heading[-1]


def test_what_was_typed_is_never_shown_as_of_a_past_day():
    with clock.at(NOON):
        factories.month()
        officer = factories.district_officer()
        form = FilterForm({"at": "2023-09-01", "scope": "all"}, report=REPORTS["r4"], officer=officer)
        assert form.is_valid()
        assert form.selection().scope == "province"
