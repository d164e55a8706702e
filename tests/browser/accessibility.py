"""axe-core, run in the page itself: what it finds against WCAG 2.2 A and AA."""

from django.conf import settings
from playwright.sync_api import Page

AXE = settings.NODE_MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    _unroll(page)
    page.evaluate(AXE.read_text())  # as the page's owner, past its Content-Security-Policy
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)["violations"]
    return [f"{each['id']}: {node['html']}" for each in found for node in each["nodes"]]


def _unroll(page: Page) -> None:
    """As high as its content: a row half under the sums that stay in sight is no small target."""
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
