"""A message to an officer, for tests that are not about how it comes to be."""

from datetime import date

from sales.models import Announcement, Contact, Message, Officer
from tests import factories


def message(to: Officer | None = None, key: str = "2023-08", **more) -> Message:
    to = to or factories.district_officer()
    told = {"kind": "reminder", "subject": "ยอดจำหน่าย OTOP เดือนสิงหาคม 2566 ครบกำหนดวันนี้", "body": "เรียน ท่าน"}
    page = {"view": "sales:entry", "args": [2566, 8]}
    return Message.objects.create(to=to, key=key, **told | page | more)


def contact(code: str = "43", **more) -> Contact:
    named = {"name": "นางบุญมา ใจดี", "duty": "งาน OTOP", "telephone": "042-411111 ต่อ 12"}
    return Contact.objects.create(province=factories.province(code), **named | more)


def announcement(**more) -> Announcement:
    days = {"from_on": date(2023, 9, 1), "until_on": date(2023, 9, 30)}
    told = {"title": "ปิดปรับปรุงระบบ", "body": "วันเสาร์"}
    return Announcement.objects.create(by=factories.administrator(), **days | told | more)
