"""A sheet after the lock, and what its district asks of the province."""

from decimal import Decimal

from sales import transitions
from sales.models import CorrectionRequest, Sale, Sheet
from tests import factories

LINES = (("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, 5, 0, 0)))


def locked_sheet(*lines: tuple, code: str = "4317") -> Sheet:
    """Confirmed by the province; without lines a declared empty month."""
    by = factories.district_officer(code)
    if lines:
        sheet = factories.sheet(*lines, by=by)
        factories.confirm_by_district(sheet)
        return factories.confirm_by_province(sheet).sheet
    where = {"district": by.district, "month": factories.month().pk}
    sheet = transitions.declare_nothing(**where, by=by).sheet
    by = factories.province_officer(code[:2])
    return transitions.confirm_by_province(**where, by=by, seen={}, sheet_version=sheet.version).sheet


def amounts(*four) -> tuple[Decimal, ...]:
    return tuple(Decimal(str(each)) for each in four)


def wanted(row: Sale, *four, **other) -> transitions.Wanted:
    """Other amounts of the row as it is, or another producer or type."""
    key = {"producer": row.producer_id, "product_type": row.product_type} | other
    return transitions.Wanted(**key, amounts=amounts(*four), row=row.pk, version=row.version)


def ask(sheet: Sheet, wish: transitions.Wanted, reason: str = "พิมพ์ตัวเลขผิด") -> CorrectionRequest:
    by = factories.district_officer(sheet.district_id)
    transitions.request_correction(district=sheet.district, month=sheet.month_id, by=by, wanted=wish, reason=reason)
    return CorrectionRequest.objects.order_by("pk").last()


def waiting(row: Sale) -> CorrectionRequest:
    return ask(row.sheet, wanted(row, 7, 7, 7, 7))


def accept(request: CorrectionRequest, answer: str = "") -> transitions.Outcome:
    by = factories.province_officer(request.sheet.district.province_id)
    return transitions.accept_correction(request=request, by=by, answer=answer)
