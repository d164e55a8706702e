"""The how-to in docs/new-report.md, done."""

import json
import re

import pytest
from django.conf import settings

from reports import definitions, files
from reports.definitions import REPORTS, registry
from tests import factories
from tests.reports import asked

pytestmark = pytest.mark.django_db

ONLINE_SHARE = """
    SELECT ROUND(10000.0 * SUM(domestic_online + foreign_online)
        / SUM(domestic_offline + domestic_online + foreign_offline + foreign_online))
    FROM sales_sale WHERE stage = 'province'
"""


@pytest.fixture
def online(monkeypatch):
    text = (settings.BASE_DIR / "docs" / "new-report.md").read_text()
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    assert len(code.splitlines()) <= 40
    module: dict = {}
    exec(code, module)
    monkeypatch.setitem(REPORTS, "online", module["ONLINE"])
    return module["ONLINE"]


def test_a_new_report_stands_in_the_menu_on_screen_and_in_every_file(online, client):
    asked.confirmed_sheet("4317")
    client.force_login(factories.department_officer())
    assert online.title in client.get("/reports/").content.decode()
    assert "อำเภอ" in client.get("/reports/online/?area=43&period=8&year=2566").content.decode()
    for extension in files.FORMATS:
        answer = client.get(f"/reports/online.{extension}", {"year": 2566, "period": 8, "sort": "-share"})
        assert (answer.status_code, len(answer.content) > 100) == (200, True)


def test_its_figures_are_those_of_the_rows(online, client):
    asked.confirmed_sheet("4317")
    client.force_login(factories.department_officer())
    answer = json.loads(client.get("/reports/online.json", {"year": 2566, "period": 8}).content)
    assert answer["totals"]["share"] == f"{asked.satang(ONLINE_SHARE) / 100:.2f}"
    assert [row["share"] for row in answer["rows"]] == [answer["totals"]["share"]]


def test_a_definition_that_repeats_itself_is_refused(online):
    with pytest.raises(ValueError, match="stands twice"):
        registry([*REPORTS.values(), definitions.REPORTS["online"]])
