"""The names of the areas that have published figures: anybody may know them."""

from __future__ import annotations

from otop_portal import thai
from sales.models import District, Province

COUNTRY = "ทั้งประเทศ"


def provinces() -> dict[str, Province]:
    """All 77 by code, in the order of the alphabet."""
    return {each.pk: each for each in sorted(Province.objects.all(), key=lambda each: thai.sort_key(each.name_th))}


def districts_of(province: str) -> dict[str, District]:
    found = District.objects.filter(province=province).select_related("province")
    return {each.pk: each for each in sorted(found, key=lambda each: each.sort_key)}
