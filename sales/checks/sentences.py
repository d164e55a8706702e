"""What the checks say at a cell, and what is answered."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from otop_portal import thai

ASK = "กรุณาตรวจสอบ หากถูกต้องกรุณาเลือกเหตุผล"


def swing(now: Decimal, then: Decimal, month: str) -> str:  # UI 22
    """`month`: which one it is compared with, in words."""
    if not then:
        return f"{month}ไม่มียอด เดือนนี้ {thai.baht(now)} บาท {ASK}"
    if not now:
        return f"{month}มียอด {thai.baht(then)} บาท เดือนนี้ไม่มียอด {ASK}"
    return f"ยอดเป็น {thai.percent(Fraction(now) / Fraction(then))} เท่าของ{month} {ASK}"


def slipped(factor: int, *, is_more: bool) -> str:
    how = f"{factor} เท่าของเดือนก่อน" if is_more else f"หนึ่งใน {factor} ของเดือนก่อน"
    return f"ยอดเป็นราว {how} อาจใส่จุดทศนิยมหรือเลขศูนย์ผิดตำแหน่ง {ASK}"


def same_figure(months: int) -> str:
    return f"ยอดเท่ากันทุกช่องทาง {months} เดือนติดต่อกัน {ASK}"


SAME_TOTAL = f"ยอดรวมทั้งแบบเท่ากับเดือนก่อนทุกบาททุกสตางค์ {ASK}"
EXCHANGED = f"เดือนก่อนมียอดในประเทศ เดือนนี้มีแต่ยอดต่างประเทศ หรือกลับกัน อาจกรอกสลับช่อง {ASK}"


def closed_producer(until: date) -> str:
    return f"ผู้ประกอบการรายนี้ปิดแล้วในทะเบียนตั้งแต่วันที่ {thai.date_long(until)} แต่มียอดในเดือนนี้ {ASK}"


# What an officer answers

NOTHING_TO_EXPLAIN = "ไม่มีข้อสังเกตที่ต้องชี้แจงในรายการที่เลือก หรือมีผู้แก้ไขยอดหลังจากท่านเปิดหน้านี้ กรุณาตรวจสอบอีกครั้ง"
NOTHING_TICKED = "กรุณาทำเครื่องหมายหน้าข้อสังเกตที่จะชี้แจง"
NO_REASON = "กรุณาเลือกเหตุผล"
NO_WORDS = "เหตุผลนี้ต้องมีคำชี้แจง กรุณาพิมพ์คำชี้แจง"
NO_LAST_MONTH = "กรุณาเลือกเดือนสุดท้ายของช่วงนอกฤดูกาล"
OPEN_FLAG = "มีข้อสังเกตที่อำเภอยังไม่ได้ชี้แจง จึงยืนยันพร้อมอำเภออื่นไม่ได้ กรุณาเปิดตรวจสอบเป็นรายอำเภอ"


def explained(findings: int) -> str:
    return f"บันทึกเหตุผลแล้ว {findings} ข้อ จังหวัดจะเห็นเหตุผลที่รายการนั้น"


def flagged(findings: int, still_open: int) -> str:
    return f"ข้อสังเกต {findings} ข้อ " + (f"รอเหตุผล {still_open} ข้อ" if still_open else "ชี้แจงแล้วทุกข้อ")


def reason_is_there(label: str) -> str:
    return f"เหตุผล “{label}” มีอยู่แล้ว"


def reason_added(label: str) -> str:
    return f"เพิ่มเหตุผล “{label}” แล้ว อำเภอเลือกใช้ได้ทันที"
