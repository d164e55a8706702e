"""The schemes that every installation starts with: those of the five documents (DOMAIN d)."""

import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction

from otop_portal import clock
from sales.models import Officer
from sales.reference import load_system_officer

from .models import Scheme, SchemeVersion
from .scoring import Level
from .transitions.schemes import write_levels


@transaction.atomic
def load_schemes(name: str = "schemes.json") -> None:
    """Those that are missing: a scheme that is there is the administrator's."""
    written = json.loads((settings.BASE_DIR / "fixtures" / name).read_text(encoding="utf-8"))
    known, by = set(Scheme.objects.values_list("slug", flat=True)), load_system_officer()
    for scheme in written:
        if scheme["slug"] not in known:
            _add(by, **scheme)


def _add(by: Officer, *, version: dict[str, Any], levels: list[dict[str, Any]], **scheme: Any) -> None:
    """Announced by a letter, in the portal on the day that it is loaded."""
    letter = {name: version.pop(name) for name in ("letter_number", "letter_date") if name in version}
    first = SchemeVersion.objects.create(scheme=Scheme.objects.create(**scheme), **version)
    percents = [{"percent": Decimal(level["percent"])} if "percent" in level else {} for level in levels]
    write_levels(first, [Level(**(level | percent)) for level, percent in zip(levels, percents, strict=True)])
    SchemeVersion.objects.filter(pk=first.pk).update(**letter, announced_by=by, announced_at=clock.now())
