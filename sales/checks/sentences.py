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
