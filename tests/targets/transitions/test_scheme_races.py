"""Two administrators at the same moment, with real threads on a real database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

from sales.transitions import Refused
from targets.models import Scheme, SchemeEvent, SchemeVersion
from targets.transitions import schemes as transitions
from tests import factories
from tests.sizes import size
from tests.targets.factories import scheme
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = size(2 if connection.vendor == "sqlite" else 5, full=100)


def announce(version: SchemeVersion):
    letter = {"letter_number": "มท 1", "letter_date": date(2023, 8, 1)}
    return transitions.announce(version=version, seen=0, by=factories.administrator(), **letter)


def change(version: SchemeVersion, percent: int):
    levels = [replace(level, percent=Decimal(percent)) for level in version.rule.levels]
    how = {"seen": 0, "names": {}, "rule": {}, "by": factories.administrator()}
    return transitions.change_version(version=version, levels=levels, **how)


def prepare(version: SchemeVersion):
    return transitions.prepare_version(scheme=version.scheme, reason="แก้ไข", by=factories.administrator())


def one_acts(*actions) -> list:
    """The others are refused; nobody fails."""
    factories.administrator()
    answers = together(*actions)
    refused = [answer for answer in answers if isinstance(answer, Refused)]
    assert [type(each) for each in answers if isinstance(each, Exception)] == [Refused] * len(refused)
    assert len(refused) == len(actions) - 1
    return answers


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_announced_is_what_was_seen_or_it_is_not_announced(attempt):
    version = scheme("prepared", announced=False)
    version = SchemeVersion.objects.select_related("scheme").with_rule().get(pk=version.pk)
    announced, _ = one_acts(lambda: announce(version), lambda: change(version, 9))
    now = Scheme.objects.get().current
    assert now.is_announced == isinstance(announced, SchemeVersion)
    assert now.rule.levels[0].percent == (2 if now.is_announced else 9)
    assert SchemeEvent.objects.count() == 1


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_of_two_changes_one_stands(attempt):
    version = scheme("prepared", announced=False)
    version = SchemeVersion.objects.select_related("scheme").with_rule().get(pk=version.pk)
    answers = one_acts(*(lambda n=n: change(version, n) for n in (5, 9)))
    (stands,) = (n for n, answer in zip((5, 9), answers, strict=True) if isinstance(answer, SchemeVersion))
    assert [each.percent for each in Scheme.objects.get().current.rule.levels] == [stands]


@pytest.mark.parametrize("attempt", range(ROUNDS))
def test_one_next_version_is_prepared_and_one_slug_given(attempt):
    first = SchemeVersion.objects.select_related("scheme").with_rule().get(pk=scheme().pk)
    one_acts(*[lambda: prepare(first)] * 3)
    assert sorted(first.scheme.versions.values_list("number", flat=True)) == [1, 2]
    copy = {"source": first, "slug": "next", "fiscal_year": 2567, "by": factories.administrator()}
    one_acts(*[lambda: transitions.copy_scheme(**copy)] * 3)
    assert Scheme.objects.filter(slug="next").count() == 1


@pytest.mark.postgres
def test_without_the_lock_a_change_is_announced_that_nobody_saw(monkeypatch):
    """The control."""
    monkeypatch.setattr(type(connection.features), "has_select_for_update", False)
    factories.administrator()

    def goes_wrong(n: int) -> bool:
        made = scheme(f"prepared-{n}", announced=False)
        version = SchemeVersion.objects.select_related("scheme").with_rule().get(pk=made.pk)
        answers = together(lambda: announce(version), lambda: change(version, 9))
        refused = [answer for answer in answers if isinstance(answer, Refused)]
        return len(refused) != 1

    assert any(goes_wrong(n) for n in range(40))
