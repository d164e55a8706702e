"""What an officer asked a report for, once it has been found good."""

from dataclasses import dataclass
from datetime import date, datetime

from otop_portal import fiscal, thai
from sales.models import District, Officer, Province


@dataclass(frozen=True)
class Selection:
    """`month` and `area` are None for the whole year and the whole country."""

    officer: Officer
    year: int
    asked_at: datetime
    month: date | None = None
    area: Province | District | None = None
    producer_type: str = ""

    @property
    def months(self) -> tuple[date, ...]:
        return (self.month,) if self.month else fiscal.months_of(self.year)

    @property
    def period(self) -> str:
        """Both years: a fiscal year and the calendar's."""
        if self.month:
            return thai.period(self.month)
        first, *_, last = self.months
        return f"ปีงบประมาณ {self.year} ({thai.month_long(first)} – {thai.month_long(last)})"

    @property
    def place(self) -> str:
        if isinstance(self.area, District):
            return f"{self.area} {self.area.province}"
        return str(self.area or "ทั้งประเทศ")

    @property
    def made(self) -> str:
        """When the figures were read, and for whom."""
        return f"ข้อมูล ณ วันที่ {thai.moment(self.asked_at)} · จัดทำโดย {self.officer}"
