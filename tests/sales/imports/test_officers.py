import pytest

from sales.imports import Source, run
from sales.imports.officers import OFFICERS
from sales.models import Officer, OfficerEvent, Role
from sales.transitions.officers import change_own_details
from tests import factories
from tests.sales.imports import files

pytestmark = pytest.mark.django_db

HEADINGS = "username,role,area,name,email"
LINES = (
    "d4317,district,4317,นางสาวมะลิ,mali@example.go.th",
    "C4317,พัฒนาการอำเภอ,4317,นายพนา,",
    "p43,province,43,นางสาวกรรณิการ์,",
    "cdd,department,,นายศิลา,",
)


@pytest.fixture(autouse=True)
def places():
    factories.district("4317")


def book(source: Source, *, dry_run: bool = False):
    return run(OFFICERS, source, by=factories.system_officer(), dry_run=dry_run)


def accounts() -> list[tuple]:
    people = Officer.objects.listed().order_by("pk")
    return list(people.values_list("username", "role", "district", "province", "name", "email"))


EXPECTED = [
    ("d4317", "district", "4317", None, "นางสาวมะลิ", "mali@example.go.th"),
    ("c4317", "chief", "4317", None, "นายพนา", ""),
    ("p43", "province", None, "43", "นางสาวกรรณิการ์", ""),
    ("cdd", "department", None, None, "นายศิลา", ""),
]


@pytest.mark.parametrize(
    "make", [lambda: files.csv(HEADINGS, *LINES), lambda: files.csv(HEADINGS, *LINES, encoding="cp874")]
)
def test_each_line_opens_an_account(make):
    booking = book(make())
    assert [str(fault) for fault in booking.faults] == []
    assert (booking.new, booking.unchanged) == (4, 0)
    assert accounts() == EXPECTED
    assert set(OfficerEvent.objects.values_list("action", flat=True)) == {"open"}


def test_a_workbook_does_the_same():
    book(files.xlsx(line.split(",") for line in (HEADINGS, *LINES)))
    assert accounts() == EXPECTED


def test_nobody_comes_in_before_a_password_has_been_issued():
    book(files.csv(HEADINGS, *LINES))
    assert not any(officer.has_usable_password() for officer in Officer.objects.listed())
    assert Officer.objects.listed().without_password().count() == 4


def test_trying_opens_nothing():
    assert book(files.csv(HEADINGS, *LINES), dry_run=True).new == 4
    assert accounts() == []


def test_a_second_run_changes_nothing_even_what_officers_changed_themselves():
    book(files.csv(HEADINGS, *LINES))
    officer = Officer.objects.get(username="d4317")
    change_own_details(by=officer, name="นางมะลิ", email="", telephone="1")
    before, events = list(Officer.objects.values()), OfficerEvent.objects.count()
    again = book(files.csv(HEADINGS, *LINES))
    assert (again.new, again.unchanged, again.faults) == (0, 4, [])
    assert (list(Officer.objects.values()), OfficerEvent.objects.count()) == (before, events)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("d4317,boss,4317,ก,", "บรรทัดที่ 6 คอลัมน์ role: ไม่รู้จัก “boss” ใช้ได้: เจ้าหน้าที่อำเภอ (district), "),
        ("d4399,district,4399,ก,", "บรรทัดที่ 6 คอลัมน์ area: ไม่พบพื้นที่ “4399” เจ้าหน้าที่อำเภอต้องใช้รหัสอำเภอ 4 หลัก"),
        ("x,province,4317,ก,", "บรรทัดที่ 6 คอลัมน์ area: ไม่พบพื้นที่ “4317” เจ้าหน้าที่จังหวัดต้องใช้รหัสจังหวัด 2 หลัก"),
        ("x,admin,43,ก,", "บรรทัดที่ 6 คอลัมน์ area: ผู้ดูแลระบบต้องเว้นพื้นที่ว่าง"),
        ("CDD,department,,ก,", "บรรทัดที่ 6 คอลัมน์ username: ซ้ำกับบรรทัดที่ 5"),
        ("there,chief,4317,ก,", "บรรทัดที่ 6 คอลัมน์ username: ชื่อผู้ใช้นี้เป็นของนาย thereแล้ว ในบทบาทหรือพื้นที่อื่น"),
        ("system,admin,,ก,", "บรรทัดที่ 6 คอลัมน์ username: ชื่อผู้ใช้นี้เป็นของ"),
        ("a b,department,,ก,", "บรรทัดที่ 6 คอลัมน์ username: ชื่อผู้ใช้ใช้ได้เฉพาะ"),
        ("x,department,,ก,มะลิ", "บรรทัดที่ 6 คอลัมน์ email: อีเมลไม่ถูกต้อง"),
        ("x,department,,,", "บรรทัดที่ 6 คอลัมน์ name: กรุณากรอกชื่อ-นามสกุล"),
    ],
)
def test_a_fault_is_named_by_line_and_column_and_opens_nobody(line, fault):
    factories.officer("there", Role.DISTRICT, factories.district("4317"))
    factories.system_officer()
    before = accounts()
    booking = book(files.csv(HEADINGS, *LINES, line))
    assert len(booking.faults) == 1
    assert str(booking.faults[0]).startswith(fault)
    assert accounts() == before


def test_all_faults_are_told_at_once():
    booking = book(files.csv(HEADINGS, "a b,boss,,ก,", "c d,department,9,ก,", "e f,department,,ก,x"))
    assert [(fault.line, fault.column) for fault in booking.faults] == [
        (2, "role"),
        (2, "username"),
        (3, "area"),
        (3, "username"),
        (4, "username"),
        (4, "email"),
    ]


def test_a_file_with_thai_headings_is_told_of_its_faults_by_them():
    booking = book(files.csv("ชื่อผู้ใช้,บทบาท,พื้นที่,ชื่อ,อีเมล", "x,อะไร,,ก,ข"))
    assert [fault.column for fault in booking.faults] == ["บทบาท", "อีเมล"]
