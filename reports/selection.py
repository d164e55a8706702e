"""What an officer asked a report for, once it has been found good."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import TextChoices

from otop_portal import fiscal, thai
from sales.models import Area, District, Officer, Region, Role, Stage
from sales.timeliness import DistrictMonth
from targets.models import SchemeVersion

from . import moments, periods


class Scope(TextChoices):
    """How far a figure must have come to be added up."""

    PROVINCE = "province", "เฉพาะที่จังหวัดยืนยันแล้ว"
    DISTRICT = "district", "รวมที่อำเภอยืนยันแล้ว"
    ALL = "all", "รวมทั้งหมดที่กรอก"

    @property
    def stages(self) -> list[Stage]:
        return list(Stage)[{"province": 2, "district": 1, "all": 0}[self.value] :]

    @property
    def sentence(self) -> str:
        return "เฉพาะยอดที่จังหวัดยืนยันแล้ว" if self == Scope.PROVINCE else f"{self.label} (ยังไม่ใช่ยอดของกรมฯ)"


class Unit(TextChoices):
    """What people read; files carry baht."""

    BAHT = "baht", "บาท"
    MILLION = "million", "ล้านบาท"

    def show(self, amount: thai.Number | None, digits: bool = False) -> str:
        return (thai.million if self == Unit.MILLION else thai.baht)(amount, digits)


class Only(TextChoices):
    """Which lines of a list of districts and months."""

    ALL = "", "ทั้งหมด"
    INCOMPLETE = "incomplete", "จังหวัดยังยืนยันไม่ครบ"
    COMPLETE = "complete", "จังหวัดยืนยันครบ"
    LATE = "late", "ล่าช้า"
    IN_TIME = "in_time", "ทันกำหนด"
    ARREARS = "arrears", "ค้างส่ง"

    def holds(self, month: DistrictMonth) -> bool:
        match self:
            case Only.INCOMPLETE | Only.COMPLETE:
                return month.is_complete == (self == Only.COMPLETE)
            case Only.LATE | Only.IN_TIME:
                return month.days_late is not None and (month.days_late == 0) == (self == Only.IN_TIME)
            case Only.ARREARS:
                return month.is_in_arrears
        return True


@dataclass(frozen=True)
class Selection:
    """`months` are a run, oldest first; no `area` is the whole country; an empty type or channel is all of them.

    `level` is what a report of areas has a line for (region, province, district); `sort` the key of a column, with
    a minus for the largest first. `at`: as the department saw it then; without, now.
    `since`: with what a comparison begins. `scheme` is what a sheet of targets is of; `blank`: to be filled in by hand.
    """

    officer: Officer
    months: tuple[date, ...]
    asked_at: datetime
    area: Area | None = None
    level: str = "province"
    product_type: str = ""
    producer_type: str = ""
    channel: str = ""
    scope: Scope = Scope.PROVINCE
    unit: Unit = Unit.BAHT
    sort: str = ""
    at: datetime | None = None
    since: datetime | None = None
    only: Only = Only.ALL
    scheme: SchemeVersion | None = None
    blank: bool = False

    @property
    def month(self) -> date:
        """The newest; a form's only one."""
        return self.months[-1]

    @property
    def year(self) -> int:
        return fiscal.fiscal_year(self.month)

    @property
    def channels(self) -> tuple[str, ...]:
        return (self.channel,) if self.channel else ()

    @property
    def period(self) -> str:
        """Both years: the fiscal and the calendar's."""
        if len(self.months) == 1:
            return thai.period(self.month)
        first, run = fiscal.fiscal_year(self.months[0]), thai.run_of_months(self.months)
        years = f"{first}" if first == self.year else f"{first}–{self.year}"
        return f"ปีงบประมาณ {years} ({run})"

    @property
    def moment(self) -> datetime:
        """At which the figures stand as they are shown."""
        return self.at or self.asked_at

    @property
    def place(self) -> str:
        if isinstance(self.area, District):
            return f"{self.area} {self.area.province}"
        return str(self.area or "ทั้งประเทศ")

    def question(self, filters: Collection[str] = (), **changed: str) -> str:
        """The same in an address, but for what changes; only what these filters ask, or all without any."""
        told = self._told | changed
        ends = ("first", "last") if "period" in filters else ()
        return urlencode(
            {name: told[name] for name in told if told[name] and (not filters or name in (*filters, *ends))}
        )

    @cached_property
    def _told(self) -> dict[str, str]:
        """What is asked otherwise than usual; the addresses of a hundred lines begin with it."""
        usual = {"level": default_level(self.area), "unit": default_unit(self.officer).value, "scope": Scope.PROVINCE}
        asked = {
            **periods.named(self.months),
            "area": self.area.code if self.area else "",
            "level": self.level,
            "product_type": self.product_type,
            "producer_type": self.producer_type,
            "channel": self.channel,
            "scope": self.scope.value,
            "unit": self.unit.value,
            "sort": self.sort,
            "at": moments.named(self.at) if self.at else "",
            "since": moments.named(self.since) if self.since else "",
            "only": self.only.value,
            "scheme": self.scheme.scheme.slug if self.scheme else "",
            "blank": "on" if self.blank else "",
        }
        return {name: value for name, value in asked.items() if value != usual.get(name)}

    @property
    def made(self) -> str:
        """When the figures were read, and for whom."""
        if self.at:
            then, now = thai.moment(self.at), thai.moment(self.asked_at)
            return f"ข้อมูลตามที่กรมฯ เห็น ณ วันที่ {then} · จัดทำเมื่อ {now} โดย {self.officer}"
        return f"ข้อมูล ณ วันที่ {thai.moment(self.asked_at)} · จัดทำโดย {self.officer}"


def default_level(area: Area | None) -> str:
    """What an area is made of."""
    return "province" if area is None or isinstance(area, Region) else "district"


def default_unit(officer: Officer) -> Unit:
    """The country's sums do not fit a screen in baht."""
    return Unit.MILLION if officer.role == Role.DEPARTMENT else Unit.BAHT


def last_year(months: Sequence[date]) -> tuple[date, ...]:
    """Of the portal's first year, too: there is nothing in them then, but they can be asked for."""
    return tuple(month.replace(year=month.year - 1) for month in months)


def since_october(month: date) -> tuple[date, ...]:
    """The months of its fiscal year until then."""
    return fiscal.months_of(fiscal.fiscal_year(month))[: fiscal.fiscal_month_number(month)]
