"""Announcing against saving, and two imports undone at once, with real threads on a real database."""

from datetime import date

import pytest
from django.db import connection

from sales.transitions.refusals import Refused
from targets.models import Setting, SettingEvent, Target
from targets.transitions.targets import lock_figures, undo_import
from tests import factories
from tests.sizes import size
from tests.targets import settings
from tests.targets.factories import scheme
from tests.threads import together

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = {"letter_number": "นค 0019/5", "letter_date": date(2023, 7, 3)}
ROUNDS = size(3 if connection.vendor == "sqlite" else 10, full=200)


@pytest.fixture
def version():
    factories.district("4317")
    return scheme("half-year", {"slug": "low", "name": "ระดับต้น"}, deciding="printed")


def lock_against_save(version) -> list:
    by = factories.province_officer()
    settings.targets(version, low=1, by=by)
    setting = settings.setting(version)
    return together(
        lambda: lock_figures(setting=setting, by=by, **LETTER), lambda: settings.targets(version, low=2, by=by)
    )


def test_nothing_is_saved_after_the_lock():
    factories.district("4317")
    for number in range(ROUNDS):
        version = scheme(f"race-{number}", {"slug": "low", "name": "ระดับต้น"}, deciding="printed")
        answers = lock_against_save(version)
        assert [answer for answer in answers if isinstance(answer, Exception)] == []
        actions = list(settings.setting(version).events.values_list("action", flat=True))
        assert actions in (["type", "lock"], ["type", "type", "lock"])
        amount = Target.objects.get(scheme=version.scheme).figures.get().amount
        assert amount == len(actions) - 1


def test_an_import_is_undone_once_however_many_press(version):
    event = settings.targets(version, low=1, action="import").events[0]
    by = factories.province_officer()
    answers = together(*[lambda: undo_import(event=event, by=by)] * 3)
    assert sorted(type(answer).__name__ for answer in answers) == ["Refused", "Refused", "SettingEvent"]
    assert SettingEvent.objects.filter(action="undo").count() == 1


def test_one_setting_however_many_begin_it(version):
    by = factories.province_officer()
    answers = together(*[lambda: settings.targets(version, low=5, by=by)] * 3)
    assert [answer for answer in answers if isinstance(answer, Exception) and not isinstance(answer, Refused)] == []
    assert (Setting.objects.count(), Target.objects.count(), SettingEvent.objects.count()) == (1, 1, 1)


@pytest.mark.postgres
def test_without_the_lock_a_save_does_slip_in_after_the_announcement(monkeypatch):
    factories.district("4317")
    monkeypatch.setattr(type(connection.features), "has_select_for_update", False)

    def slipped_in(number: int) -> bool:
        version = scheme(f"race-{number}", {"slug": "low", "name": "ระดับต้น"}, deciding="printed")
        lock_against_save(version)
        setting = settings.setting(version)
        return not setting.is_locked or list(setting.events.values_list("action", flat=True))[-1] != "lock"

    assert any(slipped_in(number) for number in range(200))
