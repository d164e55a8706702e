"""Names and reasons that are markup, commands, formulas or nothing to see, on every page and in every file."""

from collections.abc import Iterator

import pytest
from django.template import base
from django.test import Client
from django.urls import reverse

from sales import transitions
from sales.models import Officer, Producer, Sheet
from sales.transitions.producers import close_producer, register_product
from tests import factories
from tests.canaries import text_of
from tests.factories import AUGUST
from tests.personas import OFFICERS
from tests.test_department_sees_confirmed import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # markup is escaped by no database

MARKUP = [
    '<script>alert("1")</script>',
    '"><img src=x onerror="alert(1)">',
    "'><b id='own'>",
    "</textarea></title></template><i>own</i>",
    "javascript:alert(1)//<a href='x'>",
]
OTHERS = [
    "👨‍👩‍👧 ร้านพ่อแม่ลูก 🧵",
    "\u202eร้านกลับด้าน\u202c",
    "{{ 7|add:42 }} {% now %} #let x = 1; \\u{41} $x$",
    "=HYPERLINK(1)",
    "ก" * 200,
    "ชื่อยาวมาก" * 20,
    "a\x07b\x1bc",
    "0'; DROP TABLE sales_sale; --",
]
READERS = ["district", "chief", "province", "department", "admin"]


@pytest.fixture(autouse=True)
def ledger():
    """Everything that people type is markup: producers, products, officers, reasons."""
    by, province = factories.district_officer(), factories.province_officer()
    Officer.objects.filter(pk=by.pk).update(name=MARKUP[1], telephone=MARKUP[2][:40])
    by.refresh_from_db()
    sheet = factories.sheet(*((name, "food", (number, 0, 0, 0)) for number, name in enumerate(MARKUP + OTHERS)), by=by)
    where = {"district": sheet.district, "month": AUGUST}
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    last = sheet.sales.last()
    transitions.return_to_district(**where, by=province, rows=[last.pk], reason=MARKUP[0])
    transitions.delete_rows(**where, by=by, rows=[last.pk], reason=MARKUP[3])
    first = Producer.objects.get(name=MARKUP[0])
    register_product(producer=first, by=by, name=MARKUP[1], product_type="food", registered_on=None, reason=MARKUP[2])
    close_producer(producer=first, by=by, on=AUGUST, reason=MARKUP[4])


def client_of(persona: str) -> Client:
    client = Client()
    client.force_login(OFFICERS[persona]())
    return client


def admin_pages() -> Iterator[str]:
    for model in ("officer", "producer", "product", "producerevent", "sheetevent", "sale"):
        yield reverse(f"admin:sales_{model}_changelist")


def opened(persona: str) -> Iterator[tuple[str, str]]:
    """Every page and file that opens: its path, and its text as sent."""
    client = client_of(persona)
    for path in [path for _, path in addresses() if "/4201/" not in path and "/2566/7/" not in path] + [*admin_pages()]:
        answer = client.get(path)
        assert answer.status_code < 500, path
        if answer.status_code == 200:
            yield path, text_of(answer) if not is_page(answer) else answer.content.decode()


def is_page(answer) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def own_markup(pages: list[tuple[str, str]]) -> list[str]:
    return [path for path, text in pages if "<html" in text and any(markup in text for markup in MARKUP)]


@pytest.mark.parametrize("persona", READERS)
def test_no_name_becomes_markup_and_none_breaks_a_page_or_a_file(persona):
    pages = [*opened(persona)]
    assert own_markup(pages) == []
    assert len([path for path, text in pages if "&lt;script&gt;alert(" in text]) > 3, "the names were there"


def test_markup_typed_into_cells_and_new_lines_comes_back_as_text():
    sheet, client = Sheet.objects.get(), client_of("district")
    where = {"district": sheet.district, "month": AUGUST, "by": factories.province_officer()}
    row = sheet.sales.last()
    transitions.return_to_district(**where, rows=[row.pk], reason="ยอดไม่ตรง")
    typed = {"read": f"{row.pk} {row.version} - - - -", "amount": MARKUP[:4]}
    lines = {"new": "a", "new-a-name": MARKUP[1], "new-a-product_type": MARKUP[2], "new-a-amount": MARKUP[1:5]}
    for action in ("save", "lines", "draft", "draft-use"):
        answer = client.post(reverse(f"sales:entry-{action}", args=[2566, 8]), typed | lines)
        assert not any(markup in answer.content.decode() for markup in MARKUP), action
    page = client.get(reverse("sales:entry", args=[2566, 8]), {"draft": ""}).content.decode()
    assert "&quot;&gt;&lt;img src=x" in page
    assert not any(markup in page for markup in MARKUP)


def test_without_escaping_a_name_would_become_markup(monkeypatch):
    """The control."""
    monkeypatch.setattr(base, "conditional_escape", str)
    assert own_markup([*opened("district")])


def test_what_the_pages_script_fetches_is_no_page():
    answer = client_of("district").get(reverse("sales:entry-names", args=[2566, 8]))
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
