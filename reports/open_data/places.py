"""The names of provinces and districts: reference data, known to everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Self

from sales.models import District, Province
from sales.models.areas import REGIONS


@dataclass(frozen=True)
class Places:
    """Bare names by code; a district's province is the first two digits of its own code."""

    provinces: Mapping[str, dict[str, str]]
    districts: Mapping[str, str]

    @classmethod
    def read(cls) -> Self:
        provinces = Province.objects.values("code", "name_th", "name_en", "region")
        return cls({each["code"]: each for each in provinces}, dict(District.objects.values_list("code", "name_th")))

    @cached_property
    def checksum(self) -> str:
        return sha256(repr((self.provinces, self.districts)).encode()).hexdigest()[:8]

    def named(self, code: str) -> dict[str, str | None]:
        """Of a province's, a district's or the country's (empty) code."""
        district = code if len(code) > 2 else None
        return {
            "province_code": code[:2] or None,
            "province": self.provinces[code[:2]]["name_th"] if code else None,
            "district_code": district,
            "district": self.districts[code] if district else None,
        }

    def regions_listed(self) -> list[dict[str, Any]]:
        count = Counter(each["region"] for each in self.provinces.values())
        return [{"code": each.code, "name_th": each.name_th, "provinces": count[each.pk]} for each in REGIONS.values()]

    def provinces_listed(self, region: str | None) -> list[dict[str, Any]]:
        codes = {each.pk: each.code for each in REGIONS.values()}
        lines = [each | {"region_code": codes[each["region"]]} for each in self.provinces.values()]
        return [each for each in lines if region in (None, each["region_code"])]

    def districts_listed(self, province: str | None) -> list[dict[str, Any]]:
        lines = [{"code": code, "name_th": name} | self.named(code) for code, name in self.districts.items()]
        return [each for each in lines if province in (None, each["province_code"])]
