"""The page's own parser of amounts against the portal's."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from otop_portal import money, thai

pytestmark = pytest.mark.browser

PARSE_ALL = """async (texts) => {
  const { parse, show } = await import("/static/js/amounts.js");
  return texts.map((text) => {
    const satang = parse(text);
    return satang === undefined ? "fault" : satang === null ? "empty" : show(satang);
  });
}"""

WRITTEN = [
    "", " ", "0", "00", "007", "1,234.50", "๑,๒๓๔.๕๐", "1234.5", "1.", ".5", "1,5", "12,34", "1 234", "1,234 567",
    "฿1", "฿ 1", "1บาท", "1 บาท", "บาท", "-1", "+1", "1e5", "1_000", "NaN", "0.005", "1.234", "999,999,999,999.99",
    "999999999999.995", "1000000000000", "1\xa0234", "\u200b5", "5\ufeff", "\x1c5\x85", "5\x1f0", "1\u3000234", "x",
    "1,234,", ",5", "0,123", "٣", "¹", "1.๕", "12O", "\U0001d7ce", "0 000", "1  234", "฿฿1", "1฿บาท", "1\n2",
]  # fmt: skip


def said_by_the_portal(text: str) -> str:
    try:
        amount = thai.parse_amount(text)
    except thai.NotAnAmount:
        return "fault"
    return "empty" if amount is None else thai.baht(amount)


@pytest.fixture
def parsed_by_the_page(page, live_server):
    page.goto(f"{live_server.url}/static/js/amounts.js")
    return lambda texts: page.evaluate(PARSE_ALL, texts)


def test_written_amounts_mean_the_same_to_the_page_and_the_portal(parsed_by_the_page):
    found = dict(zip(WRITTEN, parsed_by_the_page(WRITTEN), strict=True))
    assert found == {text: said_by_the_portal(text) for text in WRITTEN}
    assert {"fault", "empty", "1,234.50"} <= set(found.values())


amounts = st.integers(0, 10**15).map(lambda satang: thai.baht(money.baht(satang)))
soup = st.text("0123456789๑๒๓,. ฿บาท-+e_\xa0\u200b\x1c\x85\u2009٣O", max_size=18)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(amounts | soup | st.text(max_size=8), min_size=40, max_size=80))
def test_any_text_means_the_same_to_the_page_and_the_portal(parsed_by_the_page, texts):
    assert parsed_by_the_page(texts) == [said_by_the_portal(text) for text in texts]
