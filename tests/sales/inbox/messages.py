"""A message to an officer, for tests that are not about how it comes to be."""

from sales.models import Message, Officer
from tests import factories


def message(to: Officer | None = None, key: str = "2023-08", **more) -> Message:
    to = to or factories.district_officer()
    told = {"kind": "reminder", "subject": "ยอดจำหน่าย OTOP เดือนสิงหาคม 2566 ครบกำหนดวันนี้", "body": "เรียน ท่าน"}
    page = {"view": "sales:entry", "args": [2566, 8]}
    return Message.objects.create(to=to, key=key, **told | page | more)
