"""Page 33 as it stands: at both sizes, clean to axe-core."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.browser.accessibility import violations
from tests.targets.settings import plan

# How a page looks and is used depends on no database.
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.sqlite]

PLAN = ["43", "plan", "2566"]


def test_every_page_of_the_plan_is_accessible_and_as_wide_as_the_screen(page_of, live_server, size):
    plan("4317", 1, 2)
    page = page_of(factories.province_officer(), live_server.url, size=size)
    pages = ("targets:setting-sheet", "targets:setting-history")
    for address in [reverse("targets:settings"), *(reverse(name, args=PLAN) for name in pages)]:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
        assert violations(page) == [], address
