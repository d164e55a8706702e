"""What the portal says of targets and of results."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from otop_portal import money, thai
from sales import sentences as rules
from sales.checks.sentences import ASK
from sales.models import District, Officer, Province

from .choices import Percentage
from .models import Setting
from .models.figures import OfArea
from .printed import Difference
from .risk import Outlook, Risk
from .scoring import Grade, Level, Rule, Standing

if TYPE_CHECKING:
    from .given.shares import Split
    from .models import Evaluation, SchemeVersion


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


def heading(level: Level) -> str:
    """ระดับ D ร้อยละ 25; of a name that says its percentage, or without one, the name."""
    if level.percent is None or "ร้อยละ" in level.name:
        return level.name
    return f"{level.name} ร้อยละ {figure(level.percent, 0)}"


def percentage(rule: Rule, of_base: Fraction | None) -> str:
    """เพิ่มขึ้น ร้อยละ 7.00; of a share ร้อยละ 8.00."""
    if of_base is None or rule.percentage == Percentage.GROWTH:
        return thai.growth(of_base)
    return f"ร้อยละ {thai.percent(of_base)}"


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


# What the imports say

PROVINCES_ONLY = "เกณฑ์นี้วัดระดับจังหวัด จึงไม่มีเป้าหมายของอำเภอ"
BASE_NEEDED = "กรุณากรอกฐาน เกณฑ์นี้คิดเป้าหมายจากร้อยละของฐาน"
NOTHING_ASKED = "กรุณากรอกฐาน หรือค่าเป้าหมายของระดับใดระดับหนึ่ง"
LEVELS_OUT_OF_ORDER = "ค่าเป้าหมายของระดับที่สูงกว่าน้อยกว่าของระดับที่ต่ำกว่า กรุณาตรวจสอบ"
PLAN_NEEDS_BOTH = "กรุณากรอกทั้งรายได้ปกติและรายได้ออนไลน์ หากไม่มีให้กรอก 0"
HAS_NO_TARGETS = "เกณฑ์นี้ได้จากระดับของเกณฑ์อื่น จึงไม่มีเป้าหมายของตนเอง"


def unread_column(heading: str) -> str:
    return f"ไม่ได้อ่านคอลัมน์ “{heading}” เพราะไม่ใช่คอลัมน์ของตารางนี้"


def differs(difference: Difference) -> str:
    """Of a printed figure: what it is beside the computed one."""
    return (
        f"พิมพ์ไว้ {thai.baht(difference.printed)} {_computed(difference)} {thai.baht(difference.computed)} "
        f"ต่างกัน {thai.baht(difference.off)} เก็บไว้ทั้งสองค่า"
    )


def _computed(difference: Difference) -> str:
    if difference.of_rows:
        return f"ผลรวมของ {thai.count(difference.of_rows)} บรรทัด"
    return f"ผลรวมของ {thai.count(difference.of_months)} เดือน" if difference.of_months else "คำนวณได้"


# What keeps a scheme as it is

RULE_IS_FIXED = "ประกาศใช้แล้ว จึงแก้ไขไม่ได้ หากต้องการเปลี่ยนแปลง กรุณาจัดทำฉบับใหม่"
NAMES_ARE_FIXED = "เคยประกาศใช้แล้ว จึงเปลี่ยนชื่อตัวชี้วัดและรอบไม่ได้"
IS_BEING_PREPARED = "มีฉบับที่กำลังจัดทำอยู่แล้ว กรุณาแก้ไขฉบับนั้น"
LETTER_OF_TOMORROW = "วันที่ของหนังสือยังมาไม่ถึง กรุณาตรวจสอบ"
NO_REASON_FOR_VERSION = "กรุณาระบุเหตุผลที่แก้ไข เช่น เลขที่หนังสือที่เปลี่ยนแปลงเกณฑ์"
NO_LETTER = "กรุณากรอกเลขที่หนังสือประกาศ"
NO_LETTER_DATE = "กรุณาเลือกวันที่ของหนังสือประกาศ"
REGISTERED_YEARS = "กรุณากรอกทั้งปีแรกและปีสุดท้าย โดยปีสุดท้ายต้องไม่ก่อนปีแรก"
MONTHS_REVERSED = "เดือนสุดท้ายอยู่ก่อนเดือนแรก กรุณาเลือกใหม่"
BOTH_MONTHS = "กรุณาเลือกทั้งเดือนแรกและเดือนสุดท้าย"
ONE_LEVEL_OF_EACH = "เลือกได้เกณฑ์ละหนึ่งระดับ"
RULE_SAVED = "บันทึกเกณฑ์แล้ว ยังไม่ประกาศใช้"
MONTHS_OUT_OF_REACH = "ปีงบประมาณนี้ไกลเกินไป กรุณาเลือกปีอื่น"


def slug_is_taken(slug: str) -> str:
    return f"มีเกณฑ์รหัส “{slug}” แล้ว กรุณาใช้รหัสอื่น"


def scheme_copied(slug: str) -> str:
    return f"คัดลอกเป็น “{slug}” แล้ว กรุณาแก้ไขให้ตรงกับหนังสือของปีใหม่"


def version_prepared(number: int) -> str:
    return f"จัดทำฉบับที่ {number} แล้ว กรุณาแก้ไข ลองใช้ และประกาศใช้"


def rule_announced(number: int) -> str:
    return f"ประกาศใช้ฉบับที่ {number} แล้ว"


def letter_before(day: date) -> str:
    return f"หนังสือของฉบับก่อนลงวันที่ {thai.date_long(day)} หนังสือของฉบับใหม่ต้องไม่ลงวันที่ก่อนนั้น"


def rule_was_changed(by: Officer, at: datetime) -> str:
    """As sentence 10 of UI.md."""
    return (
        f"{by} แก้ไขเกณฑ์นี้เมื่อวันที่ {thai.date_long(at)} เวลา {thai.time(at)} น. หลังจากท่านเปิดหน้านี้ "
        "จึงยังไม่ได้ทำรายการ กรุณาตรวจสอบอีกครั้ง"
    )


# What page 32 says besides


def not_to_evaluate_yet(version: SchemeVersion) -> str:
    return f"ยังรับรองผลไม่ได้ เพราะวัดถึง{thai.month_long(version.last_month)} กรุณารับรองเมื่อถึงเดือนนั้นแล้ว"


def evaluated(evaluation: Evaluation) -> str:
    return f"จังหวัดรับรองผลการประเมินแล้ว ณ วันที่ {thai.date_long(evaluation.at)}"


def figure(amount: Decimal | None, places: int) -> str:
    """A target with the scheme's decimals; with satang where it has them."""
    exact = amount is None or amount == money.round_half_up(amount, places)
    return thai.percent(amount, places if exact else 2)


def months_counted(counted: int, months: int) -> str:
    return f"มียอดแล้ว {counted} จาก {months} เดือน"


def each_month(rule: Rule, distance: Decimal, months: int) -> str:
    """What is needed in each month that is left; 1,000.00 of 3 are 333.34."""
    needed = Fraction(ceil(Fraction(distance) / months * 10**rule.result_places), 10**rule.result_places)
    return f"เฉลี่ยเดือนละ {thai.percent(needed, rule.result_places)} {rule.unit} อีก {months} เดือน"


def other_base(printed: Decimal, own: Decimal) -> str:
    """The printed base beside what the portal has confirmed of its months."""
    return f"ฐานที่พิมพ์ไว้ {thai.baht(printed)} ในระบบ {thai.baht(own)} ต่างกัน {thai.baht(printed - own)}"


def other_plan(level: Level, printed: Decimal, planned: Decimal) -> str:
    """The level's printed figure beside what the months of the plan add up to (CHECKS 3)."""
    return (
        f"{level.name}ที่พิมพ์ไว้ {thai.baht(printed)} แผนรายเดือนรวม {thai.baht(planned)} "
        f"ต่างกัน {thai.baht(printed - planned)}"
    )


def counted(*, entered: bool) -> str:
    return "รวมยอดที่จังหวัดยังไม่ยืนยัน ยังไม่ใช่ยอดของกรมฯ" if entered else "นับเฉพาะยอดที่จังหวัดยืนยันแล้ว"


# How page 32 sorts areas.
BY_RISK = (
    "เป้าหมาย คือระดับสูงสุดของเกณฑ์ ผ่าน คือถึงระดับนั้นแล้ว · เรียงจากที่เสี่ยงที่สุด: ครบช่วงแล้วยังไม่ถึง ยังไม่มีผล "
    "แล้วตามจำนวนที่เดือนที่เหลือต้องทำได้ เป็นเท่าของค่าเฉลี่ยต่อเดือนที่ผ่านมา หากมีหลายเกณฑ์ใช้เกณฑ์ที่เสี่ยงที่สุด"
)


def outlook(risk: Risk) -> str:
    words = {
        Outlook.MISSED: "ครบช่วงแล้วยังไม่ถึงเป้า",
        Outlook.NOTHING_YET: "ยังไม่มีผล",
        Outlook.REACHED: "ถึงเป้าแล้ว",
        Outlook.UNKNOWN: "ยังตัดสินไม่ได้",
    }
    return words.get(risk.outlook) or f"เดือนที่เหลือต้องทำได้ {thai.percent(risk.pace)} เท่าของค่าเฉลี่ย"


def parts_missing(grade: Grade, names: Sequence[str]) -> str:
    """What the following grade still needs."""
    return f"ถึง{grade.following.name} ต้องถึงเป้า: {thai.join(names)}" if grade.following and names else ""


# What page 33 says

NOT_YOURS_TO_SET = "กำหนดเป้าหมายได้เฉพาะจังหวัดของท่าน"
ONLY_ADMINISTRATORS_UNLOCK = "เฉพาะผู้ดูแลระบบที่ปลดล็อกเป้าหมายซึ่งจังหวัดประกาศแล้วได้"
NOTHING_TO_UNDO = "การนำเข้านี้ถูกยกเลิกไปแล้ว หรือไม่ใช่การนำเข้าจากไฟล์"
EVALUATED_SINCE_IMPORT = "ยกเลิกการนำเข้าไม่ได้ เพราะจังหวัดรับรองผลการประเมินตามตัวเลขนี้แล้ว"
CHANGED_SINCE_IMPORT = "ยกเลิกการนำเข้าไม่ได้ เพราะมีการแก้ไขแถวที่นำเข้าหลังจากนั้น กรุณาแก้ไขในตารางแทน"
NOTHING_TO_ANNOUNCE = "ยังไม่มีเป้าหมายให้ประกาศ กรุณากำหนดเป้าหมายก่อน"
NOT_LOCKED = "เป้าหมายนี้ไม่ได้ล็อกอยู่"


def letter(setting: Setting) -> str:
    return f"หนังสือที่ {setting.letter_number} ลงวันที่ {thai.date_long(setting.letter_date)}"


def locked(setting: Setting) -> str:
    return f"{setting.province or 'ส่วนกลาง'}ประกาศแล้วตาม{letter(setting)} จึงแก้ไขไม่ได้ หากต้องแก้ไข กรุณาให้ผู้ดูแลระบบปลดล็อก"


def clash(row: OfArea | None, theirs: Decimal | None, mine: Decimal | None) -> str:
    """Somebody has changed the cell since it was read."""
    if row is None:
        return f"มีผู้ลบตัวเลขแถวนี้หลังจากท่านเปิดหน้านี้ ท่านกรอก {thai.baht(mine)} กรุณาเลือกตัวเลขที่ถูกต้อง"
    return rules.clash(str(row.set_by), theirs, row.set_at, mine)


# What reading the documents' sheets says

WHICH_PROVINCE = "ตารางนี้ไม่มีคอลัมน์จังหวัด กรุณานำเข้าในหน้ากำหนดเป้าหมายของจังหวัด หรือระบุ --province"
UNNAMED_SUM = "บรรทัดนี้ไม่มีชื่อ อ่านเป็นบรรทัดรวมของจังหวัด"
NO_TARGETS_IN_SHEET = "ไม่พบคอลัมน์ของเกณฑ์นี้ในตาราง กรุณาเลือกเกณฑ์ให้ตรงกับตาราง"
NO_MONTHS_IN_SHEET = "ไม่พบเดือนในหัวตาราง เช่น ตุลาคม 2565"


def not_of_province(province: Province) -> str:
    return f"ไม่ใช่ของ{province} กรุณานำเข้าในหน้าของจังหวัดนั้น"


def not_of_year(fiscal_year: int) -> str:
    return f"ไม่ใช่เดือนของปีงบประมาณ {fiscal_year} กรุณานำเข้าในหน้าของปีนั้น"


def read_as(text: str, district: District) -> str:
    return f"อ่าน “{text}” เป็น “{district.name_th}” ตามที่ท่านเลือก"


def other_period(months: int, of_scheme: int) -> str:
    return f"ตารางนี้เป็นยอด {months} เดือน แต่เกณฑ์นี้วัด {of_scheme} เดือน กรุณาเลือกตารางหรือเกณฑ์ให้ตรงกัน"


def column_without_heading(level: str) -> str:
    return f"คอลัมน์สุดท้ายไม่มีหัวตาราง อ่านเป็น {level} ซึ่งเป็นระดับเดียวที่ยังไม่มีคอลัมน์"


# What page 33's grid, files and announcements say

NO_REASON_TO_UNLOCK = "กรุณาระบุเหตุผลที่ปลดล็อก"
UNDONE = "ยกเลิกการนำเข้าแล้ว ตัวเลขกลับเป็นค่าก่อนนำเข้า"
FIGURES_LOCKED = "ประกาศเป้าหมายของจังหวัดแล้ว ตัวเลขถูกล็อก"
FIGURES_UNLOCKED = "ปลดล็อกแล้ว จังหวัดแก้ไขได้"
NOTHING_TO_SPLIT = "กรุณากรอกตัวเลขของจังหวัดที่มากกว่า 0 ก่อนแบ่ง"
NOTHING_SOLD_LAST_YEAR = "แบ่งไม่ได้ เพราะไม่มียอดที่ยืนยันแล้วในช่วงเดียวกันของปีก่อน กรุณากรอกรายอำเภอ"


def figures_saved(rows: int) -> str:
    return f"บันทึกแล้ว {thai.count(rows)} แถว" if rows else "ไม่มีตัวเลขที่เปลี่ยนแปลง"


def figures_held(rows: int, problems: int) -> str:
    """As sentence 4 of UI.md."""
    return f"บันทึกแล้ว {thai.count(rows)} แถว อีก {thai.count(problems)} ช่องต้องแก้ไขก่อน ตัวเลขที่กรอกไว้ยังอยู่ครบ"


def split_over(amount: Decimal, column: str, split: Split) -> str:
    """What was split, by what, and where the remainder of rounding down went."""
    period = thai.run_of_months(split.months)
    rest = "ไม่มีเศษ"
    if split.left_over:
        names = thai.join([district.name_th for district in split.went_to])
        rest = f"เศษที่เหลือจากการปัดลง {figure(split.left_over, 0)} เพิ่มให้ {names}"
    return f"แบ่ง{column} {figure(amount, 0)} ตามสัดส่วนยอดที่ยืนยันแล้วของ{period} {rest} ยังไม่ได้บันทึก กรุณาตรวจสอบแล้วกดบันทึก"


def more_than_planned(planned: Decimal, times: Fraction) -> str:
    return f"ยอดรวมทั้งแบบเป็น {thai.percent(times)} เท่าของแผนเดือนนี้ ({thai.baht(planned)} บาท) {ASK}"
