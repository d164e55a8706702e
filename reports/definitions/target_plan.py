"""Roadmap (S000:100, S003:231): what areas mean to sell month by month, and what they sold; and the producers in
Bigdata (S003:202)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import Count

from otop_portal import fiscal, money, thai
from reports.ledger import Ledger
from reports.selection import Selection
from sales.models import Area, District, ProducerStatus, ProducerType, Province
from targets import printed
from targets import sentences as of_targets
from targets.choices import Measure
from targets.models import Plan, SchemeVersion, Target
from targets.querysets import Place
from targets.results import Reader

from .report import Column, Content, Report, Surface
from .target_lines import (
    COUNTED,
    NO_TARGETS,
    area_columns,
    content_of_occasion,
    figure,
    highest_of,
    result_of,
    whole,
    with_results,
)

TITLE = "Roadmap การรายงานข้อมูลรายได้จากการจำหน่ายผลิตภัณฑ์ OTOP"
NAMES = {"offline": "รายได้ปกติ", "online": "รายได้ออนไลน์", "total": "รวมทั้งสิ้น", "sum": "รวมหลายเดือน"}


@dataclass(frozen=True)
class PlanLine:
    """The plans and the sums sold, by month; `blank`: without what was sold."""

    area: Area | None
    plans: Mapping[date, Plan]
    sold: Mapping[date, Decimal | None]
    months: Sequence[date]

    def planned(self, n: int, field: str) -> Decimal | None:
        plan = self.plans.get(self.months[n])
        return getattr(plan, field) if plan else None

    def sum(self, n: int) -> Decimal | None:
        """Since October, as printed; where nothing is printed, of the plans, if none is missing."""
        printed_sum = self.planned(n, "printed_sum")
        run = fiscal.months_of(fiscal.fiscal_year(self.months[n]))
        run = run[: fiscal.fiscal_month_number(self.months[n])]
        totals = [self.plans[month].as_printed for month in run if month in self.plans]
        return money.total(totals) if printed_sum is None and len(totals) == len(run) else printed_sum


def _content(selection: Selection) -> Content:
    plans = _plans(selection)
    lines = [*_lines(selection, plans)]
    own = next((line for line in lines if line.area == selection.area and len(lines) > 1), None)
    return Content(
        [line for line in lines if line is not own],
        (f"ปีงบประมาณ พ.ศ. {selection.year}", str(selection.place), selection.made),
        total=own,
        standing="" if lines else NO_TARGETS,
        empty=NO_TARGETS,
        notes=(COUNTED, *_differences(selection, plans)),
        is_to_fill_in=selection.blank,
    )


def _plans(selection: Selection) -> list[Plan]:
    """Of the whole fiscal year: sums of months stand in the last of them."""
    plans, area = Plan.objects.visible_to(selection.officer), selection.area
    if isinstance(area, District):
        plans = plans.filter(district=area)
    else:
        plans = plans.of_one_level(area if isinstance(area, Province) else None)
        plans = plans.filter(province__region=area.pk) if area and not isinstance(area, Province) else plans
    plans = plans.of_year(selection.year)
    return list(plans.in_order().select_related("province", "district__province"))


def _lines(selection: Selection, plans: Sequence[Plan]) -> Iterator[PlanLine]:
    by_place: dict[Place, dict[date, Plan]] = defaultdict(dict)
    for plan in plans:
        by_place[plan.place][plan.month_id] = plan
    sold = _sold(selection)
    for place, months in by_place.items():
        area = next(iter(months.values())).area
        yield PlanLine(area, months, sold.get(place[1] or place[0] or "", {}), selection.months)


def _sold(selection: Selection) -> Mapping[str, Mapping[date, Decimal | None]]:
    """By code of the area."""
    ledger = Ledger(selection)
    found: dict[str, dict[date, Decimal | None]] = defaultdict(dict)
    for level in () if selection.blank else ("province", "district"):
        for (code, month), figures in ledger.measured(level, "month", total=ledger.amount()).items():
            found[code][month] = figures["total"]
    return found


def _differences(selection: Selection, plans: Sequence[Plan]) -> Iterator[str]:
    """What is printed and does not add up (CHECKS 3 and 4): a note for each month."""
    by_month: dict[date, list[str]] = defaultdict(list)
    for each in printed.of_plans(plans):
        words = f"{each.row.area_name} {NAMES[each.column]} {of_targets.differs(each)}"
        by_month[each.row.month_id].append(words)
    for month in selection.months:
        if by_month[month]:
            yield f"{thai.month_short(month)}: {' · '.join(by_month[month])}"


def _there(n: int, selection: Selection) -> bool:
    return n < len(selection.months)


def _month(n: int) -> Callable[[Selection], str]:
    return lambda selection: thai.month_long(selection.months[n])


def _sold_there(n: int, selection: Selection) -> bool:
    return _there(n, selection) and with_results(selection)


def _ends_half(n: int, selection: Selection) -> bool:
    return _there(n, selection) and fiscal.fiscal_month_number(selection.months[n]) in (6, 12)


def _sum_heading(n: int, selection: Selection) -> str:
    return f"รวม {fiscal.fiscal_month_number(selection.months[n])} เดือน"


def _month_columns(n: int) -> Iterator[Column]:
    fields = {"offline": "รายได้ปกติ (บาท)", "online": "รายได้ออนไลน์", "as_printed": "รวมทั้งสิ้น"}
    for field, heading in fields.items():
        value = partial(_planned, n, field)
        yield figure(f"{field}_{n + 1}", heading, value, _month(n), when=partial(_there, n))
    sold = partial(_sold_in, n)
    yield figure(f"sold_{n + 1}", "ผลสำเร็จ", sold, _month(n), when=partial(_sold_there, n))
    yield figure(f"sum_{n + 1}", partial(_sum_heading, n), lambda line: line.sum(n), when=partial(_ends_half, n))


def _planned(n: int, field: str, line: PlanLine) -> Decimal | None:
    return line.planned(n, field)


def _sold_in(n: int, line: PlanLine) -> Decimal | None:
    return line.sold.get(line.months[n])


ROAD_MAP = Report(
    "road-map",
    TITLE,
    (*area_columns(), *(column for n in range(12) for column in _month_columns(n))),
    _content,
    filters=("year", "period", "area", "blank"),
    menu="Road Map รายเดือน",
)


# Producers in Bigdata

_BY_TYPE = {each.value: each.label for each in ProducerType}


def _is_of_products(version: SchemeVersion) -> bool:
    return version.measure == Measure.NEW_PRODUCTS


def _registered(reader: Reader) -> Mapping[Place, Mapping[str, int]]:
    """How many active producers by type: the department, which reads no register, sees the number."""
    lines = District.objects.visible_to(reader.officer).filter(
        producers__status=ProducerStatus.ACTIVE, producers__is_collecting=False
    )
    found: dict[Place, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    ways = lines.order_by().values_list("province", "pk", "producers__producer_type")
    for province, district, producer_type, number in ways.annotate(number=Count("producers")):
        for place in ((province, district), (province, None)):
            found[place][producer_type] += number
            found[place]["now"] += number
            found[place]["all"] += number * (producer_type in _BY_TYPE)
    return found


def _more(key: str) -> Callable[[Any], int]:
    return lambda line: line.more.get(key, 0)


def _to_be_added(selection: Selection) -> str:
    """The heading says how many the whole area is asked for."""
    words, version = "จำนวนผลิตภัณฑ์ OTOP เพิ่ม", selection.scheme
    if version is None or selection.area is None or selection.area.level == "region":
        return words
    targets = Target.objects.visible_to(selection.officer).filter(scheme=version.scheme_id)
    own = targets.of_itself(selection.area).prefetch_related("figures").first()
    asked = own and own.yardstick(version).shown(version.rule.levels[-1])
    return f"{words} {whole(asked)} {version.rule.unit}" if asked else words


REGISTERED = Report(
    "producers",
    "จำนวนผู้ผลิต ผู้ประกอบการ OTOP หรือผลิตภัณฑ์/ไตรมาส 1 บันทึกในระบบ OTOP Bigdata",
    (
        *area_columns(),
        *(figure(value, label, _more(value), "จำนวนผู้ประกอบการ") for value, label in _BY_TYPE.items()),
        figure("all", "รวมจำนวนผู้ประกอบการทั้งหมด", _more("all"), "จำนวนผู้ประกอบการ"),
        figure("now", "รวมปัจจุบัน", _more("now")),
        figure("products", _to_be_added, highest_of(0)),
        figure("result", "ผลสำเร็จ (ผลิตภัณฑ์)", result_of(0), when=with_results),
        Column("note", "หมายเหตุ", lambda line: "", width=20, surface=Surface.SHEET),
    ),
    partial(content_of_occasion, _registered),
    filters=("scheme", "area", "blank"),
    suits=_is_of_products,
    menu="จำนวนผู้ผลิต ผู้ประกอบการ และผลิตภัณฑ์ในระบบ Bigdata",
)
