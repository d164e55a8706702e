"""Page 12: typing that is not saved. It waits in the officer's draft and is offered on any machine."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from otop_portal import clock

from .. import sentences
from ..forms.entry import Typed
from .entry import answer, opened_month


@require_POST
def keep(request: HttpRequest, year: int, month: int) -> JsonResponse:
    """Autosave. `draft` names the draft that the page's next autosave may replace."""
    opened = opened_month(request, year, month)
    seen = opened.keep_typing(Typed.from_post(request.POST), seen=request.POST.get("draft", ""))
    return JsonResponse({"draft": seen, "sentence": sentences.draft_saved(clock.now())})


@require_POST
def use(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """นำกลับมาใช้: the draft's figures in the cells, under what has been typed since."""
    opened = opened_month(request, year, month)
    typed = Typed.from_post(request.POST)
    if opened.draft:
        typed = typed.over(Typed(opened.draft.content))
    seen = opened.keep_typing(typed, seen=opened.draft.stamp if opened.draft else "")
    return answer(request, opened, typed, seen=seen)


@require_POST
def discard(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """ทิ้งร่าง: only what has been typed since stays."""
    opened = opened_month(request, year, month)
    typed = Typed.from_post(request.POST)
    seen = opened.keep_typing(typed, seen=opened.draft.stamp if opened.draft else "")
    if not typed:
        return redirect("sales:entry", *opened.month.address)
    return answer(request, opened, typed, seen=seen)


@require_POST
def add_line(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """เพิ่มกลุ่ม where the browser runs no script: another blank line, with all that is typed."""
    opened = opened_month(request, year, month)
    typed = Typed.from_post(request.POST)
    more = typed.with_lines((f"line-{len(typed.lines) + 1}", "", ""))
    return answer(request, opened, more, seen=opened.keep_typing(typed, seen=request.POST.get("draft", "")))


@require_POST
def close_panel(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """ยกเลิก: the page without its question, with all that is typed."""
    opened = opened_month(request, year, month)
    typed = Typed.from_post(request.POST)
    return answer(request, opened, typed, seen=opened.keep_typing(typed, seen=request.POST.get("draft", "")))
