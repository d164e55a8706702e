"""r1: provinces × the twelve months of a fiscal year; opened, the districts of one province."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse

from otop_portal import money, thai
from reports.selection import Selection
from sales import sentences
from sales.models import District, ProducerType, Province, ReportingMonth, Tally
from sales.models.tally import amount_columns

from .report import Column, Completeness, Content, Kind, Report, Surface, Words


@dataclass(frozen=True)
class Line:
    """A province or a district. `amounts` hold the months with a confirmed figure, `complete` those that are open;
    `year` says how many districts have confirmed every month so far."""

    number: int
    area: Province | District
    selection: Selection
    amounts: Mapping[date, Decimal]
    complete: Mapping[date, Completeness]
    year: Completeness

    @property
    def total(self) -> Decimal | None:
        return known_total(self.amounts.values())

    @property
    def link(self) -> str:
        """The same report, one level down."""
        chosen = {"year": self.selection.year, "area": self.area.pk, "producer_type": self.selection.producer_type}
        return f"{reverse('reports:report', args=['r1'])}?{urlencode({k: v for k, v in chosen.items() if v})}"

    def sheet_link(self, month: date) -> str | None:
        if isinstance(self.area, Province) or month not in self.amounts:
            return None
        return reverse("sales:sheet", args=[self.area.pk, self.selection.year, month.month])


def known_total(values: Iterable[Decimal | None]) -> Decimal | None:
    """None, not nought, where nothing is known."""
    known = [value for value in values if value is not None]
    return money.total(known) if known else None


def districts_total(values: Iterable[Completeness | None]) -> Completeness | None:
    known = [value for value in values if value is not None]
    return Completeness(*map(sum, zip(*known, strict=True))) if known else None


def _month_columns(index: int) -> tuple[Column, Column]:
    def month(selection: Selection) -> date:
        return selection.months[index]

    def group(selection: Selection) -> str:
        return thai.month_short(month(selection))

    key = f"month_{(index + 9) % 12 + 1:02}"
    return (
        Column(
            key,
            "บาท",
            lambda line: line.amounts.get(month(line.selection)),
            Kind.BAHT,
            (group,),
            total=known_total,
            width=16,
            link=lambda line: line.sheet_link(month(line.selection)),
        ),
        _completeness(f"{key}_complete", group, lambda line: line.complete.get(month(line.selection))),
    )


def _completeness(key: str, group: Words, value: Callable[[Line], Completeness | None]) -> Column:
    return Column(
        key, "ครบ", value, Kind.COMPLETENESS, (group,), total=districts_total, width=6.5, beside=True, missing=""
    )


def _level(selection: Selection) -> str:
    return "อำเภอ" if selection.area else "จังหวัด"


COLUMNS = (
    Column("number", "ที่", lambda line: line.number, Kind.ORDINAL, width=5),
    Column("code", lambda selection: f"รหัส{_level(selection)}", lambda line: line.area.pk, surface=Surface.FLAT),
    Column("name", _level, lambda line: line.area.name_th, width=22, link=lambda line: line.link),
    *(column for index in range(12) for column in _month_columns(index)),
    Column("total", "บาท", lambda line: line.total, Kind.BAHT, ("รวมทั้งสิ้น",), total=known_total, width=18),
    _completeness("total_complete", "รวมทั้งสิ้น", lambda line: line.year if line.complete else None),
)


def content(selection: Selection) -> Content:
    figures = _Figures(selection)
    lines = figures.lines()
    year = districts_total(line.year for line in lines) or Completeness(0, 0)
    return Content(
        lines,
        (selection.period, " · ".join([selection.place, _producer_type(selection)]), selection.made),
        standing=_standing(figures.months_so_far, year),
        is_preliminary=not (figures.months_so_far and year.is_whole),
        notes=_notes(figures),
    )


class _Figures:
    """What the tally holds for the selection, in four queries however many areas there are."""

    def __init__(self, selection: Selection) -> None:
        officer, area = selection.officer, selection.area
        self.selection = selection
        self.by = "district" if area else "province"
        districts = District.objects.visible_to(officer).within(area)
        self.areas: Sequence[Province | District] = (
            list(districts) if area else list(Province.objects.visible_to(officer))
        )
        self.reporting = Counter(districts.reporting().values_list("pk" if area else "province", flat=True))
        tallies = Tally.objects.visible_to(officer).within(area).at(None).filter(month__in=selection.months)
        amounts = amount_columns(producer_type=selection.producer_type)
        self.sums = {
            (line[self.by], line["month"]): (line["amount"], line["complete_sheets"])
            for line in tallies.totals_by(self.by, "month", amount=amounts)
        }
        newest = max((month for _, month in self.sums), default=None)
        opened = ReportingMonth.objects.opened(selection.asked_at.date()).of_fiscal_year(selection.year)
        self.open_months = list(opened.values_list("pk", flat=True))
        self.months_so_far = [month for month in self.open_months if newest and month <= newest]
        self.throughout = Counter(line[self.by] for line in tallies.complete_throughout(self.months_so_far))

    def lines(self) -> list[Line]:
        """Areas that report, or that have figures all the same."""
        with_figures = {area for area, _ in self.sums}
        shown = (area for area in self.areas if self.reporting[area.pk] or area.pk in with_figures)
        return [self._line(number, area) for number, area in enumerate(shown, 1)]

    @property
    def hidden(self) -> int:
        return len(self.areas) - len(self.lines())

    def _line(self, number: int, area: Province | District) -> Line:
        districts = self.reporting[area.pk]
        found = {month: self.sums[area.pk, month] for month in self.selection.months if (area.pk, month) in self.sums}
        return Line(
            number,
            area,
            self.selection,
            amounts={month: amount for month, (amount, _) in found.items()},
            complete={
                month: Completeness(found.get(month, (None, 0))[1], districts)
                for month in self.selection.months
                if month in self.open_months or month in found
            },
            year=Completeness(self.throughout[area.pk], districts),
        )


def _producer_type(selection: Selection) -> str:
    labels = dict(ProducerType.choices)
    return f"ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP: {labels.get(selection.producer_type, 'ทุกประเภท')}"


def _standing(months: Sequence[date], year: Completeness) -> str:
    if not months:
        return sentences.NOTHING_CONFIRMED
    first, last = thai.month_long(months[0]), thai.month_long(months[-1])
    return f"{year.sentence} ({first} – {last})" if len(months) > 1 else f"{year.sentence} ({first})"


def _notes(figures: _Figures) -> tuple[str, ...]:
    notes = ["หน่วย: บาท · เฉพาะยอดที่จังหวัดยืนยันแล้ว · ครบ = จำนวนอำเภอที่ยืนยันครบทุกรายการ/จำนวนอำเภอที่รายงาน"]
    if figures.hidden:
        notes.append(f"ไม่แสดง{_level(figures.selection)}ที่ไม่ได้รายงาน {figures.hidden} แห่ง")
    return tuple(notes)


PROVINCES_BY_MONTH = Report(
    "r1",
    "สรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (รายจังหวัด)",
    COLUMNS,
    content,
    number=1,
    title_2567="แบบสรุปภาพรวมรายงานยอดจำหน่ายสินค้า OTOP (จังหวัด)",
    filters=("year", "area", "producer_type"),
)
