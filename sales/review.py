"""A sheet as it is laid before the officer who confirms it, or who only reads it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from django.core.paginator import Page, Paginator

from otop_portal import fiscal, money, thai

from . import sentences, transitions
from .checks.check import Finding
from .checks.explained import Flag, flags
from .checks.findings import refusals
from .checks.panel import FlagPanel, by_row, panel
from .history import OpenReturn, open_returns
from .holding.holder import Holding, holding
from .holding.querysets import with_arrival
from .holding.read import requests_of
from .models import (
    District,
    Explanation,
    Officer,
    Producer,
    ProducerType,
    ReportingMonth,
    Sale,
    Sheet,
    SheetEvent,
    Stage,
)
from .querysets import SheetEventQuerySet
from .sheet_code import sheet_code
from .standing import Standing, standing
from .transitions.refusals import Problem
from .transitions.table import Action

# ยืนยันข้อมูลได้ครั้งละ ๑๐๐ ลำดับ (S000:306)
ROWS_AT_A_TIME = 100


@dataclass(frozen=True)
class Screen:
    """What an officer looks at: from which line on, and, when something kept him, what he had ticked and why.

    Rows that he ticked to be confirmed carry the version that he saw: one that has changed is not ticked again.
    """

    first: int = 1
    ticked: Mapping[int, int | None] = field(default_factory=dict)
    send_back: Collection[int] = ()
    problems: Collection[Problem] = ()


@dataclass(frozen=True)
class Line:
    """A row with its number on every page, form and file. `notes` say why it is not confirmed."""

    number: int
    row: Sale
    notes: tuple[str, ...] = ()
    confirmable: bool = False
    ticked: bool = False
    sent_back: bool = False
    # Why the province returned it, while it waits for the district.
    reason: str = ""
    flags: tuple[Flag, ...] = ()

    @property
    def producer_type(self) -> str:
        kind = self.row.producer_type or self.row.register_type
        return ProducerType(kind).short_name if kind else "ยังไม่ระบุประเภท"

    @property
    def satang(self) -> int:
        return money.satang(self.row.total or money.ZERO)

    @property
    def returnable(self) -> bool:
        return self.row.stage != Stage.DRAFT

    @property
    def asked(self) -> set[str]:
        """The cells that wait for an explanation."""
        return {flag.field for flag in self.flags if flag.is_open}

    @property
    def href(self) -> str:
        """Where the line stands on the page: its hundred, and the row there."""
        return f"?rows={(self.number - 1) // ROWS_AT_A_TIME * ROWS_AT_A_TIME + 1}#row-{self.row.pk}"


@dataclass(frozen=True)
class Comparison:
    """The sheet's total beside an earlier month's: each None where nothing is there to compare."""

    label: str
    month: date
    now: Decimal | None
    total: Decimal | None
    unanswered: int

    @property
    def growth(self) -> Fraction | None:
        return money.percent_growth(self.now, self.total)

    @property
    def change(self) -> str:
        """Nothing to compare, nothing said."""
        return "" if self.growth is None else thai.growth(self.growth)


@dataclass(frozen=True)
class Review:
    district: District
    month: ReportingMonth
    # Unsaved where no transition has made it yet.
    sheet: Sheet
    standing: Standing
    holding: Holding
    lines: tuple[Line, ...]
    # What the province sent back and the district has not confirmed again.
    returns: tuple[OpenReturn, ...]
    # Active producers without a row.
    missing: int
    earlier: Mapping[date, tuple[Decimal, int]]
    # Why this officer cannot confirm anything here now; empty when he can.
    lock: str
    # Of the sheet, as far as the officer is told.
    events: SheetEventQuerySet
    screen: Screen
    # What the checks find, and what the district has said of it.
    flags: tuple[Flag, ...] = ()

    @cached_property
    def flagged(self) -> FlagPanel:
        hrefs = {line.row.pk: line.href for line in self.lines}
        return panel(self.flags, [line.row for line in self.lines], self.sheet.version, lambda _, row: hrefs[row.pk])

    @cached_property
    def total(self) -> Decimal:
        return money.total(line.row.total for line in self.lines)

    @property
    def producers(self) -> int:
        return len({line.row.producer_id for line in self.lines if not line.row.collecting})

    @cached_property
    def unanswered(self) -> list[Line]:
        return [line for line in self.lines if not line.row.answered]

    @property
    def held(self) -> list[Line]:
        return [line for line in self.lines if line.row.answered and line.notes]

    @property
    def returned_lines(self) -> list[tuple[OpenReturn, list[Line]]]:
        """Each return with its lines."""
        return [(each, [line for line in self.lines if line.row.pk in each.rows]) for each in self.returns]

    @property
    def drafts(self) -> int:
        return sum(line.row.stage == Stage.DRAFT for line in self.lines)

    @property
    def unanswered_sentence(self) -> str:
        return sentences.unanswered(len(self.unanswered))

    @property
    def too_early_sentence(self) -> str:
        return sentences.too_early(self.drafts)

    @property
    def empty_sentence(self) -> str:
        """Why there is no line, for whoever reads."""
        if self.sheet.stage != Stage.DRAFT and not self.sheet.rows:
            return sentences.DECLARED
        return sentences.NOTHING_CONFIRMED if self.sheet.pk and self.sheet.rows else sentences.NO_ROWS

    @property
    def code(self) -> str:
        """The code at the foot of paper; none for an officer who does not see every row of it."""
        rows = [line.row for line in self.lines]
        is_whole = self.sheet.pk and len(rows) == self.sheet.rows
        return sheet_code(self.district, self.month.pk, rows) if is_whole else ""

    @property
    def milestones(self) -> list[tuple[str, datetime]]:
        """What has been done to the sheet, and when last."""
        done = self.events.milestones() if self.sheet.pk else []
        return [(Action(action).label, at) for action, at in done]

    @property
    def waiting(self) -> bool:
        """Something waits for the province: rows, or a declared empty month."""
        return bool(self.confirmable) or (not self.lines and self.sheet.stage == Stage.DISTRICT)

    @property
    def returnable(self) -> bool:
        return self.sheet.stage != Stage.DRAFT or any(line.returnable for line in self.lines)

    @property
    def confirmable(self) -> list[Line]:
        return [line for line in self.lines if line.confirmable]

    @cached_property
    def page(self) -> Page:
        return Paginator(self.lines, ROWS_AT_A_TIME).get_page((self.screen.first - 1) // ROWS_AT_A_TIME + 1)

    @property
    def ranges(self) -> list[tuple[int, str]]:
        """ลำดับแถว: the first number of each hundred, and its words."""
        pages = (self.page.paginator.page(number) for number in self.page.paginator.page_range)
        return [(max(1, page.start_index()), f"{page.start_index()}-{page.end_index()}") for page in pages]

    @cached_property
    def shown(self) -> list[Line]:
        return list(self.page.object_list)

    @property
    def seen(self) -> str:
        """The versions on the screen of the rows that can be confirmed; `beyond` of those on the other pages."""
        return _versions(self.shown)

    @property
    def beyond(self) -> str:
        return _versions(set(self.lines).difference(self.shown))

    @property
    def comparisons(self) -> list[Comparison]:
        return [
            Comparison("เดือนก่อน", *self._earlier(fiscal.previous(self.month.pk))),
            Comparison("เดือนเดียวกันปีก่อน", *self._earlier(fiscal.same_month_last_year(self.month.pk))),
        ]

    def _earlier(self, month: date) -> tuple[date, Decimal | None, Decimal | None, int]:
        now = self.total if len(self.unanswered) < len(self.lines) else None
        return month, now, *self.earlier.get(month, (None, 0))


def _versions(lines: Iterable[Line]) -> str:
    return " ".join(f"{line.row.pk}:{line.row.version}" for line in lines if line.confirmable)


def review(
    officer: Officer,
    district: District,
    month: ReportingMonth,
    action: Action | None,
    screen: Screen,
) -> Review:
    """What of the sheet this officer sees, ready for his action; without one, to read."""
    found = with_arrival(Sheet.objects.visible_to(officer).filter(district=district, month=month)).first()
    sheet = found or Sheet(district=district, month=month)
    sheet.district, sheet.month = district, month
    returns = _returns(officer, found)
    lock = transitions.why_not(action, sheet=sheet, by=officer) if action else None
    compared = [fiscal.previous(month.pk), fiscal.same_month_last_year(month.pk)]
    sales = Sale.objects.visible_to(officer)
    rows = list(sales.filter(sheet=found).with_register().in_order()) if found else []
    said = Explanation.objects.visible_to(officer)
    asked = flags(month.pk, [(sheet, rows)], said)[district.pk] if found else []
    return Review(
        district=district,
        month=month,
        sheet=sheet,
        standing=standing(found, returned=bool(returns)),
        holding=holding(district, month, found, requests_of(officer, [month]).get((district.pk, month.pk))),
        lines=_lines(rows, sheet, None if lock else action, screen, returns, by_row(asked)) if found else (),
        returns=returns,
        missing=Producer.objects.visible_to(officer).without_row(district, month.pk).count(),
        earlier=sales.filter(sheet__district=district, sheet__month__in=compared).figures_by_month(),
        lock=lock or "",
        events=SheetEvent.objects.visible_to(officer).filter(sheet=sheet.pk),
        screen=screen,
        flags=tuple(asked),
    )


def _returns(officer: Officer, sheet: Sheet | None) -> tuple[OpenReturn, ...]:
    if sheet is None or sheet.stage != Stage.DRAFT:
        return ()
    return tuple(open_returns(officer, sheet.month_id, sheet.district_id))


def _lines(
    rows: Sequence[Sale],
    sheet: Sheet,
    action: Action | None,
    screen: Screen,
    returns: Iterable[OpenReturn],
    flags: Mapping[int | str, list[Flag]],
) -> tuple[Line, ...]:
    # The department sees some rows only, under the numbers that all of them have.
    order = sheet.sales.in_order().values_list("pk", flat=True)
    numbers = {pk: number for number, pk in enumerate(order, 1)}
    # Drafts that their district is about to confirm are asked the same as when it does.
    asked = [row for row in rows if row.stage == Stage.DRAFT] if action == Action.CONFIRM_BY_DISTRICT else []
    found, kept = _sentences(refusals(sheet, asked)), _sentences(screen.problems)
    lines = (_line(numbers[row.pk], row, action, screen, found[row.pk], kept[row.pk]) for row in rows)
    reasons = {row: each.event.reason for each in returns for row in each.rows}
    return tuple(
        replace(line, reason=reasons.get(line.row.pk, ""), flags=tuple(flags.get(line.row.pk, ()))) for line in lines
    )


def _sentences(said: Iterable[Finding | Problem]) -> dict[int | str, list[str]]:
    by_row: dict[int | str, list[str]] = defaultdict(list)
    for each in said:
        by_row[each.row].append(each.sentence)
    return by_row


_WAITING_FOR = {Action.CONFIRM_BY_DISTRICT: Stage.DRAFT, Action.CONFIRM_BY_PROVINCE: Stage.DISTRICT}


def _line(number: int, row: Sale, action: Action | None, screen: Screen, found: list[str], kept: list[str]) -> Line:
    """`found`: what the checks say of the row; `kept`: what kept it from a confirmation just now."""
    confirmable = bool(action) and row.stage == _WAITING_FOR[action] and not found
    return Line(
        number,
        row,
        tuple(dict.fromkeys(found + kept)),
        confirmable=confirmable,
        ticked=confirmable and screen.ticked.get(row.pk) == row.version,
        sent_back=row.pk in screen.send_back,
    )
