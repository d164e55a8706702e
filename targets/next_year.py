"""A fiscal year opens with the schemes of the last that was announced: copied, to be looked over and announced."""

from __future__ import annotations

from sales.fiscal_years import Part
from sales.models import Officer

from .models import Scheme, SchemeVersion
from .transitions.schemes import copy_scheme


def coming(year: int) -> list[str]:
    return [f"{slug} · {source.scheme.name} {source.scheme.occasion}" for source, slug in _to_copy(year)]


def open_year(*, year: int, by: Officer) -> None:
    for source, slug in _to_copy(year):
        copy_scheme(source=source, slug=slug, fiscal_year=year, by=by)


def _to_copy(year: int) -> list[tuple[SchemeVersion, str]]:
    """With the slug of the new year; grades come after what they are made of."""
    announced = SchemeVersion.objects.filter(scheme__fiscal_year__lt=year).exclude(letter_date=None)
    newest = announced.order_by("scheme__fiscal_year").values_list("scheme__fiscal_year", flat=True).last()
    found = sorted(announced.filter(scheme__fiscal_year=newest).current_of_each(), key=lambda each: each.is_graded)
    named = [(source, _of_year(source.scheme, year)) for source in found]
    taken = set(Scheme.objects.filter(slug__in=[slug for _, slug in named]).values_list("slug", flat=True))
    return [(source, slug) for source, slug in named if slug not in taken]


def _of_year(scheme: Scheme, year: int) -> str:
    before = str(scheme.fiscal_year)
    return scheme.slug.replace(before, str(year), 1) if before in scheme.slug else f"{scheme.slug[:55]}-{year}"


schemes = Part("เกณฑ์ตัวชี้วัดที่คัดลอกมาให้ตรวจและประกาศใช้", coming, open_year)
