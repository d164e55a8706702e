import io
import re
import subprocess
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from django.core.exceptions import ImproperlyConfigured

from otop_portal import clock, thai
from reports import paper, pdf
from reports.definitions import REPORTS
from reports.selection import Selection
from reports.table import build
from sales.models import Producer
from tests import factories
from tests.factories import AUGUST
from tests.reports import asked

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # what is printed depends on no database

INSETS = 3.9  # points between the words of two cells, rounded down


def pages(table) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(paper.write(table))).pages]


def bare(text: str) -> str:
    """Consonants, digits and Latin: of a Thai cluster pypdf finds the consonant, its signs only sometimes."""
    return re.sub("[^ก-ฮ๐-๙A-Za-z-]", "", text)


def words(content: bytes, folder: Path) -> str:
    """As they stand on the lines of the page."""
    path = folder / "paper.pdf"
    path.write_bytes(content)
    return subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True, text=True).stdout


def many_rows(count: int):
    return factories.sheet(*((f"กลุ่มที่ {n}", "food", (n, 0, 0, "0.25")) for n in range(1, count + 1)))


def test_three_hundred_rows_print_completely_with_headings_on_every_page():
    printed = pages(asked.form("rt2", many_rows(300)))
    assert len(printed) > 5
    assert all("SMEs" in page for page in printed)
    words = " ".join(printed).split()
    assert all(thai.thai_digits(f"{n}.00") in words for n in range(1, 300))
    total = asked.satang(f"SELECT SUM({asked.SUM_OF_ROW}) FROM sales_sale") / 100
    assert thai.thai_digits(f"{total:,.2f}") in words


def test_the_signature_stands_below_the_sums_and_the_last_lines_wherever_the_page_ends():
    whole = asked.form("rt2", many_rows(45))
    for count in range(20, 46):
        *before, last = pages(replace(whole, rows=whole.rows[:count]))
        assert not any("......" in page for page in before)
        figures = [thai.baht(row.values[-1], True) for row in whole.rows[count - 2 : count]]
        assert all(text in last for text in ("SMEs", "......", *figures)), count


def test_no_line_breaks_within_a_word_of_the_form(tmp_path):
    names = [f"{'ปลาน้ำโขง ' * n}{word}" for n in range(1, 4) for word in ("กลุ่มสมุนไพรฯ", "กลุ่มผู้ประกอบการ")]
    names += [f"บ้าน {name}" for name in names] + [f"บ้านสวน {name}" for name in names]
    sheet = factories.sheet(*((name, "food", (1, 0, 0, 0)) for name in names))
    text = words(paper.write(asked.form("rt1", sheet)), tmp_path)
    for word in ("ไพรฯ", "ของใช้ฯ", "ผู้ประกอบการ", "ผู้ผลิตฯ"):
        assert text.count(word) == "".join(text.split()).count(word) > 0


@pytest.mark.parametrize("slug", ["r7", "rt3"])
def test_the_heading_of_a_share_does_not_break_within_its_word(slug, tmp_path):
    asked.confirmed_sheet("4317")
    table = build(REPORTS[slug], Selection(factories.department_officer(), (AUGUST,), clock.now()))
    assert "ร้อยละ" in words(paper.write(table), tmp_path)


def test_pages_are_numbered_in_thai_digits_and_say_which_sheet_they_are_of():
    table = asked.form("rt2", many_rows(60))
    printed = pages(table)
    last = thai.thai_digits(len(printed))
    assert all(bare(page).endswith(bare(f"{thai.thai_digits(n)} จาก {last}")) for n, page in enumerate(printed, 1))
    assert all(table.content.properties["sheet_code"] in page for page in printed)


def test_the_page_is_a4_on_its_side():
    reader = pypdf.PdfReader(io.BytesIO(paper.write(asked.form_of("rt2", "4317"))))
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [842, 595]


def test_a_draft_is_marked_across_the_page_until_the_district_has_confirmed():
    sheet = many_rows(1)
    draft = pages(asked.form("rt2", sheet))
    factories.confirm_by_district(sheet)
    confirmed = pages(asked.form("rt2", sheet))
    assert [bare(page).startswith(bare("ร่าง")) for page in draft + confirmed] == [True, False]


@pytest.mark.parametrize("digits", range(1, 13))
def test_no_amount_of_any_length_reaches_into_the_next_column(tmp_path, digits):
    amount = f"{'8' * digits}.88"
    sheet = factories.sheet(("กลุ่มทอผ้า", "cloth", (amount,) * 4))
    words = placed(paper.write(asked.form("rt2", sheet)), tmp_path)
    total = 4 * Decimal(amount)
    figures = [thai.baht(each, True) for each in (*[Decimal(amount)] * 4, total)]
    lines = [line for line in words if [text for *_, text in line][-5:] == figures]
    assert len(lines) == 2  # the row and the sums
    assert all(right + INSETS < next_left for line in lines for (_, right, _), (next_left, *_) in pairwise(line))


def placed(content: bytes, folder: Path) -> list[list[tuple[float, float, str]]]:
    """Line by line the words, with where each begins and ends."""
    path = folder / "form.pdf"
    path.write_bytes(content)
    paper = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True, text=True).stdout
    word = re.compile(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax=".*?">(.*?)</word>')
    lines: dict[tuple[int, str], list[tuple[float, float, str]]] = {}
    for number, page in enumerate(paper.split("<page ")):
        for left, top, right, text in word.findall(page):
            lines.setdefault((number, top), []).append((float(left), float(right), text))
    return [sorted(line) for line in lines.values()]


def test_a_name_is_never_a_command():
    sheet = many_rows(1)
    Producer.objects.update(name='#panic("no") *bold* $x$ <a> @b \\ [c] "')
    assert '#panic("no") *bold* $x$ <a> @b \\ [c] "' in pages(asked.form("rt2", sheet))[0]


def test_the_same_form_gives_the_same_bytes():
    table = asked.form("rt2", many_rows(3))
    assert paper.write(table) == paper.write(table)


def test_missing_fonts_are_named_with_the_remedy(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    pdf._fonts.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="make setup"):
        pdf.render("report", {})
    pdf._fonts.cache_clear()
