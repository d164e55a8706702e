"""Only whoever holds a month is reminded: once for each point, also when the run comes late or twice."""

from datetime import date, datetime

import pytest
from django.core import mail
from django.core.management import CommandError

from otop_portal import clock
from sales import transitions
from sales.inbox.reminders import point_of
from sales.models import Message, Sheet
from tests import factories
from tests.factories import AUGUST
from tests.sales.due_dates.days import given
from tests.threads import together

from .mornings import LINE, district_officer, mails, run, told, with_address

pytestmark = pytest.mark.django_db


def reminded() -> list[str]:
    return [username for username, kind in told() if kind == "reminder"]


@pytest.mark.parametrize(
    ("day", "point"), [(1, None), (2, -3), (4, -3), (5, 0), (7, 0), (8, 3), (15, 3), (16, None), (30, None)]
)
def test_the_point_is_the_newest_that_has_come_and_is_forgotten_after_a_week(day, point):
    assert point_of(date(2023, 9, 5), date(2023, 9, day)) == point


def test_who_holds_it_is_reminded_three_days_before_on_and_three_days_after_the_day():
    district_officer()
    for day in range(1, 13):
        run(day)
    subjects = Message.objects.filter(kind="reminder").order_by("pk").values_list("subject", flat=True)
    month = "ยอดจำหน่าย OTOP เดือนสิงหาคม 2566"
    assert list(subjects) == [f"{month} ครบกำหนดอีก 3 วัน", f"{month} ครบกำหนดวันนี้", f"{month} เกินกำหนด 3 วัน"]


def test_a_run_that_comes_twice_says_nothing_twice():
    district_officer()
    run(5), run(5)
    assert reminded() == ["d4317"]
    assert mails() == ["d4317@example.go.th"]


def test_a_run_that_comes_late_reminds_once():
    district_officer()
    run(9)
    assert reminded() == ["d4317"]
    assert mails() == ["d4317@example.go.th"]


def test_a_run_that_comes_weeks_late_leaves_everybody_in_peace():
    district_officer()
    run(16)
    assert told() == []


def test_only_whoever_holds_it_is_reminded():
    """4301 has confirmed, 4302 is finished, 4303 does not report, 4317 types; its chief has nothing to do yet."""
    for code in ("4301", "4302", "4303", "4317"):
        district_officer(code)
    chief = with_address(factories.officer("c4317", "chief", factories.district()))
    closed = factories.officer("x4317", "district", factories.district(), is_active=False, email="x@example.go.th")
    for code in ("4301", "4302"):
        sheet = factories.sheet(LINE, by=factories.district_officer(code))
        factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    silent = factories.district("4303")
    silent.reporting = False
    silent.save()
    factories.sheet(("กลุ่มจักสาน", "utensil", (None,) * 4))
    run(5)
    assert reminded() == ["d4317"]
    assert mails() == ["d4317@example.go.th"]

    Sheet.objects.filter(district="4317").update(submitted_by=factories.district_officer(), submitted_at=clock.now())
    run(8)
    assert reminded() == ["d4317", chief.username]
    assert closed.username not in reminded()


def test_the_message_says_what_to_do_and_opens_the_page_where_it_is_done():
    district_officer()
    sheet = factories.sheet(LINE)
    run(2)
    message = Message.objects.get(kind="reminder")
    assert "อำเภอโพธิ์ตาก" in message.body
    assert "สิ่งที่ต้องทำ: ยืนยันระดับอำเภออีก 1 รายการ" in message.body
    assert message.href == "/confirmation/2566/8/"
    factories.confirm_by_district(sheet)
    where = {"district": sheet.district, "month": AUGUST, "by": factories.province_officer()}
    transitions.return_to_district(**where, rows=None, reason="สลับช่อง")
    run(5)
    message = Message.objects.filter(kind="reminder").latest("pk")
    assert "แก้ไขรายการที่จังหวัดส่งคืน" in message.body
    assert message.href == "/entry/2566/8/"


def test_more_time_moves_the_reminder():
    district_officer(), district_officer("4301")
    given(date(2023, 9, 12), factories.district(), reason="น้ำท่วม")
    run(5)
    assert reminded() == ["d4301"]
    run(9)
    assert sorted(reminded()) == ["d4301", "d4301", "d4317"]


def test_a_closed_month_reminds_nobody():
    district_officer()
    month = factories.month()
    month.closed_on = date(2023, 9, 4)
    month.save()
    run(5)
    assert told() == []


def test_the_province_gets_one_digest_of_who_holds_what_and_none_when_all_is_done():
    p43 = with_address(factories.province_officer())
    with_address(factories.province_officer("42"))
    sheet = factories.sheet(LINE)
    factories.district("4301")
    with clock.at(datetime(2023, 9, 4, 9, tzinfo=clock.BANGKOK)):
        factories.confirm_by_district(sheet)
    run(5)
    assert told() == [("p43", "digest")]
    body = Message.objects.get().body
    assert f"เรียน {p43.name}" in body
    assert "อำเภอโพธิ์ตาก: จังหวัด 1 วัน ตรวจสอบและยืนยันระดับจังหวัด 1 รายการ" in body
    assert "อำเภอที่ 4301: เจ้าหน้าที่อำเภอ 35 วัน เริ่มบันทึกยอดจำหน่าย" in body

    factories.confirm_by_province(sheet)
    finished = factories.sheet(LINE, by=factories.district_officer("4301"))
    factories.confirm_by_district(finished)
    factories.confirm_by_province(finished)
    run(8)
    assert len(told()) == 1


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_the_same_moment_tell_and_mail_once():
    for code in ("4301", "4302", "4303", "4317"):
        district_officer(code)
    answers = together(*[lambda: run(5)] * 4)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert sorted(reminded()) == ["d4301", "d4302", "d4303", "d4317"]
    assert sorted(mails()) == [f"{name}@example.go.th" for name in sorted(reminded())]


def test_the_morning_of_the_day_takes_one_statement_more_for_each_mail(django_assert_max_num_queries):
    """Everybody at once: 40 districts, and what is read and written besides their mails does not grow."""
    counts = []
    for first, last in ((10, 12), (12, 50)):
        codes = [f"43{number}" for number in range(first, last)]
        for code in codes:
            district_officer(code)
        with django_assert_max_num_queries(60) as captured:
            run(2 if first == 10 else 5)
        counts.append(len(captured) - len(mails()))
        mail.outbox.clear()
    assert counts[0] == counts[1] <= 20


def test_nothing_is_sent_before_the_portals_address_is_known(settings):
    settings.SITE_ADDRESS = ""
    district_officer()
    with pytest.raises(CommandError, match="SITE_ADDRESS"):
        run(5)
    assert told() == []
