"""The areas that an officer may ask for, from the country down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from otop_portal import thai
from sales.models import REGIONS, Area, District, Officer, Province, Region
from sales.models.areas import LEVELS

Choice = tuple[str, str]


def areas_offered(officer: Officer, asked: str) -> dict[str, Area | None]:
    """By code: a district its own; others their provinces, and the districts of the one asked for."""
    if officer.district:
        return {officer.district.pk: officer.district}
    areas: dict[str, Area | None] = {} if officer.province else {"": None, **REGIONS}
    for province in Province.objects.visible_to(officer):
        areas[province.pk] = province
        if province.pk in (asked[:2], officer.province_id):
            districts = District.objects.visible_to(officer).within(province).select_related("province")
            areas |= {district.pk: district for district in districts}
    return areas


def ways_down_to(area: Area | None) -> list[Area | None]:
    """The areas around it, from the country, and itself."""
    if area is None:
        return [None]
    if isinstance(area, District):
        return [*ways_down_to(area.province), area]
    if isinstance(area, Province):
        return [None, *(region for region in REGIONS.values() if region.name_th == area.region), area]
    return [None, area]


def levels_within(area: Area | None) -> list[str]:
    """What a report may have lines for."""
    if area is None:
        return list(LEVELS)
    return [level for level in LEVELS if (isinstance(area, Region) and level == "province") or level == "district"]


def area_name(area: Area | None) -> str:
    return "ทั้งประเทศ" if area is None else str(area)


def area_choices(areas: Mapping[str, Area | None]) -> list[Choice | tuple[str, list[Choice]]]:
    """To choose from: the districts of the province asked for, then the provinces, region by region."""
    districts = [area for area in areas.values() if isinstance(area, District)]
    provinces = sorted((area for area in areas.values() if isinstance(area, Province)), key=_by_name)
    if not any(isinstance(area, Region) for area in areas.values()):
        return [*_choices(provinces), *_choices(districts)]
    of_province = [(f"อำเภอใน{districts[0].province}", _choices(districts))] if districts else []
    regions = [
        (str(region), [(code, f"ทั้ง{region}"), *_choices(each for each in provinces if each.region == region.pk)])
        for code, region in REGIONS.items()
    ]
    return [("", area_name(None)), *of_province, *regions]


def _choices(areas: Iterable[Province | District]) -> list[Choice]:
    """By their bare names: a letter typed finds them."""
    return [(area.pk, area.name_th) for area in areas]


def _by_name(area: Province) -> str:
    return thai.sort_key(area.name_th)
