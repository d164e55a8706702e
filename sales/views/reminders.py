"""Of page 23: what is told to the ticked districts by hand, or copied for a chat group."""

from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ..addresses import month_named
from ..forms.reminders import ReminderForm, TickedForm
from ..inbox import sentences
from ..inbox.by_hand import in_a_chat, reached
from ..transitions.inbox import remind_by_hand
from .answers import refuse_garbage
from .province import check_province


@require_safe
def show(request: HttpRequest, year: int, month: int) -> HttpResponse:
    check_province(request.user)
    reporting = month_named(year, month)
    lines = reached(request.user, reporting, TickedForm(request.user, request.GET).ticked)
    if not lines:
        messages.warning(request, sentences.NOBODY_TICKED)
        return redirect("sales:districts", year, month)
    context = {
        "month": reporting,
        "lines": lines,
        "chat": in_a_chat(reporting, lines, request.build_absolute_uri),
        "form": ReminderForm(request.user, {}),
        "submission": uuid4(),
    }
    return render(request, "sales/inbox/reminder.html", context)


@require_POST
def send(request: HttpRequest, year: int, month: int) -> HttpResponse:
    check_province(request.user)
    reporting, form = month_named(year, month), ReminderForm(request.user, request.POST)
    refuse_garbage(form)
    asked = form.cleaned_data
    lines = reached(request.user, reporting, form.ticked)
    told = remind_by_hand(lines=lines, note=asked["note"], by=request.user, submission=asked["submission"])
    if told:
        messages.success(request, sentences.told_by_hand(told))
    else:
        messages.warning(request, sentences.NOBODY_TO_TELL)
    return redirect("sales:districts", year, month)
