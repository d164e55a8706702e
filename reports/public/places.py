"""The areas that have published figures, and their names: anybody may know them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from otop_portal import thai
from sales.models import District, Province

from ..areas import area_name
from ..models import Dimension, Level, PublishedCell

Area = TypeVar("Area", Province, District)


@dataclass(frozen=True)
class Places:
    """By code: provinces in the order of the alphabet; districts of one of them."""

    provinces: dict[str, Province]
    districts: dict[str, District] = field(default_factory=dict)

    def name(self, code: str) -> str:
        """Of one of them; without a code, of the country."""
        return area_name(self.provinces.get(code) or self.districts.get(code))

    @property
    def choices(self) -> list[tuple[str, Any]]:
        """The country, the districts at hand, the provinces."""
        districts = [(code, each.name_th) for code, each in self.districts.items()]
        of_province = [(f"อำเภอใน{next(iter(self.districts.values())).province}", districts)] if districts else []
        return [("", area_name(None)), *of_province, ("จังหวัด", self.province_choices)]

    @property
    def province_choices(self) -> list[tuple[str, str]]:
        return [(code, each.name_th) for code, each in self.provinces.items()]


def every_province() -> dict[str, Province]:
    return _in_order(Province.objects.all())


def places(reader: Any, within: str = "") -> Places:
    """With the districts of the province that the code begins with."""
    provinces = _in_order(Province.objects.filter(pk__in=_published(reader, Level.PROVINCE)))
    return Places(provinces, _districts(reader, within[:2]) if within[:2] in provinces else {})


def _districts(reader: Any, province: str) -> dict[str, District]:
    published = _published(reader, Level.DISTRICT)
    found = District.objects.filter(province=province, pk__in=published).select_related("province")
    return _in_order(found)


def _in_order(areas: Iterable[Area]) -> dict[str, Area]:
    return {each.pk: each for each in sorted(areas, key=lambda each: thai.sort_key(each.name_th))}


def _published(reader: Any, level: Level) -> Any:
    totals = PublishedCell.objects.visible_to(reader).filter(level=level, dimension=Dimension.TOTAL)
    return totals.order_by().values("area")
