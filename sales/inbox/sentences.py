"""What is told in a message and about its mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from otop_portal import thai

from .. import sentences

if TYPE_CHECKING:
    from ..due_dates.calendar import DueDay
    from ..holding.holder import Holding

ALL_READ = "ทำเครื่องหมายว่าอ่านแล้วทุกข้อความ"
NO_ADDRESS = "ไม่ได้ส่งอีเมล เพราะบัญชีของท่านยังไม่มีอีเมล"
WAITS_FOR_MAIL = "จะส่งอีเมลในรอบถัดไป"
READ_BEFORE_MAIL = "อ่านในระบบแล้ว จึงไม่ส่งอีเมล"
FOOTER = "อีเมลนี้ส่งจากระบบรายงานยอดจำหน่ายสินค้าโอท็อป ไม่ต้องตอบกลับ วันละไม่เกินหนึ่งฉบับ"


def mailed(at: datetime) -> str:
    return f"ส่งอีเมลแล้ว {thai.moment(at)}"


def mail_failed(attempts: int, error: str) -> str:
    return f"ส่งอีเมลไม่สำเร็จ {attempts} ครั้ง ระบบจะส่งอีกในรอบถัดไป ({error})"


def due_soon(month: date, on: date, today: date) -> str:
    """The subject: the month, and how far the day is."""
    if on > today:
        return f"ยอดจำหน่าย OTOP เดือน{thai.month_long(month)} ครบกำหนดอีก {(on - today).days} วัน"
    how = "ครบกำหนดวันนี้" if on == today else f"เกินกำหนด {(today - on).days} วัน"
    return f"ยอดจำหน่าย OTOP เดือน{thai.month_long(month)} {how}"


def your_turn(name: str, area: str, month: date, need: str, on: date, today: date) -> str:
    return (
        f"เรียน {name}\n\n"
        f"ยอดจำหน่าย OTOP เดือน{thai.month_long(month)} ของ{area} อยู่ที่ท่าน\n"
        f"สิ่งที่ต้องทำ: {need}\n"
        f"{sentences.due(on, today)}"
    )


def digest(name: str, month: date, here: Iterable[str], elsewhere: Iterable[str]) -> str:
    parts = {"อยู่ที่จังหวัด": [*here], "อยู่ที่อำเภอ": [*elsewhere]}
    told = [
        f"{heading} {len(lines)} อำเภอ\n" + "\n".join(f"- {line}" for line in lines)
        for heading, lines in parts.items()
        if lines
    ]
    return f"เรียน {name}\n\nยอดจำหน่าย OTOP เดือน{thai.month_long(month)}\n" + "\n\n".join(told)


def holder_of(district: str, holder: str, days: int, need: str) -> str:
    return f"{district}: {holder} {days} วัน {need}"


def several(count: int) -> str:
    return f"มี {count} เรื่องรอท่านในระบบรายงานยอดจำหน่ายสินค้าโอท็อป"


NOBODY_TICKED = "กรุณาทำเครื่องหมายในช่อง “แจ้ง” ของอำเภอที่จะแจ้งเตือน"
NOBODY_TO_TELL = "อำเภอที่เลือกไม่มีงานค้างที่อำเภอ หรือยังไม่มีบัญชีผู้รับ จึงไม่ได้ส่งข้อความ"


def due_on(day: DueDay | None, today: date) -> str:
    return sentences.due(day.on, today) if day else ""


def chat_heading(month: date) -> str:
    return f"ติดตามยอดจำหน่าย OTOP เดือน{thai.month_long(month)}"


def chat_line(holding: Holding, due: str, address: str) -> str:
    return f"{holding.district} ({holding.holder.label})\n{holding.need}\n{due}\n{address}"


def told_by_hand(people: int) -> str:
    return f"ส่งข้อความถึง {people} คนแล้ว อีเมลจะออกในรอบถัดไป วันละไม่เกินหนึ่งฉบับต่อคน"


def reminded_by(province: str, month: date) -> str:
    return f"{province}ติดตามยอดจำหน่าย OTOP เดือน{thai.month_long(month)}"


def by_hand(name: str, holding: Holding, due: str, note: str) -> str:
    lines = [f"เรียน {name}", "", *([note, ""] if note else [])]
    told = f"ยอดจำหน่าย OTOP เดือน{thai.month_long(holding.month.pk)} ของ{holding.district} อยู่ที่ท่าน"
    return "\n".join([*lines, told, f"สิ่งที่ต้องทำ: {holding.need}", due])


CONTACT_KNOWN = "มีผู้ประสานงานชื่อนี้แล้ว กรุณาแก้ไขรายการเดิม"
CONTACT_KEPT = "บันทึกผู้ประสานงานแล้ว"
CONTACT_REMOVED = "ลบผู้ประสานงานแล้ว"
ENDS_BEFORE_IT_BEGINS = "วันสุดท้ายต้องไม่อยู่ก่อนวันแรก"
FOR_NOBODY = "กรุณาเลือกผู้อ่านอย่างน้อยหนึ่งกลุ่ม"
ANNOUNCED = "บันทึกประกาศแล้ว ผู้อ่านเห็นที่หน้าหลักตามวันที่กำหนด"
