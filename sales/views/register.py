"""ผู้ผลิต ผู้ประกอบการ OTOP (19) and ข้อมูลผู้ผลิต (20)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from otop_portal import clock

from .. import producer_sales, sentences
from ..choices import ProducerStatus, Role
from ..forms.register import (
    CloseForm,
    JoinForm,
    MergeForm,
    MoveForm,
    NewProducerForm,
    ProducerForm,
    ProducerSearchForm,
    ProductForm,
    RefusalForm,
)
from ..models import Officer, Producer, ProducerEvent, ReportingMonth, Sale
from ..producer_counts import count_sheet
from ..transitions import Refused
from ..transitions import producers as transitions
from ..transitions.permissions import check_role
from ..transitions.register_moves import merge_producers, move_producer

_PAGE = 50
_SEE = (Role.DISTRICT, Role.CHIEF, Role.PROVINCE, Role.ADMIN)
# Administrators see everything and change nothing; their imports are the exception.
_KEEP = (Role.DISTRICT, Role.PROVINCE)
_DECIDE = (Role.PROVINCE,)


@require_safe
def producers(request: HttpRequest) -> HttpResponse:
    check_role(request.user, *_SEE)
    form = ProducerSearchForm(request.user, request.GET)
    listed = Producer.objects.visible_to(request.user).listed()
    found = form.found_in(listed).in_thai_order().select_related("district__province")
    pages = Paginator(found.annotate(product_count=Count("products")), _PAGE)
    context = {
        "form": form,
        "page": pages.get_page(form.cleaned_data.get("page")),
        "counts": count_sheet(form.within_area(listed).active(), form.areas()),
        "keeps": request.user.role in _KEEP,
        "area_key": form.area_key,
        "asks": request.user.role == Role.DISTRICT and ReportingMonth.objects.asks_for_producers(clock.today()),
        "waiting": listed.requested().count(),
    }
    return render(request, "sales/register/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    check_role(request.user, *_KEEP)
    form = NewProducerForm(request.POST or None, officer=request.user)
    if form.is_valid():
        details = form.cleaned_data
        details.pop("distinct")
        district = details.pop("district", None) or request.user.district
        try:
            producer = transitions.add_from_register(district=district, by=request.user, **details)
        except Refused as refused:
            form.add_error("name", refused.sentence)
        else:
            messages.success(request, sentences.producer_added(producer.name))
            return redirect("sales:producer", producer.pk)
    return render(request, "sales/register/add.html", {"form": form})


@require_safe
def producer(request: HttpRequest, pk: int) -> HttpResponse:
    return _page(request, _found(request.user, pk))


@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    producer = _kept(request.user, pk)
    form = ProducerForm(request.POST, officer=request.user, producer=producer)

    def carry_out() -> str:
        changed = transitions.change_producer(
            producer=producer, by=request.user, reason=form.cleaned_data["reason"], **form.changes
        )
        return sentences.producer_changed(changed.name)

    return _answer(request, producer, "change_form", form, carry_out)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    producer, form = _kept(request.user, pk), CloseForm(request.POST)

    def carry_out() -> str:
        transitions.close_producer(producer=producer, by=request.user, **form.cleaned_data)
        return sentences.producer_closed(producer.name, form.cleaned_data["on"])

    return _answer(request, producer, "close_form", form, carry_out)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    producer, form = _kept(request.user, pk), CloseForm(request.POST)

    def carry_out() -> str:
        transitions.reopen_producer(producer=producer, by=request.user, **form.cleaned_data)
        return sentences.producer_reopened(producer.name, form.cleaned_data["on"])

    return _answer(request, producer, "close_form", form, carry_out)


@require_POST
def register_product(request: HttpRequest, pk: int) -> HttpResponse:
    producer, form = _kept(request.user, pk), ProductForm(request.POST)

    def carry_out() -> str:
        product = transitions.register_product(producer=producer, by=request.user, **form.cleaned_data)
        return sentences.product_registered(product.name)

    return _answer(request, producer, "product_form", form, carry_out)


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    producer, form = _decided(request.user, pk), Form(request.POST)

    def carry_out() -> str:
        return sentences.producer_approved(transitions.approve_producer(producer=producer, by=request.user).name)

    return _answer(request, producer, "approve_form", form, carry_out)


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    producer, form = _decided(request.user, pk), RefusalForm(request.POST)

    def carry_out() -> str:
        transitions.refuse_producer(producer=producer, by=request.user, reason=form.cleaned_data["reason"])
        return sentences.producer_refused(producer.name)

    return _answer(request, producer, "refuse_form", form, carry_out)


@require_POST
def join(request: HttpRequest, pk: int) -> HttpResponse:
    producer = _decided(request.user, pk)
    form = JoinForm(request.POST, officer=request.user, producer=producer)

    def carry_out() -> str:
        into = form.cleaned_data["into"]
        transitions.join_producer(producer=producer, by=request.user, into=into)
        return sentences.producer_joined(producer.name, into.name)

    return _answer(request, producer, "join_form", form, carry_out)


@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    producer = _decided(request.user, pk)
    form = MergeForm(request.POST, officer=request.user, producer=producer)

    def carry_out() -> str:
        left = merge_producers(producer=producer, by=request.user, **form.cleaned_data)
        return sentences.producer_merged(producer.name, form.cleaned_data["into"].name, left)

    return _answer(request, producer, "merge_form", form, carry_out)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    producer = _decided(request.user, pk)
    form = MoveForm(request.POST, officer=request.user, producer=producer)

    def carry_out() -> str:
        moved = move_producer(producer=producer, by=request.user, **form.cleaned_data)
        return sentences.producer_moved(moved.name, moved.district)

    return _answer(request, producer, "move_form", form, carry_out)


def _answer(
    request: HttpRequest, producer: Producer, name: str, form: Any, carry_out: Callable[[], str]
) -> HttpResponse:
    """Back to the producer with what was done; or the same page, the form open, with what is wrong."""
    if form.is_valid():
        try:
            messages.success(request, carry_out())
        except Refused as refused:
            form.add_error(None, refused.sentence)
        else:
            return redirect("sales:producer", producer.pk)
    return _page(request, producer, **{name: form})


def _page(request: HttpRequest, producer: Producer, **bound: Any) -> HttpResponse:
    sales = Sale.objects.visible_to(request.user).filter(producer=producer).select_related("sheet")
    events = ProducerEvent.objects.visible_to(request.user).filter(producer=producer)
    context = {
        "producer": producer,
        "moves": producer.status == ProducerStatus.ACTIVE and request.user.role in _DECIDE,
        "moved_to": producer.moved_to.select_related("district"),
        "products": producer.products.all(),
        "years": producer_sales.by_year(sales),
        "events": events.select_related("officer").order_by("-pk"),
        "keeps": request.user.role in _KEEP,
        "decides": producer.waits and request.user.role in _DECIDE,
        "closed": producer.status == ProducerStatus.CLOSED,
        "open_form": next(iter(bound), ""),
        **_forms(request.user, producer),
        **bound,
    }
    return render(request, "sales/register/producer.html", context)


def _forms(officer: Officer, producer: Producer) -> dict[str, Any]:
    return {
        "change_form": ProducerForm(None, officer=officer, producer=producer),
        "close_form": CloseForm(),
        "product_form": ProductForm(),
        "approve_form": Form(),
        "refuse_form": RefusalForm(),
        "join_form": JoinForm(officer=officer, producer=producer) if producer.waits else None,
        "merge_form": MergeForm(officer=officer, producer=producer),
        "move_form": MoveForm(officer=officer, producer=producer),
    }


def _found(officer: Officer, pk: int) -> Producer:
    listed = Producer.objects.visible_to(officer).listed()
    return get_object_or_404(listed.select_related("district__province"), pk=pk)


def _kept(officer: Officer, pk: int) -> Producer:
    """404 for a foreign producer before 403 for the role."""
    producer = _found(officer, pk)
    check_role(officer, *_KEEP)
    return producer


def _decided(officer: Officer, pk: int) -> Producer:
    producer = _found(officer, pk)
    check_role(officer, *_DECIDE)
    return producer
