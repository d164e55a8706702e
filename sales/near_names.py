"""Names that may be the same producer's, written another way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from otop_portal import thai

if TYPE_CHECKING:
    from .models import Producer


def nearly_named(producers: Iterable[Producer], name: str) -> Iterator[Producer]:
    """Those whose names are nearly, but not quite, this one."""
    same = thai.normalised_name(name)
    others = (producer for producer in producers if producer.normalised_name != same)
    return (other for other in others if thai.nearly_same(other.name, name))


def first_nearly_named(producers: Iterable[Producer], name: str) -> Producer | None:
    return next(nearly_named(producers, name), None)
