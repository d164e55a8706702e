"""What tests ask reports for, and the ledger's own answer in SQL."""

import csv
import random
from datetime import date

from django.conf import settings
from django.db import connection

from otop_portal import clock, fiscal
from reports.definitions import FORMS, REPORTS
from reports.editions import fix_edition
from reports.models import Edition
from reports.selection import Selection
from reports.table import Table, build
from sales import transitions
from sales.models import CHANNELS, Officer, Sheet
from tests import factories
from tests.factories import AUGUST

SUM_OF_ROW = "+".join(CHANNELS)
LINES = (
    ("กลุ่มทอผ้าบ้านโพธิ์", "cloth", ("12000.50", 300, 0, "0.25")),
    ("ร้านแม่ปลาส้ม", "food", (999, "1.01", 20, 0)),
    ("กลุ่มทอผ้าบ้านโพธิ์", "utensil", (0, 0, 0, 0)),
)


def second_province() -> str:
    """The code of a province other than Nong Khai, another at every run."""
    with (settings.BASE_DIR / "fixtures" / "provinces.csv").open(encoding="utf-8-sig") as file:
        codes = [line["code"] for line in csv.DictReader(file)]
    return random.choice([code for code in codes if code != "43"])


def confirmed_sheet(code: str, of: date = AUGUST, lines=LINES) -> Sheet:
    sheet = factories.sheet(*lines, by=factories.district_officer(code), of=of)
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
    return sheet


def form(slug: str, sheet: Sheet, officer: Officer | None = None) -> Table:
    return form_of(slug, sheet.district_id, sheet.month_id, officer)


def form_of(slug: str, code: str, month: date = AUGUST, officer: Officer | None = None) -> Table:
    district = factories.district(code)
    officer = officer or factories.district_officer(code)
    return build(FORMS[slug], Selection(officer, (month,), clock.now(), district))


def satang(statement: str, *values) -> int:
    """The answer of a statement that gives one number."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0] or 0)


def edition() -> Edition:
    """Of the country's year."""
    by = factories.department_officer()
    return fix_edition(build(REPORTS["r1"], Selection(by, fiscal.months_of(2566), clock.now())), by=by)


def correct_by_five_baht() -> None:
    """The province sends August of 4317 back, and the district changes a figure."""
    where = {"district": factories.district(), "month": AUGUST}
    transitions.return_to_district(**where, by=factories.province_officer(), rows=None, reason="ยอดผ้าต่ำไป")
    sheet = factories.district().sheets.get(month=AUGUST)
    edit = factories.edit(sheet.sales.get(product_type="cloth"), domestic_offline="12005.50")
    transitions.save_rows(**where, by=factories.district_officer(), edits=[edit])
    factories.confirm_by_district(sheet)
    factories.confirm_by_province(sheet)
