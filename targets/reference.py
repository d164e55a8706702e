"""The schemes that every installation starts with: those of the five documents (DOMAIN d)."""

import json
from typing import Any

from django.conf import settings
from django.db import transaction

from otop_portal import clock
from sales.models import Officer
from sales.reference import load_system_officer

from .models import Scheme, SchemeLevel, SchemePart, SchemeVersion


@transaction.atomic
def load_schemes() -> None:
    """Those that are missing: a scheme that is there is the administrator's."""
    written = json.loads((settings.BASE_DIR / "fixtures" / "schemes.json").read_text(encoding="utf-8"))
    known, by = set(Scheme.objects.values_list("slug", flat=True)), load_system_officer()
    for scheme in written:
        if scheme["slug"] not in known:
            _add(by, **scheme)


def _add(by: Officer, *, version: dict[str, Any], levels: list[dict[str, Any]], **scheme: Any) -> None:
    """Announced by a letter, in the portal on the day that it is loaded."""
    announced = {"announced_by": by, "announced_at": clock.now()}
    first = SchemeVersion.objects.create(scheme=Scheme.objects.create(**scheme), **version, **announced)
    parts = [level.pop("parts", {}) for level in levels]
    steps = SchemeLevel.objects.bulk_create(
        SchemeLevel(version=first, position=position, **level) for position, level in enumerate(levels, 1)
    )
    known = {each.slug: each for each in Scheme.objects.all()} if any(parts) else {}
    SchemePart.objects.bulk_create(
        SchemePart(level=step, part=known[slug], level_slug=level)
        for step, needed in zip(steps, parts, strict=True)
        for slug, level in needed.items()
    )
