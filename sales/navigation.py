"""What stands on every page: who is signed in, where he may go, and whether this is the demo."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from otop_portal import clock

from .models import DemoClock, Officer, Role


@dataclass(frozen=True)
class Item:
    label: str
    view: str
    icon: str
    args: tuple[str, ...] = ()

    @cached_property
    def href(self) -> str:
        return reverse(self.view, args=self.args)


HOME = Item("หน้าหลัก", "sales:home", "house")
ENTRY = Item("บันทึกข้อมูล", "sales:entry-latest", "pencil-square")
CONFIRMATION = Item("ยืนยันข้อมูล", "sales:confirmation-latest", "check2-square")
READING = Item("ตรวจสอบข้อมูล", "sales:own-sheet", "search")
DISTRICTS = Item("ติดตามอำเภอ", "sales:districts-latest", "check2-square")
PRODUCERS = Item("ทะเบียน", "sales:producers", "people")
FORMS = Item("รายงานสำหรับตรวจสอบ", "reports:forms", "printer")
REPORTS = Item("รายงาน", "reports:index", "bar-chart")
TIMELINESS = Item("ความครบถ้วน", "reports:report", "calendar-check", ("timeliness",))
TARGETS = Item("เป้าหมาย", "targets:standings", "bullseye")
SCHEMES = Item("เกณฑ์ตัวชี้วัด", "targets:schemes", "rulers")
DUE_DATES = Item("กำหนดส่ง", "sales:due-dates", "calendar-event")
OFFICERS = Item("ผู้ใช้", "sales:officers", "person-badge")
YEARS = Item("ปีงบประมาณ", "sales:fiscal-years", "calendar3")
IMPORTS = Item("นำเข้าข้อมูล", "sales:imports", "upload")
ANNOUNCEMENTS = Item("ประกาศ", "sales:announcements", "megaphone")
ADMIN = Item("ผู้ดูแลระบบ", "admin:index", "gear")

MENU: dict[str, tuple[Item, ...]] = {
    Role.DISTRICT: (HOME, ENTRY, CONFIRMATION, PRODUCERS, FORMS, REPORTS, TARGETS),
    Role.CHIEF: (HOME, READING, FORMS, REPORTS, TARGETS),
    Role.PROVINCE: (HOME, DISTRICTS, PRODUCERS, FORMS, REPORTS, TARGETS, DUE_DATES, OFFICERS),
    Role.DEPARTMENT: (HOME, REPORTS, TIMELINESS, DUE_DATES, FORMS, TARGETS),
    Role.ADMIN: (HOME, REPORTS, SCHEMES, DUE_DATES, OFFICERS, IMPORTS, YEARS, ANNOUNCEMENTS, ADMIN),
}

# What anybody reads, signed in or not.
PUBLIC = (
    Item("ภาพรวม", "public:overview", "speedometer2"),
    Item("รายเดือน", "public:trends", "graph-up"),
    Item("แผนที่", "public:map", "map"),
    Item("ส่งออกข้อมูล", "public:open-data", "download"),
    Item("เกี่ยวกับข้อมูล", "public:about", "info-circle"),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    officer = getattr(request, "user", None)
    signed_in = isinstance(officer, Officer)
    menu = MENU[officer.role] if signed_in else PUBLIC
    public = {"public_menu": PUBLIC, "public_here": _here(request.path, PUBLIC)}
    return {"menu": menu, "here": _here(request.path, menu), "demo": _demo()} | public


def _here(path: str, menu: Iterable[Item]) -> str:
    """The address in the menu that this page stands under: the longest that its own begins with."""
    above = [item.href for item in menu if path == item.href or (item is not HOME and path.startswith(item.href))]
    return max(above, key=len, default="")


def _demo() -> dict[str, Any] | None:
    """The demo's own date, on every page while the demo is on."""
    return {"today": clock.today()} if settings.DEBUG and DemoClock.current_shift() else None
