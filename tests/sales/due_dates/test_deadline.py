"""T1: in time to the last second of the due day in Bangkok, wherever the server stands."""

from datetime import UTC, date, datetime, timedelta

import pytest

from otop_portal import clock
from sales import transitions
from sales.due_dates.calendar import DueDay
from sales.due_dates.deadline import Deadline
from sales.due_dates.documents import documented
from sales.timeliness import DistrictMonth, district_months
from tests import factories
from tests.factories import AUGUST
from tests.sales.due_dates.days import given

DOCUMENTED = [
    ("sales", "district", date(2020, 12, 1)),  # the 5th, in another year
    ("sales", "province", date(2021, 8, 1)),
    ("sales", "district", date(2021, 9, 1)),  # 27 September 2564
    ("sales", "district", date(2022, 9, 1)),
    ("sales", "district", date(2024, 1, 1)),  # 18 February of a leap year
    ("sales", "province", date(2024, 2, 1)),
    ("mission", "district", date(2024, 2, 1)),  # the 15th
    ("shop", "district", date(2023, 12, 1)),
    ("online", "district", date(2021, 9, 1)),  # 17 September 2564
    ("online", "province", date(2021, 9, 1)),
]
DAYS = [
    *(documented(*each) for each in DOCUMENTED),
    *(
        date(2023, 1, 31),
        date(2023, 2, 28),
        date(2024, 2, 28),
        date(2024, 2, 29),
        date(2023, 9, 30),
        date(2023, 12, 31),
    ),
]
SECOND = timedelta(seconds=1)


@pytest.fixture(params=["UTC", "Asia/Bangkok"], autouse=True)
def server(request, settings):
    """Where the machine's own clock is set; Django tells the C library."""
    settings.TIME_ZONE = request.param
    assert datetime(2023, 9, 5).astimezone().utcoffset() == timedelta(hours=7 if request.param != "UTC" else 0)


def end_of(day: date) -> datetime:
    """Its last second in Bangkok, as the database hands it out."""
    return datetime(day.year, day.month, day.day, 16, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize("day", dict.fromkeys(DAYS))
def test_the_last_second_is_in_time_and_the_next_is_a_day_late(day):
    def days_late(done_at: datetime) -> int:
        return Deadline(DueDay(day), date(2030, 1, 1), done_at).days_late

    assert [days_late(end_of(day) + n * SECOND) for n in (-1, 0, 1, 24 * 3600, 24 * 3600 + 1)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("day", dict.fromkeys(DAYS))
def test_what_is_not_done_turns_late_at_midnight_in_bangkok(day):
    def slug(moment: datetime) -> str:
        with clock.at(moment):
            return Deadline(DueDay(day), clock.today()).slug

    midnight = end_of(day) + SECOND
    assert [slug(midnight + n * SECOND) for n in (-24 * 3600 - 1, -24 * 3600, -1, 0)] == [
        "ahead",
        "near",
        "near",
        "late",
    ]


def test_the_words_are_those_of_the_screen():
    day = DueDay(date(2023, 4, 5), note="วันหยุดชดเชย")
    assert [Deadline(day, date(2023, 4, n)).sentence for n in (1, 5, 8)] == [
        "ครบกำหนดวันพุธที่ 5 เมษายน 2566 เหลือ 4 วัน",
        "ครบกำหนดวันนี้",
        "เกินกำหนด 3 วัน ยังบันทึกได้ โดยจะระบุว่า “ล่าช้า”",
    ]
    assert Deadline(day, date(2023, 4, 1)).details == ["วันหยุดชดเชย"]
    assert Deadline(day, date(2023, 4, 8)).details == ["กำหนดวันพุธที่ 5 เมษายน 2566", "วันหยุดชดเชย"]


def test_what_is_done_says_since_when_and_how_late():
    day = DueDay(date(2023, 4, 10), "district", "น้ำท่วม")
    done = Deadline(day, date(2023, 5, 1), end_of(date(2023, 4, 12)))
    assert done.sentence == "ยืนยันครบทุกรายการเมื่อวันที่ 12 เมษายน 2566 เวลา 23:59 น. ล่าช้า 2 วัน"
    assert done.details == ["กำหนดวันจันทร์ที่ 10 เมษายน 2566", "จังหวัดขยายกำหนดให้: น้ำท่วม"]
    in_time = Deadline(day, date(2023, 5, 1), end_of(date(2023, 4, 10)))
    assert in_time.sentence.endswith("ทันกำหนด")


@pytest.mark.django_db
class TestADistrict:
    def confirmed(self, after: timedelta, *, day: date) -> DistrictMonth:
        sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (5, 0, 0, 0)))
        with clock.at(end_of(day) + after):
            factories.confirm_by_district(sheet)
        return self.read()

    def read(self) -> DistrictMonth:
        officer = factories.district_officer()
        return district_months(officer, officer.district, [AUGUST], today=date(2023, 10, 1))[0]

    @pytest.mark.parametrize(("after", "late"), [(-SECOND, 0), (SECOND, 1)])
    def test_that_was_given_more_time_is_judged_by_it(self, after, late):
        extended = date(2023, 9, 30)
        given(extended, factories.district())
        assert self.confirmed(after, day=extended).days_late == late

    @pytest.mark.parametrize(("after", "late"), [(timedelta(0), 0), (SECOND, 1)])
    def test_is_judged_by_its_provinces_own_day(self, after, late):
        own = date(2023, 9, 2)
        given(own, factories.province())
        assert self.confirmed(after, day=own).days_late == late

    def test_that_gets_more_time_afterwards_was_in_time_after_all(self):
        assert self.confirmed(timedelta(days=3), day=date(2023, 9, 5)).days_late == 3
        given(date(2023, 9, 8), factories.district())
        assert self.read().days_late == 0

    def test_stays_in_time_when_its_sheet_is_returned_after_the_extension_has_ended(self):
        extended = date(2023, 9, 10)
        given(extended, factories.district())
        assert self.confirmed(timedelta(0), day=extended).days_late == 0
        with clock.at(end_of(extended) + timedelta(days=5)):
            by = factories.province_officer()
            transitions.return_to_district(
                district=factories.district(), month=AUGUST, by=by, rows=None, reason="ตรวจสอบ"
            )
        assert self.read().days_late == 0
