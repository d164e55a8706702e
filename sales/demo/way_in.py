"""The demo's accounts, for the sign-in page (one click each, only where the demo is on) and for `make run`."""

from dataclasses import dataclass

from django.conf import settings

from ..choices import Role
from ..models import DemoClock, Officer
from .figures import PROVINCE

_USERNAMES = rf"^([dc]{PROVINCE}[0-9]{{2}}|p{PROVINCE}|cdd|admin)$"

# The walk of the README: the district finishes, the province confirms, the department sees it.
WALK = (f"d{PROVINCE}17", f"p{PROVINCE}", "cdd")
_WHAT_TO_TRY = {
    Role.DISTRICT: "กรอก 3 รายการที่โพธิ์ตากยังขาด แล้วยืนยันระดับอำเภอ อำเภออื่นอยู่ในขั้นอื่น ๆ ของเดือนเดียวกัน",
    Role.PROVINCE: "ติดตาม 9 อำเภอ ยืนยันระดับจังหวัด หรือส่งคืนพร้อมเหตุผล",
    Role.DEPARTMENT: "เห็นเฉพาะยอดที่จังหวัดยืนยันแล้ว และเห็นทันทีที่จังหวัดยืนยัน",
    Role.CHIEF: "ตรวจข้อมูลของอำเภอ และพิมพ์แบบ รต.๒ เพื่อลงนาม",
    Role.ADMIN: "ผู้ใช้ พื้นที่ และเดือนที่รายงาน",
}


@dataclass(frozen=True)
class DemoGroup:
    role: str
    what_to_try: str
    officers: list[Officer]


def demo_accounts() -> list[DemoGroup]:
    """What the sign-in page lists: nothing unless DEBUG is on."""
    return accounts_by_role() if settings.DEBUG else []


def accounts_by_role() -> list[DemoGroup]:
    """None where the database holds other data than a demo."""
    if not DemoClock.objects.exists():
        return []
    known = Officer.objects.filter(username__regex=_USERNAMES, is_active=True).select_related("district", "province")
    officers = list(known.order_by("username"))
    groups = [
        DemoGroup(role.label, what, [officer for officer in officers if officer.role == role])
        for role, what in _WHAT_TO_TRY.items()
    ]
    return [group for group in groups if group.officers]
