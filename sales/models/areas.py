from dataclasses import dataclass

from django.db import models

from otop_portal import thai

from ..querysets import DistrictQuerySet, ProvinceQuerySet

# What a report has lines for, from the widest down.
LEVELS = {"region": "ภาค", "province": "จังหวัด", "district": "อำเภอ"}


@dataclass(frozen=True)
class Region:
    """One of the six, as the provinces name it; `code` is for addresses and files."""

    code: str
    name_th: str
    level = "region"

    def __str__(self) -> str:
        return self.name_th

    @property
    def pk(self) -> str:
        return self.name_th


REGIONS = {
    code: Region(code, name)
    for code, name in {
        "north": "ภาคเหนือ",
        "northeast": "ภาคตะวันออกเฉียงเหนือ",
        "central": "ภาคกลาง",
        "east": "ภาคตะวันออก",
        "west": "ภาคตะวันตก",
        "south": "ภาคใต้",
    }.items()
}


class Province(models.Model):
    """One of the 77, under its official two-digit code."""

    level = "province"

    code = models.CharField("รหัส", max_length=2, primary_key=True)
    name_th = models.CharField("ชื่อจังหวัด", max_length=60, unique=True)
    name_en = models.CharField("ชื่อภาษาอังกฤษ", max_length=60)
    region = models.CharField("ภาค", max_length=60)

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "จังหวัด"
        ordering = ["code"]

    def __str__(self) -> str:
        return f"จังหวัด{self.name_th}" if self.code != "10" else self.name_th

    @property
    def office(self) -> str:
        return f"สำนักงานพัฒนาชุมชน{self}"

    @property
    def whom_to_ask(self) -> str:
        """Its office, with the contacts that it has named."""
        return " ".join([self.office, *map(str, self.contacts.all())])


class District(models.Model):
    """One of the 928, under its official four-digit code; a name is unique only within its province."""

    level = "district"

    code = models.CharField("รหัส", max_length=4, primary_key=True)
    name_th = models.CharField("ชื่ออำเภอ", max_length=60)
    province = models.ForeignKey(Province, models.PROTECT, verbose_name="จังหวัด", related_name="districts")
    reporting = models.BooleanField("รายงานยอดจำหน่าย", default=True)
    chief_confirms = models.BooleanField("พัฒนาการอำเภอเป็นผู้ยืนยัน", default=False)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "อำเภอ"
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["province", "name_th"], name="district_name_unique_in_province")]

    def __str__(self) -> str:
        return f"{'เขต' if self.province_id == '10' else 'อำเภอ'}{self.name_th}"

    @property
    def sort_key(self) -> str:
        return thai.sort_key(self.name_th)


Area = Region | Province | District
