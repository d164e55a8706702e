"""Of one sheet, also of one that is not there yet: who holds it. Pure; what it reads `sheets` has read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.urls import reverse

from otop_portal import clock

from ..models import District, ReportingMonth, Role, Sheet, Stage
from ..transitions.table import Action
from . import sentences


class Step(TextChoices):
    """The funnel of a month."""

    NOT_STARTED = "not-started", "ยังไม่เริ่ม"
    ENTERING = "entering", "กำลังบันทึก"
    WITH_CHIEF = "with-chief", "อยู่ที่พัฒนาการอำเภอ"
    WITH_PROVINCE = "with-province", "อยู่ที่จังหวัด"
    CONFIRMED = "confirmed", "จังหวัดยืนยันแล้ว"


class Holder(TextChoices):
    OFFICER = "officer", "เจ้าหน้าที่อำเภอ"
    CHIEF = "chief", "พัฒนาการอำเภอ"
    PROVINCE = "province", "จังหวัด"
    # Of the province as well: nothing but their decision on new producers keeps the district.
    STAFF = "staff", "เจ้าหน้าที่จังหวัด (คำขอเพิ่มผู้ประกอบการ)"
    NOBODY = "nobody", "ไม่มีงานค้าง"


_HOLDERS = {
    Step.NOT_STARTED: Holder.OFFICER,
    Step.ENTERING: Holder.OFFICER,
    Step.WITH_CHIEF: Holder.CHIEF,
    Step.WITH_PROVINCE: Holder.PROVINCE,
    Step.CONFIRMED: Holder.NOBODY,
}

# Whose turn it is at the district, by the role of the account.
AT_THE_DISTRICT = {Holder.OFFICER: Role.DISTRICT, Holder.CHIEF: Role.CHIEF}


@dataclass(frozen=True)
class Requests:
    """New producers for which the district waits: how many, since when; and active ones without a row."""

    count: int
    since: datetime
    missing: int


@dataclass(frozen=True)
class Holding:
    """`sheet` carries what `with_arrival` adds; None where no transition has made it yet."""

    district: District
    month: ReportingMonth
    sheet: Sheet | None
    step: Step
    holder: Holder
    since: date
    need: str

    @property
    def days(self) -> int:
        return max(0, (clock.today() - self.since).days)

    @property
    def page(self) -> tuple[str, list[str | int]]:
        """Where the district works on it: the name of the address, and what that holds. A chief reads."""
        month = [*self.month.address]
        if self.holder == Holder.CHIEF:
            return "sales:sheet", [self.district.pk, *month]
        is_ready = self.sheet is not None and 0 < self.sheet.rows == self.sheet.answered
        is_confirmed_elsewhere = is_ready and not self.month.saving_confirms and self.need != sentences.RETURNED
        return "sales:confirmation" if is_confirmed_elsewhere else "sales:entry", month

    @property
    def href(self) -> str:
        view, args = self.page
        return reverse(view, args=args)

    @property
    def is_open(self) -> bool:
        return self.holder != Holder.NOBODY


def holding(district: District, month: ReportingMonth, sheet: Sheet | None, requests: Requests | None) -> Holding:
    """The province's staff hold it only when nothing else is left to the district's officer."""
    step = step_of(sheet)
    holder = _HOLDERS[step]
    if requests and holder == Holder.OFFICER and not _left_to_the_officer(sheet, requests):
        since = max(requests.since, sheet.last_at) if sheet else requests.since
        need = sentences.decide_requests(requests.count)
        return Holding(district, month, sheet, step, Holder.STAFF, _day(since), need)
    return Holding(district, month, sheet, step, holder, _since(month, sheet, step), _need(sheet, step))


def step_of(sheet: Sheet | None) -> Step:
    """`sheet.rows`: has it any?"""
    if sheet is None:
        return Step.NOT_STARTED
    if sheet.stage == Stage.PROVINCE:
        return Step.CONFIRMED
    if sheet.stage == Stage.DISTRICT:
        return Step.WITH_PROVINCE
    if sheet.submitted_at:
        return Step.WITH_CHIEF
    return Step.ENTERING if sheet.rows else Step.NOT_STARTED


def _left_to_the_officer(sheet: Sheet | None, requests: Requests) -> int:
    if sheet is None or not sheet.rows:
        return requests.missing
    return sheet.rows - sheet.district_rows - sheet.rows_requested


def _since(month: ReportingMonth, sheet: Sheet | None, step: Step) -> date:
    """The officer has had it since the month was opened, or since it came back."""
    if sheet and step == Step.WITH_CHIEF:
        return _day(sheet.submitted_at)
    if sheet is None or (_HOLDERS[step] == Holder.OFFICER and sheet.number_before is None):
        return month.opens_on
    return _day(sheet.came_at)


def _need(sheet: Sheet | None, step: Step) -> str:
    match step:
        case Step.CONFIRMED:
            return sentences.FINISHED
        case Step.WITH_CHIEF:
            return sentences.CHECK_AS_CHIEF
    if sheet is None:
        return sentences.START
    if step == Step.WITH_PROVINCE:
        waiting = sheet.rows - sheet.province_rows
        return sentences.confirm_as_province(waiting) if waiting else sentences.CONFIRM_NOTHING
    return _need_of_the_officer(sheet)


def _need_of_the_officer(sheet: Sheet) -> str:
    if sheet.number_before is not None and sheet.came_by == Action.RETURN:
        return sentences.RETURNED
    if not sheet.rows:
        return sentences.START
    unanswered = sheet.rows - sheet.answered
    return sentences.fill_in(unanswered) if unanswered else sentences.confirm(sheet.rows - sheet.district_rows)


def _day(moment: datetime) -> date:
    return moment.astimezone(clock.BANGKOK).date()
