"""Many figures from few sums: a line of the tally is part of a hundred figures of a report at once.

Columns that belong to the same measures are added up as one, and so are the lines whose month and district belong to
the same measures. Each column of each line is so read once, in one query; the few sums left are added up here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Sum, Value, When

if TYPE_CHECKING:
    from .measures import Measure
    from .querysets import Figures, TallyQuerySet

# Who belongs together: the names of their measures, and what belongs to just these.
Alike = dict[frozenset[str], list[Any]]
Classes = tuple[int | None, ...]


class SharedSums:
    def __init__(self, measures: Mapping[str, Measure]) -> None:
        self.measures = measures
        self.of_nothing = {name: measure.of_nothing for name, measure in measures.items()}
        self.terms = _alike({name: measure.terms() for name, measure in measures.items()})
        fields = sorted({field for measure in measures.values() for field in measure.restricted()})
        self.lines = {field: _alike(_restricted(measures, field)) for field in fields}
        self.part: dict[Classes, dict[str, list[int]]] = {}

    def of(self, lines: TallyQuerySet, by: Sequence[str]) -> Figures:
        """As `added_up` gives them."""
        classes = {f"{field}_class": _class(field, alike) for field, alike in self.lines.items()}
        sums = {str(n): Sum(reduce(add, terms)) for n, terms in enumerate(self.terms.values())}
        figures: Figures = {} if by else {(): {**self.of_nothing}}
        for key, found in lines.annotate(**classes).added_up(by, sums, also=[*classes]).items():
            own = figures.setdefault(key[: len(by)], {**self.of_nothing})
            values = [*found.values()]
            if None not in values:  # there are lines
                for name, terms in self._terms_by_measure(key[len(by) :]).items():
                    own[name] = reduce(add, (values[n] for n in terms), own[name] or 0)
        return figures

    def _terms_by_measure(self, classes: Classes) -> Mapping[str, Sequence[int]]:
        """Of the measures that lines of these classes belong to, which sums they are made of."""
        if classes not in self.part:
            self.part[classes] = {name: self._terms_of(name) for name in self._measures_of(classes)}
        return self.part[classes]

    def _measures_of(self, classes: Classes) -> Iterator[str]:
        belong = {
            field: [*alike][number] if number is not None else frozenset()
            for (field, alike), number in zip(self.lines.items(), classes, strict=True)
        }
        for name, measure in self.measures.items():
            if all(name in belong[field] for field in measure.restricted()):
                yield name

    def _terms_of(self, name: str) -> list[int]:
        return [n for n, names in enumerate(self.terms) if name in names]


def _restricted(measures: Mapping[str, Measure], field: str) -> dict[str, Collection]:
    return {name: measure.restricted()[field] for name, measure in measures.items() if field in measure.restricted()}


def _alike(things: Mapping[str, Collection[Any]]) -> Alike:
    """By the measures that they belong to."""
    names = defaultdict(set)
    for name, own in things.items():
        for thing in own:
            names[thing].add(name)
    alike = defaultdict(list)
    for thing, belonging in names.items():
        alike[frozenset(belonging)].append(thing)
    return alike


def _class(field: str, alike: Alike) -> Case:
    """The number of the line's class; None where it belongs to no measure that is restricted by the field."""
    classes = (When(**{f"{field}__in": things}, then=Value(n)) for n, things in enumerate(alike.values()))
    return Case(*classes, output_field=IntegerField())
