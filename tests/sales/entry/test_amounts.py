"""What an officer may type into a cell, and what comes back at the cell as he typed it."""

import pytest

from sales.models import Sale
from tests import factories

from .pages import opened, shown_again

pytestmark = pytest.mark.django_db

REFUSED = ["-5", "-0", "1e9", "1_000", "0.005", "NaN", "1000000000000", "สิบ", "12O", "<b>1</b>", "=1+1"]
TAKEN = ["1,234.50", "๑,๒๓๔.๕๐", "1 234.50", "1\u00a0234.50", "฿1,234.50", "\u200b1234.5"]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_amount_stays_as_typed_with_its_sentence(client, officer, text):
    row = factories.sheet(("ร้าน", "food", (None,) * 4)).sales.get()
    form = opened(client)
    form.type_amounts(row.pk, text)
    answer = form.press(client, "บันทึก")
    assert not Sale.objects.get().answered
    assert [each.sentence for each in answer.context["grid"].problems[str(row.pk)]] == [
        f"“{text}” ไม่ใช่จำนวนเงิน กรุณากรอกตัวเลข เช่น 1,234.50 หากไม่มียอดให้กรอก 0"
    ]
    assert shown_again(answer).amounts_of(row.pk)[0] == text


@pytest.mark.parametrize("text", TAKEN)
def test_an_amount_is_taken_however_it_is_typed(client, officer, text):
    row = factories.sheet(("ร้าน", "food", (None,) * 4)).sales.get()
    form = opened(client)
    form.type_amounts(row.pk, text)
    form.press(client, "บันทึก")
    assert Sale.objects.get().amounts == factories.baht("1234.50", 0, 0, 0)
