"""What is done to schemes: copied, changed while they are prepared, announced. Every change is one event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from otop_portal import clock, fiscal
from sales.models import Officer, Role
from sales.transitions import Refused
from sales.transitions.permissions import check_acting

from .. import rule_words, sentences
from ..models import Scheme, SchemeEvent, SchemeLevel, SchemePart, SchemeVersion
from ..scoring import Level, Rule

Action = SchemeEvent.Action


@transaction.atomic
def copy_scheme(*, source: SchemeVersion, slug: str, fiscal_year: int, by: Officer) -> SchemeVersion:
    """A scheme of its own to prepare: the same rule, its months moved by the years between the two."""
    check_acting(by, Role.ADMIN)
    old = source.scheme
    names = {"name": old.name, "occasion": old.occasion, "fiscal_year": fiscal_year}
    scheme, is_new = Scheme.objects.get_or_create(slug=slug, defaults=names)
    if not is_new:
        raise Refused(sentences.slug_is_taken(slug))
    made = _copied(source, scheme=scheme, **_moved(source, fiscal_year - old.fiscal_year))
    write_levels(made, _parts_of_year(source.rule.levels, old.fiscal_year, fiscal_year))
    _remember(made, Action.COPY, by, [("คัดลอกจาก", "", str(source))])
    return made


@transaction.atomic
def prepare_version(*, scheme: Scheme, reason: str, by: Officer) -> SchemeVersion:
    """The next version, which says what the one in force says until it is changed."""
    check_acting(by, Role.ADMIN)
    Scheme.objects.select_for_update().get(pk=scheme.pk)
    newest = scheme.versions.with_rule().newest()
    if not newest.is_announced:
        raise Refused(sentences.IS_BEING_PREPARED)
    made = _copied(newest, scheme=scheme, number=newest.number + 1, reason=reason)
    write_levels(made, newest.rule.levels)
    _remember(made, Action.NEW_VERSION, by, [("เหตุผลที่แก้ไข", "", reason)])
    return made


@transaction.atomic
def change_version(
    *,
    version: SchemeVersion,
    seen: int,
    names: Mapping[str, str],
    rule: Mapping[str, Any],
    levels: Sequence[Level],
    by: Officer,
) -> SchemeVersion:
    """`seen`: the revision that the officer had before him. The `names` of a scheme that was announced stay."""
    current = _locked(version, seen, by)
    before = rule_words.lines(current)
    if names and current.number > 1:
        raise Refused(sentences.NAMES_ARE_FIXED)
    for name, value in rule.items():
        setattr(current, name, value)
    _check_sense(current.rule_of(levels))
    Scheme.objects.filter(pk=current.scheme_id).update(**names)
    current.save(update_fields=current.RULE)
    current.levels.all().delete()
    write_levels(current, levels)
    changed = SchemeVersion.objects.select_related("scheme").with_rule().get(pk=current.pk)
    if differing := rule_words.differences(before, rule_words.lines(changed)):
        changed.revision += 1
        changed.save(update_fields=["revision"])
        _remember(changed, Action.CHANGE, by, differing)
    return changed


@transaction.atomic
def announce(*, version: SchemeVersion, seen: int, letter_number: str, letter_date: date, by: Officer) -> SchemeVersion:
    """ประกาศใช้: the rule that the officer saw is fixed from now on."""
    current = _locked(version, seen, by)
    _check_sense(current.rule)
    _check_letter(current, letter_date)
    current.letter_number, current.letter_date = letter_number, letter_date
    current.announced_by, current.announced_at = by, clock.now()
    current.save(update_fields=["letter_number", "letter_date", "announced_by", "announced_at"])
    _remember(current, Action.ANNOUNCE, by, rule_words.differences({}, rule_words.of_letter(current)))
    return current


def write_levels(version: SchemeVersion, levels: Sequence[Level]) -> None:
    """From the lowest up, with what a grade needs; of a version that has none."""
    steps = [SchemeLevel.of_step(version, position, level) for position, level in enumerate(levels, 1)]
    parts = Scheme.objects.in_bulk({slug for level in levels for slug in level.parts}, field_name="slug")
    SchemeLevel.objects.bulk_create(steps)
    SchemePart.objects.bulk_create(
        SchemePart(level=step, part=parts[slug], level_slug=needed)
        for step, level in zip(steps, levels, strict=True)
        for slug, needed in level.parts.items()
    )


def _copied(source: SchemeVersion, **changes: Any) -> SchemeVersion:
    said = {name: getattr(source, name) for name in source.RULE}
    return SchemeVersion.objects.create(**(said | changes))


def _moved(source: SchemeVersion, years: int) -> dict[str, date | None]:
    """Its months, so many years later, as far as the portal's years go."""
    try:
        moved = source.months_moved(years)
        return {name: month and fiscal.first_of_month(month) for name, month in moved.items()}
    except ValueError as error:
        raise Refused(sentences.MONTHS_OUT_OF_REACH) from error


def _parts_of_year(levels: Sequence[Level], before: int, now: int) -> list[Level]:
    """A grade's parts are those of its own year, where they are there: 2568-q2-shop for 2567-q2-shop."""

    def of_year(slug: str) -> str:
        return slug.replace(str(before), str(now), 1)

    asked = {of_year(slug) for level in levels for slug in level.parts}
    known = set(Scheme.objects.filter(slug__in=asked).values_list("slug", flat=True))
    return [
        replace(
            level,
            parts={of_year(slug) if of_year(slug) in known else slug: each for slug, each in level.parts.items()},
        )
        for level in levels
    ]


def _locked(version: SchemeVersion, seen: int, by: Officer) -> SchemeVersion:
    """As it stands now, nobody else changing it; refused when it is not what the officer had before him."""
    check_acting(by, Role.ADMIN)
    scheme = Scheme.objects.select_for_update().get(pk=version.scheme_id)
    current = scheme.versions.with_rule().get(pk=version.pk)
    if current.is_announced:
        raise Refused(sentences.RULE_IS_FIXED)
    if current.revision != seen:
        last = scheme.events.filter(number=current.number).last()
        raise Refused(sentences.rule_was_changed(last.by, last.at))
    return current


def _check_sense(rule: Rule) -> None:
    for _, _, fault in rule.faults:
        raise Refused(str(fault.label))


def _check_letter(version: SchemeVersion, day: date) -> None:
    if day > clock.today():
        raise Refused(sentences.LETTER_OF_TOMORROW)
    before = version.scheme.versions.exclude(letter_date=None).newest()
    if before and day < before.letter_date:
        raise Refused(sentences.letter_before(before.letter_date))


def _remember(version: SchemeVersion, action: Action, by: Officer, changes: rule_words.Differences) -> None:
    event = {"number": version.number, "action": action, "by": by, "changes": changes}
    SchemeEvent.objects.create(scheme=version.scheme, **event)
