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
    Column("username", ("ชื่อผู้ใช้", "ชื่อใช้งาน", "username", "User Name"), filled=True, max_length=40),
    Column("role", ("บทบาท", "role"), filled=True),
    Column("area", ("พื้นที่", "รหัสพื้นที่", "area"), required=True, max_length=4),
    Column("name", ("ชื่อ-นามสกุล", "ชื่อ", "name"), filled=True, max_length=120),
    Column("email", ("อีเมล", "email", "e-mail"), max_length=254),
)
_ROLES = {heading_key(word): role for role in Role for word in (role.value, str(role.label))}
_ROLE_NAMES = [f"{role.label} ({role.value})" for role in Role]


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
    hint=(f"บทบาท: {', '.join(_ROLE_NAMES)} · พื้นที่: รหัสอำเภอ 4 หลัก หรือรหัสจังหวัด 2 หลัก เว้นว่างสำหรับกรมฯ และผู้ดูแลระบบ"),
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
        officer = Officer(username=Officer.normalize_username(line["username"]), name=line["name"], email=line["email"])
        is_known = officer.username in self.known
        is_right = [self._post_is_right(line, officer), is_known or self._fields_are_right(line, officer)]
        if not all(is_right) or not self._is_first(line, officer.username):
            return None
        return self._compare(line, officer) if is_known else officer

    def _post_is_right(self, line: Line, officer: Officer) -> bool:
        """Gives the officer the line's role and area."""
        role = _ROLES.get(heading_key(line["role"]))
        if role is None:
            self.booking.fault(line, "role", sentences.no_such_type(line["role"], _ROLE_NAMES))
            return False
        officer.role = role
        if role.area:
            setattr(officer, f"{role.area}_id", line["area"])
        return self._area_is_right(line, role)

    def _is_first(self, line: Line, username: str) -> bool:
        first = self.first_line.setdefault(username, line.number)
        if first != line.number:
            self.booking.fault(line, "username", sentences.repeats_line(first))
        return first == line.number

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
            officer.clean_fields(exclude=["password", "role", "district", "province"])
        except ValidationError as wrong:
            for field, faults in wrong.message_dict.items():
                self.booking.fault(line, field, " ".join(faults))
            return False
        return True


def _post(officer: Officer) -> tuple[str, str | None, str | None]:
    """What an account is for: it never changes."""
    return officer.role, officer.district_id, officer.province_id
