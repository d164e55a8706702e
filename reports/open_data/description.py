"""What the open data are, for people and for programs: licence, attribution, and a Frictionless data package."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from pydantic.fields import FieldInfo

from ..models import PublishedCell
from .dictionary import Figure

if TYPE_CHECKING:
    from .year_files import YearFile

TYPES = {int: "integer", Decimal: "number"}
TITLE = "ยอดจำหน่ายสินค้า OTOP รายเดือน"
DESCRIPTION = (
    "ยอดจำหน่ายสินค้าหนึ่งตำบล หนึ่งผลิตภัณฑ์ (OTOP) รายเดือน ของอำเภอ จังหวัด และประเทศ ที่อำเภอและจังหวัดยืนยันครบแล้ว "
    "ระดับจังหวัดและประเทศจำแนกตามประเภทผลิตภัณฑ์ ช่องทางการจำหน่าย และประเภทผู้ประกอบการ"
)
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def example(question: str = "") -> dict[str, str]:
    """Of a route: what to try, for the page that describes it."""
    return {"x-example": question}


def about(request: HttpRequest) -> dict[str, Any]:
    """At the head of the API and of each JSON file."""
    return {
        "title": TITLE,
        "description": DESCRIPTION,
        "published_at": PublishedCell.objects.visible_to(request.user).published_at(),
        "licence": LICENCE,
        "attribution": settings.OPEN_DATA_ATTRIBUTION,
        "data_dictionary": request.build_absolute_uri(reverse("api:data_package")),
    }


def data_package(request: HttpRequest, files: Iterable[YearFile]) -> dict[str, Any]:
    """As specs.frictionlessdata.io has it: https://specs.frictionlessdata.io/tabular-data-package/"""
    created = PublishedCell.objects.visible_to(request.user).published_at()
    return {
        "profile": "tabular-data-package",
        "name": "otop-sales",
        "title": TITLE,
        "description": DESCRIPTION,
        "licenses": [LICENCE],
        "contributors": [{"title": settings.OPEN_DATA_ATTRIBUTION, "role": "publisher"}],
        **({"created": created} if created else {}),
        "resources": [_resource(request, file) for file in files if file.extension == "csv"],
    }


def _resource(request: HttpRequest, file: YearFile) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": file.name,
        "title": f"{TITLE} ปีงบประมาณ {file.year}",
        "path": request.build_absolute_uri(file.address),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields(), "missingValues": [""]},
    }


def fields() -> list[dict[str, Any]]:
    """The data dictionary: of each column its name, type (in Frictionless' words), meaning and an example."""
    return [{"name": name, **_field(field)} for name, field in Figure.model_fields.items()]


def _field(field: FieldInfo) -> dict[str, Any]:
    kinds = get_args(field.annotation) or (field.annotation,)
    known = {"constraints": {"enum": [*kinds]}} if isinstance(kinds[0], str) else {}
    plain = {"type": TYPES.get(kinds[0], "string"), "description": field.description, "example": field.examples[0]}
    return plain | known
