"""Recomputes everything that the ledger derives and names each difference, by arithmetic of its own.

A sheet's events are replayed: they give its rows, its stage, its totals and every line that its tally ever had.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import pairwise, zip_longest
from typing import Any

from django.db.models import Prefetch

from otop_portal import money

from .choices import UNTOLD_ACTIONS
from .models import CHANNELS, Producer, Sale, Sheet, SheetEvent, Stage, Tally
from .models.tally import AMOUNT_COLUMNS, COUNT_COLUMNS, Count
from .transitions.row_state import FIELDS, snapshot
from .transitions.table import Action

_SHEETS_AT_ONCE = 50
# What a row starts from that its events do not bring.
_BLANK = {**dict.fromkeys(FIELDS), "stage": Stage.DRAFT, "position": 0, "version": 0}
_STAGES_OF_AN_EMPTY_SHEET = {Action.DECLARE_NOTHING: Stage.DISTRICT, Action.CONFIRM_BY_PROVINCE: Stage.PROVINCE}

Row = Mapping[str, Any]
"""A row as `row_state.snapshot` gives it."""
Figures = dict[str, int]
"""The columns of a tally line, amounts in satang; empty where the sheet has none."""


@dataclass(frozen=True)
class Difference:
    """`found` is stored, `expected` follows from the rest."""

    where: str
    what: str
    found: Any
    expected: Any

    def __str__(self) -> str:
        return f"{self.where}: {self.what} is {self.found}, expected {self.expected}"


def differences() -> Iterator[Difference]:
    """Of the whole ledger; holds a few sheets at a time."""
    yield from _of_register()
    collecting = set(Producer.objects.filter(is_collecting=True).values_list("pk", flat=True))
    for sheet in _sheets():
        yield from _of_sheet(sheet, collecting)


def _of_register() -> Iterator[Difference]:
    for producer in Producer.objects.order_by("pk").iterator():
        named = Producer()
        named.rename(producer.name)
        for name in ("normalised_name", "sort_key"):
            yield from _compared(f"producer {producer.pk}", name, getattr(producer, name), getattr(named, name))


def _sheets() -> Iterator[Sheet]:
    whole = Sheet.objects.select_related("district").prefetch_related(
        "sales",
        Prefetch("events", SheetEvent.objects.order_by("number")),
        Prefetch("tallies", Tally.objects.order_by("since", "pk")),
    )
    return whole.order_by("pk").iterator(chunk_size=_SHEETS_AT_ONCE)


def _of_sheet(sheet: Sheet, collecting: Collection[int]) -> Iterator[Difference]:
    where = f"sheet {sheet.pk} ({sheet.district_id} {sheet.month_id:%Y-%m})"
    replay = Replay(where, collecting)
    for event in sheet.events.all():
        yield from replay.follow(event)
    yield from _compared(where, "stage", sheet.stage, replay.stage)
    yield from _compared(where, "version", sheet.version, len(replay.moments))
    yield from _compared(where, "confirmed_version", sheet.confirmed_version, len(replay.turns))
    yield from _of_rows(where, {row.pk: row for row in sheet.sales.all()}, replay.rows)
    yield from _of_tally(where, sheet, replay)


@dataclass
class Turn:
    """An event that changed what the country sees of the sheet."""

    figures: Figures
    earliest: datetime
    # The event that came next; none yet.
    latest: datetime | None = None


# The rows name officers without a constraint; an event's officer has one.
_CONFIRMED_BY = [f"{level}_confirmed_by_id" for level in (Stage.DISTRICT, Stage.PROVINCE)]


@dataclass
class Replay:
    """A sheet as its events make it."""

    where: str
    collecting: Collection[int]
    rows: dict[int, Row] = field(default_factory=dict)
    stage: str = Stage.DRAFT
    moments: list[datetime] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    # Officers who asked for a correction of the sheet.
    askers: set[int] = field(default_factory=set)

    def follow(self, event: SheetEvent) -> Iterator[Difference]:
        where, before = f"{self.where} event {event.number}", _total(self.rows.values())
        self.moments.append(event.at)
        yield from _compared(where, "number", event.number, len(self.moments))
        for change in event.changes:
            yield from self._change(f"{where} row {change['row']}", **change)
            confirmers = {(change["after"] or {}).get(name) for name in _CONFIRMED_BY} - {None}
            yield from _compared(
                f"{where} row {change['row']}", "confirmed by", confirmers - self._vouched(event), set()
            )
        if event.action == Action.REQUEST_CORRECTION:
            self.askers.add(event.officer_id)
        self.stage = self._stage_after(event)
        totals = {
            "before": before,
            "after": _total(self.rows.values()),
            "rows": len(self.rows),
            "confirmed": sum(row["stage"] != Stage.DRAFT for row in self.rows.values()),
            "changed": _total(self.rows[row] for row in event.rows if row in self.rows),
            "stage": self.stage,
        }
        yield from _compared(where, "totals", event.totals, totals)
        self._turn(event)

    def _change(self, where: str, row: int, before: Row | None, after: Row | None) -> Iterator[Difference]:
        known = self.rows.pop(row, None)
        remembered = before and known and {name: known.get(name) for name in before}
        yield from _compared(where, "before", before, remembered or known)
        if after is not None:
            known = known or _BLANK
            self.rows[row] = {**known, **after}
            yield from _compared(where, "version", after.get("version"), known["version"] + 1)

    def _vouched(self, event: SheetEvent) -> set[int]:
        """Whose word is in the event. The district's, of a row that an accepted correction added, is the request."""
        return {event.officer_id} | (self.askers if event.action == Action.ACCEPT_CORRECTION else set())

    def _stage_after(self, event: SheetEvent) -> str:
        if event.action in UNTOLD_ACTIONS:
            return self.stage
        empty = _STAGES_OF_AN_EMPTY_SHEET.get(event.action, Stage.DRAFT)
        return min((row["stage"] for row in self.rows.values()), key=list(Stage).index, default=empty)

    def _turn(self, event: SheetEvent) -> None:
        for turn in self.turns[-1:]:
            turn.latest = turn.latest or event.at
        figures = self._figures()
        if figures != (self.turns[-1].figures if self.turns else {}):
            self.turns.append(Turn(figures, event.at))

    def _figures(self) -> Figures:
        in_order = sorted(self.rows.items(), key=lambda item: (item[1]["position"], item[0]))
        confirmed = [row for _, row in in_order if row["stage"] == Stage.PROVINCE]
        if not confirmed and self.stage != Stage.PROVINCE:
            return {}
        counts = {"rows": len(confirmed), "total": _total(confirmed), "complete": self.stage == Stage.PROVINCE}
        return counts | _amounts(confirmed) | self._producers(confirmed)

    def _producers(self, confirmed: list[Row]) -> Figures:
        types = {row["producer_id"]: row["producer_type"] for row in confirmed}
        rows = [row for row in confirmed if row["producer_id"] not in self.collecting]
        reporting = {(row["producer_id"], row["product_type"]) for row in rows}
        selling = {(row["producer_id"], row["product_type"]) for row in rows if _total([row])}
        found = {Count.REPORTING.value: reporting, Count.SELLING.value: selling}
        return {column: _number_of(found[count], types, *of) for (count, *of), column in COUNT_COLUMNS.items()}


def _number_of(found: set[tuple[int, str]], types: Mapping[int, str], product_type: str, producer_type: str) -> int:
    """Distinct producers of these types among (producer, product type); an empty type is any."""
    of_product = {producer for producer, sold in found if product_type in ("", sold)}
    return sum(producer_type in ("", types[producer]) for producer in of_product)


def _amounts(confirmed: list[Row]) -> Figures:
    amounts = dict.fromkeys(AMOUNT_COLUMNS.values(), 0)
    for row in confirmed:
        for channel in CHANNELS:
            if column := AMOUNT_COLUMNS.get((row["product_type"], row["producer_type"], channel)):
                amounts[column] += row[channel] or 0
    return amounts


def _total(rows: Iterable[Row]) -> int:
    return sum(row[channel] or 0 for row in rows for channel in CHANNELS)


def _of_rows(where: str, stored: Mapping[int, Sale], replayed: Mapping[int, Row]) -> Iterator[Difference]:
    for pk in sorted({*stored, *replayed}):
        row = snapshot(stored[pk]) if pk in stored else None
        if row and pk in replayed:
            for name, value in row.items():
                yield from _compared(f"{where} row {pk}", name, value, replayed[pk][name])
            yield from _of_confirmations(f"{where} row {pk}", row)
        else:
            yield from _compared(f"{where} row {pk}", "row", row, replayed.get(pk))
    positions = Counter(row.position for row in stored.values())
    for position, rows in positions.items():
        yield from _compared(where, f"number of rows at position {position}", rows, 1)


def _of_confirmations(where: str, row: Row) -> Iterator[Difference]:
    """Who and when stand beside each confirmation that the stage implies, and the producer's type is frozen with it."""
    rank = Stage(row["stage"]).rank
    for level in (Stage.DISTRICT, Stage.PROVINCE):
        for name in (f"{level}_confirmed_by_id", f"{level}_confirmed_at"):
            yield from _compared(where, f"{name} known", row[name] is not None, rank >= level.rank)
    yield from _compared(where, "producer_type frozen", row["producer_type"] != "", rank > Stage.DRAFT.rank)


def _of_tally(where: str, sheet: Sheet, replay: Replay) -> Iterator[Difference]:
    lines, turns = sheet.tallies.all(), zip_longest(replay.turns, replay.turns[1:])
    with_figures = [(turn, following) for turn, following in turns if turn.figures]
    yield from _compared(where, "number of tally lines", len(lines), len(with_figures))
    for number, (line, turn) in enumerate(zip(lines, with_figures, strict=False), 1):
        yield from _of_line(f"{where} tally {number}", sheet, line, *turn)
    for line, next_line in pairwise(lines):
        if line.until is None or line.until > next_line.since:
            yield Difference(where, f"end of the tally line before {next_line.since}", line.until, next_line.since)


def _of_line(where: str, sheet: Sheet, line: Tally, turn: Turn, following: Turn | None) -> Iterator[Difference]:
    for name, figure in turn.figures.items():
        value = getattr(line, name)
        yield from _compared(where, name, money.satang(value) if isinstance(value, Decimal) else value, figure)
    for name, value in _areas(sheet).items():
        yield from _compared(where, name, getattr(line, name), value)
    yield from _compared(where, "since in its time", _in_time(line.since, turn), True)
    yield from _compared(where, "until in its time", _in_time(line.until, following), True)


def _areas(sheet: Sheet) -> dict[str, Any]:
    return {
        "district_id": sheet.district_id,
        "province_id": sheet.district.province_id,
        "month_id": sheet.month_id,
    }


def _in_time(moment: datetime | None, turn: Turn | None) -> bool:
    """A line begins and ends between the event that turned it and the next."""
    if moment is None or turn is None:
        return moment is None and turn is None
    return turn.earliest <= moment and (turn.latest is None or moment <= turn.latest)


def _compared(where: str, what: str, found: Any, expected: Any) -> Iterator[Difference]:
    if found != expected:
        yield Difference(where, what, found, expected)
