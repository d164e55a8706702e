"""In one word how far a sheet has come, for the pill on every page."""

from dataclasses import dataclass

from .models import Sheet, Stage


@dataclass(frozen=True)
class Standing:
    slug: str
    label: str

    def __str__(self) -> str:
        return self.label


NOT_STARTED = Standing("none", "ยังไม่เริ่ม")
ENTERING = Standing("draft", "กำลังบันทึก")
PARTLY_DISTRICT = Standing("partial", "อำเภอยืนยันบางส่วน")
DISTRICT = Standing("district", "อำเภอยืนยันแล้ว")
PARTLY_PROVINCE = Standing("partial", "จังหวัดยืนยันบางส่วน")
PROVINCE = Standing("province", "จังหวัดยืนยันแล้ว")
RETURNED = Standing("returned", "จังหวัดส่งคืน")
NOT_OPEN = Standing("none", "ยังไม่เปิด")


def standing(sheet: Sheet | None, *, returned: bool = False) -> Standing:
    """`sheet` carries its progress (SheetQuerySet.with_progress); None where no transition has made it yet."""
    if sheet is None:
        return NOT_STARTED
    if returned and sheet.stage == Stage.DRAFT:
        return RETURNED
    if sheet.stage == Stage.PROVINCE:
        return PROVINCE
    if sheet.stage == Stage.DISTRICT:
        return PARTLY_PROVINCE if sheet.province_rows else DISTRICT
    return PARTLY_DISTRICT if sheet.district_rows else ENTERING
