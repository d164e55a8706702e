"""What page 36 lays beside each rule: the figures of the reader's own district, or of one that he chooses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sales.models import District, Officer

from . import explanations
from .explanations import Example, Step
from .models import SchemeVersion, Target
from .querysets import OfAreaQuerySet
from .results import Reader


@dataclass(frozen=True)
class Card:
    version: SchemeVersion
    facts: Sequence[tuple[str, str]]
    steps: Sequence[Step]
    example: Example | None


def cards(
    officer: Officer, versions: Sequence[SchemeVersion], known: Sequence[SchemeVersion], district: District | None
) -> list[Card]:
    """`known`: the versions that a grade's parts may be named by."""
    names, reader = explanations.names_of(known), Reader(officer, targets=_targets(officer, district))
    return [
        Card(each, list(explanations.facts(each)), explanations.steps(each, names), next(_examples(reader, each), None))
        for each in versions
    ]


def _targets(officer: Officer, district: District | None) -> OfAreaQuerySet:
    """Of each scheme one: the district's, or the first."""
    targets = Target.objects.visible_to(officer).in_order()
    asked = targets.filter(district=district) if district else targets
    first: dict[int, int] = {}
    for scheme, pk in asked.values_list("scheme", "pk"):
        first.setdefault(scheme, pk)
    return targets.filter(pk__in=first.values())


def _examples(reader: Reader, version: SchemeVersion) -> Iterator[Example]:
    if version.is_graded:
        yield from (explanations.example_of_grade(each) for each in reader.grades(version))
    else:
        yield from (explanations.example(each) for each in reader.outcomes(version))


def parts_for(officer: Officer, version: SchemeVersion) -> list[SchemeVersion]:
    """The schemes that a grade may stand on: those of its year, and those that it stands on now."""
    return [
        each
        for each in SchemeVersion.objects.visible_to(officer).newest_of_each()
        if not each.is_graded
        and (each.scheme.fiscal_year == version.scheme.fiscal_year or each.scheme_id in version.named_parts)
    ]
