"""Everybody who may knock at the portal's door, seen from district 4317 of province 43."""

from collections.abc import Callable

from sales.models import Officer, Role
from tests import factories


def _officer(username: str, role: str, code: str, **more) -> Officer:
    area = factories.district(code) if len(code) == 4 else factories.province(code) if code else None
    return factories.officer(username, role, area, **more)


OFFICERS: dict[str, Callable[[], Officer]] = {
    "district": lambda: factories.district_officer("4317"),
    "district of the same province": lambda: factories.district_officer("4301"),
    "district of another province": lambda: factories.district_officer("4201"),
    "district, closed account": lambda: _officer("x4317", Role.DISTRICT, "4317", is_active=False),
    "chief": lambda: _officer("c4317", Role.CHIEF, "4317"),
    "chief of another district": lambda: _officer("c4301", Role.CHIEF, "4301"),
    "province": lambda: factories.province_officer("43"),
    "another province": lambda: factories.province_officer("42"),
    "province, closed account": lambda: _officer("x43", Role.PROVINCE, "43", is_active=False),
    "department": factories.department_officer,
    "admin": factories.administrator,
    "admin, closed account": lambda: _officer("x", Role.ADMIN, "", is_active=False),
    "system": factories.system_officer,
}
# Who holds what a role may: that area, and an account that is open.
HOLDERS = {
    Role.DISTRICT: {"district"},
    Role.CHIEF: {"chief"},
    Role.PROVINCE: {"province"},
    Role.DEPARTMENT: {"department"},
    Role.ADMIN: {"admin", "system"},
}
