"""A published figure as programs read it. The fields with what is said of them are the data dictionary: of the API, of
the files of whole years, and of the page that offers both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Field, Schema

from otop_portal import fiscal, thai
from sales.choices import CHANNEL_LABELS
from sales.models import ProducerType, ProductType

from ..models import Dimension, Level, PublishedCell, Standing
from .places import Places

MEMBERS: dict[str, dict[str, str]] = {
    Dimension.PRODUCT_TYPE: {each.value: each.full_name for each in ProductType},
    Dimension.CHANNEL: CHANNEL_LABELS,
    Dimension.PRODUCER_TYPE: dict(ProducerType.choices),
}


def listed(choices: Iterable[tuple[str, str]]) -> str:
    """country (ประเทศ), province (จังหวัด)"""
    return ", ".join(f"{value} ({label})" for value, label in choices)


MEMBERS_LISTED = "; ".join(f"{dimension}: {listed(members.items())}" for dimension, members in MEMBERS.items())


class Period(Schema):
    month: str = Field(description="เดือน ตามปี ค.ศ. แบบ ISO 8601", examples=["2022-10"])
    month_th: str = Field(description="ชื่อเดือนและปี พ.ศ.", examples=["ตุลาคม 2565"])
    fiscal_year: int = Field(description="ปีงบประมาณ พ.ศ. (1 ตุลาคมของปีก่อน ถึง 30 กันยายน)", examples=[2566])


class Where(Schema):
    level: Literal[*Level.values] = Field(description=f"ระดับของพื้นที่: {listed(Level.choices)}", examples=["province"])
    province_code: str | None = Field(description="รหัสจังหวัด 2 หลัก ว่างเมื่อเป็นยอดของประเทศ", examples=["43"])
    province: str | None = Field(description="ชื่อจังหวัด ไม่มีคำว่า “จังหวัด”", examples=["หนองคาย"])
    district_code: str | None = Field(description="รหัสอำเภอ 4 หลัก มีเฉพาะระดับอำเภอ", examples=["4317"])
    district: str | None = Field(description="ชื่ออำเภอ ไม่มีคำว่า “อำเภอ”", examples=["โพธิ์ตาก"])


class Figure(Where, Period):
    dimension: Literal[*Dimension.values] = Field(
        description=f"จำแนกตาม: {listed(Dimension.choices)} ระดับอำเภอมีเฉพาะยอดรวม", examples=["product_type"]
    )
    member: str | None = Field(description=f"รหัสรายการที่จำแนก ว่างเมื่อเป็นยอดรวม: {MEMBERS_LISTED}", examples=["cloth"])
    member_th: str | None = Field(description="ชื่อรายการที่จำแนก", examples=["ผ้า เครื่องแต่งกาย"])
    amount: Decimal | None = Field(
        description="ยอดจำหน่าย (บาท) ทศนิยม 2 ตำแหน่งเสมอ ถูกต้องถึงสตางค์ ใน JSON เป็นข้อความ เพราะตัวเลขของ JSON "
        "เก็บทศนิยมได้ไม่ครบทุกค่า ว่าง (null) คือไม่มีตัวเลขให้ ไม่ใช่ศูนย์: ดู status",
        examples=["1234567.50"],
    )
    status: Literal[*Standing.values] = Field(
        description=f"สถานะของตัวเลข: {listed(Standing.choices)}", examples=["published"]
    )
    districts: int = Field(description="ยอดนี้รวมกี่อำเภอ", examples=[9])
    complete: int | None = Field(description="จำนวนอำเภอที่ยืนยันข้อมูลครบ (เฉพาะยอดรวมของจังหวัดและประเทศ)", examples=[9])
    reporting: int | None = Field(description="จำนวนอำเภอที่ต้องรายงาน (เฉพาะยอดรวมของจังหวัดและประเทศ)", examples=[9])


class Month(Period):
    calendar_year: int = Field(description="ปีปฏิทิน พ.ศ.", examples=[2565])
    calendar_month: int = Field(description="เดือนตามปฏิทิน 1 คือมกราคม", examples=[10])
    quarter: int = Field(description="ไตรมาสของปีงบประมาณ 1 คือตุลาคมถึงธันวาคม", examples=[1])
    complete: int = Field(description="จำนวนอำเภอทั้งประเทศที่ยืนยันข้อมูลครบ", examples=[870])
    reporting: int = Field(description="จำนวนอำเภอทั้งประเทศที่ต้องรายงาน", examples=[878])


class Completeness(Where, Period):
    complete: int = Field(description="จำนวนอำเภอที่ยืนยันข้อมูลครบ", examples=[9])
    reporting: int = Field(description="จำนวนอำเภอที่ต้องรายงาน", examples=[9])


def figures(cells: Iterable[PublishedCell]) -> Iterator[dict[str, Any]]:
    """Each by the names of Figure's fields, in their order."""
    places = Places.read()
    for cell in cells:
        yield {
            **_period(cell.month_id),
            "level": cell.level,
            **places.named(cell.area),
            "dimension": cell.dimension,
            "member": cell.member or None,
            "member_th": MEMBERS[cell.dimension][cell.member] if cell.member else None,
            "amount": cell.amount,
            "status": cell.standing.value,
            "districts": cell.districts,
            "complete": cell.complete,
            "reporting": cell.reporting,
        }


def completeness(cells: Iterable[PublishedCell]) -> Iterator[dict[str, Any]]:
    """Of totals of provinces and the country."""
    for line in figures(cells):
        yield {name: line[name] for name in Completeness.model_fields}


def months(cells: Iterable[PublishedCell]) -> Iterator[dict[str, Any]]:
    """Of the country's totals."""
    for cell in cells:
        month = cell.month_id
        yield {
            **_period(month),
            "calendar_year": thai.year_be(month),
            "calendar_month": month.month,
            "quarter": fiscal.quarter(month),
            "complete": cell.complete,
            "reporting": cell.reporting,
        }


def _period(month: date) -> dict[str, Any]:
    return {"month": f"{month:%Y-%m}", "month_th": thai.month_long(month), "fiscal_year": fiscal.fiscal_year(month)}
