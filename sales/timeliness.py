"""ความครบถ้วนและตรงเวลา: how far each district's months have come, and whether the district was in time."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Max, Min, Q

from otop_portal import clock

from .due_dates.calendar import Calendar, DueDay, calendar
from .due_dates.deadline import Deadline
from .models import Area, District, Officer, Sheet, Stage
from .standing import DISTRICT, ENTERING, NOT_STARTED, PROVINCE, Standing
from .transitions.table import Action

_STANDINGS = {None: NOT_STARTED, Stage.DRAFT: ENTERING, Stage.DISTRICT: DISTRICT, Stage.PROVINCE: PROVINCE}
_WHOLLY_CONFIRMED = Q(events__totals__stage__in=[Stage.DISTRICT, Stage.PROVINCE])

# Of a sheet, from its events: what DistrictMonth says of it.
MOMENTS = {
    "confirmed_at": Min("events__at", filter=_WHOLLY_CONFIRMED),
    "imported_at": Min("events__at", filter=Q(events__action=Action.IMPORT)),
    "by_province_at": Max("events__at", filter=Q(events__action=Action.CONFIRM_BY_PROVINCE)),
}


@dataclass(frozen=True)
class DistrictMonth:
    """A month that a district has to report, as it stands on the day `today`; `stage` None: not begun.

    `confirmed_at`: every row district-confirmed, for the first time. A later return does not make it late.
    """

    district: District
    month: date
    today: date
    due_day: DueDay
    stage: Stage | None = None
    confirmed_at: datetime | None = None
    imported_at: datetime | None = None
    by_province_at: datetime | None = None

    @property
    def standing(self) -> Standing:
        return _STANDINGS[self.stage]

    @property
    def is_complete(self) -> bool:
        return self.stage == Stage.PROVINCE

    @property
    def due(self) -> date:
        return self.due_day.on

    @cached_property
    def deadline(self) -> Deadline | None:
        """None where figures were imported: when their district had them ready nobody knows."""
        is_imported = self.confirmed_at and self.confirmed_at == self.imported_at
        return None if is_imported else Deadline(self.due_day, self.today, self.confirmed_at)

    @property
    def days_late(self) -> int | None:
        """0 is in time. None cannot be said: it is not due yet, or its figures were imported."""
        if self.deadline is None:
            return None
        return self.deadline.days_late if self.confirmed_at else self.deadline.days_late or None

    @property
    def is_in_arrears(self) -> bool:
        """Past its day, and never wholly confirmed."""
        return self.confirmed_at is None and bool(self.days_late)


def district_months(
    officer: Officer, area: Area | None, months: Collection[date], *, today: date
) -> list[DistrictMonth]:
    """Of every district that reports and each of these months, by code and month; stages and dates, never amounts."""
    districts = District.objects.visible_to(officer).within(area).reporting().select_related("province").order_by("pk")
    moments, days = _moments(officer, area, months), calendar(officer, months)
    return [_month_of(district, month, today, days, moments) for district in districts for month in months]


def deadline_of(officer: Officer, district: District, month: date) -> Deadline | None:
    """How the district stands in the month; None where it does not report, or its figures were imported."""
    return _deadline(officer, district, month, _moments(officer, district, [month])) if district.reporting else None


def deadline_of_sheet(officer: Officer, district: District, month: date, sheet: Sheet | None) -> Deadline | None:
    """The same where the month's sheet is there already, with its MOMENTS."""
    moments = {(district.pk, month): [getattr(sheet, name) for name in ("stage", *MOMENTS)]} if sheet else {}
    return _deadline(officer, district, month, moments) if district.reporting else None


def _deadline(officer: Officer, district: District, month: date, moments: dict) -> Deadline | None:
    return _month_of(district, month, clock.today(), calendar(officer, [month]), moments).deadline


def confirming_deadline(officer: Officer, month: date) -> Deadline:
    """By when the officer's province confirms the month; any province, for an officer of the whole country."""
    day = calendar(officer, [month]).for_province(officer.province_code, month)
    return Deadline(_known(day), clock.today())


def _moments(officer: Officer, area: Area | None, months: Collection[date]) -> dict[tuple[str, date], list]:
    """By district and month the stage, and the three moments of DistrictMonth."""
    sheets = Sheet.objects.visible_to(officer).within(area).filter(month__in=months).order_by()
    found = sheets.annotate(**MOMENTS).values_list("district", "month", "stage", *MOMENTS)
    return {(code, month): rest for code, month, *rest in found}


def _month_of(district: District, month: date, today: date, days: Calendar, moments: dict) -> DistrictMonth:
    due_day = _known(days.for_district(district, month))
    return DistrictMonth(district, month, today, due_day, *moments.get((district.pk, month), ()))


def _known(day: DueDay | None) -> DueDay:
    assert day, "sales are due in every month"
    return day
