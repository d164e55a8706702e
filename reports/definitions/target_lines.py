"""What the sheets of targets are made of: a line per area with what it was given, what it reached, and its level."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from otop_portal import money, thai
from reports.selection import Selection
from sales.models import Area, Province
from sales.standing import Standing
from targets import printed
from targets import sentences as of_targets
from targets.models import SchemeVersion
from targets.querysets import Place
from targets.results import GradeOutcome, Outcome, Reader
from targets.standings import pill, reader_for

from .columns import code, number
from .report import Column, Content, Kind, Words

COUNTED = "ผลสำเร็จนับเฉพาะยอดและผลงานที่จังหวัดยืนยันแล้ว · ตัวเลขที่พิมพ์ไว้ไม่ถูกแก้ หากไม่ตรงกับที่คำนวณได้ แสดงทั้งสองค่า"
NO_TARGETS = "ยังไม่มีเป้าหมายของพื้นที่นี้"
SHEET_WIDTH = 17


@dataclass(frozen=True)
class TargetLine:
    """`outcomes` stand as the criteria do. `more`: figures of one sheet alone, by name; `blank`: without results."""

    area: Area | None
    outcomes: Sequence[Outcome | None]
    grade: GradeOutcome | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    blank: bool = False


def criteria(selection: Selection) -> Sequence[SchemeVersion]:
    """The measured versions of the sheet: the parts of a grade, or the scheme itself."""
    version = selection.scheme
    if version is None:
        return ()
    return version.parts_in_force if version.is_graded else (version,)


def reader_of(selection: Selection) -> Reader:
    area = selection.area
    return reader_for(selection.officer, area)


def lines_of(selection: Selection, more: Callable[[Reader], Mapping[Place, Mapping[str, Any]]]) -> list[TargetLine]:
    """In the order of places, what holds the others last."""
    reader, version = reader_of(selection), selection.scheme
    found: dict[Place, dict[str, Outcome]] = defaultdict(dict)
    for criterion in criteria(selection):
        for outcome in reader.outcomes(criterion):
            found[outcome.target.place][criterion.scheme.slug] = outcome
    grades = reader.grades(version) if version and version.is_graded else ()
    graded = {next(iter(each.parts.values())).target.place: each for each in grades}
    besides = more(reader)
    slugs = [criterion.scheme.slug for criterion in criteria(selection)]
    lines = [
        TargetLine(
            next(iter(each.values())).target.area,
            [each.get(slug) for slug in slugs],
            graded.get(place),
            besides.get(place, {}),
            selection.blank,
        )
        for place, each in found.items()
    ]
    return [line for line in lines if _is_asked(selection, line.area)]


def content_of_occasion(more: Callable[[Reader], Mapping[Place, Mapping[str, Any]]], selection: Selection) -> Content:
    """Of a sheet that is headed by the scheme's round or quarter alone."""
    if selection.scheme is None:
        return content_of(selection, [], ())
    scheme = selection.scheme.scheme
    heading = f"{scheme.occasion} ปีงบประมาณ พ.ศ. {scheme.fiscal_year}"
    return content_of(selection, lines_of(selection, more), (heading,))


def _is_asked(selection: Selection, area: Area | None) -> bool:
    """Of a region its provinces."""
    region = selection.area
    return getattr(region, "level", "") != "region" or (isinstance(area, Province) and area.region == region.pk)


def nothing_more(reader: Reader) -> Mapping[Place, Mapping[str, Any]]:
    return {}


def content_of(
    selection: Selection, lines: Sequence[TargetLine], heading: Iterable[str], *notes: str, title: str = ""
) -> Content:
    """The row of sums is the area's own, as it was given: it need not be what the lines add up to."""
    own = next((line for line in lines if line.area == selection.area and len(lines) > 1), None)
    return Content(
        [line for line in lines if line is not own],
        (*heading, str(selection.place), selection.made),
        total=own,
        standing="" if lines else NO_TARGETS,
        empty=NO_TARGETS,
        notes=(*notes, COUNTED, *differences(selection, lines)),
        is_to_fill_in=selection.blank,
        title=title,
    )


def differences(selection: Selection, lines: Sequence[TargetLine]) -> list[str]:
    """Printed figures that other figures contradict (CHECKS 2 and 6): one note each."""
    found = []
    for n, version in enumerate(criteria(selection)):
        outcomes = [outcome for line in lines if (outcome := line.outcomes[n])]
        names = {"base": "ฐาน", **{level.slug: level.name for level in version.rule.levels}}
        found += [
            f"{each.row.area_name} {names[each.column]} {of_targets.differs(each)}"
            for each in printed.of_targets(version, [outcome.target for outcome in outcomes])
        ]
        found += [
            f"{each.target.area_name} {of_targets.other_base(each.target.base, each.own_base)}"
            for each in outcomes
            if each.base_off is not None
        ]
    return found


def area_columns() -> tuple[Column, ...]:
    return (
        number(),
        code("code", "รหัสพื้นที่", lambda line: line.area.code if line.area else ""),
        Column("name", _area_heading, lambda line: line.area.name_th if line.area else "", width=22),
    )


def _area_heading(selection: Selection) -> str:
    return "อำเภอ" if getattr(selection.area, "level", "region") != "region" else "จังหวัด"


def whole(amount: Decimal | None) -> Decimal | int | None:
    """A number without satang as the documents print it."""
    return int(amount) if amount is not None and amount == int(amount) else amount


def figure(key: str, heading: Words, value: Callable[[Any], Decimal | None], *groups: Words, **more: Any) -> Column:
    """Baht or a number of things, as the documents print it."""
    return Column(
        key, heading, lambda line: whole(value(line)), Kind.NUMBER, groups, total=True, width=SHEET_WIDTH, **more
    )


def of_criterion(n: int, value: Callable[[Outcome], Any]) -> Callable[[TargetLine], Any]:
    """Of the n-th; None where the area is not measured by it."""
    return lambda line: value(outcome) if (outcome := line.outcomes[n]) else None


def has_criterion(n: int, selection: Selection) -> bool:
    return n < len(criteria(selection))


def with_results(selection: Selection) -> bool:
    return not selection.blank


def result_of(n: int) -> Callable[[TargetLine], Decimal | None]:
    """A cell to write in where the sheet is handed out."""
    reached = of_criterion(n, lambda outcome: outcome.result)
    return lambda line: None if line.blank else reached(line)


def highest_of(n: int) -> Callable[[TargetLine], Decimal | None]:
    """What the criterion asks for at its highest level."""
    return of_criterion(n, lambda outcome: outcome.yardstick.shown(outcome.highest))


def shown(level: int) -> Callable[[Outcome], Decimal | None]:
    return lambda outcome: outcome.yardstick.shown(outcome.version.rule.levels[level])


def level_column(key: str, heading: Words, *groups: Words, **more: Any) -> Column:
    """The level or the grade in its colour; in a sheet that is handed out, a cell to write in."""
    return Column(key, heading, _level, Kind.STANDING, groups, total=True, width=16, missing="", **more)


def _level(line: TargetLine) -> Standing | None:
    judged = line.grade or line.outcomes[0]
    return None if line.blank or judged is None else pill(judged)


def months_between(version: SchemeVersion) -> str:
    return f"{thai.month_long(version.first_month)} - {thai.month_long(version.last_month)}"


def rounded(value: Any) -> Decimal | None:
    return None if value is None else money.round_half_up(value, 2)
