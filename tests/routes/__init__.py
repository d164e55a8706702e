"""Every address of the portal, and who may do what there: ONE table, which a test holds against the URL resolver.

The address always names district 4317's things; the personas of `tests.personas` stand around that district.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from .holding import HOLDING
from .ledger import LEDGER
from .open import OPEN
from .reports import REPORTS
from .rule import Rule
from .targets import TARGETS

ROUTES: dict[str, Rule] = {**OPEN, **TARGETS, **LEDGER, **HOLDING, **REPORTS}


def routes(patterns: list | None = None, space: str = "", before: tuple = ()) -> Iterator[tuple[str, list[str]]]:
    """Every route by its name, with the names of what its address holds; of the admin only `admin`."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        names = (*before, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}", [*names]
        elif isinstance(pattern, URLResolver) and pattern.namespace != "admin":
            yield from routes(pattern.url_patterns, f"{pattern.namespace}:" if pattern.namespace else space, names)
