"""Slips that tell officers their one-time passwords: on paper only, and only once."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import transaction

from sales.models import Officer, Province
from sales.transitions.officers import issue_passwords

from . import pdf

_PORTAL = "รายงานยอดจำหน่ายสินค้าโอท็อป"
_ADVICE = "ใช้ได้จนกว่าท่านจะตั้งรหัสผ่านของท่านเองเมื่อเข้าสู่ระบบครั้งแรก กรุณาเก็บเป็นความลับ และทำลายใบนี้หลังใช้"


class SlipsForm(forms.Form):
    """Of which province; empty for the accounts of the whole country."""

    province = forms.ModelChoiceField(Province.objects.none(), required=False)

    def __init__(self, officer: Officer, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["province"].queryset = Province.objects.visible_to(officer)


class SlipForm(forms.Form):
    password = forms.CharField(max_length=40, strip=False)


def slips_pdf(officers: Sequence[Officer], passwords: Sequence[str]) -> bytes:
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
        return slips_pdf(officers, issue_passwords(officers=officers, by=by))


def _slip(officer: Officer, password: str) -> dict[str, str]:
    return {
        "username": officer.username,
        "name": officer.name,
        "role": str(officer.get_role_display()),
        "area": officer.area_name,
        "password": password,
    }
