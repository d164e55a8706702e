"""What may be asked of the open API. What describes a parameter is also the sentence of its refusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self

from ninja import Field, Schema
from ninja.errors import ValidationError
from pydantic import BeforeValidator, ValidationInfo, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from otop_portal import fiscal
from sales.models.areas import REGIONS

from ..models import Dimension, Level
from ..querysets import PublishedCellQuerySet
from .dictionary import MEMBERS, listed

UNKNOWN = "unknown_parameter"
MOST_AT_ONCE, LAST_PAGE = 1000, 1_000_000
FISCAL_YEARS = {"ge": fiscal.FIRST_YEAR + fiscal.BUDDHIST_ERA + 1, "le": fiscal.LAST_YEAR + fiscal.BUDDHIST_ERA}


def _first_day(text: Any) -> date:
    if not (isinstance(text, str) and re.fullmatch("[0-9]{4}-[0-9]{2}", text)):
        raise ValueError(text)
    return fiscal.first_of_month(date.fromisoformat(f"{text}-01"))


Month = Annotated[
    date, BeforeValidator(_first_day), WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"})
]


class Asked(Schema):
    @model_validator(mode="after")
    def knows_every_name(self, info: ValidationInfo) -> Self:
        """A misspelt parameter would silently answer with everything."""
        asked = info.context["request"].GET if info.context else {}
        if unknown := sorted(asked.keys() - type(self).model_fields.keys()):
            raise PydanticCustomError(UNKNOWN, "unknown", {"names": unknown})
        return self


class AskedPage(Asked):
    page: int = Field(1, ge=1, le=LAST_PAGE, description="หน้าที่ เป็นจำนวนเต็ม เริ่มจาก 1")
    per_page: int = Field(MOST_AT_ONCE, ge=1, le=MOST_AT_ONCE, description=f"จำนวนรายการต่อหน้า 1 ถึง {MOST_AT_ONCE}")


class AskedProvinces(AskedPage):
    region: Literal[*REGIONS] | None = Field(
        None, description=f"ภาค: {listed((code, region.name_th) for code, region in REGIONS.items())}"
    )


class AskedDistricts(AskedPage):
    province: str | None = Field(None, pattern="^[0-9]{2}$", description="รหัสจังหวัด 2 หลัก เช่น 43")


class AskedMonths(AskedPage):
    fiscal_year: int | None = Field(None, **FISCAL_YEARS, description="ปีงบประมาณ พ.ศ. เช่น 2566")

    def of(self, cells: PublishedCellQuerySet) -> PublishedCellQuerySet:
        if self.fiscal_year:
            cells = cells.filter(month__in=fiscal.months_of(self.fiscal_year))
        return cells.in_order()


LEVEL = f"ระดับของพื้นที่: {listed(Level.choices)} โดย district มีเฉพาะใน totals"


class AskedFigures(AskedMonths, AskedProvinces, AskedDistricts):
    """Of the country and of provinces."""

    month: Month | None = Field(None, description="เดือน ตามปี ค.ศ. เช่น 2022-10 คือตุลาคม 2565")
    first: Month | None = Field(None, description="ตั้งแต่เดือน ตามปี ค.ศ. เช่น 2022-10")
    last: Month | None = Field(None, description="ถึงเดือน ตามปี ค.ศ. เช่น 2023-03")
    level: Literal["country", "province"] | None = Field(None, description=LEVEL)

    def exactly(self) -> dict[str, Any]:
        """What a cell's fields have to be; None is anything."""
        return {"level": self.level, "month": self.month, "month__gte": self.first, "month__lte": self.last}

    def of(self, cells: PublishedCellQuerySet) -> PublishedCellQuerySet:
        cells = cells.filter(**{name: value for name, value in self.exactly().items() if value is not None})
        if self.region:
            cells = cells.in_region(REGIONS[self.region])
        if self.province:
            cells = cells.in_province(self.province)
        return super().of(cells)


class AskedTotals(AskedFigures):
    level: Literal[*Level.values] | None = Field(None, description=LEVEL)
    district: str | None = Field(None, pattern="^[0-9]{4}$", description="รหัสอำเภอ 4 หลัก เช่น 4317")

    def exactly(self) -> dict[str, Any]:
        return super().exactly() | {"area": self.district}


class AskedBreakdowns(AskedFigures):
    dimension: Literal[*MEMBERS] | None = Field(
        None, description=f"จำแนกตาม: {listed((each, Dimension(each).label) for each in MEMBERS)}"
    )

    def exactly(self) -> dict[str, Any]:
        return super().exactly() | {"dimension": self.dimension}


MEANINGS = {
    name: each.description for asked in (AskedTotals, AskedBreakdowns) for name, each in asked.model_fields.items()
}


def faults(error: ValidationError) -> Iterator[dict[str, str]]:
    """Of each parameter that was refused what it has to be."""
    for each in error.errors:
        if each["type"] == UNKNOWN:
            yield from ({"parameter": name, "detail": "ไม่มีพารามิเตอร์นี้"} for name in each["ctx"]["names"])
        else:
            name = each["loc"][-1]
            yield {"parameter": name, "detail": f"ค่าไม่ถูกต้อง ค่าที่ใช้ได้คือ {MEANINGS[name]}"}
