"""What the imports of targets and of plans share: whose a line is, and the figures that stand in it."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, replace
from decimal import Decimal

from otop_portal import money, thai
from sales.imports import Booking, Fault, Line
from sales.imports import sentences as of_imports
from sales.imports.areas import DISTRICT as NAMED_DISTRICT
from sales.imports.areas import PROVINCE, Areas
from sales.models import District, Province

from .. import sentences

# An empty one, or `รวม`, is the province's own row.
DISTRICT = replace(NAMED_DISTRICT, filled=False, required=True)
AREA = (PROVINCE, DISTRICT)

_SUM = re.compile("(ผล)?รวม")
_COUNTRY = {"ประเทศ", "ทั้งประเทศ", "รวมทั้งประเทศ"}


@dataclass(frozen=True)
class Place:
    """A district with its province, a province itself, or the country."""

    province: Province | None = None
    district: District | None = None

    @property
    def key(self) -> tuple[str | None, str | None]:
        return self.province and self.province.pk, self.district and self.district.pk


class Reader:
    """What a line has wrong becomes faults, all at once."""

    def __init__(self, booking: Booking) -> None:
        self.booking, self.areas = booking, Areas()
        self.first_line: dict[Hashable, int] = {}

    def place(self, line: Line) -> Place | None:
        if line["district"] and not _SUM.match(line["district"]):
            district = self.areas.district(self.booking, line)
            return district and Place(district.province, district)
        if line["province"] in _COUNTRY:
            return Place()
        province = self.areas.province(self.booking, line)
        return province and Place(province)

    def amount(self, line: Line, column: str, places: int = 2) -> Decimal | None:
        """None where the cell is empty or wrong."""
        try:
            amount = thai.parse_amount(line[column])
        except thai.NotAnAmount as error:
            return self.booking.fault(line, column, str(error))
        if amount is not None and amount != money.round_half_up(amount, places):
            return self.booking.fault(line, column, sentences.not_whole(line[column]))
        return amount

    def is_first(self, line: Line, key: Hashable) -> bool:
        earlier = self.first_line.setdefault(key, line.number)
        if earlier != line.number:
            self.booking.fault(line, "", of_imports.repeats_line(earlier))
        return earlier == line.number

    def warn_of_unread_columns(self) -> None:
        """A column under a heading that nobody knows is no column: a level misspelt must not get lost unseen."""
        table = self.booking.table
        for heading in table.unread if table else ():
            self.booking.warnings.append(Fault(0, "", sentences.unread_column(heading)))
