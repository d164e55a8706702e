"""How a page answers a form that was posted to it."""

from collections import Counter
from collections.abc import Collection
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest

from otop_portal import money

from .. import sentences
from ..models import District, SheetEvent
from ..transitions import Outcome
from ..transitions.refusals import NotAllowed, Refused

Form = TypeVar("Form", bound=forms.Form)


def posted(form_class: type[Form], request: HttpRequest) -> Form:
    """The posted form; 400 for what no page of ours sends."""
    form = form_class(request.POST)
    refuse_garbage(form)
    return form


def refuse_garbage(form: forms.Form, answered: Collection[str] = ()) -> None:
    """400, unless all that is wrong are fields at which the page answers."""
    if set(form.errors).difference(answered):
        raise BadRequest(form.errors.as_json())


def say_refused(request: HttpRequest, refusal: Refused, district: District | None = None) -> None:
    """The sentence above the page that stays; a role or an area that may not is 403."""
    if isinstance(refusal, NotAllowed):
        raise refusal
    messages.error(request, _of(district, refusal.sentence))


def say_why_kept(request: HttpRequest, outcome: Outcome, district: District | None = None) -> bool:
    """Say what a confirmation had to leave undone, if anything."""
    say_reasons(request, outcome, district)
    if outcome.event is None and not outcome.problems:
        messages.warning(request, _of(district, sentences.NOTHING_TO_CONFIRM))
    return outcome.event is None or bool(outcome.problems)


def say_reasons(request: HttpRequest, outcome: Outcome, district: District | None = None) -> None:
    """Why rows were left as they were, each reason once."""
    for sentence, rows in Counter(problem.sentence for problem in outcome.problems).items():
        messages.warning(request, _of(district, sentences.of_rows(sentence, rows)))


def say_confirmed_by_province(request: HttpRequest, outcomes: Collection[Outcome]) -> None:
    events = [outcome.event for outcome in outcomes if outcome.event]
    if events:
        rows, total = (sum(numbers) for numbers in zip(*map(_rows_and_satang, events), strict=True))
        messages.success(request, sentences.confirmed_by_province(rows, money.baht(total)))


def _rows_and_satang(event: SheetEvent) -> tuple[int, int]:
    return len(event.changes), event.totals["changed"]


def at_range(address: str, first: int) -> str:
    """The page's address with the hundred that it shows."""
    return address if first == 1 else f"{address}?rows={first}"


def _of(district: District | None, sentence: str) -> str:
    return f"{district}: {sentence}" if district else sentence
