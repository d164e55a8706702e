"""What the admin calls the models' fields and how it shows their values."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db import models

from otop_portal import thai
from otop_portal.money import BahtField

from .choices import CHANNEL_LABELS, ProducerType, ProductType
from .models import OfficerEvent, ProducerEvent, SheetEvent
from .models.tally import AMOUNT_COLUMNS, COUNT_COLUMNS, Count
from .transitions.table import Action


def _count_label(count: str, product_type: str, producer_type: str) -> str:
    words = ["จำนวน" if count == Count.REPORTING else "จำนวนที่มียอด"]
    words += [ProductType(product_type).label] if product_type else []
    words += [ProducerType(producer_type).short_name if producer_type else "ผู้ประกอบการ"]
    return " ".join(words)


# What the models' own fields are called where they have no words of their own.
_LABELS = {
    **CHANNEL_LABELS,
    **{
        column: f"{ProductType(product).label} {ProducerType(producer).short_name} {CHANNEL_LABELS[channel]}"
        for (product, producer, channel), column in AMOUNT_COLUMNS.items()
    },
    **{column: _count_label(*key) for key, column in COUNT_COLUMNS.items()},
    "sheet": "แบบ รต.๑",
    "district": "อำเภอ",
    "province": "จังหวัด",
    "month": "เดือน",
    "producer": "ผู้ประกอบการ",
    "product_type": "ประเภทผลิตภัณฑ์",
    "producer_type": "ประเภทผู้ประกอบการ",
    "stage": "ขั้น",
    "position": "ลำดับ",
    "version": "ฉบับที่",
    "confirmed_version": "ฉบับที่ยืนยัน",
    "number": "ครั้งที่",
    "action": "การดำเนินการ",
    "officer": "ผู้ใช้",
    "by": "โดย",
    "at": "เมื่อ",
    "reason": "เหตุผล",
    "total": "ยอดรวม",
    "complete": "ครบทุกรายการ",
    "rows": "จำนวนรายการ",
    "since": "ตั้งแต่",
    "until": "จนถึง",
    "check_slug": "ข้อตรวจสอบ",
    "words": "คำชี้แจง",
    "district_confirmed_by": "อำเภอยืนยันโดย",
    "district_confirmed_at": "อำเภอยืนยันเมื่อ",
    "province_confirmed_by": "จังหวัดยืนยันโดย",
    "province_confirmed_at": "จังหวัดยืนยันเมื่อ",
    "carried_over": "ดึงมาจากเดือนก่อน",
    "submitted_by": "ส่งพัฒนาการอำเภอโดย",
    "submitted_at": "ส่งพัฒนาการอำเภอเมื่อ",
    "moved_from": "ย้ายมาจาก",
    "kind": "เรื่องที่ขอ",
    "state": "สถานะ",
    "asked_by": "ขอโดย",
    "asked_at": "ขอเมื่อ",
    "answer": "คำตอบ",
    "answered_by": "ตอบโดย",
    "answered_at": "ตอบเมื่อ",
    "merged_into": "รวมเข้ากับ",
    "last_login": "เข้าสู่ระบบล่าสุด",
}
_FORMATS = (
    (BahtField, thai.baht),
    (models.DateTimeField, thai.moment),
    (models.DateField, thai.date_long),
    (models.BooleanField, lambda value: "ใช่" if value else "ไม่ใช่"),
)
# The model knows no choices of it: the words are the history's.
_WORDS = {SheetEvent._meta.get_field("action"): lambda value: Action(value).label}


def shown(field: models.Field) -> str | Callable[[models.Model], Any]:
    """Days, moments and money as everywhere in the portal: Django's own would show other years."""
    show = _WORDS.get(field) or next((format for kind, format in _FORMATS if isinstance(field, kind)), None)
    if show is None and field.name not in _LABELS:
        return field.name
    label = _LABELS.get(field.name, field.verbose_name)
    value = f"get_{field.name}_display" if field.choices else field.name

    @admin.display(description=label, ordering=field.name, empty_value="–")
    def text(row: models.Model) -> Any:
        found = getattr(row, value)
        return show(found) if show else found() if callable(found) else found

    return text


def columns(model: type[models.Model], *names: str) -> list:
    return [shown(model._meta.get_field(name)) for name in names]


@admin.display(description="รายการที่เปลี่ยน", empty_value="–")
def changed(event: OfficerEvent | ProducerEvent) -> str:
    return " · ".join(f"{field}: {before or '–'} → {after or '–'}" for field, before, after in event.changes)
