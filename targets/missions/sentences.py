"""What pages 34 and 35 say."""

from datetime import date, datetime

from otop_portal import thai

NO_EVIDENCE = "กรุณากรอกเลขที่หลักฐาน เพื่อให้จังหวัดตรวจสอบได้"
NO_CHANNEL = "กรุณาเลือกช่องทางตลาดออนไลน์"
NO_LINK = "กรุณากรอกชื่อเพจ ลิงก์ หรือ ID ของช่องทาง"
NO_ONLINE_SALES = "กรุณากรอกยอดจำหน่ายในตลาดออนไลน์ หากไม่มียอดให้กรอก 0"
NOT_ASKED = "ไม่มีเกณฑ์ที่ใช้อยู่ขอให้อำเภอนี้รายงานเรื่องนี้"
NO_SUCH_ROUND = "ไม่มีเกณฑ์ที่ใช้อยู่ขอให้รายงานผลิตภัณฑ์ในตลาดออนไลน์ของรอบนี้"
NO_AMOUNT = "กรุณากรอกจำนวนเต็ม หากไม่มีให้กรอก 0"
TOO_MANY = "กรุณากรอกจำนวนไม่เกิน 999,999"
NO_DAY = "กรุณาเลือกวันที่ส่งรายงาน"
DAY_TO_COME = "วันที่ส่งรายงานยังมาไม่ถึง กรุณาเลือกวันใหม่"
NO_PRODUCT = "กรุณาเลือกผลิตภัณฑ์จากทะเบียน"
NOTHING_TICKED = "กรุณาทำเครื่องหมายหน้ารายการก่อน"
LOCKED = "จังหวัดยืนยันรายการนี้แล้ว จึงแก้ไขโดยตรงไม่ได้ หากข้อมูลไม่ถูกต้อง กรุณาแจ้งให้จังหวัดส่งคืน"
TOO_EARLY = "จังหวัดยังยืนยันไม่ได้ เนื่องจากอำเภอยังไม่ยืนยัน"
REPORTED_AGAIN = "อำเภอรายงานครั้งที่ใหม่กว่าแล้ว กรุณาส่งคืนหรือยืนยันครั้งนั้น"
STALE = "มีผู้แก้ไขรายการนี้หลังจากท่านเปิดหน้านี้ กรุณาตรวจสอบแล้วทำรายการอีกครั้ง"
GONE = "รายการนี้ถูกลบไปแล้วหลังจากท่านเปิดหน้านี้"
OTHER_PRODUCT = "รายการนี้เป็นของผลิตภัณฑ์อื่น กรุณาลบรายการเดิม แล้วเพิ่มรายการใหม่"
NOT_OF_DISTRICT = "ผลิตภัณฑ์นี้ไม่ได้อยู่ในทะเบียนของอำเภอ"


def changed_since(name: str, at: datetime) -> str:
    """The typed figures stay on the page."""
    return f"{name} แก้ไขรายการนี้เมื่อวันที่ {thai.date_long(at)} เวลา {thai.time(at)} น. กรุณาตรวจสอบแล้วบันทึกอีกครั้ง"


def reported_in(product: str, first_month: date) -> str:
    return f"“{product}” รายงานแล้วในรอบที่เริ่มเดือน{thai.month_long(first_month)} จึงนับซ้ำไม่ได้ กรุณาเลือกผลิตภัณฑ์อื่น"


def registered_otherwise(product: str, on: date | None, first: date, last: date) -> str:
    registered = f"ลงทะเบียนเมื่อวันที่ {thai.date_long(on)}" if on else "ไม่มีวันที่ลงทะเบียนในทะเบียน"
    years = f"ปี {thai.year_be(first)} – {thai.year_be(last)}"
    return f"“{product}” {registered} จึงนับไม่ได้ เกณฑ์นี้นับเฉพาะผลิตภัณฑ์ที่ลงทะเบียน {years}"


def reported_already(product: str) -> str:
    return f"“{product}” มีในรายงานของรอบนี้แล้ว กรุณาแก้ไขที่รายการเดิม"


def saved(name: str) -> str:
    return f"บันทึก “{name}” แล้ว ยังไม่ได้ยืนยันระดับอำเภอ"


def confirmed_by_district(name: str) -> str:
    return f"ยืนยันระดับอำเภอแล้ว “{name}” รอจังหวัดยืนยัน"


def rows_confirmed_by_district(rows: int) -> str:
    return f"ยืนยันระดับอำเภอแล้ว {rows} รายการ รอจังหวัดยืนยัน"


def confirmed_by_province(rows: int) -> str:
    return f"ยืนยันระดับจังหวัดแล้ว {rows} รายการ ผลถูกนำไปคิดระดับทันที"


def sent_back(rows: int) -> str:
    return f"ส่งคืนอำเภอแล้ว {rows} รายการ อำเภอจะเห็นเหตุผลที่แต่ละรายการ"


def deleted(rows: int) -> str:
    return f"ลบแล้ว {rows} รายการ"


TO_CONFIRM = "บันทึกแล้ว เหลือยืนยันระดับอำเภอ"


def to_report(month: date | None) -> str:
    """Of a running number the month that it is due for."""
    return f"ยังไม่ได้รายงานผลถึงเดือน{thai.month_long(month)}" if month else "ยังไม่ได้รายงาน"


def rows_to_confirm(rows: int) -> str:
    return f"บันทึกแล้ว {rows} รายการ เหลือยืนยันระดับอำเภอ"


def waiting_for_province(rows: int) -> str:
    return f"อำเภอยืนยันแล้ว {rows} รายการ รอจังหวัดตรวจสอบ"


NOT_OUR_ONLINE_FORM = "ไม่ใช่แบบที่ส่งออกจากหน้านี้ กรุณาใช้ไฟล์ Excel ที่ส่งออก และอย่าลบหรือย้ายคอลัมน์"
NO_ROW_CODE = "รหัสรายการไม่ถูกต้อง หากเป็นผลิตภัณฑ์ใหม่กรุณาเว้นว่าง"
NO_SUCH_PRODUCER = "ไม่พบผู้ประกอบการนี้ในทะเบียนของอำเภอ หรือยังไม่มีผลิตภัณฑ์"
ONE_OR_NOTHING = "กรุณาใส่หมายเลข ๑ หรือเว้นว่าง"


def no_such_product(name: str, near: str) -> str:
    asked = f" หมายถึง “{near}” หรือไม่ กรุณาใช้ชื่อตามทะเบียน" if near else ""
    return f"ไม่พบ “{name}” ในทะเบียนของผู้ประกอบการรายนี้{asked}"
