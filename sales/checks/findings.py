"""Asking the checks, in the order of the list: all that they find at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string

from ..choices import Stage
from ..models import CheckSetting, Sheet
from .check import Asked, Check, Finding, Limits, Shared

if TYPE_CHECKING:
    from ..transitions.locking import Row

Rows = Sequence[tuple[Sheet, "Collection[Row]"]]


def checks() -> list[Check]:
    return [import_string(path) for path in settings.CONFIRMATION_CHECKS]


def refusals(sheet: Sheet, rows: Collection[Row]) -> list[Finding]:
    """What keeps these rows of the sheet from the district's confirmation."""
    asked = Asked(sheet, rows, Shared(sheet.month_id, [sheet.district_id]))
    return [finding for check in checks() if check.limits is None for finding in check.find(asked)]


def questions(month: date, sheets: Rows) -> Iterator[tuple[str, list[Finding]]]:
    """By code of the district what asks for an explanation in the month's sheets, each given with all its rows.

    As many statements for a province's sheets as for one.
    """
    shared = Shared(month, [sheet.district_id for sheet, _ in sheets])
    asking = list(_asking(shared.read(_limits))) if sheets else []
    for sheet, rows in sheets:
        asked = [check.find(Asked(sheet, rows, shared, limits)) for check, limits in asking] if _waits(rows) else []
        found = [finding for findings in asked for finding in findings]
        yield sheet.district_id, found


def _waits(rows: Collection[Row]) -> bool:
    """The province has not confirmed all of them."""
    return any(row.stage != Stage.PROVINCE for row in rows)


def _asking(limits: Mapping[str, Limits]) -> Iterator[tuple[Check, Limits]]:
    for check in checks():
        if check.limits is not None and (at := limits.get(check.slug, check.limits)).is_on:
            yield check, at


def _limits(month: date, districts: Collection[str]) -> Mapping[str, Limits]:
    """What the administrator has set; the country's, so of every month and district."""
    return {each.slug: each.limits for each in CheckSetting.objects.all()}


def names() -> Mapping[str, str]:
    """What the checks that ask are called, by slug."""
    return {check.slug: check.name for check in checks() if check.limits is not None}
