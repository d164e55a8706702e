"""The demo's officers: d4301 … d4317, their chiefs c4301 …, p43, the same of each other province, cdd, admin."""

from collections.abc import Iterable, Sequence
from itertools import cycle

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
# Of each province its officer, and the surname of all its officers. The surnames are nobody's.
_OF_PROVINCES = {
    PROVINCE: ("นางสาวกรรณิการ์", "สมมุติกุล"),
    "23": ("นายชลธาร", "สมมุติสมุทร"),
    "26": ("นางจำปา", "สมมุตินายก"),
    "49": ("นายบุญหลาย", "สมมุติโขง"),
    "58": ("นางสาวเอื้องคำ", "สมมุติดอย"),
    "75": ("นายวารี", "สมมุติสงคราม"),
    "76": ("นางสาวตาลโตนด", "สมมุติเพชร"),
    "83": ("นางมุกดา", "สมมุติอันดามัน"),
}
_SURNAME = _OF_PROVINCES[PROVINCE][1]


def create_officers(districts: Sequence[District]) -> dict[str, Officer]:
    """By username."""
    password = make_password(PASSWORD)
    officers = [
        *_of_districts("d", Role.DISTRICT, _GIVEN_NAMES, districts),
        *_of_districts("c", Role.CHIEF, _GIVEN_NAMES_OF_CHIEFS, districts),
        *(_of_province(code, *name) for code, name in _OF_PROVINCES.items()),
        Officer(username="cdd", role=Role.DEPARTMENT, name=f"นายศิลา {_SURNAME}"),
        Officer(username="admin", role=Role.ADMIN, name=f"นางสาวขวัญข้าว {_SURNAME}"),
    ]
    for officer in officers:
        officer.password = password
    return {officer.username: officer for officer in Officer.objects.bulk_create(officers)}


def _of_districts(letter: str, role: Role, names: Iterable[str], districts: Sequence[District]) -> list[Officer]:
    return [
        Officer(
            username=f"{letter}{district.pk}",
            role=role,
            name=f"{name} {_OF_PROVINCES[district.province_id][1]}",
            district=district,
        )
        for name, district in zip(cycle(names), districts, strict=False)
    ]


def _of_province(code: str, given_name: str, surname: str) -> Officer:
    return Officer(username=f"p{code}", role=Role.PROVINCE, name=f"{given_name} {surname}", province_id=code)
