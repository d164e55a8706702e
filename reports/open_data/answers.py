"""The shapes of what the open API answers with."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Schema

from .dictionary import Completeness, Figure, Month


class Licence(Schema):
    name: str = Field(description="ชื่อย่อของสัญญาอนุญาต")
    title: str = Field(description="ชื่อสัญญาอนุญาต")
    path: str = Field(description="ที่อยู่ของสัญญาอนุญาต")


class About(Schema):
    title: str = Field(description="ชื่อชุดข้อมูล")
    description: str = Field(description="คำอธิบายชุดข้อมูล")
    published_at: datetime | None = Field(description="วันเวลาที่เผยแพร่ตัวเลขล่าสุด (ISO 8601 เวลาประเทศไทย)")
    licence: Licence = Field(description="สัญญาอนุญาต")
    attribution: str = Field(description="ชื่อหน่วยงานที่ต้องอ้างอิง")
    data_dictionary: str = Field(description="ที่อยู่ของคำอธิบายข้อมูลสำหรับโปรแกรม")


class Index(About):
    routes: list[str] = Field(description="ที่อยู่ทั้งหมดของ API")


class Page(Schema):
    """`items` follow."""

    published_at: datetime | None = Field(description="วันเวลาที่เผยแพร่ตัวเลขล่าสุด")
    page: int = Field(description="หน้านี้")
    pages: int = Field(description="จำนวนหน้าทั้งหมด")
    total: int = Field(description="จำนวนรายการทั้งหมด")
    next: str | None = Field(description="ที่อยู่ของหน้าถัดไป ว่าง (null) เมื่อเป็นหน้าสุดท้าย")


class Region(Schema):
    code: str = Field(description="รหัสภาค")
    name_th: str = Field(description="ชื่อภาค")
    provinces: int = Field(description="จำนวนจังหวัด")


class Province(Schema):
    code: str = Field(description="รหัสจังหวัด 2 หลัก")
    name_th: str = Field(description="ชื่อจังหวัด ไม่มีคำว่า “จังหวัด”")
    name_en: str = Field(description="ชื่อภาษาอังกฤษ")
    region_code: str = Field(description="รหัสภาค")
    region: str = Field(description="ชื่อภาค")


class District(Schema):
    code: str = Field(description="รหัสอำเภอ 4 หลัก")
    name_th: str = Field(description="ชื่ออำเภอ ไม่มีคำว่า “อำเภอ”")
    province_code: str = Field(description="รหัสจังหวัด 2 หลัก")
    province: str = Field(description="ชื่อจังหวัด")


class File(Schema):
    fiscal_year: int = Field(description="ปีงบประมาณ พ.ศ.")
    format: str = Field(description="รูปแบบแฟ้ม: csv, json")
    url: str = Field(description="ที่อยู่ของแฟ้ม")
    rows: int = Field(description="จำนวนแถว")
    size: int = Field(description="ขนาดโดยประมาณ (ไบต์)")


class Fault(Schema):
    parameter: str = Field(description="ชื่อพารามิเตอร์")
    detail: str = Field(description="ค่าที่ใช้ได้")


class Problem(Schema):
    """RFC 9457."""

    type: str = Field(description="about:blank เสมอ")
    title: str = Field(description="ชื่อรหัสสถานะ")
    status: int = Field(description="รหัสสถานะ HTTP")
    detail: str = Field(description="คำอธิบาย")
    errors: list[Fault] = Field(description="พารามิเตอร์ที่ไม่ถูกต้อง")


def given(answer: type[Schema]) -> dict[int, type[Schema]]:
    """By status."""
    return {200: answer, 422: Problem}


class Regions(Page):
    items: list[Region]


class Provinces(Page):
    items: list[Province]


class Districts(Page):
    items: list[District]


class Months(Page):
    items: list[Month]


class Figures(Page):
    items: list[Figure]


class Completenesses(Page):
    items: list[Completeness]


class Files(Page):
    items: list[File]
