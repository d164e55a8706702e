"""The demo's officers: d4301 … d4317, their chiefs c4301 …, p43, cdd, admin. The surnames are nobody's."""

from django.contrib.auth.hashers import make_password

from ..models import District, Officer, Role
from .figures import PROVINCE

PASSWORD = "otop-demo"
_GIVEN_NAMES = (
    "นางสาวมะลิ", "นายภูผา", "นางบัวตอง", "นางสาวดาวเรือง", "นายก้องฟ้า", "นางพุดซ้อน", "นางสาวชบา", "นายตะวัน", "นางอัญชัน",
)  # fmt: skip
_GIVEN_NAMES_OF_CHIEFS = (
    "นายพนา", "นางปาริชาต", "นายสายธาร", "นางสาวลีลาวดี", "นายเมฆา", "นางราชาวดี", "นายธารา", "นางสาวพิกุล", "นายศิขริน",
)  # fmt: skip
_SURNAME = "สมมุติกุล"


def create_officers(districts: list[District]) -> list[Officer]:
    password = make_password(PASSWORD)
    officers = [
        *_of_districts("d", Role.DISTRICT, _GIVEN_NAMES, districts),
        *_of_districts("c", Role.CHIEF, _GIVEN_NAMES_OF_CHIEFS, districts),
        Officer(username=f"p{PROVINCE}", role=Role.PROVINCE, name=f"นางสาวกรรณิการ์ {_SURNAME}", province_id=PROVINCE),
        Officer(username="cdd", role=Role.DEPARTMENT, name=f"นายศิลา {_SURNAME}"),
        Officer(username="admin", role=Role.ADMIN, name=f"นางสาวขวัญข้าว {_SURNAME}"),
    ]
    for officer in officers:
        officer.password = password
    return Officer.objects.bulk_create(officers)


def _of_districts(letter: str, role: Role, names: tuple[str, ...], districts: list[District]) -> list[Officer]:
    return [
        Officer(username=f"{letter}{district.pk}", role=role, name=f"{name} {_SURNAME}", district=district)
        for name, district in zip(names, districts, strict=True)
    ]
