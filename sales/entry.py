"""One district's sheet of one month as it lies before an officer on the entry page (DOMAIN B1.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Max, Q, QuerySet

from otop_portal import clock, fiscal

from . import sentences
from .built_once import built_once
from .checks.explained import Flag, flags
from .checks.panel import FlagPanel, panel
from .due_dates.deadline import Deadline
from .forms.entry import Typed
from .history import OpenReturn, open_returns
from .holding.holder import Holding
from .holding.read import own_holding
from .models import District, Draft, Explanation, Officer, Producer, ReportingMonth, Role, Sheet, SheetEvent, Stage
from .sheet_rows import SheetRow, read_rows, read_totals
from .standing import Standing, standing
from .timeliness import MOMENTS, deadline_of_sheet
from .transitions.engine import last_confirmed_at, month_lock
from .transitions.permissions import check_role
from .transitions.table import Action


@dataclass(frozen=True)
class Opened:
    """The sheet as it is now, with all its rows in order; None where no transition has made it yet."""

    officer: Officer
    district: District
    month: ReportingMonth
    sheet: Sheet | None
    rows: Sequence[SheetRow]
    # Of the month before, by producer and product type, in baht.
    totals_before: Mapping[tuple[int, str], Decimal]

    @cached_property
    def lock(self) -> str:
        """Why nothing of the sheet can be changed; empty when something can."""
        if sentence := month_lock(self.month, self.district, clock.today()):
            return sentence
        if self.sheet and self.sheet.submitted_at:
            return sentences.WAITS_FOR_CHIEF if self.is_for_chief else sentences.LOCKED_BY_CHIEF
        if self.sheet and self.sheet.stage == Stage.PROVINCE:
            at = last_confirmed_at(self.sheet)
            return sentences.locked_by_province_for_chief(at) if self.is_for_chief else sentences.locked_by_province(at)
        return ""

    @cached_property
    def row_lock(self) -> str:
        """Why some rows cannot be changed; empty when all can or none."""
        confirmed = [row.province_confirmed_at for row in self.rows if row.stage == Stage.PROVINCE]
        return sentences.locked_by_province(max(confirmed)) if confirmed and self.editable else ""

    @property
    def is_for_chief(self) -> bool:
        """He reads; the buttons are his officers'."""
        return self.officer.role == Role.CHIEF

    @property
    def editable(self) -> bool:
        return self.officer.role == Role.DISTRICT and not self.lock

    @cached_property
    def missing(self) -> list[tuple[int, str]]:
        """Active producers without a row: id and name."""
        return _missing(self.officer, self.month.month)

    @cached_property
    def returns(self) -> list[OpenReturn]:
        """What the province has sent back and the district has not confirmed again."""
        has_returns = self.sheet is not None and self.sheet.stage == Stage.DRAFT and self.sheet.returned_at
        return open_returns(self.officer, self.month.month) if has_returns else []

    @property
    def returned_lines(self) -> list[tuple[OpenReturn, list[int]]]:
        """Each return with the numbers of its lines."""
        lines = [(number, row.pk) for number, row in enumerate(self.rows, 1)]
        return [(each, [number for number, row in lines if row in each.rows]) for each in self.returns]

    @property
    def rows_returned(self) -> frozenset[int]:
        return frozenset().union(*(each.rows for each in self.returns))

    @cached_property
    def deadline(self) -> Deadline | None:
        return deadline_of_sheet(self.officer, self.district, self.month.pk, self.sheet)

    @cached_property
    def holding(self) -> Holding:
        return own_holding(self.officer, self.month)

    @cached_property
    def flags(self) -> Sequence[Flag]:
        """What the checks find in the figures as they are saved, and what was said of it."""
        if self.sheet is None or not self.rows:
            return ()
        said = Explanation.objects.visible_to(self.officer)
        return flags(self.month.pk, [(self.sheet, self.rows)], said)[self.district.pk]

    @cached_property
    def flagged(self) -> FlagPanel:
        version = self.sheet.version if self.sheet else 0
        return panel(self.flags, self.rows, version, lambda number, row: f"#n{number}")

    @property
    def seen(self) -> str:
        """The versions on the screen, for a confirmation; what the province has confirmed waits for none."""
        return " ".join(f"{row.pk}:{row.version}" for row in self.rows if row.stage != Stage.PROVINCE)

    @property
    def missing_sentence(self) -> str:
        return sentences.without_row(len(self.missing))

    @property
    def empty_sentence(self) -> str:
        declared = self.sheet is not None and self.sheet.stage != Stage.DRAFT
        return sentences.DECLARED if declared else sentences.EMPTY_SHEET

    @property
    def may_declare(self) -> bool:
        """Nothing to report, and nobody in the register who could have."""
        return not self.rows and not self.missing and (self.sheet is None or self.sheet.stage == Stage.DRAFT)

    @property
    def confirmed_by_province(self) -> bool:
        """Something here is changed only through the province."""
        whole = self.sheet is not None and self.sheet.stage == Stage.PROVINCE
        return self.officer.role == Role.DISTRICT and (whole or bool(self.row_lock))

    @property
    def standing(self) -> Standing:
        return standing(self.sheet, returned=bool(self.returns))

    def lacks_producer_type(self, pk: int) -> bool:
        """The register does not know what the row's producer is."""
        return any(row.pk == pk and not row.register_type for row in self.rows)

    def rows_gone(self, typed: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Rows that were removed while the officer typed: the producer's name and the product type of each."""
        gone = set(typed) - {row.pk for row in self.rows}
        events = SheetEvent.objects.visible_to(self.officer).filter(sheet=self.sheet) if gone else ()
        removed = {
            change["row"]: change["before"]
            for event in events
            for change in event.changes
            if change["row"] in gone and change["after"] is None
        }
        if not removed:
            return {}
        names = Producer.objects.visible_to(self.officer).in_bulk([row["producer_id"] for row in removed.values()])
        return {pk: (names[row["producer_id"]].name, row["product_type"]) for pk, row in removed.items()}

    @cached_property
    def draft(self) -> Draft | None:
        """The officer's own typing that was not saved."""
        return next(iter(_drafts(self.officer, self.month.month)), None)

    @property
    def waiting(self) -> Typed:
        """What of the draft is not saved: an autosave may have come in after the saving that it raced."""
        typed = Typed(self.draft.content if self.draft else None)
        return typed.without(
            [row.pk for row in self.rows if row.pk in typed.rows and typed.rows[row.pk].says(row.amounts)]
        )

    def keep_typing(self, typed: Typed, *, seen: str, settled: Collection[str] = ()) -> str:
        """Put the typing into the officer's draft. Returns the stamp of a draft that holds just this typing.

        `seen` is the stamp that the page carries. Another draft, not yet taken back or from another machine, is not
        replaced: the typing is laid over it, but for what has been settled.
        """
        check_role(self.officer, Role.DISTRICT)
        earlier = Typed()
        if self.draft and self.draft.stamp != seen:
            earlier = Typed(self.draft.content).without(settled)
        both = typed.over(earlier)
        kept = Draft.objects.keep(officer=self.officer, month=self.month, content=both.content if both else {})
        return kept.stamp if kept and not earlier else ""


@built_once
def _sheets(officer: Officer, *months: date) -> QuerySet[Sheet]:
    sheets = Sheet.objects.visible_to(officer).filter(district=officer.district_id, month__in=months)
    return sheets.annotate(**MOMENTS, returned_at=Max("events__at", filter=Q(events__action=Action.RETURN)))


@built_once
def _missing(officer: Officer, month: date) -> QuerySet:
    return Producer.objects.visible_to(officer).missing_from(month).values_list("pk", "name")


@built_once
def _drafts(officer: Officer, month: date) -> QuerySet[Draft]:
    return Draft.objects.visible_to(officer).filter(month=month)


def open_sheet(officer: Officer, month: ReportingMonth) -> Opened:
    """The sheet of the officer's own district: the area comes from the account."""
    before = fiscal.previous(month.month)
    found = {sheet.month_id: sheet for sheet in _sheets(officer, month.month, before)}
    sheet = found.get(month.pk)
    rows = list(read_rows(sheet.pk).values()) if sheet else []
    if sheet:
        sheet.district_rows = sum(row.stage != Stage.DRAFT for row in rows)
        sheet.province_rows = sum(row.stage == Stage.PROVINCE for row in rows)
    totals_before = read_totals(found[before].pk) if before in found else {}
    return Opened(officer, officer.district, month, sheet, rows, totals_before)
