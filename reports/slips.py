"""Slips that tell officers their one-time passwords: on paper only, and only once."""

from collections.abc import Sequence

from django.db import transaction

from sales.models import Officer
from sales.transitions.officers import issue_passwords

from . import pdf

_PORTAL = "รายงานยอดจำหน่ายสินค้าโอท็อป"
_ADVICE = "ใช้ได้จนกว่าท่านจะตั้งรหัสผ่านของท่านเองเมื่อเข้าสู่ระบบครั้งแรก กรุณาเก็บเป็นความลับ และทำลายใบนี้หลังใช้"


def slips(officers: Sequence[Officer], passwords: Sequence[str]) -> bytes:
    """The PDF of their slips, ten a page, in the order given."""
    return pdf.render(
        "slips",
        {
            "title": "ใบแจ้งรหัสผ่าน",
            "portal": _PORTAL,
            "advice": _ADVICE,
            "slips": [_slip(officer, password) for officer, password in zip(officers, passwords, strict=True)],
        },
    )


def issued(officers: Sequence[Officer], by: Officer) -> bytes:
    """New one-time passwords and their slips; no password is changed whose slip could not be made."""
    with transaction.atomic():
        return slips(officers, issue_passwords(officers=officers, by=by))


def _slip(officer: Officer, password: str) -> dict[str, str]:
    return {
        "username": officer.username,
        "name": officer.name,
        "role": str(officer.get_role_display()),
        "area": officer.area_name,
        "password": password,
    }
