"""Provinces and districts as a file names them: by official code, or by name with or without its title."""

import re
from collections.abc import Iterable

from otop_portal import thai

from ..models import District, Province
from . import sentences
from .booking import Booking
from .tables import Column, Line

PROVINCE = Column("province", ("จังหวัด", "ชื่อจังหวัด", "province"), filled=True)
DISTRICT = Column("district", ("อำเภอ", "อำเภอ/เขต", "เขต/อำเภอ", "ชื่ออำเภอ", "district"), filled=True)

_TITLE = re.compile(r"(จังหวัด|จ\.|กิ่งอำเภอ|อำเภอ|อ\.|เขต(?=..)) ?")


class Areas:
    """Every area of the country by what a file may call it; a district's name counts within its province."""

    def __init__(self) -> None:
        self._provinces: dict[str, Province] = {}
        self._districts: dict[tuple[str, str], District] = {}
        for province in Province.objects.all():
            self._provinces |= dict.fromkeys([province.code, _key(province.name_th)], province)
        for district in District.objects.select_related("province"):
            self._districts |= dict.fromkeys(_names(district), district)

    def province(self, booking: Booking, line: Line) -> Province | None:
        """None, and a fault, where there is no such province."""
        province = self._provinces.get(_key(line["province"]))
        if province is None:
            booking.fault(line, "province", sentences.no_such_province(line["province"]))
        return province

    def district(self, booking: Booking, line: Line) -> District | None:
        """None, and a fault, where the province has no such district."""
        if (province := self.province(booking, line)) is None:
            return None
        district = self._districts.get((province.code, _key(line["district"])))
        if district is None:
            booking.fault(line, "district", sentences.no_such_district(line["district"], province))
        return district


def _names(district: District) -> Iterable[tuple[str, str]]:
    yield district.province_id, district.code
    yield district.province_id, _key(district.name_th)
    # Many registers say เมือง for เมืองหนองคาย.
    if district.name_th == f"เมือง{district.province.name_th}":
        yield district.province_id, "เมือง"


def _key(text: str) -> str:
    name = thai.normalised_name(text)
    return _TITLE.sub("", name, count=1) if _TITLE.match(name) else name
