"""Page 12, บันทึกยอดจำหน่ายสินค้า OTOP ประจำเดือน (ระดับอำเภอ): what is shown."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from otop_portal import thai

from .. import sentences
from ..addresses import fiscal_years, month_named
from ..entry import Opened, open_sheet
from ..forms.entry import Typed
from ..forms.explanations import ExplanationForm
from ..forms.period import MONTHS, PeriodForm
from ..grid import COLUMNS, PRODUCER_TYPES, PRODUCT_TYPES, Grid, Panel, blank_line
from ..home import month_to_type
from ..models import Officer, Producer, ReportingMonth, Role
from ..transitions.permissions import check_role
from ..transitions.refusals import Problem

# What the page's script says; the words are the ledger's.
SAID = {
    "fault": thai.not_an_amount("{x}"),
    "sending": sentences.SENDING,
    "ended": sentences.SESSION_ENDED,
    "offline": sentences.OFFLINE,
    "failed": sentences.NOT_SAVED,
    "old": sentences.PAGE_TOO_OLD,
}


@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The month that ค้นหา names, or else the one to go on with."""
    check_role(request.user, Role.DISTRICT, Role.CHIEF)
    return redirect("sales:entry", *month_asked(request.user, request.GET).address)


@require_safe
def show(request: HttpRequest, year: int, month: int) -> HttpResponse:
    opened = opened_month(request, year, month)
    if "draft" in request.GET and (draft := opened.draft):
        return answer(request, opened, Typed(draft.content), seen=draft.stamp)
    return answer(request, opened)


@require_safe
def names(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """The district's active producers and their types, for completing a name that is being typed."""
    opened = opened_month(request, year, month)
    register = Producer.objects.visible_to(request.user).filter(district=opened.district).listed().active()
    labels = dict(PRODUCER_TYPES)
    found = register.order_by("sort_key").values_list("name", "producer_type")
    return JsonResponse({"names": [[name, labels.get(kind, "")] for name, kind in found]})


def month_asked(officer: Officer, data: QueryDict) -> ReportingMonth:
    return PeriodForm(data).reporting_month(partial(month_to_type, officer))


def opened_month(request: HttpRequest, year: int, month: int) -> Opened:
    """The sheet of the officer's own district in the month of the address; 404 where there is no such month."""
    check_role(request.user, Role.DISTRICT, Role.CHIEF)
    return open_sheet(request.user, month_named(year, month))


def answer(
    request: HttpRequest,
    opened: Opened,
    typed: Typed | None = None,
    *,
    problems: Iterable[Problem] = (),
    panel: Panel | None = None,
    seen: str = "",
) -> HttpResponse:
    """The page, with what the officer has typed and not saved in its cells; `seen`: the draft that holds it."""
    typed = Typed() if typed is None else typed
    context = {
        "opened": opened,
        "grid": Grid(opened, typed, tuple(problems), panel),
        "offer": _offer(opened, typed),
        "seen": seen,
        "why": ExplanationForm(request.POST or None, officer=request.user, month=opened.month.pk),
        "ticked": request.POST.getlist("why-explained"),
        "submission": uuid4(),
        "sign_out": reverse("sales:entry-sign-out", args=opened.month.address) if opened.editable else "",
    }
    return render(request, "sales/entry/page.html", context | _vocabulary(opened))


def _vocabulary(opened: Opened) -> dict[str, Any]:
    year, month = opened.month.address
    return {
        "year": year,
        "month": month,
        "years": fiscal_years(),
        "months": MONTHS,
        "columns": COLUMNS,
        "blank_line": blank_line(),
        "product_types": PRODUCT_TYPES,
        "producer_types": PRODUCER_TYPES,
        "said": SAID,
        "caution": sentences.SAVING_CONFIRMS,
    }


def _offer(opened: Opened, typed: Typed) -> str:
    """What waits in the officer's draft and is not on the page."""
    waiting = opened.waiting.without(typed.keys)
    return sentences.draft_offered(len(waiting.keys), opened.draft.saved_at) if waiting else ""
