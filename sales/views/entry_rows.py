"""Page 12: what changes the sheet. Whatever else the officer has typed and not saved stays in the cells."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from .. import sentences, transitions
from ..entry import Opened, open_sheet
from ..forms.entry import DeleteForm, MissingForm, SaveForm, SubmissionForm, Typed, TypeForm
from ..forms.explanations import ExplanationForm
from ..grid import Panel
from ..models import Producer, Sale
from ..transitions import Outcome
from ..transitions.producers import change_producer
from ..transitions.refusals import NotAllowed, Problem, Refused
from .answers import posted, say_reasons, say_refused
from .entry import answer, opened_month
from .explanations import answered

View = Callable[[HttpRequest, Opened, Typed], HttpResponse]


def _posted(view: View) -> Callable[[HttpRequest, int, int], HttpResponse]:
    """Gives the view the opened sheet and the typing; what the ledger refuses is said above the typing."""

    @require_POST
    @wraps(view)
    def carried_out(request: HttpRequest, year: int, month: int) -> HttpResponse:
        opened, typed = opened_month(request, year, month), Typed.from_post(request.POST)
        try:
            return view(request, opened, typed)
        except NotAllowed:
            raise
        except Refused as refused:
            messages.error(request, refused.sentence)
            return _stay(request, opened, typed)

    return carried_out


@_posted
def save(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    faults = [Problem(row=row, field=channel, sentence=sentence) for row, channel, sentence in typed.faults()]
    outcome = transitions.save_rows(**_who_and_what(request, opened), edits=typed.edits(), new=typed.new_rows())
    problems = [*faults, *outcome.problems]
    left = typed.only({problem.row for problem in problems})
    if left:
        messages.warning(request, sentences.partly_saved(outcome.changed, len(left.keys)))
    form = posted(SaveForm, request)
    if opened.month.saving_confirms and form.cleaned_data["confirm"]:
        problems += _confirm(request, opened, outcome, left, form.cleaned_data["seen"])
    elif not left:
        messages.success(request, _saved(opened, outcome))
    if problems:
        return _stay(request, opened, left, settled=typed.keys, problems=problems)
    return _done(request, opened, settled=typed.keys)


def _saved(opened: Opened, outcome: Outcome) -> str:
    if outcome.event is None:
        return sentences.NOTHING_TO_SAVE
    say = sentences.draft_saved if opened.month.saving_confirms else sentences.saved
    return say(outcome.event.at)


def _confirm(
    request: HttpRequest, opened: Opened, saved: Outcome, left: Typed, seen: Mapping[int, int]
) -> Collection[Problem]:
    """A transaction of its own: whatever it refuses, the saving stands. What is `left` unsaved waits."""
    settled = {row: version for row, version in saved.seen_after(seen).items() if row not in left.rows}
    try:
        outcome = transitions.confirm_by_district(**_who_and_what(request, opened), seen=settled, only_answered=True)
    except Refused as refused:
        messages.success(request, _saved(opened, saved))
        say_refused(request, refused)
        return ()
    if outcome.event:
        totals = outcome.event.totals
        said = sentences.saved_and_confirmed(outcome.event.at, totals["confirmed"], totals["rows"])
        messages.success(request, said)
    elif not left:
        _say_not_confirmed(request, opened, saved, outcome)
    say_reasons(request, outcome)
    return outcome.problems


def _say_not_confirmed(request: HttpRequest, opened: Opened, saved: Outcome, outcome: Outcome) -> None:
    rows = Sale.objects.visible_to(request.user).of(opened.district, opened.month.month)
    unanswered = rows.filter(domestic_offline=None).count()
    if saved.event or not (unanswered or outcome.problems):
        messages.success(request, _saved(opened, saved))
    if unanswered:
        messages.warning(request, sentences.unanswered(unanswered))


@_posted
def sync(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    outcome = transitions.copy_previous_month(**_who_and_what(request, opened))
    origin = outcome.event.reason if outcome.event else ""
    return _go_on(request, opened, typed, sentences.synced(outcome.changed, origin, opened.month.month))


@_posted
def declare(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    transitions.declare_nothing(**_who_and_what(request, opened))
    return _go_on(request, opened, typed, sentences.DECLARED)


@_posted
def add_missing(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    """Their lines; one whose product types nobody knows becomes a line to fill in."""
    form = posted(MissingForm, request)
    outcome = transitions.add_missing_producers(**_who_and_what(request, opened), producer=form.chosen)
    asked = [replace(problem, row=f"missing-{problem.row}") for problem in outcome.problems]
    producers = Producer.objects.visible_to(request.user).filter(pk__in=[each.row for each in outcome.problems])
    typed = typed.with_lines(*((f"missing-{producer.pk}", producer.name, "") for producer in producers))
    return _go_on(request, opened, typed, sentences.added(outcome.changed), problems=asked)


@_posted
def delete(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    form = posted(DeleteForm, request)
    row, reason = form.cleaned_data["row"], form.cleaned_data["reason"]
    outcome = transitions.delete_rows(**_who_and_what(request, opened), rows=[row], reason=reason)
    if any(problem.field == "reason" for problem in outcome.problems):
        return _stay(request, opened, typed, panel=Panel(row, "delete", sentences.NO_REASON_TO_DELETE))
    if outcome.problems:
        return _stay(request, opened, typed, problems=outcome.problems)
    return _go_on(request, opened, typed.without({row}), sentences.removed(outcome.changed))


@_posted
def change_type(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    form = posted(TypeForm, request)
    row, product_type = form.cleaned_data["row"], form.cleaned_data["product_type"]
    panel = Panel(row, "type", asks_producer_type=opened.lacks_producer_type(row))
    if not product_type:
        return _stay(request, opened, typed, panel=panel)
    outcome = transitions.change_product_type(**_who_and_what(request, opened), row=row, product_type=product_type)
    if outcome.problems:
        return _stay(request, opened, typed, problems=outcome.problems, panel=panel)
    new = _inserted(outcome)
    _tell_register(opened, new or row, form.cleaned_data["producer_type"])
    return _go_on(request, opened, typed.moved(row, new), sentences.TYPE_CHANGED)


@_posted
def explain(request: HttpRequest, opened: Opened, typed: Typed) -> HttpResponse:
    form = ExplanationForm(request.POST, officer=request.user, month=opened.month.pk)
    kept = answered(request, opened.district, opened.month, form)
    return _done(request, opened) if kept and not typed else _stay(request, opened, typed)


def _who_and_what(request: HttpRequest, opened: Opened) -> dict[str, Any]:
    return {
        "district": opened.district,
        "month": opened.month.month,
        "by": request.user,
        "submission": posted(SubmissionForm, request).cleaned_data["submission"],
    }


def _tell_register(opened: Opened, row: int, producer_type: str) -> None:
    """A type that the register did not know is kept there."""
    producer = Producer.objects.visible_to(opened.officer).filter(sales=row, producer_type="").first()
    if producer and producer_type:
        change_producer(producer=producer, by=opened.officer, producer_type=producer_type)


def _inserted(outcome: Outcome) -> int | None:
    changes = outcome.event.changes if outcome.event else ()
    return next((change["row"] for change in changes if change["before"] is None), None)


def _go_on(
    request: HttpRequest, opened: Opened, typed: Typed, sentence: str, problems: Iterable[Problem] = ()
) -> HttpResponse:
    messages.success(request, sentence)
    return _stay(request, opened, typed, problems=problems) if typed else _done(request, opened)


def _done(request: HttpRequest, opened: Opened, settled: Collection[str] = ()) -> HttpResponse:
    """Nothing typed is left: the page under its own address."""
    opened.keep_typing(Typed(), seen=request.POST.get("draft", ""), settled=settled)
    return redirect("sales:entry", *opened.month.address)


def _stay(
    request: HttpRequest,
    opened: Opened,
    typed: Typed,
    *,
    settled: Collection[str] = (),
    problems: Iterable[Problem] = (),
    panel: Panel | None = None,
) -> HttpResponse:
    """The page as it is now, with the typing that is not saved in its cells and in the officer's draft."""
    seen = opened.keep_typing(typed, seen=request.POST.get("draft", ""), settled=settled)
    now = open_sheet(request.user, opened.month)
    return answer(request, now, typed, problems=problems, panel=panel, seen=seen)
