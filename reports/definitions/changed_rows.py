"""เปรียบเทียบสองวันที่: which single rows that the province had confirmed changed between two moments."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from otop_portal import money, thai
from reports.selection import Selection
from sales.addresses import sheet_page
from sales.history import confirmed_then
from sales.models import CHANNELS, District, ProductType, Sheet, SheetEvent
from sales.transitions.table import Action

from .columns import amount, code, number
from .comparison import DEEDS, ROWS, SHEETS, changed_between, deed
from .report import Column, Content, Report

# What a confirmed row can change by, and what may add one to a sheet that was confirmed.
_OPENING = (Action.RETURN, Action.IMPORT, Action.ACCEPT_CORRECTION)


@dataclass(frozen=True)
class ChangedRow:
    """Baht that the province had confirmed of one row; None: it had confirmed none."""

    sheet: Sheet
    producer_id: int
    product_type: str
    before: Any
    after: Any
    deeds: str
    producer: str = ""

    @property
    def change(self) -> Any:
        return (self.after or 0) - (self.before or 0)


def _content(selection: Selection) -> Content:
    sheets = groupby(_events(selection), lambda event: event.sheet_id)
    lines = [line for _, events in sheets for line in _changed(selection, list(events))]
    names = _names(selection, {line.producer_id for line in lines})
    return changed_between(selection, [replace(line, producer=names[line.producer_id]) for line in lines])


def _events(selection: Selection) -> Iterable[SheetEvent]:
    """Of the sheets that were opened between the two moments, sheet by sheet, oldest first."""
    events = SheetEvent.objects.visible_to(selection.officer).within(selection.area)
    events = events.filter(sheet__month__in=selection.months, at__lte=selection.moment)
    opened = events.filter(action__in=_OPENING, at__gt=selection.since).order_by().values("sheet")
    return (
        events.filter(sheet__in=opened)
        .select_related("officer", "sheet__district__province")
        .order_by("sheet__month", "sheet__district", "number")
    )


def _changed(selection: Selection, events: Sequence[SheetEvent]) -> Iterator[ChangedRow]:
    """Of one sheet: its rows whose confirmed amounts are others. None where nothing had been confirmed."""
    before, after = (confirmed_then(events, moment) for moment in (selection.since, selection.moment))
    for row in sorted(before.keys() | after.keys()) if before else ():
        then, now = before.get(row), after.get(row)
        if _amounts(then) != _amounts(now):
            state, deeds = now or then or {}, _deeds(selection, events, row)
            yield ChangedRow(
                events[0].sheet, state["producer_id"], state["product_type"], _total(then), _total(now), deeds
            )


def _amounts(state: Mapping[str, Any] | None) -> tuple[int, ...] | None:
    return tuple(state[channel] for channel in CHANNELS) if state else None


def _total(state: Mapping[str, Any] | None) -> Any:
    amounts = _amounts(state)
    return None if amounts is None else money.baht(sum(amounts))


def _deeds(selection: Selection, events: Iterable[SheetEvent], row: int) -> str:
    between = (event for event in events if event.at > selection.since and event.action in DEEDS)
    return " · ".join(deed(event, selection.officer) for event in between if event.change_of(row))


def _names(selection: Selection, producers: Collection[int]) -> dict[int, str]:
    """By the way of their districts: the department reads no register, but the names of what was confirmed."""
    districts = District.objects.visible_to(selection.officer).filter(producers__in=producers)
    return dict(districts.values_list("producers", "producers__name"))


def _history(line: ChangedRow) -> str:
    return sheet_page("sales:sheet-history", line.sheet.district, line.sheet.month_id)


def _month(line: ChangedRow) -> date:
    return line.sheet.month_id


CHANGED_ROWS = Report(
    ROWS,
    "เปรียบเทียบสองวันที่: รายการที่ยอดเปลี่ยน",
    (
        number(),
        code("code", "รหัสอำเภอ", lambda line: line.sheet.district_id),
        Column("name", "อำเภอ", lambda line: line.sheet.district.name_th, width=16, link=_history),
        Column("province", "จังหวัด", lambda line: line.sheet.district.province.name_th, width=14),
        Column("month", "เดือน", lambda line: thai.month_short(line.sheet.month_id), width=9, order=_month),
        Column("producer", "รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP", lambda line: line.producer, width=30),
        Column("product_type", "ประเภท", lambda line: ProductType(line.product_type).label, width=11),
        amount("before", "เดิม", value=lambda line: line.before),
        amount("after", "ใหม่", value=lambda line: line.after),
        amount("change", "เพิ่ม/ลด", value=lambda line: line.change),
        Column("deeds", "โดยใคร เมื่อใด เพราะเหตุใด", lambda line: line.deeds, width=50),
    ),
    _content,
    filters=("year", "period", "area", "at", "sort", "since"),
    related=(("อำเภอที่ยอดเปลี่ยน", SHEETS),),
)
