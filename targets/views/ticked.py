"""A province's word on ticked rows of several districts, and what the page says of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import HttpRequest

from sales.models import District
from sales.sentences import of_rows

from ..missions import sentences
from ..missions.querysets import HandReportedQuerySet
from ..transitions.missions import Outcome, confirm_by_province, return_to_district

Seen = Mapping[int, int]


def confirm(request: HttpRequest, rows: HandReportedQuerySet, chosen: Seen) -> bool:
    return _each(request, rows, chosen, confirm_by_province, sentences.confirmed_by_province)


def give_back(request: HttpRequest, rows: HandReportedQuerySet, chosen: Seen, reason: str) -> bool:
    def carry_out(**of) -> Outcome:
        return return_to_district(**of, reason=reason)

    return _each(request, rows, chosen, carry_out, sentences.sent_back)


def _each(
    request: HttpRequest,
    rows: HandReportedQuerySet,
    chosen: Seen,
    carry_out: Callable[..., Outcome],
    done: Callable[[int], str],
) -> bool:
    """One transaction a district, in the order of their codes. False where nothing was ticked."""
    of_districts: dict[District, dict[int, int]] = defaultdict(dict)
    for row in rows.filter(pk__in=chosen).select_related("district").order_by("district", "pk"):
        of_districts[row.district][row.pk] = chosen[row.pk]
    outcomes = [
        carry_out(kind=rows.model, district=district, by=request.user, seen=seen)
        for district, seen in of_districts.items()
    ]
    say(request, outcomes, done)
    return bool(outcomes)


def say(request: HttpRequest, outcomes: list[Outcome], done: Callable[[int], str]) -> None:
    if not outcomes:
        messages.warning(request, sentences.NOTHING_TICKED)
    if changed := sum(outcome.changed for outcome in outcomes):
        messages.success(request, done(changed))
    told = Counter(problem.sentence for outcome in outcomes for problem in outcome.problems)
    for sentence, number in told.items():
        messages.warning(request, of_rows(sentence, number))
