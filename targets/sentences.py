"""What the portal says of targets and of results."""

from fractions import Fraction

from otop_portal import thai

from .choices import Percentage
from .scoring import Grade, Level, Rule, Standing


def level(rule: Rule, standing: Standing | Grade) -> str:
    """ระดับสูง; ต่ำกว่าระดับต้น; or why there is none yet."""
    if standing.level:
        return standing.level.name
    if isinstance(standing, Grade):
        return _without_grade(rule, standing)
    return str(standing.lack.label) if standing.lack else _below(rule)


def _without_grade(rule: Rule, grade: Grade) -> str:
    waits = set(grade.missing) & set(grade.unknown)
    return "ยังมีผลไม่ครบ" if waits else _below(rule)


def _below(rule: Rule) -> str:
    return f"ต่ำกว่า{rule.levels[0].name}"


def percentage(rule: Rule, of_base: Fraction | None) -> str:
    """เพิ่มขึ้นร้อยละ 7.00; of a share ร้อยละ 8.00."""
    if of_base is None or rule.percentage == Percentage.SHARE:
        return thai.NO_DATA if of_base is None else f"ร้อยละ {thai.percent(of_base)}"
    if not of_base:
        return "เท่าเดิม"
    return f"{'เพิ่มขึ้น' if of_base > 0 else 'ลดลง'}ร้อยละ {thai.percent(abs(of_base))}"


def distance(rule: Rule, standing: Standing) -> str:
    """อีก 41,200.00 บาท ถึงระดับสูง; nothing at the top and where nothing is judged."""
    following = standing.following
    if following is None or standing.distance is None:
        return ""
    gap = f"{'ลดอีก' if rule.falling else 'อีก'} {thai.percent(standing.distance, rule.result_places)} {rule.unit}"
    steps = [gap] if standing.distance else []
    steps += [f"ต้องมี{standing.condition}"] if standing.condition else []
    return f"{' และ'.join(steps)} ถึง{_spaced(following)}"


def _spaced(following: Level) -> str:
    """A number that begins a name stands apart: ถึง 5 คะแนน."""
    return f" {following.name}" if following.name[0].isdigit() else following.name
