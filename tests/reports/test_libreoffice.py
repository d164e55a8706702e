"""What the district's office sees that opens the file elsewhere: LibreOffice prints it."""

import subprocess

import pytest

from otop_portal import clock, fiscal, thai
from reports import workbook
from reports.definitions import REPORTS, TARGET_SHEETS
from reports.selection import Selection
from reports.table import build
from targets.models import Scheme
from tests import factories
from tests.reports import asked
from tests.targets import letters

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # what is printed depends on no database


def printed(table, folder) -> list[str]:
    """The pages that LibreOffice makes of the Excel file."""
    source = folder / "form.xlsx"
    source.write_bytes(workbook.write(table))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    text = subprocess.run(["pdftotext", "-layout", folder / "form.pdf", "-"], check=True, capture_output=True).stdout
    return text.decode().split("\f")[:-1]


def test_three_hundred_rows_print_in_thai_digits_with_headings_on_every_page(tmp_path):
    lines = ((f"กลุ่มที่ {n}", "food", (f"{n}.25", 0, 0, "999999999999.99")) for n in range(1, 301))
    pages = printed(asked.form("rt2", factories.sheet(*lines)), tmp_path)
    words = " ".join(pages).split()
    assert 5 < len(pages) < 15
    assert all("SMEs" in page for page in pages)
    assert all(thai.thai_digits(f"{n}.25") in words for n in range(1, 301))
    assert ["......" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert thai.thai_digits("299.25") in pages[-1].split()
    pictures = subprocess.run(["pdfimages", "-list", tmp_path / "form.pdf"], check=True, capture_output=True, text=True)
    marks = [line.split() for line in pictures.stdout.splitlines()[2:]]
    assert sorted(int(page) for page, _, kind, *_ in marks if kind == "image") == list(range(1, len(pages) + 1))
    assert words.count("๙๙๙,๙๙๙,๙๙๙,๙๙๙.๙๙") == 300
    assert not any("#" in word for word in words)
    total = asked.satang(f"SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale")
    assert thai.thai_digits(f"{total // 100:,}.{total % 100:02}") in words


@pytest.mark.parametrize("blank", [False, True])
def test_the_sheets_of_nong_khais_letters_print_on_one_page_as_there(tmp_path, blank):
    """The table whole, the sums below it: notes or room to write in do not tear it."""
    with clock.at(clock.datetime(2024, 4, 20, 9, tzinfo=clock.BANGKOK)):
        letters.load()
        scheme = Scheme.objects.get(slug="2566-r2-sales").current
        by = factories.province_officer()
        selection = Selection(by, tuple(scheme.months), clock.now(), by.province, scheme=scheme, blank=blank)
        (page,) = printed(build(TARGET_SHEETS["targets"], selection), tmp_path)
    words = page.split()
    assert [name for name in ("เมืองหนองคาย", "โพธิ์ตาก", "1,581,810,000") if name not in words] == []


def test_a_year_of_months_prints_on_two_pages_beside_each_other(tmp_path):
    sheet = asked.confirmed_sheet("4317")
    table = build(REPORTS["r1"], Selection(factories.department_officer(), fiscal.months_of(2566), clock.now()))
    first, second = printed(table, tmp_path)
    province = sheet.district.province.name_th
    assert all(province in page for page in (first, second))
    assert ["มี.ค. 66" in page for page in (first, second)] == [True, False]
    assert ["ก.ย. 66" in page for page in (first, second)] == [False, True]
    total = asked.satang(f"SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale")
    assert second.split().count(f"{total // 100:,}.{total % 100:02}") == 4
