"""เกณฑ์ตัวชี้วัด (36): a rule in plain Thai, and what it makes of one area's figures, step by step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from otop_portal import thai

from . import sentences
from .choices import AreaLevel, Deciding, Measure, Percentage
from .models import SchemeVersion
from .results import GradeOutcome, Outcome
from .scoring import Level

# Names of the levels of a scheme, by its slug and theirs.
Names = Mapping[tuple[str, str], str]

_CONFIRMED = "ที่จังหวัดยืนยันแล้ว"
_MEASURED = {
    Measure.SALES: f"ยอดจำหน่ายทุกช่องทาง ทั้งในประเทศและต่างประเทศ {_CONFIRMED}",
    Measure.DOMESTIC_SALES: f"ยอดจำหน่ายในประเทศ ทั้งขายออฟไลน์และขายออนไลน์ {_CONFIRMED}",
    Measure.FOREIGN_SALES: f"ยอดจำหน่ายต่างประเทศ ทั้งขายออฟไลน์และขายออนไลน์ {_CONFIRMED}",
    Measure.OFFLINE_SALES: f"รายได้ปกติ (ขายออฟไลน์ทั้งในประเทศและต่างประเทศ) {_CONFIRMED}",
    Measure.ONLINE_SALES: f"รายได้ออนไลน์ (ขายออนไลน์ทั้งในประเทศและต่างประเทศ) {_CONFIRMED}",
    Measure.NEW_PRODUCTS: "จำนวนผลิตภัณฑ์ที่ลงทะเบียนในช่วงนี้ของผู้ผลิตที่ได้รับอนุมัติ นับผลิตภัณฑ์ละหนึ่งครั้ง",
    Measure.ONLINE_PRODUCTS: f"จำนวนผลิตภัณฑ์ที่จำหน่ายในตลาดออนไลน์ {_CONFIRMED}",
    Measure.SHOPS: f"จำนวนผู้ลงทะเบียน Shop ชุมชน {_CONFIRMED}",
    Measure.REPORTED: f"จำนวนที่อำเภอรายงาน {_CONFIRMED}",
    Measure.PARTS: "ระดับที่ได้จากเกณฑ์ย่อยหลายเกณฑ์",
}
_AREAS = {
    AreaLevel.DISTRICT: "อำเภอ จังหวัด และประเทศ แต่ละแห่งใช้ฐานและเป้าหมายของตนเอง",
    AreaLevel.PROVINCE: "จังหวัดและประเทศ แต่ละแห่งใช้ฐานและเป้าหมายของตนเอง",
}
_FORMULAS = {Percentage.GROWTH: "(ผล − ฐาน) × 100 ÷ ฐาน", Percentage.SHARE: "ผล × 100 ÷ ฐาน"}
_DECIDING = {
    Deciding.PERCENTAGE: "ร้อยละที่ไม่ปัดเศษ ถึงพอดีถือว่าได้ ขาดไปแม้น้อยที่สุดยังไม่ได้ เป้าหมายที่แสดงปัดเศษแล้วจึงอาจต่างเล็กน้อย",
    Deciding.PRINTED: "ตัวเลขเป้าหมายที่พิมพ์ไว้ ถึงพอดีถือว่าได้ ขาดไปแม้น้อยที่สุดยังไม่ได้",
}
_OF_PARTS = "ได้ระดับสูงสุดที่เกณฑ์ย่อยถึงครบทุกเกณฑ์"


@dataclass(frozen=True)
class Step:
    """A level: when it is reached and what it needs besides."""

    name: str
    reached_when: Sequence[str]
    condition: str


def facts(version: SchemeVersion) -> Iterator[tuple[str, str]]:
    """Heading and sentence."""
    yield "สิ่งที่วัด", _MEASURED[Measure(version.measure)]
    if version.registered:
        yield "นับเฉพาะ", f"ผลิตภัณฑ์ที่ลงทะเบียน ปี {version.registered_from} – {version.registered_to}"
    yield "ช่วงเวลา", f"{version.period} ({thai.count(len(version.months))} เดือน)"
    yield "ใช้กับ", _AREAS[AreaLevel(version.area_level)]
    if version.is_graded:
        yield "การตัดสิน", _OF_PARTS
        return
    if base := _base(version):
        yield "ฐาน", base
        yield "ร้อยละ", _FORMULAS[Percentage(version.percentage)]
    yield "ตัดสินด้วย", _DECIDING[Deciding(version.deciding)]
    yield "เป้าหมายที่แสดง", _rounding(version.places)
    if version.falling:
        yield "ทิศทาง", "ยิ่งน้อยยิ่งดี"


def _base(version: SchemeVersion) -> str:
    months = f"({thai.run_of_months(version.base_months)})" if version.base_months else ""
    return " ".join(filter(None, [version.base_name, months]))


def _rounding(places: int) -> str:
    return f"ปัดเป็น{f'ทศนิยม {places} ตำแหน่ง' if places else 'จำนวนเต็ม'} ตั้งแต่ครึ่งหนึ่งปัดขึ้น"


def steps(version: SchemeVersion, names: Names) -> list[Step]:
    return [Step(each.name, list(_reached_when(version, each, names)), each.condition) for each in version.rule.levels]


def _reached_when(version: SchemeVersion, level: Level, names: Names) -> Iterator[str]:
    if level.is_floor:
        yield "ทุกพื้นที่ที่มีผล"
    if version.is_graded:
        scheme_names = {part.part.slug: part.part.name for each in version.levels.all() for part in each.parts.all()}
        for slug, needed in level.parts.items():
            yield f"{scheme_names[slug]}: ถึง{names.get((slug, needed), needed)}"
    elif level.percent is None:
        yield "ไม่เกินตัวเลขที่กำหนดให้แต่ละพื้นที่" if version.falling else "ถึงตัวเลขที่กำหนดให้แต่ละพื้นที่"
    else:
        shown = "เป้าหมายที่แสดง: " if level.is_floor else ""
        yield f"{shown}{_of_percent(version, level)}"


def _of_percent(version: SchemeVersion, level: Level) -> str:
    bound = "ไม่เกิน" if version.falling else "ตั้งแต่"
    if version.percentage == Percentage.SHARE:
        return f"{bound}ร้อยละ {thai.percent(level.percent)} ของฐาน"
    if not level.percent:
        return "ไม่มากกว่าฐาน" if version.falling else "ไม่น้อยกว่าฐาน"
    return f"{thai.growth(level.percent).replace(' ร้อยละ', f'{bound}ร้อยละ')}"


def names_of(versions: Sequence[SchemeVersion]) -> Names:
    return {(each.scheme.slug, level.slug): level.name for each in versions for level in each.rule.levels}


@dataclass(frozen=True)
class Target:
    """A level's figures in an example: as it is shown, what decides, and whether it is reached."""

    name: str
    shown: str
    decided_at: str
    is_reached: bool


@dataclass(frozen=True)
class Example:
    """One area's figures laid on the rule; the lines are read from top to bottom."""

    area: str
    lines: Sequence[tuple[str, str]]
    targets: Sequence[Target]
    level: str
    why: str


def example(outcome: Outcome) -> Example:
    rule, standing, yardstick = outcome.version.rule, outcome.standing, outcome.yardstick
    targets = [
        Target(
            each.name,
            sentences.figure(yardstick.shown(each), rule.places),
            thai.exact(yardstick.threshold(each)),
            each.slug in standing.reached,
        )
        for each in rule.levels
    ]
    level = sentences.level(rule, standing)
    return Example(outcome.target.area_name, list(_lines(outcome)), targets, level, _why(outcome))


def _lines(outcome: Outcome) -> Iterator[tuple[str, str]]:
    rule, base, result = outcome.version.rule, outcome.target.base, outcome.result
    unit = rule.unit
    if base is not None:
        yield "ฐาน", f"{_figure(outcome, base)} {unit}"
    yield "ผล", f"{_figure(outcome, result)} {unit}" if result is not None else "ยังไม่มีผล"
    if outcome.standing.percentage is not None:
        now, before = _figure(outcome, result), _figure(outcome, base)
        sum_of = f"({now} − {before})" if rule.percentage == Percentage.GROWTH else now
        yield "ร้อยละ", f"{sum_of} × 100 ÷ {before} = {thai.exact(outcome.standing.percentage)}"


def _figure(outcome: Outcome, amount: Decimal) -> str:
    return thai.percent(amount, outcome.version.rule.result_places)


def _why(outcome: Outcome) -> str:
    standing, rule = outcome.standing, outcome.version.rule
    if standing.lack:
        return str(standing.lack.label)
    parts = [_reached(outcome, standing.level)] if standing.level else []
    if standing.following:
        parts.append(f"ยังไม่ถึง{standing.following.name}: {sentences.distance(rule, standing)}")
    else:
        parts.append("เป็นระดับสูงสุดแล้ว")
    return " ".join(parts)


def _reached(outcome: Outcome, level: Level) -> str:
    if level.is_floor and outcome.standing.reached == [level.slug]:
        return f"มีผลแล้วจึงได้{level.name}"
    return f"ผลถึง{level.name} ซึ่งต้องได้ {thai.exact(outcome.yardstick.threshold(level))} {outcome.version.rule.unit}"


def example_of_grade(outcome: GradeOutcome) -> Example:
    """What the parts have reached is what the grade is made of."""
    rule = outcome.version.rule
    lines = [
        (part.version.scheme.name, sentences.level(part.version.rule, part.standing)) for part in outcome.parts.values()
    ]
    why = sentences.parts_missing(outcome.grade, outcome.missing_names) or "เกณฑ์ย่อยถึงครบทุกเกณฑ์"
    return Example(outcome.area_name, lines, [], sentences.level(rule, outcome.grade), why)
