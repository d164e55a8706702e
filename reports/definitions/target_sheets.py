"""The sheets that letters attach for a scheme: targets of levels (S000:61), of a quarter's criteria (S003, S004), and
of those who want to join (S003:217)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from otop_portal import fiscal, thai
from reports.selection import Selection
from targets import sentences as of_targets
from targets.choices import Measure
from targets.models import Plan, SchemeVersion
from targets.querysets import Place
from targets.results import Outcome, Reader
from targets.scoring import Level

from .columns import percent
from .report import Column, Report, Surface, Words
from .target_lines import (
    area_columns,
    content_of,
    content_of_occasion,
    criteria,
    figure,
    has_criterion,
    highest_of,
    level_column,
    lines_of,
    months_between,
    nothing_more,
    of_criterion,
    result_of,
    rounded,
    shown,
    with_results,
)

FILTERS = ("scheme", "area", "blank")
# As many criteria, and levels of one, as a sheet has room for.
MOST_CRITERIA, MOST_LEVELS = 4, 6
SALES_TITLE = "เป้าหมายตัวชี้วัดรายได้จากการจำหน่ายผลิตภัณฑ์ชุมชน OTOP"
MISSION_TITLE = "เป้าหมายภารกิจสำคัญที่อธิบดีกรมการพัฒนาชุมชนเน้นย้ำ"
LEVELS_TITLE = "เป้าหมายการดำเนินงานตามเกณฑ์การจัดระดับ ภารกิจสำคัญที่อธิบดีกรมการพัฒนาชุมชนเน้นย้ำ"
WALLET_TITLE = (
    "เป้าจำนวนผู้ผลิตผู้ประกอบการหรือศูนย์จำหน่ายผลิตภัณฑ์ OTOP ที่สนใจเข้าร่วมโครงการเติมเงิน 10,000 บาท "
    "ผ่าน digital wallet ลงทะเบียนจำหน่ายสินค้า ใน Click ชุมชน จำนวนไม่น้อยกว่า ร้อยละ 100 ตามเป้าหมายของอำเภอ"
)
PROJECT = "โครงการหนึ่งตำบล หนึ่งผลิตภัณฑ์ (OTOP)"
# A criterion as its letter heads it; another one is headed by its name.
AS_PRINTED = {
    "2567-q2-products-nongkhai": "จำนวนผลิตภัณฑ์ OTOP ลงทะเบียนในระบบเพิ่มขึ้น ไตรมาสละไม่น้อยกว่า 1 ผลิตภัณฑ์",
    "2567-q2-sales-nongkhai": (
        "ยอดจำหน่ายผลิตภัณฑ์ OTOP (เพิ่มขึ้นไตรมาสละ 2%) เมื่อเทียบกับช่วงปีฐาน (ปี พ.ศ. 2566) ประจำเดือน กุมภาพันธ์ 2567"
    ),
    "2567-q2-shop-nongkhai": (
        "จำนวนผู้ผลิต ผู้ประกอบการ OTOP หรือศูนย์จำหน่าย สินค้าชุมชน ลงทะเบียน เมนู Shop ชุมชน ในระบบ Click ชุมชน"
    ),
    "2567-q2-products-chiangrai": "จำนวนผลิตภัณฑ์ OTOP ที่เพิ่มขึ้น",
    "2567-q2-sales-chiangrai": "ยอดจำหน่าย OTOP ที่เพิ่มขึ้น",
    "2567-q2-shop-chiangrai": (
        "ผู้ผลิต ผู้ประกอบการ OTOP ที่เข้าร่วมโครงการ Digital Wallet ลงทะเบียน “Shop ชุมชน” ในระบบ “Click ชุมชน”"
    ),
}


def _is_measured(version: SchemeVersion) -> bool:
    return not version.is_graded


def _is_graded(version: SchemeVersion) -> bool:
    return version.is_graded


def _is_of_shops(version: SchemeVersion) -> bool:
    return version.measure == Measure.SHOPS


def _criterion(n: int, selection: Selection) -> SchemeVersion:
    return criteria(selection)[n]


def _heading(n: int) -> Words:
    def words(selection: Selection) -> str:
        scheme = _criterion(n, selection).scheme
        return AS_PRINTED.get(scheme.slug, scheme.name)

    return words


def _with_unit(words: str, n: int) -> Words:
    return lambda selection: f"{words} ({_criterion(n, selection).rule.unit})"


def _level(n: int, level: int, selection: Selection) -> Level:
    return _criterion(n, selection).rule.levels[level]


def _has_level(n: int, level: int, selection: Selection) -> bool:
    return has_criterion(n, selection) and level < len(_criterion(n, selection).rule.levels)


def _reads(n: int, selection: Selection) -> bool:
    return with_results(selection) and has_criterion(n, selection)


# เป้าหมายตัวชี้วัด: the years before, and a figure for each level.

_YEARS = 3


def _before(n: int, selection: Selection) -> int:
    """The fiscal year that stands n-th, the oldest first."""
    return selection.scheme.scheme.fiscal_year - _YEARS + n


def _is_of_sales(selection: Selection) -> bool:
    return selection.scheme is not None and selection.scheme.measures_sales


def _run(selection: Selection) -> str:
    months = selection.scheme.months
    return f"รวม {len(months)} เดือน ({thai.run_of_months(months, thai.month_short)})"


def _history(selection: Selection) -> Any:
    """What was sold in the same months of earlier years, and what is planned; by place."""

    def more(reader: Reader) -> Mapping[Place, Mapping[str, Any]]:
        version, measure = selection.scheme, Measure(selection.scheme.measure)
        found: dict[Place, dict[str, Any]] = {}
        for n in range(_YEARS):
            months = [fiscal.add_months(month, 12 * (n - _YEARS)) for month in version.months]
            for place, amount in reader.sums(measure, months).items():
                found.setdefault(place, {})[f"year_{n}"] = amount
        for place, amount in Plan.objects.visible_to(reader.officer).totals_over(version.months).items():
            found.setdefault(place, {})["plan"] = amount
        return found

    return more if _is_of_sales(selection) else nothing_more


def _levels_content(selection: Selection) -> Any:
    version = selection.scheme
    if version is None:
        return content_of(selection, [], ())
    of = SALES_TITLE if version.measures_sales else f"เป้าหมายตัวชี้วัด{version.scheme.name}"
    heading = f"ประจำปีงบประมาณ พ.ศ. {version.scheme.fiscal_year} เดือน{months_between(version)}"
    lines = lines_of(selection, _history(selection))
    notes = _planned_otherwise(lines) if _is_of_sales(selection) else ()
    return content_of(selection, lines, (heading,), *notes, title=f"{of} {version.scheme.occasion}")


def _planned_otherwise(lines: list) -> Iterator[str]:
    """Where the highest level, as it is printed, is not what the plan adds up to (CHECKS 3)."""
    for line in lines:
        outcome, plan = line.outcomes[0], line.more.get("plan")
        printed = outcome.yardstick.given.get(outcome.highest.slug)
        if None not in (printed, plan) and printed != plan:
            yield f"{outcome.target.area_name} {of_targets.other_plan(outcome.highest, printed, plan)}"


def _year_column(n: int) -> Column:
    """The newest is the base of the letter, as printed."""
    key = f"year_{n}"

    def value(line: Any) -> Any:
        base = line.outcomes[0].target.base if n == _YEARS - 1 else None
        return line.more.get(key) if base is None else base

    heading = partial(_year_heading, n)
    return figure(key, heading, value, _run, when=_is_of_sales)


def _year_heading(n: int, selection: Selection) -> str:
    return f"ปี {_before(n, selection)}"


def _of_levels(level: int) -> Column:
    def heading(selection: Selection) -> str:
        return _level(0, level, selection).name.removeprefix("ระดับ")

    value = of_criterion(0, shown(level))
    return figure(f"level_{level + 1}", heading, value, "กำหนดค่าเป้าหมายตามเกณฑ์", when=partial(_has_level, 0, level))


def _counted(selection: Selection) -> bool:
    return selection.scheme is not None and not _is_of_sales(selection)


def _base_name(selection: Selection) -> str:
    return selection.scheme.base_name or "ฐาน"


def _base(outcome: Outcome) -> Any:
    return outcome.target.base


def _percentage(outcome: Outcome) -> Any:
    return rounded(outcome.standing.percentage)


def _missing(line: Any) -> str:
    return of_targets.distance(line.outcomes[0].version.rule, line.outcomes[0].standing)


def _shows_plan(selection: Selection) -> bool:
    return with_results(selection) and _is_of_sales(selection)


TARGET_LEVELS = Report(
    "targets",
    "เป้าหมายตัวชี้วัด",
    (
        *area_columns(),
        *(_year_column(n) for n in range(_YEARS)),
        figure("base", _base_name, of_criterion(0, _base), when=_counted),
        *(_of_levels(level) for level in range(MOST_LEVELS)),
        figure("result", _with_unit("ผลสำเร็จ", 0), result_of(0), when=partial(_reads, 0)),
        percent("percentage", "ร้อยละ", value=of_criterion(0, _percentage), when=with_results),
        level_column("level", "ระดับ", when=with_results),
        Column("missing", "ที่ยังขาด", _missing, width=36, surface=Surface.SHEET, when=with_results),
        figure("plan", "แผนรายเดือนรวม (บาท)", lambda line: line.more.get("plan"), when=_shows_plan),
    ),
    _levels_content,
    filters=FILTERS,
    suits=_is_measured,
    menu="เป้าหมายตัวชี้วัดและผลสำเร็จ",
)


# ภารกิจรายไตรมาส: criteria beside each other, and the grade that they make.


def _grade_heading(selection: Selection) -> str:
    names = [level.name.removeprefix("ระดับ").strip() for level in reversed(selection.scheme.rule.levels)]
    return f"คะแนนระดับ {', '.join(names)}"


def _is_chosen(selection: Selection) -> bool:
    return selection.scheme is not None


def _reads_grade(selection: Selection) -> bool:
    return _is_chosen(selection) and with_results(selection)


def _mission_columns(n: int) -> tuple[Column, ...]:
    there = {"when": partial(has_criterion, n)}
    highest = highest_of(n)
    return (
        figure(f"target_{n + 1}", _with_unit("เป้าหมาย", n), highest, _heading(n), **there),
        figure(f"result_{n + 1}", _with_unit("ผลสำเร็จ", n), result_of(n), _heading(n), missing="", **there),
    )


def _graded_content(title: str, selection: Selection) -> Any:
    version = selection.scheme
    if version is None:
        return content_of(selection, [], ())
    heading = (
        PROJECT,
        f"{version.scheme.occasion} ปีงบประมาณ พ.ศ. {version.scheme.fiscal_year} ({months_between(version)})",
    )
    return content_of(selection, lines_of(selection, nothing_more), heading, title=title)


MISSION = Report(
    "mission",
    MISSION_TITLE,
    (
        *area_columns(),
        *(column for n in range(MOST_CRITERIA) for column in _mission_columns(n)),
        level_column("grade", _grade_heading, when=_is_chosen),
    ),
    partial(_graded_content, MISSION_TITLE),
    filters=FILTERS,
    suits=_is_graded,
    menu="เป้าหมายและผลสำเร็จภารกิจรายไตรมาส",
)


# The same with every level of each criterion (S004:70).


def _needs_base(n: int, selection: Selection) -> bool:
    return has_criterion(n, selection) and _criterion(n, selection).rule.needs_base


def _base_heading(n: int, selection: Selection) -> str:
    version = _criterion(n, selection)
    return "จำนวนผู้ผลิต ผู้ประกอบการ OTOP" if _is_of_shops(version) else version.base_name or "ฐาน"


def _level_heading(n: int, level: int, selection: Selection) -> str:
    only = _criterion(n, selection).rule
    words = of_targets.heading(only.levels[level])
    return f"{words} ({only.unit})" if words == "เป้าหมาย" else words


def _criterion_columns(n: int) -> Iterator[Column]:
    base = partial(_base_heading, n)
    yield figure(f"base_{n + 1}", base, of_criterion(n, _base), _heading(n), when=partial(_needs_base, n))
    for level in range(MOST_LEVELS):
        value, there = of_criterion(n, shown(level)), partial(_has_level, n, level)
        yield figure(f"level_{n + 1}_{level + 1}", partial(_level_heading, n, level), value, _heading(n), when=there)
    yield figure(f"result_{n + 1}", _with_unit("ผลสำเร็จ", n), result_of(n), _heading(n), when=partial(_reads, n))


MISSION_LEVELS = Report(
    "mission-levels",
    LEVELS_TITLE,
    (
        *area_columns(),
        *(column for n in range(MOST_CRITERIA) for column in _criterion_columns(n)),
        level_column("grade", _grade_heading, when=_reads_grade),
    ),
    partial(_graded_content, LEVELS_TITLE),
    filters=FILTERS,
    suits=_is_graded,
    menu="เป้าหมายตามเกณฑ์การจัดระดับรายไตรมาส",
)


# Digital Wallet


WALLET = Report(
    "wallet",
    WALLET_TITLE,
    (
        *area_columns(),
        figure("interested", "เป้าหมายผู้ผลิตผู้ประกอบการ OTOP ที่สนใจdigital wallet", of_criterion(0, _base)),
        figure(
            "to_register",
            "ลงทะเบียนในระบบคลิกชุมชน",
            highest_of(0),
        ),
        figure("result", "ผลสำเร็จ (ราย)", result_of(0), when=with_results),
        Column("note", "หมายเหตุ", lambda line: "", width=20, surface=Surface.SHEET),
    ),
    partial(content_of_occasion, nothing_more),
    filters=FILTERS,
    suits=_is_of_shops,
    menu="เป้าหมาย Digital Wallet และ Shop ชุมชน",
)
