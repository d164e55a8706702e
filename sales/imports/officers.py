"""Accounts of a province or of the whole country, one line each. Their passwords come with their slips."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import reverse

from ..choices import Role
from ..models import District, Officer, Province
from ..transitions.officers import open_officers
from . import sentences
from .booking import Booking, Importer
from .tables import Column, Line, heading_key

COLUMNS = (
    Column("username", ("username", "ชื่อผู้ใช้", "ชื่อใช้งาน", "User Name"), filled=True, max_length=40),
    Column("role", ("role", "บทบาท"), filled=True),
    Column("area", ("area", "พื้นที่", "รหัสพื้นที่"), required=True, max_length=4),
    Column("name", ("name", "ชื่อ-นามสกุล", "ชื่อ"), filled=True, max_length=120),
    Column("email", ("email", "อีเมล", "e-mail"), max_length=254),
)
_ROLES = {heading_key(word): role for role in Role for word in (role.value, str(role.label))}


def book(booking: Booking) -> None:
    lines = booking.read(COLUMNS)
    desk = Desk(booking, [Officer.normalize_username(line["username"]) for line in lines])
    opened = [officer for line in lines if (officer := desk.new_officer(line))]
    booking.new, booking.unchanged = len(opened), desk.unchanged
    if opened and not booking.faults:
        open_officers(officers=opened, by=booking.by)
        # Where the passwords are issued and their slips printed.
        booking.follow_up = reverse("sales:officers")


OFFICERS = Importer(
    slug="officers",
    title="ผู้ใช้",
    hint=(
        f"username, role ({', '.join(Role.values)}), area (รหัสอำเภอ 4 หลัก หรือรหัสจังหวัด 2 หลัก "
        "เว้นว่างสำหรับกรมฯ และผู้ดูแลระบบ), name, email"
    ),
    columns=COLUMNS,
    book=book,
)


class Desk:
    """Turns one line after the other into an account; a fault, or one that is there already, gives none."""

    def __init__(self, booking: Booking, usernames: list[str]) -> None:
        self.booking = booking
        self.known = {officer.username: officer for officer in Officer.objects.filter(username__in=usernames)}
        self.areas = {"district": District.objects.in_bulk(), "province": Province.objects.in_bulk(), "": {}}
        self.first_line: dict[str, int] = {}
        self.unchanged = 0

    def new_officer(self, line: Line) -> Officer | None:
        username, role = Officer.normalize_username(line["username"]), _ROLES.get(heading_key(line["role"]))
        if role is None:
            return self.booking.fault(line, "role", sentences.no_such_type(line["role"], Role.values))
        if not self._area_is_right(line, role):
            return None
        if (first := self.first_line.setdefault(username, line.number)) != line.number:
            return self.booking.fault(line, "username", sentences.repeats_line(first))
        area = {f"{role.area}_id": line["area"]} if role.area else {}
        officer = Officer(username=username, role=role, name=line["name"], email=line["email"], **area)
        if username in self.known:
            return self._compare(line, officer)
        return officer if self._fields_are_right(line, officer) else None

    def _area_is_right(self, line: Line, role: Role) -> bool:
        right = line["area"] in self.areas[role.area] if role.area else not line["area"]
        if not right:
            self.booking.fault(line, "area", sentences.wrong_area(line["area"], role))
        return right

    def _compare(self, line: Line, officer: Officer) -> None:
        """One that is there stays as it is: its name and e-mail are its officer's own by now."""
        known = self.known[officer.username]
        if not known.is_system and _post(known) == _post(officer):
            self.unchanged += 1
        else:
            self.booking.fault(line, "username", sentences.username_of_another(known))

    def _fields_are_right(self, line: Line, officer: Officer) -> bool:
        try:
            officer.clean_fields(exclude=["password", "district", "province"])
        except ValidationError as wrong:
            for field, faults in wrong.message_dict.items():
                self.booking.fault(line, field, " ".join(faults))
            return False
        return True


def _post(officer: Officer) -> tuple[str, str | None, str | None]:
    """What an account is for: it never changes."""
    return officer.role, officer.district_id, officer.province_id
