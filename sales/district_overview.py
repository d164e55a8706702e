"""ติดตามอำเภอ: a month's districts, how far each has come and who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count

from otop_portal import clock, money

from . import sentences
from .due_dates.deadline import Deadline
from .history import open_returns
from .holding.holder import AT_THE_DISTRICT, Holding, Step, holding
from .holding.people import holders_among, people_of
from .holding.querysets import with_arrival
from .holding.read import Funnel, requests_of
from .models import District, Officer, Producer, ReportingMonth, Sheet, Stage
from .standing import Standing, standing
from .timeliness import district_months


@dataclass(frozen=True)
class DistrictLine:
    district: District
    standing: Standing
    # With its progress, total and arrival; None where no transition has made it yet.
    sheet: Sheet | None
    # Active producers without a row.
    missing: int
    # None where its figures were imported.
    deadline: Deadline | None
    holding: Holding
    # Who of the district has it in hand.
    people: tuple[Officer, ...]

    @property
    def unanswered(self) -> int:
        return self.sheet.rows - self.sheet.answered if self.sheet else 0

    @property
    def finished(self) -> bool:
        return self.sheet is not None and self.sheet.stage == Stage.PROVINCE

    @property
    def confirmable(self) -> bool:
        """Ready as a whole. What is partly ready is confirmed by row on its own page."""
        return self.sheet is not None and self.sheet.stage == Stage.DISTRICT

    @property
    def remindable(self) -> bool:
        """Somebody of the district has it in hand."""
        return self.holding.holder in AT_THE_DISTRICT

    @property
    def hint(self) -> str:
        """Why it cannot be ticked."""
        if self.sheet is None or self.sheet.stage != Stage.DRAFT:
            return ""
        return sentences.too_early(self.sheet.rows - self.sheet.district_rows)

    @property
    def satang(self) -> int:
        return money.satang(self.sheet.total) if self.sheet else 0

    @property
    def version(self) -> str:
        return f"{self.district.pk}:{self.sheet.version}" if self.sheet else ""


@dataclass(frozen=True)
class Overview:
    month: ReportingMonth
    lines: tuple[DistrictLine, ...]

    @property
    def ready(self) -> list[DistrictLine]:
        return [line for line in self.lines if line.confirmable]

    @property
    def ready_total(self) -> Decimal:
        return money.total(line.sheet.total for line in self.ready if line.sheet)

    @property
    def finished(self) -> int:
        return sum(line.finished for line in self.lines)

    @property
    def is_finished(self) -> bool:
        return self.finished == len(self.lines)

    @property
    def total(self) -> Decimal:
        return money.total(line.sheet.total for line in self.lines if line.sheet)

    @property
    def unanswered(self) -> int:
        return sum(line.unanswered for line in self.lines)

    @property
    def funnel(self) -> Funnel:
        return Funnel.of(self.month, (line.holding.step for line in self.lines))

    def at(self, step: Step | None) -> tuple[DistrictLine, ...]:
        """The lines at one step of the funnel; without one all."""
        return tuple(line for line in self.lines if step in (None, line.holding.step))

    @property
    def seen(self) -> str:
        return " ".join(line.version for line in self.ready)


def overview(officer: Officer, month: ReportingMonth) -> Overview:
    """The officer's reporting districts: first what waits for the province, last what it has finished, then by code."""
    sheets = with_arrival(Sheet.objects.visible_to(officer).filter(month=month)).with_total()
    of_district = {sheet.district_id: sheet for sheet in sheets}
    waiting = requests_of(officer, [month])
    returned = {each.sheet.district_id for each in open_returns(officer, month.pk)}
    gaps = Producer.objects.visible_to(officer).missing_from(month.pk).order_by().values_list("district")
    missing, people = dict(gaps.annotate(Count("pk"))), people_of(officer)
    lines = (
        DistrictLine(
            each.district,
            standing(sheet, returned=each.district.pk in returned),
            sheet,
            missing.get(each.district.pk, 0),
            each.deadline,
            held,
            holders_among(people, held),
        )
        for each in district_months(officer, None, [month.pk], today=clock.today())
        for sheet in [of_district.get(each.district.pk)]
        for held in [holding(each.district, month, sheet, waiting.get((each.district.pk, month.pk)))]
    )
    return Overview(month, tuple(sorted(lines, key=lambda line: (not line.confirmable, line.finished))))
