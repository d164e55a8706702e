"""The open API: what was published, to anybody, and never more than that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import condition
from ninja import NinjaAPI, Path, Query
from ninja.errors import ValidationError
from ninja.renderers import JSONRenderer

from ..models import Dimension, Level, PublishedCell
from ..querysets import PublishedCellQuerySet
from ..time_limit import limited
from . import answers, asked, description, dictionary
from .places import Places
from .problems import problem
from .version import entity_tag
from .year_files import year_file, year_files

Year = Annotated[int, Path(description="ปีงบประมาณ พ.ศ. เช่น 2566")]
Lines = Callable[[Iterable[Any]], Iterable[Any]]


class Readable(JSONRenderer):
    """Thai stays Thai."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    title=description.TITLE,
    description=description.DESCRIPTION,
    version="1",
    urls_namespace="api",
    docs_url=None,  # its page would fetch its scripts elsewhere; ours is reports/open_data/views.py
    renderer=Readable(),
)
api.add_decorator(condition(etag_func=entity_tag), mode="view")
api.add_decorator(limited, mode="view")  # the tag is read within the limit, too


@api.exception_handler(ValidationError)
def refused(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(422, list(asked.faults(error)))


@api.get(
    "/",
    response=answers.given(answers.Index),
    summary="หน้าแรกของ API: ชุดข้อมูล สัญญาอนุญาต และที่อยู่ทั้งหมด",
    url_name="api-root",
)
def index(request: HttpRequest) -> dict[str, Any]:
    routes = [request.build_absolute_uri(path) for path in api.get_openapi_schema()["paths"]]
    return description.about(request) | {"routes": routes}


@api.get("/areas/regions", response=answers.given(answers.Regions), summary="ภาค")
def regions(request: HttpRequest, question: Query[asked.AskedPage]) -> dict[str, Any]:
    return listed(request, question, Places.read().regions_listed())


@api.get(
    "/areas/provinces",
    response=answers.given(answers.Provinces),
    summary="จังหวัด",
    openapi_extra=description.example("?region=south"),
)
def provinces(request: HttpRequest, question: Query[asked.AskedProvinces]) -> dict[str, Any]:
    return listed(request, question, Places.read().provinces_listed(question.region))


@api.get(
    "/areas/districts",
    response=answers.given(answers.Districts),
    summary="อำเภอ",
    openapi_extra=description.example("?province=43"),
)
def districts(request: HttpRequest, question: Query[asked.AskedDistricts]) -> dict[str, Any]:
    return listed(request, question, Places.read().districts_listed(question.province))


@api.get(
    "/months",
    response=answers.given(answers.Months),
    summary="เดือนที่มีข้อมูลเผยแพร่ และความครบถ้วนของทั้งประเทศ",
    openapi_extra=description.example("?fiscal_year={year}"),
)
def months(request: HttpRequest, question: Query[asked.AskedMonths]) -> dict[str, Any]:
    return listed_cells(
        request, question, published(request, level=Level.COUNTRY, dimension=Dimension.TOTAL), dictionary.months
    )


@api.get(
    "/totals",
    response=answers.given(answers.Figures),
    summary="ยอดจำหน่ายรวมของประเทศ จังหวัด และอำเภอ",
    openapi_extra=description.example("?month={month}&level=province"),
)
def totals(request: HttpRequest, question: Query[asked.AskedTotals]) -> dict[str, Any]:
    return listed_cells(request, question, published(request, dimension=Dimension.TOTAL), dictionary.figures)


@api.get(
    "/breakdowns",
    response=answers.given(answers.Figures),
    summary="ยอดจำหน่ายของประเทศและจังหวัด จำแนกตามประเภทผลิตภัณฑ์ ช่องทาง หรือประเภทผู้ประกอบการ",
    openapi_extra=description.example("?month={month}&dimension=product_type&level=country"),
)
def breakdowns(request: HttpRequest, question: Query[asked.AskedBreakdowns]) -> dict[str, Any]:
    return listed_cells(request, question, published(request, dimension__in=dictionary.MEMBERS), dictionary.figures)


@api.get(
    "/completeness",
    response=answers.given(answers.Completenesses),
    summary="ความครบถ้วน: อำเภอที่ยืนยันครบ จากอำเภอที่ต้องรายงาน",
    openapi_extra=description.example("?month={month}"),
)
def completeness(request: HttpRequest, question: Query[asked.AskedFigures]) -> dict[str, Any]:
    cells = published(request, level__in=[Level.COUNTRY, Level.PROVINCE], dimension=Dimension.TOTAL)
    return listed_cells(request, question, cells, dictionary.completeness)


@api.get("/files", response=answers.given(answers.Files), summary="รายการแฟ้มข้อมูลทั้งปีงบประมาณ")
def files(request: HttpRequest, question: Query[asked.AskedMonths]) -> dict[str, Any]:
    found = [each for each in year_files(request) if question.fiscal_year in (None, each.year)]
    return listed(request, question, found, lambda some: (each.described(request) for each in some))


@api.get("/files/{int:year}.csv", summary="แฟ้ม CSV ทั้งปีงบประมาณ")
def year_csv(request: HttpRequest, year: Year) -> StreamingHttpResponse:
    return year_file(request, year, "csv")


@api.get("/files/{int:year}.json", summary="แฟ้ม JSON ทั้งปีงบประมาณ")
def year_json(request: HttpRequest, year: Year) -> StreamingHttpResponse:
    return year_file(request, year, "json")


@api.get("/datapackage.json", summary="คำอธิบายข้อมูลสำหรับโปรแกรม (Frictionless Data Package)")
def data_package(request: HttpRequest) -> dict[str, Any]:
    return description.data_package(request, year_files(request))


def published(request: HttpRequest, **which: Any) -> PublishedCellQuerySet:
    return PublishedCell.objects.visible_to(request.user).filter(**which)


def listed_cells(
    request: HttpRequest, question: asked.AskedMonths, cells: PublishedCellQuerySet, lines: Lines
) -> dict[str, Any]:
    return listed(request, question, question.of(cells), lines)


def listed(
    request: HttpRequest, question: asked.AskedPage, rows: Sequence | QuerySet, lines: Lines = iter
) -> dict[str, Any]:
    """A page beyond the last is empty."""
    paginator = Paginator(rows, question.per_page)
    beyond = question.page > paginator.num_pages
    return {
        "published_at": PublishedCell.objects.visible_to(request.user).published_at(),
        "page": question.page,
        "pages": paginator.num_pages,
        "total": paginator.count,
        "next": _address(request, question.page + 1) if question.page < paginator.num_pages else None,
        "items": [] if beyond else [*lines(paginator.page(question.page).object_list)],
    }


def _address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return request.build_absolute_uri(f"?{query.urlencode()}")
