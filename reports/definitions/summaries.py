"""The tabs of ยอดจำหน่าย OTOP and the summary of a month: every figure beside the one of a year before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from otop_portal import fiscal, money, thai
from reports.ledger import Ledger
from reports.periods import NEWEST_MONTH
from reports.selection import Selection, Unit, last_year
from sales.measures import Measure
from sales.models import District, Province
from targets.models import Plan

from . import around
from .areas import AREA_COLUMNS, area_content
from .columns import COMPLETE, amount, change, completeness, count, growth, of_period, totals_of, unit
from .months import MONTH_COLUMNS, MonthLine
from .report import Content, Headline, Report

FAIR = "ร้อยละและเพิ่ม/ลดของแต่ละพื้นที่ เทียบเฉพาะอำเภอที่ยืนยันครบทั้งสองช่วง"
LIKE_WITH_LIKE = "เพิ่ม/ลด เทียบทุกอำเภอ เฉพาะเดือนที่มียอดทั้งสองปี"
BOTH_YEARS = "เทียบปีก่อน เฉพาะอำเภอที่ครบทั้งสองช่วง"
SINCE_OCTOBER = "ตั้งแต่ ต.ค."
# More names than that are a list of its own.
FEW = 3


def _measures(ledger: Ledger) -> dict[str, Measure]:
    year = {f"year_{name}": measure for name, measure in ledger.growth(ledger.since_october).items()}
    return {**ledger.growth(ledger.run), **year, "reporting": ledger.producers()}


def _summary(*, is_planned: bool) -> Callable[[Selection], Content]:
    """`is_planned`: the sums stand beside what was planned, where it is known."""

    def content(selection: Selection) -> Content:
        ledger = Ledger(selection)
        figures = ledger.measured(selection.level, **_measures(ledger))
        content = area_content(ledger, {key: each for (key,), each in figures.items()}, COMPLETE, FAIR)
        return replace(content, headlines=tuple(_headlines(ledger, content.total, is_planned)))

    return content


def _headlines(ledger: Ledger, total: Any, is_planned: bool) -> list[Headline]:
    """The months asked for, since October, and how complete that is."""
    runs = {ledger.run: "", ledger.since_october: "year_"}  # of October they are one
    plans = {run: _planned(ledger, run) if is_planned else None for run in runs}
    sums = [_sum(run, ledger.selection, total, kind, plans[run]) for run, kind in runs.items()]
    return [*sums, _completeness(ledger, total.figures)]


def _planned(ledger: Ledger, months: Sequence[date]) -> Decimal | None:
    """What the districts that report meant to sell; None where one of them has no plan for one of the months."""
    districts = ledger.districts.reporting()
    plans = Plan.objects.visible_to(ledger.selection.officer).filter(district__in=districts).totals_over(months)
    return money.total(plans.values()) if len(plans) == ledger.reporting.total() else None


def _sum(run: Sequence[date], selection: Selection, total: Any, kind: str, plan: Decimal | None) -> Headline:
    figures, shown = total.figures, selection.unit.show
    fair = growth(f"{kind}fair_now", f"{kind}fair_before")(total)
    raw = growth(f"{kind}now", f"{kind}before")(total)
    compared = thai.count(figures.get(f"{kind}compared") or 0)
    return Headline(
        thai.run_of_months(run),
        shown(figures.get(f"{kind}now")),
        selection.unit.label,
        (
            (f"เทียบปีก่อน เฉพาะ {compared} อำเภอที่ครบทั้งสองช่วง", thai.growth(fair)),
            ("เทียบปีก่อน ทุกอำเภอ", thai.growth(raw)),
            ("ช่วงเดียวกันปีก่อน", shown(figures.get(f"{kind}before"))),
            *_against(plan, figures.get(f"{kind}now"), selection.unit),
        ),
    )


def _against(plan: Decimal | None, amount: Decimal | None, unit: Unit) -> list[tuple[str, str]]:
    if not plan:
        return []
    return [(f"แผน {unit.show(plan)} {unit.label}", f"ได้ร้อยละ {thai.percent(money.percent_of(amount, plan))}")]


def _completeness(ledger: Ledger, figures: Mapping[str, Any]) -> Headline:
    complete, districts = ledger.completeness
    reporting = figures.get("reporting")
    return Headline(
        "อำเภอที่ยืนยันครบ",
        f"{thai.count(complete)} จาก {thai.count(districts)}",
        "อำเภอ",
        (
            ("ยังยืนยันไม่ครบ", _waiting(ledger, districts - complete)),
            (
                f"ผู้ประกอบการที่รายงาน {thai.month_short(ledger.newest)}",
                thai.NO_DATA if reporting is None else f"{thai.count(reporting)} ราย",
            ),
        ),
    )


def _waiting(ledger: Ledger, number: int) -> str:
    """By their names within a province, as far as they are few."""
    if number == 0:
        return "ไม่มี"
    if number <= FEW and ledger.so_far and isinstance(ledger.selection.area, Province | District):
        return thai.join([district.name_th for district in ledger.unfinished()])
    return f"{thai.count(number)} อำเภอ"


def _year_against_last(selection: Selection) -> Content:
    """A line for each month of the fiscal year; this year's figures of the months asked for."""
    year = fiscal.months_of(selection.year)
    ledger, before = Ledger(selection), Ledger(replace(selection, months=last_year(year)))
    figures, figures_before = _of_months(ledger), _of_months(before)
    lines = [
        _month(month, figures.get(month, {}), figures_before[of])
        for month, of in zip(year, last_year(year), strict=True)
    ]
    sums = totals_of(lines) | {"before_complete": before.completeness}
    return around.content(ledger, lines, MonthLine(None, ledger.completeness, sums), COMPLETE, LIKE_WITH_LIKE)


def _of_months(ledger: Ledger) -> dict[date, dict[str, Any]]:
    found, complete = ledger.measured("month", now=ledger.amount()), ledger.completeness_by_month
    return {
        month: {"now": found.get((month,), {}).get("now"), "complete": complete.get(month)}
        for month in ledger.selection.months
    }


def _month(month: date, now: Mapping[str, Any], before: Mapping[str, Any]) -> MonthLine:
    amounts = {"now": now.get("now"), "before": before["now"]}
    are_known = None not in amounts.values()
    compared = {f"compared_{name}": amount if are_known else None for name, amount in amounts.items()}
    figures = {**amounts, **compared, "before_complete": before["complete"]}
    return MonthLine(month, now.get("complete"), figures)


def _this_year(selection: Selection) -> str:
    return f"ปีงบประมาณ {selection.year}"


def _year_before(selection: Selection) -> str:
    return f"ปีงบประมาณ {selection.year - 1}"


OVERVIEW = Report(
    "overview",
    "รายงานยอดจำหน่ายสินค้า OTOP",
    (
        *AREA_COLUMNS,
        amount("now", unit, of_period),
        completeness("complete", lambda line: line.complete, of_period),
        amount("before", "ช่วงเดียวกันปีก่อน"),
        *change("fair_", BOTH_YEARS),
        count("compared", "อำเภอที่เทียบ", BOTH_YEARS, when=lambda selection: selection.level != "district"),
        amount("year_now", unit, SINCE_OCTOBER),
        *change("year_fair_", SINCE_OCTOBER),
    ),
    _summary(is_planned=False),
    filters=(
        *("year", "period", "area", "level", "product_type", "producer_type", "channel"),
        *("scope", "at", "unit", "sort"),
    ),
    period=NEWEST_MONTH,
    sort="-now",
    related=(("สรุปผู้บริหาร", "brief"),),
    menu="ภาพรวม",
)
MONTHLY = Report(
    "monthly",
    "รายงานยอดจำหน่ายสินค้า OTOP รายเดือน เทียบกับปีก่อน",
    (
        *MONTH_COLUMNS,
        amount("now", unit, _this_year, drawn="bar"),
        completeness("complete", lambda line: line.complete, _this_year),
        amount("before", unit, _year_before, drawn="bar"),
        completeness("before_complete", lambda line: line.figures["before_complete"], _year_before),
        *change("compared_", "เทียบปีก่อน"),
    ),
    _year_against_last,
    filters=("year", "area", "product_type", "producer_type", "channel", "scope", "at", "unit", "sort"),
    chart="ยอดจำหน่ายรายเดือน เทียบกับปีก่อน",
    menu="รายเดือน",
)
# One month of an area, as a governor reads it (reports.brief).
BRIEF = replace(
    OVERVIEW,
    slug="brief",
    title="สรุปผู้บริหาร ยอดจำหน่ายสินค้า OTOP",
    content=_summary(is_planned=True),
    filters=("year", "period", "area", "at", "unit"),
    related=(("ภาพรวม", "overview"),),
    menu="สรุปผู้บริหาร",
)
