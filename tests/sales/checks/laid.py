"""Sheets laid before the checks, as a page and a transition lay them."""

from datetime import date

from sales.checks.check import Finding
from sales.checks.findings import questions
from sales.models import CHANNELS, Explanation, ExplanationReason, Sale, Sheet
from tests import factories
from tests.factories import AUGUST, JULY

JUNE, LAST_AUGUST = date(2023, 6, 1), date(2022, 8, 1)
# Large enough that 50,000 baht are more than a hundredth of it.
OTHERS = ("กลุ่มอื่น", "herb", ("1234567.25", 0, 0, 0))


def reported(of: date, *amounts, name: str = "กลุ่มทอผ้า", others: tuple = OTHERS) -> Sheet:
    """A month's sheet with that one row, and another that no check looks at twice."""
    by = factories.district_officer()
    shift = {AUGUST: 0, JULY: 1, JUNE: 2, LAST_AUGUST: 3}[of]
    lines = [(name, "cloth", amounts)]
    if others:
        lines.append((*others[:2], (float(others[2][0]) + shift, 0, 0, 0)))
    return factories.sheet(*lines, by=by, of=of)


def found(sheet: Sheet) -> list[Finding]:
    sheet.refresh_from_db()
    return [each for _, findings in questions(sheet.month_id, [(sheet, _rows(sheet))]) for each in findings]


def _rows(sheet: Sheet) -> list:
    return list(sheet.sales.with_register().in_order())


def slugs(sheet: Sheet) -> list[str]:
    return [finding.check for finding in found(sheet)]


def explanation(row: Sale, **more) -> Explanation:
    """Of the figures as they are, as the district has said."""
    reason = ExplanationReason.objects.get_or_create(label="มีงานแสดงและจำหน่ายสินค้า")[0]
    return Explanation.objects.create(
        sheet=row.sheet,
        producer=row.producer,
        product_type=row.product_type,
        check_slug="swing",
        reason=reason,
        officer=factories.district_officer(row.sheet.district_id),
        **dict(zip(CHANNELS, row.amounts, strict=True)) | more,
    )
