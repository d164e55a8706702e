"""The rows behind the sums: no report to look at, but a file for programs, written while it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import itemgetter
from typing import Any

from django.db.models import F, Sum

from otop_portal import thai
from reports.ledger import Ledger
from reports.periods import NEWEST_MONTH
from reports.selection import Selection
from sales.choices import CHANNEL_LABELS
from sales.models import CHANNELS, ProducerType, ProductType, Sale, Stage
from sales.querysets import TOTAL

from .columns import code
from .report import Column, Content, Kind, Report

# As many as the database hands over at once: the memory of a file does not grow with its rows.
_ROWS_AT_ONCE = 1000
_NAMES = {
    "month": F("sheet__month"),
    "province_code": F("sheet__district__province"),
    "province_name": F("sheet__district__province__name_th"),
    "district_code": F("sheet__district"),
    "district_name": F("sheet__district__name_th"),
    "producer_code": F("producer__code"),
    "producer_name": F("producer__name"),
}


def _content(selection: Selection) -> Content:
    """The lines can be gone through once: month by month, district by district, in the order of the form."""
    rows = Sale.objects.visible_to(selection.officer).within(selection.area)
    rows = rows.filter(stage=Stage.PROVINCE, sheet__month__in=selection.months)
    rows = rows.order_by("sheet__month", "sheet__district", "position", "pk")
    lines = rows.values("product_type", "producer_type", *CHANNELS, **_NAMES, total=TOTAL)
    return Content(lines.iterator(_ROWS_AT_ONCE), ())


def number_of_rows(selection: Selection) -> int:
    """How many the file will have, as the tally knows."""
    lines = Ledger(selection).confirmed.filter(month__in=selection.months)
    return lines.aggregate(number=Sum("rows"))["number"] or 0


def _text(key: str, heading: str) -> Column:
    return code(key, heading, itemgetter(key))


def _label(key: str, heading: str, kinds: Any) -> Column:
    labels = dict(kinds.choices)
    return code(key, heading, lambda line: labels[line[key]])


def _baht(key: str, heading: str) -> Column:
    return Column(key, f"{heading} (บาท)", itemgetter(key), Kind.BAHT)


def _month(key: str, heading: str, words: Callable[[Any], str]) -> Column:
    words = cache(words)  # many rows have the same
    return code(key, heading, lambda line: words(line["month"]))


CONFIRMED_ROWS = Report(
    "rows",
    "ข้อมูลรายแถวที่จังหวัดยืนยันแล้ว",
    (
        _month("month", "เดือน (ค.ศ.)", "{:%Y-%m}".format),
        _month("month_name", "เดือน", thai.month_long),
        _text("province_code", "รหัสจังหวัด"),
        _text("province_name", "จังหวัด"),
        _text("district_code", "รหัสอำเภอ"),
        _text("district_name", "อำเภอ"),
        _text("producer_code", "รหัสผู้ประกอบการ"),
        _text("producer_name", "รายชื่อกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP"),
        _label("product_type", "ประเภทผลิตภัณฑ์", ProductType),
        _label("producer_type", "ประเภทกลุ่ม/ผู้ผลิต ผู้ประกอบการ OTOP", ProducerType),
        *(_baht(channel, label) for channel, label in CHANNEL_LABELS.items()),
        _baht("total", "รวมทั้งสิ้น"),
    ),
    _content,
    filters=("year", "period", "area"),
    period=NEWEST_MONTH,
    menu="ส่งออกข้อมูลรายแถว",
)
