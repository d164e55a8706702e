"""Page 34 in a browser: at both sizes, clean to axe-core."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import factories
from tests.browser.accessibility import violations
from tests.targets.missions.reporting import reported

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.sqlite  # how a page looks and is read aloud depends on no database
def test_every_page_of_the_missions_is_accessible_and_as_wide_as_the_screen(page_of, live_server, size):
    mission = reported("province")
    pages = [reverse("targets:missions"), reverse("targets:mission-history", args=["mission", mission.pk])]
    for officer in (factories.district_officer(), factories.province_officer()):
        page = page_of(officer, live_server.url, size=size)
        for address in pages:
            page.goto(address)
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
            assert violations(page) == [], address
