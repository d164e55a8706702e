"""Plan against actual of an area, month by month: รายได้ปกติ and รายได้ออนไลน์, with the year before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from otop_portal import clock, fiscal, money, thai
from otop_portal.chart import Chart, Line, Series
from sales.models import Area

from . import sentences
from .choices import Measure
from .models import Plan
from .results import Reader

SERIES = (Series("ผลสำเร็จ", "bar"), Series("แผน", "line"), Series("ปีก่อน", "line"), Series("ร้อยละของแผน"))
# By the field of a plan.
MEASURES = {"offline": Measure.OFFLINE_SALES, "online": Measure.ONLINE_SALES}
Amounts = Mapping[date, Decimal | None]


def charts_of(reader: Reader, area: Area, year: int) -> list[Chart]:
    """One for each kind of income; none where nothing is planned or sold."""
    months = fiscal.months_of(year)
    before = [fiscal.same_month_last_year(month) for month in months]
    sold = reader.by_month(area, [*before, *months], MEASURES.values())
    planned = Plan.objects.visible_to(reader.officer).of_itself(area).filter(month__in=months)
    plans = {plan.month_id: plan for plan in planned}
    if not (sold or plans):
        return []
    return [
        _chart(
            f"{measure.label} ปีงบประมาณ {year}",
            f"{area} · {sentences.counted(entered=reader.entered)} · ข้อมูล ณ วันที่ {thai.moment(clock.now())}",
            months,
            (
                {month: figures[measure.value] for month, figures in sold.items()},
                {month: getattr(plan, field) for month, plan in plans.items()},
                {fiscal.add_months(month, 12): figures[measure.value] for month, figures in sold.items()},
            ),
        )
        for field, measure in MEASURES.items()
    ]


def _chart(title: str, source: str, months: Sequence[date], columns: Sequence[Amounts]) -> Chart:
    lines = [_line(thai.month_short(month), [column.get(month) for column in columns]) for month in months]
    total = _line("รวม", [_sum(column, months) for column in columns])
    return Chart(title, "เดือน", SERIES, tuple(lines), total, "บาท", source=source, notes=(source,))


def _sum(column: Amounts, months: Sequence[date]) -> Decimal | None:
    known = [amount for month in months if (amount := column.get(month)) is not None]
    return money.total(known) if known else None


def _line(name: str, amounts: Sequence[Decimal | None]) -> Line:
    sold, plan, _ = amounts
    return Line(name, (*map(thai.baht, amounts), thai.percent(money.percent_of(sold, plan))))
