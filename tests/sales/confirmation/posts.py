"""What the tests of confirmation share: addresses, sheets, and what the pages post."""

from uuid import uuid4

from django.urls import reverse

from sales import transitions
from sales.models import Sheet
from tests import factories
from tests.factories import AUGUST

DISTRICTS = reverse("sales:districts", args=[2566, 8])
CONFIRM_DISTRICTS = reverse("sales:districts-confirm", args=[2566, 8])
SHEET = reverse("sales:province-sheet", args=["4317", 2566, 8])
CONFIRM = reverse("sales:province-sheet-confirm", args=["4317", 2566, 8])
RETURN = reverse("sales:province-sheet-return", args=["4317", 2566, 8])
LINES = ("กลุ่มทอผ้า", "cloth", (100, 0, 0, 0)), ("ร้านแม่ปลาส้ม", "food", (50, "0.25", 0, 0))


def confirmed_sheet(code: str = "4317") -> Sheet:
    sheet = factories.sheet(*LINES, by=factories.district_officer(code))
    factories.confirm_by_district(sheet)
    return sheet


def payload(sheet: Sheet, **changes) -> dict:
    """What pages 14 and 25 post with every row ticked."""
    versions = factories.seen(sheet)
    seen = " ".join(f"{row}:{version}" for row, version in versions.items())
    version = Sheet.objects.get(pk=sheet.pk).version
    return {
        "submission": str(uuid4()),
        "seen": seen,
        "rows": list(versions),
        "sheet_version": version,
        **changes,
    }


def several(*sheets: Sheet, **changes) -> dict:
    """What page 23 posts with these districts ticked."""
    seen = " ".join(f"{sheet.district_id}:{Sheet.objects.get(pk=sheet.pk).version}" for sheet in sheets)
    return {"submission": str(uuid4()), "seen": seen, "rows": [sheet.district_id for sheet in sheets], **changes}


def change(sheet: Sheet) -> None:
    """The district changes a row and confirms it again."""
    by = factories.district_officer(sheet.district_id)
    transitions.save_rows(
        district=sheet.district,
        month=AUGUST,
        by=by,
        edits=[factories.edit(sheet.sales.first(), domestic_offline=999)],
    )
    factories.confirm_by_district(sheet)


def stages(sheet: Sheet) -> list[str]:
    return list(sheet.sales.in_order().values_list("stage", flat=True))
