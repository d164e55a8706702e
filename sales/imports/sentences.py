"""What the imports say of a file, and of its lines."""

from collections.abc import Iterable

from otop_portal import thai

from ..choices import Role

OLD_EXCEL = "ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้ กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx ที่ไม่มีรหัสผ่าน"
NOT_EXCEL = "ไฟล์นี้ไม่ใช่ Excel (.xlsx) ที่เปิดได้ กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx หรือ CSV"
NOT_CSV = "ไฟล์นี้ไม่ใช่ตาราง CSV กรุณาบันทึกเป็น CSV (UTF-8) หรือ .xlsx"
NO_LETTERS = "อ่านตัวอักษรในไฟล์ไม่ได้ กรุณาบันทึกเป็น CSV (UTF-8) หรือ .xlsx"
ACTIVE_CONTENT = "ไฟล์นี้มีมาโคร ลิงก์ไปยังไฟล์อื่น หรือวัตถุฝัง จึงไม่เปิดอ่าน กรุณาบันทึกเป็น .xlsx ที่มีเฉพาะตาราง"
TOO_HEAVY = "ไฟล์นี้ใหญ่หรือซับซ้อนเกินกว่าจะอ่านได้อย่างปลอดภัย กรุณาแบ่งไฟล์ หรือบันทึกเฉพาะตารางเป็น CSV"
EMPTY = "ไฟล์นี้ไม่มีข้อมูล"


def too_large(limit: int) -> str:
    return f"ไฟล์ใหญ่เกิน {limit // 1024**2} MB กรุณาแบ่งไฟล์"


def too_many_lines(lines: int) -> str:
    return f"ไฟล์มีมากกว่า {thai.count(lines)} บรรทัด กรุณาแบ่งไฟล์"


def column_missing(names: Iterable[str]) -> str:
    return f"ไม่พบคอลัมน์ {' หรือ '.join(f'“{name}”' for name in names)}"


def column_doubled(name: str) -> str:
    return f"มีคอลัมน์ “{name}” มากกว่าหนึ่งคอลัมน์ กรุณาเหลือไว้คอลัมน์เดียว"


def empty_cell(name: str) -> str:
    return f"กรุณากรอก{name}"


def too_long(letters: int) -> str:
    return f"ข้อความยาวเกิน {letters} ตัวอักษร"


def no_such_province(name: str) -> str:
    return f"ไม่พบจังหวัด “{name}”"


def no_such_district(name: str, province: object) -> str:
    return f"{province}ไม่มีอำเภอ “{name}”"


def no_such_type(word: str, known: Iterable[str]) -> str:
    return f"ไม่รู้จัก “{word}” ใช้ได้: {', '.join(known)}"


def type_left_unknown(word: str) -> str:
    return f"ไม่รู้จักประเภท “{word}” จะบันทึกเป็นยังไม่ระบุประเภท"


def code_of_another_district(code: str, district: object) -> str:
    return f"รหัส {code} อยู่ในทะเบียนของ{district}แล้ว การย้ายอำเภอต้องทำในทะเบียน"


def name_with_another_code(code: str) -> str:
    return f"ชื่อนี้มีอยู่แล้วในทะเบียนด้วยรหัส {code}"


def unlike_line(number: int) -> str:
    return f"ไม่ตรงกับบรรทัดที่ {number} ซึ่งเป็นผู้ประกอบการรายเดียวกัน"


def repeats_line(number: int) -> str:
    return f"ซ้ำกับบรรทัดที่ {number}"


def resembles(name: str) -> str:
    return f"ชื่อคล้ายกับ “{name}” ที่มีอยู่แล้ว จะบันทึกเป็นคนละราย กรุณาตรวจสอบ"


CLOSED = "ปิดแล้วในทะเบียน จึงไม่เปลี่ยนแปลง หากดำเนินการอีก กรุณาเปิดอีกครั้งในทะเบียน"
MONTH_NOT_IN_PORTAL = "ระบบยังไม่มีเดือนนี้ ปีต้องเป็นปีปฏิทิน พ.ศ. เช่น ตุลาคม 2565 หากถูกต้องแล้ว กรุณาให้ผู้ดูแลระบบเพิ่มเดือนก่อน"


def not_a_year(text: str) -> str:
    return f"“{text}” ไม่ใช่ปี พ.ศ. กรุณากรอกเลขสี่หลัก เช่น 2565"


def not_a_month(text: str) -> str:
    return f"“{text}” ไม่ใช่เดือน กรุณากรอก 1 ถึง 12 หรือชื่อเดือน"


def wrong_area(code: str, role: Role) -> str:
    if not role.area:
        return f"{role.label}ต้องเว้นพื้นที่ว่าง"
    needed = "รหัสอำเภอ 4 หลัก" if role.area == "district" else "รหัสจังหวัด 2 หลัก"
    return f"ไม่พบพื้นที่ “{code}” {role.label}ต้องใช้{needed}"


def username_of_another(officer: object) -> str:
    return f"ชื่อผู้ใช้นี้เป็นของ{officer}แล้ว ในบทบาทหรือพื้นที่อื่น"


NO_FILE = "กรุณาเลือกไฟล์ก่อน"
NO_LONGER_WAITING = "ไฟล์ที่ตรวจไว้หมดอายุหรือถูกนำเข้าแล้ว กรุณาเลือกไฟล์อีกครั้ง"


def changed_since_preview(fault: object) -> str:
    return f"ยังไม่ได้นำเข้า เพราะข้อมูลในระบบเปลี่ยนไปหลังจากตรวจไฟล์ กรุณาตรวจอีกครั้ง ({fault})"


def imported(title: str, new: int, changed: int, unchanged: int) -> str:
    return f"นำเข้า{title}แล้ว เพิ่ม {thai.count(new)} เปลี่ยนแปลง {thai.count(changed)} คงเดิม {thai.count(unchanged)}"


DRAFT_FORM = "แบบ รต.๒ นี้ยังเป็นร่าง อำเภอยังไม่ได้ยืนยัน จึงนำเข้าเป็นข้อมูลที่ยืนยันแล้วไม่ได้"
NOT_OUR_FORM = "อ่านแบบ รต.๒ ไม่ได้ ต้องมีบรรทัด “เดือน: … จังหวัด: … อำเภอ: …” หัวตารางครบทุกช่อง และบรรทัดรวม ตามที่ระบบนี้ส่งออก"
NOT_IN_REGISTER = "ไม่มีในทะเบียน จะเพิ่มเป็นรายที่ปิดแล้ว หากยังดำเนินการอยู่ กรุณาเปิดอีกครั้งในทะเบียน"


def does_not_add_up(total: str) -> str:
    return f"รวมทั้งสิ้น {total} ไม่ตรงกับผลรวมของยอดจำหน่าย"
