"""Many figures from few sums: a line of the tally is part of a hundred figures of a report at once.

Columns that belong to the same measures are added up as one, and so are the lines whose month and district belong to
the same measures. Each column of each line is so read once, in one query; the few sums left are added up here. Where
all amounts are asked for, the most of them that belong together are not even read: they are what the others leave of
`total`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Func, IntegerField, Sum, Value, When

if TYPE_CHECKING:
    from .measures import Measure
    from .querysets import Figures, TallyQuerySet

# Who belongs together: the names of their measures, and what belongs to just these.
Alike = dict[frozenset[str], list[Any]]
# Of each field: the number of its class, or the value itself; None where the line belongs to no measure.
Classes = tuple[Any, ...]


class Added(Func):
    """Of a line: `a + b + c` in one piece; two by two, Django is longer at it than the database."""

    arg_joiner = " + "
    template = "(%(expressions)s)"


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
        amounts = self._all_amounts({F(column) for column in lines.model.amount_columns})
        sums = {str(n): Sum(term) for n, term in enumerate(self._read(amounts))}
        figures: Figures = {} if by else {(): {**self.of_nothing}}
        for key, found in lines.annotate(**classes).added_up(by, sums, also=[*classes]).items():
            own = figures.setdefault(key[: len(by)], {**self.of_nothing})
            values = [*found.values()]
            if None not in values:  # there are lines
                for most, *others in amounts:
                    values[most] -= sum(values[n] for n in others)
                for name, terms in self._terms_by_measure(key[len(by) :]).items():
                    own[name] = reduce(add, (values[n] for n in terms), own[name] or 0)
        return figures

    def _all_amounts(self, columns: Collection[F]) -> list[list[int]]:
        """Which sums `total` is made of, that of most columns first; none unless all of a line's columns are asked."""
        lengths = {n: len(terms) for n, terms in enumerate(self.terms.values()) if terms[0] in columns}
        in_order = sorted(lengths, key=lengths.__getitem__, reverse=True)
        return [in_order] if sum(lengths.values()) == len(columns) else []

    def _read(self, amounts: list[list[int]]) -> list[F | Func]:
        """What is added up of a line."""
        spared = {most for most, *_ in amounts}
        return [F("total") if n in spared else _added(terms) for n, terms in enumerate(self.terms.values())]

    def _terms_by_measure(self, classes: Classes) -> Mapping[str, Sequence[int]]:
        """Of the measures that lines of these classes belong to, which sums they are made of."""
        if classes not in self.part:
            self.part[classes] = {name: self._terms_of(name) for name in self._measures_of(classes)}
        return self.part[classes]

    def _measures_of(self, classes: Classes) -> Iterator[str]:
        belong = {
            field: _names(alike).get(own, ()) for (field, alike), own in zip(self.lines.items(), classes, strict=True)
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


def _added(terms: Sequence[F]) -> F | Func:
    return Added(*terms) if len(terms) > 1 else terms[0]


def _class(field: str, alike: Alike) -> Case | F:
    """The number of the line's class; None where it belongs to no measure that is restricted by the field."""
    if _is_of_single_values(alike):
        return F(field)
    classes = (When(**{f"{field}__in": things}, then=Value(n)) for n, things in enumerate(alike.values()))
    return Case(*classes, output_field=IntegerField())


def _names(alike: Alike) -> Mapping[Any, Collection[str]]:
    """By what `_class` gives."""
    if _is_of_single_values(alike):
        return {thing: names for names, (thing,) in alike.items()}
    return dict(enumerate(alike))


def _is_of_single_values(alike: Alike) -> bool:
    """As the months of a year beside each other: the value tells as much as a number, and is quicker."""
    return bool(alike) and all(len(things) == 1 for things in alike.values())
