"""The sentences of UI.md, by their numbers there. Screen, flash, 403/409 and hints all take them from here."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from otop_portal import fiscal, thai


def saved(at: datetime) -> str:  # 1
    return f"การบันทึกข้อมูลสมบูรณ์ เมื่อวันที่ {thai.date_long(at)} เวลา {thai.time(at)} น. ยังไม่ได้ยืนยันระดับอำเภอ"


# 2
SAVING_CONFIRMS = "การกดปุ่ม “บันทึกข้อมูล” ถือว่าเป็นการตรวจสอบและยืนยันข้อมูลของอำเภอแล้ว กรุณาตรวจสอบให้เรียบร้อยก่อนกดปุ่ม"


def draft_saved(at: datetime) -> str:  # 3
    return f"บันทึกร่างแล้ว เวลา {thai.time(at)} น. ยังไม่ถือเป็นการยืนยันของอำเภอ"


def draft_of_month_saved(month: date, at: datetime) -> str:
    """To whoever has left that month."""
    return f"เดือน{thai.month_long(month)}: {draft_saved(at)}"


def partly_saved(saved: int, held: int) -> str:  # 4
    return f"บันทึกแล้ว {saved} รายการ อีก {held} รายการต้องแก้ไขก่อน ตัวเลขที่กรอกไว้ยังอยู่ครบ"


def doubled(producer: str, product_type: str, line: int) -> str:  # 6
    return f"“{producer}” ประเภท{product_type} มีแล้วที่ลำดับที่ {line} กรุณารวมยอดไว้ในรายการเดียว"


def unanswered(rows: int) -> str:  # 7
    return f"ยังยืนยันไม่ได้ มี {rows} รายการที่ยังไม่ได้กรอกยอด หากไม่มียอดจำหน่ายกรุณากรอก 0"


def confirmed_by_district(confirmed: int, rows: int) -> str:  # 8
    return f"การบันทึกข้อมูลสมบูรณ์ ยืนยันระดับอำเภอแล้ว {confirmed} จาก {rows} รายการ"


def saved_and_confirmed(at: datetime, confirmed: int, rows: int) -> str:
    """Where saving is the district's confirmation (S001:84)."""
    return (
        f"การบันทึกข้อมูลสมบูรณ์ เมื่อวันที่ {thai.date_long(at)} เวลา {thai.time(at)} น. "
        f"ยืนยันระดับอำเภอแล้ว {confirmed} จาก {rows} รายการ"
    )


def confirmed_by_province(rows: int, total: Decimal) -> str:  # 9
    return f"ยืนยันระดับจังหวัดแล้ว {rows} รายการ รวม {thai.baht(total)} บาท ข้อมูลถูกส่งไปยังกรมฯ แล้ว จังหวัดไม่ต้องส่งรายงานอีก"


def stale(rows: int) -> str:  # 10
    return f"อำเภอแก้ไข {rows} รายการหลังจากท่านเปิดหน้านี้ จึงยังไม่ได้ยืนยันรายการดังกล่าว กรุณาตรวจสอบอีกครั้ง"


def too_early(rows: int) -> str:  # 11
    return f"จังหวัดยังยืนยันไม่ได้ เนื่องจากอำเภอยังไม่ยืนยัน {rows} รายการ"


def returned(rows: int, at: datetime, reason: str) -> str:  # 12
    return f"จังหวัดส่งคืน {rows} รายการ เมื่อวันที่ {thai.date_long(at)} เหตุผล: {reason} กรุณาแก้ไขและยืนยันใหม่"


def declaration_returned(at: datetime, reason: str) -> str:
    return f"จังหวัดส่งคืนการแจ้งไม่มียอดจำหน่าย เมื่อวันที่ {thai.date_long(at)} เหตุผล: {reason} กรุณาแก้ไขและยืนยันใหม่"


NO_REASON = "กรุณาระบุเหตุผล เพื่อให้อำเภอทราบสิ่งที่ต้องแก้ไข"  # 13
NO_REASON_TO_DELETE = "กรุณาระบุเหตุผลที่ลบรายการนี้ เพราะเป็นรายชื่อที่ดึงมาจากเดือนก่อน"


def locked_by_province(at: datetime) -> str:  # 14
    return f"จังหวัดยืนยันแล้วเมื่อวันที่ {thai.date_long(at)} จึงแก้ไขโดยตรงไม่ได้ หากข้อมูลไม่ถูกต้อง กรุณากด “ขอแก้ไขข้อมูล”"


def locked_by_province_for_chief(at: datetime) -> str:
    """His district's officer has the button."""
    return f"จังหวัดยืนยันแล้วเมื่อวันที่ {thai.date_long(at)} จึงแก้ไขโดยตรงไม่ได้ หากข้อมูลไม่ถูกต้อง กรุณาให้เจ้าหน้าที่อำเภอกด “ขอแก้ไขข้อมูล”"


LOCKED_BY_CHIEF = "อยู่ระหว่างพัฒนาการอำเภอตรวจสอบ หากต้องการแก้ไข กรุณากด “ดึงกลับมาแก้ไข”"  # 15
WAITS_FOR_CHIEF = "เจ้าหน้าที่อำเภอส่งให้ท่านตรวจสอบแล้ว และแก้ไขไม่ได้จนกว่าท่านจะยืนยันหรือส่งกลับ"


def not_yet_open(opens_on: date) -> str:  # 16
    return f"ยังไม่เปิดให้บันทึก เปิดตั้งแต่วันที่ {thai.date_long(opens_on)}"


def closed(year_be: int, closed_on: date, contact: str) -> str:  # 17
    return f"ปีงบประมาณ {year_be} ปิดรับข้อมูลแล้วเมื่อวันที่ {thai.date_long(closed_on)} กรุณาติดต่อ {contact}"


def clash(name: str, theirs: Decimal | None, at: datetime, mine: Decimal | None) -> str:  # 19
    return (
        f"{name} แก้ไขช่องนี้เป็น {thai.baht(theirs)} เมื่อเวลา {thai.time(at)} น. ท่านกรอก {thai.baht(mine)} "
        "กรุณาเลือกตัวเลขที่ถูกต้อง"
    )


# 20
OFFLINE = "ไม่ได้เชื่อมต่ออินเทอร์เน็ต กรอกต่อได้ ตัวเลขเก็บไว้ในเครื่องนี้ และจะบันทึกเป็นร่างเมื่อเชื่อมต่อได้"
SENDING = "กำลังส่งข้อมูล กรุณารอสักครู่"
NOT_SAVED = "ระบบขัดข้อง ยังไม่ได้บันทึก ตัวเลขที่กรอกไว้ยังอยู่ครบ กรุณากดอีกครั้ง"
SESSION_ENDED = "หมดเวลาใช้งาน กรุณาเข้าสู่ระบบอีกครั้ง ตัวเลขที่กรอกไว้ไม่สูญหาย"  # 21
CHOOSE_FILE_AGAIN = "หมดเวลาใช้งาน กรุณาเข้าสู่ระบบ แล้วเลือกไฟล์อีกครั้ง"
# The page's token is none any more: somebody has signed in since, in another tab.
PAGE_TOO_OLD = "หน้านี้เปิดค้างไว้ตั้งแต่ก่อนเข้าสู่ระบบครั้งล่าสุด จึงยังไม่ได้ทำรายการ ตัวเลขที่กรอกไว้ยังอยู่ครบ กรุณากดอีกครั้ง"


def due(on: date, today: date) -> str:  # 23
    if on == today:
        return "ครบกำหนดวันนี้"
    if on < today:
        return f"เกินกำหนด {(today - on).days} วัน ยังบันทึกได้ โดยจะระบุว่า “ล่าช้า”"
    return f"ครบกำหนด{thai.date_full(on)} เหลือ {(on - today).days} วัน"


def done_by_due(at: datetime, days_late: int, done: str) -> str:
    how = f"ล่าช้า {days_late} วัน" if days_late else "ทันกำหนด"
    return f"{done}เมื่อวันที่ {thai.date_long(at)} เวลา {thai.time(at)} น. {how}"


EMPTY_SHEET = "ยังไม่มีรายชื่อในเดือนนี้ กด “Sync ข้อมูล” เพื่อดึงรายชื่อผู้ประกอบการจากเดือนก่อน หรือกด “เพิ่มกลุ่ม”"  # 24
NO_ROWS = "อำเภอยังไม่มีรายการในเดือนนี้"
NOTHING_CONFIRMED = "ยังไม่มีข้อมูลที่จังหวัดยืนยัน"  # 25


def preliminary(confirmed: int, districts: int) -> str:  # 25
    return f"ข้อมูลเบื้องต้น ยืนยันครบ {confirmed} จาก {districts} อำเภอ ยอดรวมอาจเปลี่ยนแปลง"


def draft_offered(rows: int, at: datetime) -> str:
    return f"มีตัวเลขที่กรอกไว้แต่ยังไม่ได้บันทึก {rows} รายการ เมื่อวันที่ {thai.date_long(at)} เวลา {thai.time(at)} น."


def synced(rows: int, origin: str, month: date) -> str:
    """`origin` as `copied_from` put it into the history."""
    if not rows:
        return "รายชื่อครบแล้ว ไม่มีรายชื่อใหม่ที่ต้องดึง"
    if origin == copied_from(None):
        return f"ดึงรายชื่อ {rows} รายการ{origin}แล้ว เนื่องจากยังไม่มีเดือนก่อนหน้า"
    why = "" if origin == copied_from(fiscal.previous(month)) else " เนื่องจากเดือนก่อนไม่มีรายการ"
    return f"ดึงรายชื่อ {rows} รายการ{origin}แล้ว ไม่รวมยอดจำหน่าย{why}"


def added(rows: int) -> str:
    return f"เพิ่มแล้ว {rows} รายการ"


def removed(rows: int) -> str:
    return f"ลบแล้ว {rows} รายการ"


def without_row(producers: int) -> str:
    return f"ผู้ประกอบการที่ยังไม่มีรายการในเดือนนี้ {producers} ราย"


NOTHING_TO_SAVE = "ไม่มีตัวเลขที่เปลี่ยนแปลง จึงไม่มีรายการที่ต้องบันทึก"
TYPE_CHANGED = "เปลี่ยนประเภทแล้ว ยอดจำหน่ายคงเดิม"
NOT_YOUR_ROLE = "บัญชีของท่านไม่มีสิทธิ์ทำรายการนี้"
NOT_YOUR_AREA = "รายการนี้อยู่นอกพื้นที่ของท่าน"
ROW_GONE = "รายการนี้ถูกลบไปแล้วหลังจากท่านเปิดหน้านี้ หากต้องการเก็บยอด กรุณากด “เพิ่มกลุ่ม”"
NO_NAME = "กรุณาพิมพ์ชื่อกลุ่ม/ผู้ประกอบการ"
NO_PRODUCT_TYPE = "กรุณาเลือกประเภทผลิตภัณฑ์"
NO_PRODUCER_TYPE = "กรุณาเลือกประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ"
PRODUCER_NOT_APPROVED = "รออนุมัติ: ผู้ประกอบการรายนี้ยังไม่ได้รับอนุมัติในทะเบียน จึงยังยืนยันไม่ได้"
NOT_EMPTY = "เดือนนี้มีรายการแล้ว จึงแจ้งไม่มียอดจำหน่ายไม่ได้ กรุณากรอก 0 ในแต่ละรายการ"
STILL_PRODUCERS = "อำเภอมีผู้ประกอบการที่ดำเนินการอยู่ กรุณากด “Sync ข้อมูล” แล้วกรอก 0 ให้ผู้ที่ไม่มียอด"
TYPE_IS_CONFIRMED = (
    "อำเภอยืนยันรายการนี้แล้ว จึงเปลี่ยนประเภทไม่ได้ หากประเภทไม่ถูกต้อง กรุณาลบรายการนี้ แล้วกด “เพิ่มกลุ่ม” ด้วยประเภทที่ถูกต้อง"
)
ALREADY_CONFIRMED = "ยืนยันแล้ว จึงไม่ต้องยืนยันซ้ำ"
NO_SUCH_MONTH = "ระบบยังไม่มีเดือนนี้ กรุณาเลือกเดือนจากรายการ"
DECLARED = "แจ้งไม่มียอดจำหน่ายแล้ว ถือเป็นการยืนยันระดับอำเภอ"
NOTHING_TICKED = "กรุณาทำเครื่องหมายหน้าอำเภอที่จะยืนยัน"
NOTHING_TO_CONFIRM = "ไม่มีรายการที่จะยืนยัน กรุณาทำเครื่องหมายหน้ารายการที่ยังไม่ได้ยืนยัน"
NOTHING_TO_RETURN = "กรุณาทำเครื่องหมายหน้ารายการที่จะส่งคืน หรือกด “ส่งคืนทั้งแบบ”"
NOT_RETURNABLE = "รายการนี้ยังอยู่ที่อำเภอ จึงไม่ต้องส่งคืน"


def of_rows(sentence: str, rows: int) -> str:
    """The same reason at several rows: sentences that name their number, with that number."""
    counted = {make(1): make for make in (unanswered, stale, too_early)}.get(sentence)
    if counted:
        return counted(rows)
    return sentence if rows == 1 else f"{sentence} ({rows} รายการ)"


def sent_back(rows: int) -> str:
    return f"ส่งคืนอำเภอแล้ว {rows} รายการ อำเภอจะเห็นเหตุผลที่หน้าหลักและที่แต่ละรายการ"


DECLARATION_SENT_BACK = "ส่งคืนการแจ้งไม่มียอดจำหน่ายแล้ว อำเภอจะเห็นเหตุผลที่หน้าหลัก"


def copied_from(month: date | None) -> str:
    """Where Sync drew its names, for the history."""
    return f"จากเดือน{thai.month_long(month)}" if month else "จากทะเบียนผู้ผลิต ผู้ประกอบการ"


def nearly_same(name: str) -> str:
    return f"ชื่อคล้ายกับ “{name}” ที่มีอยู่แล้ว กรุณาเลือกชื่อเดิม หรือทำเครื่องหมายว่าเป็นคนละราย"


def of_closed_producer(name: str) -> str:
    return f"“{name}” ปิดแล้วในทะเบียน กรุณาเปิดอีกครั้งก่อน"


def of_requested_producer(name: str) -> str:
    return f"“{name}” รออนุมัติ จังหวัดยังไม่ได้อนุมัติรายนี้ในทะเบียน จึงยังกรอกยอดไม่ได้"


def not_in_register(name: str) -> str:
    return f"“{name}” ยังไม่มีในทะเบียน รายใหม่ต้องให้เจ้าหน้าที่จังหวัดอนุมัติก่อน ยอดที่กรอกไว้เก็บเป็นร่าง"


def producer_requested(name: str) -> str:
    return f"ส่งคำขอเพิ่ม “{name}” แล้ว รอเจ้าหน้าที่จังหวัดอนุมัติ เมื่ออนุมัติแล้วจึงกรอกยอดได้"


def producer_approved(name: str) -> str:
    return f"อนุมัติ “{name}” แล้ว อำเภอกรอกยอดของรายนี้ได้ทันที"


def producer_refused(name: str) -> str:
    return f"ไม่อนุมัติ “{name}” อำเภอจะเห็นเหตุผลในหน้าคำขอ"


def producer_joined(name: str, into: str) -> str:
    return f"รวมคำขอ “{name}” กับ “{into}” แล้ว อำเภอกรอกยอดในชื่อที่มีอยู่"


def producer_merged(name: str, into: str, left: int) -> str:
    said = f"รวม “{name}” เข้ากับ “{into}” แล้ว ยอดที่ยืนยันไว้ไม่เปลี่ยนแปลง"
    return f"{said} อีก {left} รายการมียอดทั้งสองชื่อ กรุณาให้อำเภอรวมยอดแล้วลบรายการซ้ำ" if left else said


def producer_moved(name: str, district: object) -> str:
    return f"ย้าย “{name}” ไป{district}แล้ว ยอดที่รายงานไว้ยังอยู่ที่อำเภอเดิม"


def already_decided(name: str, status: str) -> str:
    return f"คำขอ “{name}” มีผู้พิจารณาแล้ว สถานะปัจจุบัน: {status}"


def joined_into(name: str) -> str:
    """The reason in the history of what was asked for."""
    return f"เป็นรายเดียวกับ “{name}”"


def of_request(name: str) -> str:
    """The reason in the history of the producer that was there."""
    return f"จากคำขอเพิ่ม “{name}”"


ASK_FOR_PRODUCER = "ตั้งแต่ปีงบประมาณ 2567 การเพิ่มรายใหม่ต้องให้เจ้าหน้าที่จังหวัดอนุมัติ กรุณากด “ขอเพิ่มผู้ประกอบการรายใหม่”"
NO_REASON_TO_REFUSE = "กรุณาระบุเหตุผล เพื่อให้อำเภอทราบว่าเหตุใดจึงไม่อนุมัติ"
NO_PROOF = "กรุณาระบุหลักฐาน เช่น เลขทะเบียนวิสาหกิจชุมชน หรือเลขที่ลงทะเบียน OTOP"
NOT_TO_JOIN = "รวมได้กับผู้ประกอบการที่ดำเนินการอยู่ในอำเภอเดียวกันเท่านั้น กรุณาเลือกใหม่"
MOVES_NOT = "รวมหรือย้ายได้เฉพาะรายที่ดำเนินการอยู่"
MOVES_NOWHERE = "กรุณาเลือกอำเภออื่น รายนี้อยู่ในอำเภอที่เลือกแล้ว"
NOT_ACTIVE = "รายนี้ยังไม่ได้รับอนุมัติในทะเบียน จึงไม่ต้องปิด"


def name_taken(name: str) -> str:
    return f"“{name}” มีอยู่แล้วในทะเบียนของอำเภอนี้ กรุณาใช้รายเดิม หรือพิมพ์ชื่อให้ต่างกัน"


NO_REASON_TO_CLOSE = "กรุณาระบุเหตุผล เพื่อเก็บไว้ในประวัติของผู้ประกอบการ"


def already_booked(producer: str) -> str:
    return f"“{producer}” มียอดของเดือนนี้อยู่แล้ว และไม่ตรงกับไฟล์ที่นำเข้า กรุณาตรวจสอบไฟล์"


DISTRICT_HAS_REPORTED = "อำเภอได้บันทึกข้อมูลของเดือนนี้ในระบบแล้ว จึงนำเข้ายอดเพิ่มไม่ได้ เพราะจะนับซ้ำ"
NAME_TOO_LONG = "ชื่อยาวเกิน 200 ตัวอักษร กรุณาย่อให้สั้นลง"
NO_PRODUCT_NAME = "กรุณาพิมพ์ชื่อผลิตภัณฑ์"
NO_SUCH_DAY = "ไม่มีวันที่นี้ กรุณาเลือกวัน เดือน และปี พ.ศ. ใหม่"
ALREADY_CLOSED = "ผู้ประกอบการรายนี้ปิดอยู่แล้ว"
NOT_CLOSED = "ผู้ประกอบการรายนี้ยังดำเนินการอยู่ จึงไม่ต้องเปิดอีกครั้ง"


def producer_added(name: str) -> str:
    return f"เพิ่ม “{name}” ในทะเบียนแล้ว"


def producer_changed(name: str) -> str:
    return f"แก้ไขข้อมูลของ “{name}” แล้ว"


def producer_closed(name: str, on: date) -> str:
    return f"ปิด “{name}” ตั้งแต่วันที่ {thai.date_long(on)} แล้ว ยอดที่รายงานไว้ยังอยู่ครบ"


def producer_reopened(name: str, on: date) -> str:
    return f"เปิด “{name}” อีกครั้งตั้งแต่วันที่ {thai.date_long(on)} แล้ว"


def product_registered(name: str) -> str:
    return f"เพิ่มผลิตภัณฑ์ “{name}” แล้ว"


# Sign-in and accounts

NO_USERNAME = "กรุณากรอกชื่อใช้งาน"
NO_PASSWORD = "กรุณากรอกรหัสผ่าน"
WRONG_PASSWORD = "ชื่อผู้ใช้หรือรหัสผ่านไม่ถูกต้อง กรุณาลองอีกครั้ง"


def sign_in_locked(until: datetime, now: datetime) -> str:
    minutes = -((now - until) // timedelta(minutes=1))
    return (
        f"กรอกรหัสผ่านผิดหลายครั้ง จึงพักการเข้าสู่ระบบด้วยชื่อนี้ถึงเวลา {thai.time(until)} น. (อีก {minutes} นาที) "
        "หากต้องการเข้าก่อน กรุณาติดต่อสำนักงานพัฒนาชุมชนจังหวัดหรือผู้ดูแลระบบ เพื่อปลดล็อกหรือออกรหัสผ่านใหม่"
    )


FIGURES_OF_ANOTHER_DISTRICT = "ตัวเลขที่กรอกไว้เป็นของอำเภออื่น กรุณาเข้าสู่ระบบด้วยบัญชีของอำเภอนั้น"
CHOOSE_OWN_PASSWORD = "ท่านเข้าสู่ระบบด้วยรหัสผ่านครั้งแรก กรุณาตั้งรหัสผ่านของท่านเองก่อนใช้งาน"
OWN_PASSWORD_SAVED = "ตั้งรหัสผ่านใหม่แล้ว กรุณาใช้รหัสผ่านนี้ในการเข้าสู่ระบบครั้งต่อไป"
WRONG_OLD_PASSWORD = "รหัสผ่านปัจจุบันไม่ถูกต้อง"
SAME_PASSWORD = "รหัสผ่านใหม่ต้องไม่ซ้ำกับรหัสผ่านเดิม"
PASSWORDS_DIFFER = "รหัสผ่านใหม่ทั้งสองช่องไม่ตรงกัน"
PASSWORD_TOO_SHORT = "รหัสผ่านต้องมีอย่างน้อย 10 ตัวอักษร"
PASSWORD_TOO_COMMON = "รหัสผ่านนี้เดาง่ายเกินไป กรุณาตั้งรหัสผ่านอื่น"
PASSWORD_TOO_SIMILAR = "รหัสผ่านคล้ายกับชื่อหรืออีเมลของท่าน กรุณาตั้งรหัสผ่านอื่น"
DETAILS_SAVED = "บันทึกข้อมูลของท่านแล้ว"
NO_ACCOUNT_WAITS = "ไม่มีบัญชีที่รอรหัสผ่าน หากใบแจ้งหาย กรุณาออกรหัสผ่านใหม่เป็นรายบัญชี"
NO_OFFICER_NAME = "กรุณากรอกชื่อ-นามสกุล"
NO_ROLE = "กรุณาเลือกบทบาท"
NOT_YOUR_OWN_ACCOUNT = "ปิดบัญชีของตนเองไม่ได้ กรุณาให้ผู้ดูแลระบบคนอื่นดำเนินการ"
OFFICER_IS_CLOSED = "บัญชีนี้ปิดแล้ว กรุณาเปิดอีกครั้งก่อน"
OFFICER_IS_OPEN = "บัญชีนี้ใช้งานอยู่แล้ว"
AREA_NEEDED = "กรุณาเลือกพื้นที่ให้ตรงกับบทบาท"


def username_taken(username: str) -> str:
    return f"ชื่อผู้ใช้ “{username}” มีอยู่แล้ว กรุณาใช้ชื่ออื่น"


def officer_closed(name: str) -> str:
    return f"ปิดบัญชีของ{name}แล้ว ผู้ใช้รายนี้ออกจากระบบทันทีและเข้าสู่ระบบไม่ได้อีก"


def officer_unlocked(name: str) -> str:
    return f"ปลดล็อกบัญชีของ{name}แล้ว เข้าสู่ระบบด้วยรหัสผ่านเดิมได้ทันที"


def year_opened(year: int) -> str:
    return f"เปิดปีงบประมาณ {year} แล้ว 12 เดือน"


def not_the_next_year(year: int) -> str:
    return f"ปีงบประมาณ {year} เปิดแล้ว หรือยังไม่ถึงลำดับที่จะเปิด กรุณาตรวจสอบรายการด้านล่าง"


def year_closed(year: int, on: date) -> str:
    return f"ปิดปีงบประมาณ {year} ตั้งแต่วันที่ {thai.date_long(on)}"


def year_is_closed(year: int) -> str:
    return f"ปีงบประมาณ {year} ปิดไว้แล้ว"


CLOSED_TOO_EARLY = "ปิดได้ตั้งแต่วันนี้เป็นต้นไป และหลังสิ้นปีงบประมาณแล้ว"
ENTRY_MODE_IS_FIXED = "เดือนนี้มีรายการแล้ว จึงเปลี่ยนวิธีบันทึกไม่ได้"
NOT_A_FIRST_DAY = "กรุณาเลือกวันที่ 1 ของเดือน"
CLOSED_BEFORE_OPENED = "วันปิดรับข้อมูลต้องอยู่หลังวันที่เปิดให้บันทึก"


def not_a_gregorian_year(year: int) -> str:
    return f"ปี {year} อยู่นอกช่วงที่ใช้ได้ กรุณาเลือกปี ค.ศ. เช่น 2023 สำหรับ พ.ศ. 2566"


# Due dates

DUE_DATE_SAVED = "บันทึกกำหนดส่งแล้ว"
DUE_DATE_WITHDRAWN = "ยกเลิกวันที่กำหนดเองแล้ว กลับไปใช้กำหนดเดิม"
DUE_DATE_IS_STALE = "มีผู้แก้ไขกำหนดส่งนี้หลังจากท่านเปิดหน้านี้ จึงยังไม่ได้บันทึก กรุณาตรวจสอบวันที่ปัจจุบันอีกครั้ง"
DUE_BEFORE_THE_MONTH = "กำหนดส่งต้องไม่อยู่ก่อนวันแรกของเดือนที่รายงาน"
COUNTRY_KEEPS_ITS_DAY = "กำหนดของกรมฯ ยกเลิกไม่ได้ กรุณากำหนดวันใหม่แทน"
NO_REASON_TO_EXTEND = "กรุณาระบุเหตุผลที่ขยายกำหนด เพื่อแสดงให้อำเภอทราบ"


def not_an_extension(usual: date | None) -> str:
    if usual is None:
        return "ยังไม่มีกำหนดส่งของงานนี้ จึงขยายกำหนดไม่ได้"
    return f"วันที่ขยายให้ต้องอยู่หลังกำหนดเดิม {thai.date_full(usual)}"


def later_than_country(country: date) -> str:
    return f"กำหนดของจังหวัดต้องไม่ช้ากว่ากำหนดของกรมฯ {thai.date_full(country)}"
