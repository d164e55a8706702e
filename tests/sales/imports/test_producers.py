import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from sales.imports import Source, run
from sales.imports.producers import PRODUCERS
from sales.models import Producer, ProducerEvent, Product
from sales.transitions.producers import add_producer, close_producer, collecting_entry
from tests import factories
from tests.sales.imports import files

pytestmark = pytest.mark.django_db

HEADINGS = "จังหวัด,อำเภอ,ตำบล,ชื่อกลุ่ม/ผู้ประกอบการ,รหัส,ประเภทผู้ประกอบการ,ประเภทผลิตภัณฑ์"
WEAVERS = "หนองคาย,โพธิ์ตาก,โพนทอง,กลุ่มทอผ้าบ้านโพธิ์,4317001,กลุ่มผู้ผลิตชุมชน,ผ้า"
FISH = "จ.หนองคาย,อ.โพธิ์ตาก,,ร้านแม่ปลาส้ม,,เจ้าของรายเดียว,อาหาร"


@pytest.fixture(autouse=True)
def places():
    factories.district("4317")
    factories.district("4301", "เมืองหนองคาย")


def book(source: Source, *, dry_run: bool = False):
    return run(PRODUCERS, source, by=factories.system_officer(), dry_run=dry_run)


def counts(booking) -> tuple[int, int, int]:
    assert [str(fault) for fault in booking.faults] == []
    return booking.new, booking.changed, booking.unchanged


def producers() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT district_id, code, name, subdistrict, producer_type FROM sales_producer ORDER BY id")
        return cursor.fetchall()


def test_the_registers_lines_become_producers_with_their_products():
    assert counts(book(files.csv(HEADINGS, WEAVERS, FISH))) == (2, 0, 0)

    assert producers() == [
        ("4317", "4317001", "กลุ่มทอผ้าบ้านโพธิ์", "โพนทอง", "community_group"),
        ("4317", "", "ร้านแม่ปลาส้ม", "", "community_single_owner"),
    ]
    kinds = Product.objects.values_list("producer__name", "product_type", "registered_on")
    assert list(kinds) == [("กลุ่มทอผ้าบ้านโพธิ์", "cloth", None), ("ร้านแม่ปลาส้ม", "food", None)]


def test_the_history_names_the_file_and_its_sha256():
    source = files.csv(HEADINGS, WEAVERS)
    book(source)
    assert source.mark.startswith("ทะเบียน.csv (SHA-256 ")
    reasons = set(ProducerEvent.objects.values_list("reason", "officer__username"))
    assert reasons == {(f"นำเข้าจาก {source.mark}", "system")}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874"])
def test_a_second_run_changes_nothing(encoding):
    source = files.csv(HEADINGS, WEAVERS, FISH, encoding=encoding)
    book(source)
    before = producers(), ProducerEvent.objects.count()

    assert counts(book(source)) == (0, 0, 2)
    assert (producers(), ProducerEvent.objects.count()) == before


def test_a_trial_says_the_same_and_leaves_nothing_behind():
    assert counts(book(files.csv(HEADINGS, WEAVERS, FISH), dry_run=True)) == (2, 0, 0)
    assert producers() == []


def test_a_producer_with_two_product_types_stands_on_two_lines():
    booking = book(files.csv(HEADINGS, WEAVERS, WEAVERS.replace(",ผ้า", ",ของใช้ฯ")))
    assert counts(booking) == (1, 0, 0)
    assert list(Product.objects.values_list("product_type", flat=True)) == ["cloth", "utensil"]


def test_a_code_finds_the_producer_whatever_its_name():
    book(files.csv(HEADINGS, WEAVERS))
    assert counts(book(files.csv(HEADINGS, WEAVERS.replace("กลุ่มทอผ้า", "วิสาหกิจชุมชนทอผ้า")))) == (0, 1, 0)
    assert Producer.objects.get().name == "วิสาหกิจชุมชนทอผ้าบ้านโพธิ์"


def test_a_name_finds_the_producer_whatever_its_spaces_and_digits():
    factories.producer("กลุ่มทอผ้า หมู่ ๓", producer_type="")
    line = "หนองคาย,โพธิ์ตาก,,กลุ่มทอผ้า  หมู่ 3,99,SMEs,"
    assert counts(book(files.csv(HEADINGS, line))) == (0, 1, 0)
    assert producers() == [("4317", "99", "กลุ่มทอผ้า หมู่ ๓", "", "sme")]


def test_an_empty_cell_changes_nothing():
    factories.producer("ร้านแม่ปลาส้ม", producer_type="sme")
    assert counts(book(files.csv("จังหวัด,อำเภอ,ตำบล,ชื่อกลุ่ม", "43,4317,,ร้านแม่ปลาส้ม"))) == (0, 0, 1)


def test_an_unknown_type_stays_unknown_and_an_unheard_one_is_pointed_out():
    lines = [FISH.replace("เจ้าของรายเดียว", "ไม่ระบุ"), WEAVERS.replace("กลุ่มผู้ผลิตชุมชน", "สหกรณ์")]
    booking = book(files.csv(HEADINGS, *lines))
    assert counts(booking) == (2, 0, 0)
    assert {kind for *_, kind in producers()} == {""}
    assert ["สหกรณ์" in str(warning) for warning in booking.warnings] == [True]


def test_a_nearly_same_name_is_a_warning_not_a_fault():
    factories.producer("กลุ่มทอผ้าบ้านโพธ์")
    booking = book(files.csv(HEADINGS, WEAVERS))
    assert counts(booking) == (1, 0, 0)
    assert "กลุ่มทอผ้าบ้านโพธ์" in booking.warnings[0].sentence


def test_muang_means_the_provinces_own_district():
    assert counts(book(files.csv(HEADINGS, WEAVERS.replace("โพธิ์ตาก", "เมือง")))) == (1, 0, 0)
    assert producers()[0][0] == "4301"


UNKNOWN = "ประเภทผลิตภัณฑ์: ไม่รู้จัก “ผลไม้” ใช้ได้: อาหาร, เครื่องดื่ม, ผ้า, ของใช้, สมุนไพร"


def test_all_faults_come_at_once_and_nothing_is_booked():
    booking = book(
        files.csv(
            HEADINGS,
            WEAVERS,
            "เลย,โพธิ์ตาก,,ก,,,ผลไม้",
            "หนองคาย,ปากคาด,,ข,,,",
            "หนองคาย,โพธิ์ตาก,,,,,",
            FISH.replace(",อาหาร", ",ผลไม้"),
        )
    )
    assert [str(fault) for fault in booking.faults] == [
        "บรรทัดที่ 3 คอลัมน์ จังหวัด: ไม่พบจังหวัด “เลย”",
        f"บรรทัดที่ 3 คอลัมน์ {UNKNOWN}",
        "บรรทัดที่ 4 คอลัมน์ อำเภอ: จังหวัดหนองคายไม่มีอำเภอ “ปากคาด”",
        "บรรทัดที่ 5 คอลัมน์ ชื่อกลุ่ม/ผู้ประกอบการ: กรุณากรอกชื่อกลุ่ม/ผู้ประกอบการ",
        f"บรรทัดที่ 6 คอลัมน์ {UNKNOWN}",
    ]
    assert producers() == []


def test_without_the_rollback_the_good_lines_of_a_bad_file_would_stay(monkeypatch):
    monkeypatch.setattr(transaction, "set_rollback", lambda rollback: None)
    assert book(files.csv(HEADINGS, WEAVERS, "เลย,เชียงคาน,,ก,,,")).faults
    assert len(producers()) == 1


@pytest.mark.parametrize(
    ("second", "sentence"),
    [
        (WEAVERS.replace("กลุ่มผู้ผลิตชุมชน", "SMEs"), "ไม่ตรงกับบรรทัดที่ 2"),
        (WEAVERS.replace("4317001", "4317002"), "ด้วยรหัส 4317001"),
    ],
)
def test_two_lines_that_contradict_each_other_are_a_fault(second, sentence):
    booking = book(files.csv(HEADINGS, WEAVERS, second))
    assert [fault.line for fault in booking.faults] == [3]
    assert sentence in booking.faults[0].sentence
    assert producers() == []


def test_a_code_stands_in_one_district_only():
    booking = book(files.csv(HEADINGS, WEAVERS, WEAVERS.replace("โพธิ์ตาก", "เมืองหนองคาย")))
    assert "รหัส 4317001 อยู่ในทะเบียนของอำเภอ" in str(*booking.faults)


def test_a_name_that_grows_beyond_its_column_is_a_fault():
    booking = book(files.csv(HEADINGS, WEAVERS.replace("กลุ่มทอผ้าบ้านโพธิ์", "กๆ" * 100)))
    assert "ชื่อยาวเกิน 200" in str(*booking.faults)


def test_a_repeated_line_is_pointed_out():
    booking = book(files.csv(HEADINGS, WEAVERS, WEAVERS))
    assert counts(booking) == (1, 0, 0)
    assert "ซ้ำกับบรรทัดที่ 2" in str(booking.warnings[0])


def test_a_closed_producer_stays_closed():
    closed = factories.producer("ร้านแม่ปลาส้ม")
    close_producer(producer=closed, by=factories.district_officer(), on=factories.AUGUST, reason="เลิกกิจการ")
    booking = book(files.csv(HEADINGS, FISH))
    assert counts(booking) == (0, 0, 1)
    assert "ปิดแล้วในทะเบียน" in booking.warnings[0].sentence


def test_a_collecting_entry_is_no_producer_of_the_register():
    officer = factories.system_officer()
    entry = collecting_entry(district=factories.district(), producer_type="sme", by=officer)
    booking = book(files.csv(HEADINGS, f"หนองคาย,โพธิ์ตาก,,{entry.name},,,"))
    assert "มีอยู่แล้ว" in booking.faults[0].sentence


def test_the_same_name_in_another_district_is_another_producer():
    add_producer(district=factories.district("4301"), by=factories.system_officer(), name="ร้านแม่ปลาส้ม")
    assert counts(book(files.csv(HEADINGS, FISH))) == (1, 0, 0)


def test_the_command_books_what_it_announced(tmp_path, capsys):
    factories.system_officer()
    file = tmp_path / "register.xlsx"
    file.write_bytes(files.xlsx([HEADINGS.split(","), WEAVERS.split(",")]).data)

    call_command("import_producers", str(file), "--dry-run")
    assert capsys.readouterr().out == "ทดลอง ไม่ได้บันทึก: เพิ่ม 1 เปลี่ยนแปลง 0 คงเดิม 0\n"
    assert producers() == []

    call_command("import_producers", str(file))
    assert capsys.readouterr().out == "เพิ่ม 1 เปลี่ยนแปลง 0 คงเดิม 0\n"
    assert len(producers()) == 1


def test_the_command_lists_the_faults_and_fails(tmp_path, capsys):
    factories.system_officer()
    file = tmp_path / "register.csv"
    file.write_bytes(files.csv(HEADINGS, "เลย,เชียงคาน,,ก,,,").data)
    with pytest.raises(CommandError, match="พบ 1 ข้อผิดพลาด"):
        call_command("import_producers", str(file))
    assert "บรรทัดที่ 2 คอลัมน์ จังหวัด" in capsys.readouterr().err
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_producers", str(tmp_path / "nothing.csv"))
