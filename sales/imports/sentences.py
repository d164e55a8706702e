"""What the imports say of a file, and of its lines."""

from collections.abc import Iterable

OLD_EXCEL = "ไฟล์นี้เป็น Excel รุ่นเก่า (.xls) หรือใส่รหัสผ่านไว้ กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx ที่ไม่มีรหัสผ่าน"
NOT_EXCEL = "ไฟล์นี้ไม่ใช่ Excel (.xlsx) ที่เปิดได้ กรุณาเปิดใน Excel แล้วบันทึกเป็น .xlsx หรือ CSV"
NOT_CSV = "ไฟล์นี้ไม่ใช่ตาราง CSV กรุณาบันทึกเป็น CSV (UTF-8) หรือ .xlsx"
NO_LETTERS = "อ่านตัวอักษรในไฟล์ไม่ได้ กรุณาบันทึกเป็น CSV (UTF-8) หรือ .xlsx"
ACTIVE_CONTENT = "ไฟล์นี้มีมาโคร ลิงก์ไปยังไฟล์อื่น หรือวัตถุฝัง จึงไม่เปิดอ่าน กรุณาบันทึกเป็น .xlsx ที่มีเฉพาะตาราง"
TOO_HEAVY = "ไฟล์นี้ใหญ่หรือซับซ้อนเกินกว่าจะอ่านได้อย่างปลอดภัย กรุณาแบ่งไฟล์ หรือบันทึกเฉพาะตารางเป็น CSV"
EMPTY = "ไฟล์นี้ไม่มีข้อมูล"


def too_large(megabytes: int) -> str:
    return f"ไฟล์ใหญ่เกิน {megabytes} MB กรุณาแบ่งไฟล์"


def too_many_lines(lines: int) -> str:
    return f"ไฟล์มีมากกว่า {lines:,} บรรทัด กรุณาแบ่งไฟล์"


def column_missing(names: Iterable[str]) -> str:
    return f"ไม่พบคอลัมน์ {' หรือ '.join(f'“{name}”' for name in names)}"


def column_doubled(name: str) -> str:
    return f"มีคอลัมน์ “{name}” มากกว่าหนึ่งคอลัมน์ กรุณาเหลือไว้คอลัมน์เดียว"


def empty_cell(name: str) -> str:
    return f"กรุณากรอก{name}"


def too_long(letters: int) -> str:
    return f"ข้อความยาวเกิน {letters} ตัวอักษร"
