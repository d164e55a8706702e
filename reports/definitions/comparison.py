"""เปรียบเทียบสองวันที่: what of a report, and of which sheets, changed between two moments (`since` and `at`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from otop_portal import thai
from reports.ledger import Ledger
from reports.selection import Selection
from sales.addresses import sheet_page
from sales.models import District, Officer, Role, SheetEvent, Stage
from sales.transitions.table import Action

from . import around
from .columns import amount, code, number
from .report import TOTAL_LABEL, Column, Content, Kind, Link, Report, Surface

NO_CHANGE = "ไม่มีตัวเลขที่เปลี่ยนระหว่างสองวันที่"
UNITS = {Kind.BAHT: "บาท", Kind.COUNT: "ราย/แห่ง", Kind.PERCENT: "ร้อยละ", Kind.NUMBER: "ตามหัวตาราง"}
SHEETS, ROWS = "changed-sheets", "changed-rows"
Figures = Mapping[tuple[str, str, str], Any]
# What makes a confirmed figure come, go or change.
DEEDS = (Action.CONFIRM_BY_PROVINCE, Action.RETURN, Action.IMPORT, Action.ACCEPT_CORRECTION)


@dataclass(frozen=True)
class ChangedFigure:
    line: str
    column: str
    unit: str
    before: Any
    after: Any

    @property
    def change(self) -> Any:
        return None if None in (self.before, self.after) else self.after - self.before


FIGURE_COLUMNS = (
    number(),
    Column("line", "รายการ", lambda line: line.line, width=42),
    Column("column", "ช่อง", lambda line: line.column, width=36),
    Column("unit", "หน่วย", lambda line: line.unit, width=9),
    *(
        Column(key, heading, lambda line, key=key: getattr(line, key), Kind.NUMBER, width=18)
        for key, heading in (("before", "เดิม"), ("after", "ใหม่"), ("change", "เพิ่ม/ลด"))
    ),
)


@dataclass(frozen=True)
class ChangedSheet:
    """Baht that the province had confirmed of one district and month; what was done in between."""

    district: District
    month: date
    before: Any
    after: Any
    deeds: str

    @property
    def change(self) -> Any:
        return (self.after or 0) - (self.before or 0)


def changes_in(report: Report) -> str:
    """The slug of its comparison."""
    return f"{report.slug}-changes"


def comparison_of(report: Report) -> Report:
    """The report whose lines are the figures of that one which changed."""

    def content(selection: Selection) -> Content:
        before, after = (_figures(report, replace(selection, at=at)) for at in (selection.since, selection.at))
        return changed_between(selection, changed(before, after))

    return Report(
        changes_in(report),
        f"เปรียบเทียบสองวันที่: {report.title}",
        FIGURE_COLUMNS,
        content,
        filters=(*(name for name in report.filters if name not in ("scope", "unit")), "since"),
        period=report.period,
        related=(("กลับไปที่รายงาน", report.slug), ("อำเภอที่ยอดเปลี่ยน", SHEETS)),
    )


def changed(before: Figures, after: Figures) -> list[ChangedFigure]:
    return [
        ChangedFigure(*place, before.get(place), after.get(place))
        for place in dict.fromkeys([*after, *before])
        if before.get(place) != after.get(place)
    ]


def named_figures(
    columns: Sequence[Column], headings: Sequence[str], rows: Sequence[Sequence[Any]], totals: Sequence[Any]
) -> Figures:
    """Each figure by what names its line, its column's heading, and its unit; `rows` hold a value per column.

    A column without a heading is left out.
    """
    names = [n for n, column in enumerate(columns) if _names_a_line(column)]
    figures = [n for n, column in enumerate(columns) if column.kind in UNITS and headings[n]]
    lines = [(" · ".join(dict.fromkeys(row[n] for n in names)), row) for row in rows]
    return {
        (name, headings[n], UNITS[columns[n].kind]): row[n]
        for name, row in [*lines, *([(TOTAL_LABEL, totals)] if totals else [])]
        for n in figures
    }


def _names_a_line(column: Column) -> bool:
    return column.kind is Kind.TEXT and Surface.FLAT in column.surface and not column.identifies


def _figures(report: Report, selection: Selection) -> Figures:
    content = report.content(selection)
    columns = report.columns_for(selection)
    headings = [" ".join(column.path(selection)) for column in columns]
    rows = [[column.value(line) for column in columns] for line in content.lines]
    totals = [column.value(content.total) if column.total else None for column in columns] if content.total else []
    return named_figures(columns, headings, rows, totals)


def changed_between(selection: Selection, lines: list[Any]) -> Content:
    then, now = thai.moment(selection.since), thai.moment(selection.moment)
    content = around.content(Ledger(selection), lines, None, f"เดิม = ณ วันที่ {then} · ใหม่ = ณ วันที่ {now}")
    return replace(content, empty=NO_CHANGE)


def _changed_sheets(selection: Selection) -> Content:
    before, after = (_sums(replace(selection, at=at)) for at in (selection.since, selection.at))
    places = sorted(place for place in {*before, *after} if before.get(place) != after.get(place))
    districts = Ledger(selection).districts.select_related("province").in_bulk()
    deeds = _deeds(selection, {code for code, _ in places})
    lines = [
        ChangedSheet(districts[code], month, before.get((code, month)), after.get((code, month)), deeds[code, month])
        for code, month in places
    ]
    return changed_between(selection, lines)


def _sums(selection: Selection) -> dict[tuple[str, date], Any]:
    ledger = Ledger(selection)
    found = ledger.measured("district", "month", total=ledger.amount())
    return {place: figures["total"] for place, figures in found.items()}


def _deeds(selection: Selection, districts: Iterable[str]) -> Mapping[tuple[str, date], str]:
    """Who did what between the two moments, and why."""
    events = SheetEvent.objects.visible_to(selection.officer).filter(
        sheet__district__in=districts,
        sheet__month__in=selection.months,
        action__in=DEEDS,
        at__gt=selection.since,
        at__lte=selection.moment,
    )
    found: dict[tuple[str, date], list[str]] = defaultdict(list)
    for event in events.select_related("sheet", "officer").order_by("at", "pk"):
        found[event.sheet.district_id, event.sheet.month_id].append(deed(event, selection.officer))
    return defaultdict(str, {place: " · ".join(words) for place, words in found.items()})


def deed(event: SheetEvent, reader: Officer) -> str:
    who = f"{Action(event.action).label} โดย {event.officer} เมื่อ {thai.moment(event.at)}"
    return f"{who} เหตุผล: {event.reason}" if _may_read_reason(reader, event) else who


def _may_read_reason(reader: Officer, event: SheetEvent) -> bool:
    """The department only of what it had seen (sales.history): a reason may name figures."""
    if reader.role != Role.DEPARTMENT or event.action != Action.RETURN:
        return bool(event.reason)
    return any((change["before"] or {}).get("stage") == Stage.PROVINCE for change in event.changes)


def _history(line: ChangedSheet) -> str:
    return sheet_page("sales:sheet-history", line.district, line.month)


def _rows(line: ChangedSheet) -> Link:
    """Which of them changed; a sheet that is confirmed for the first time has nothing to hold them against."""
    if line.before is None:
        return None
    return {"report": ROWS, "area": line.district.pk, "period": str(line.month.month), "sort": ""}


CHANGED_SHEETS = Report(
    SHEETS,
    "เปรียบเทียบสองวันที่: อำเภอที่ยอดเปลี่ยน",
    (
        number(),
        code("code", "รหัสอำเภอ", lambda line: line.district.pk),
        Column(
            "name",
            "อำเภอ",
            lambda line: line.district.name_th,
            width=20,
            link=_history,
        ),
        Column("province", "จังหวัด", lambda line: line.district.province.name_th, width=18),
        Column("month", "เดือน", lambda line: thai.month_short(line.month), width=10, order=lambda line: line.month),
        amount("before", "เดิม", value=lambda line: line.before),
        amount("after", "ใหม่", value=lambda line: line.after),
        amount("change", "เพิ่ม/ลด", value=lambda line: line.change, link=_rows),
        Column("deeds", "โดยใคร เมื่อใด เพราะเหตุใด", lambda line: line.deeds, width=60),
    ),
    _changed_sheets,
    filters=("year", "period", "area", "at", "sort", "since"),
    related=(("รายการที่ยอดเปลี่ยน", ROWS),),
)
