"""The histories, as the databases keep them after all migrations."""

import pytest
from django.db import DatabaseError, connection, transaction

from reports.models import Edition
from sales import append_only
from sales.models import DueDateEvent, Explanation, OfficerEvent, ProducerEvent, SheetEvent
from sales.transitions.officers import unlock_officer
from targets import fixed_rules
from targets.missions.asked import Asked
from targets.models import Evaluation, MissionEvent, SchemeEvent, SettingEvent
from tests import factories
from tests.sales.due_dates.days import FIFTH, given
from tests.targets import settings
from tests.targets.factories import target
from tests.targets.missions.reporting import report, shops

pytestmark = pytest.mark.django_db

HISTORIES = [SheetEvent, ProducerEvent, OfficerEvent, DueDateEvent, SettingEvent, MissionEvent]
ENABLED_TRIGGERS = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgenabled = 'O' AND NOT tgisinternal",
}


@pytest.fixture(autouse=True)
def written():
    factories.sheet(("กลุ่มทอผ้า", "cloth", (1, 0, 0, 0)))
    unlock_officer(officer=factories.district_officer(), by=factories.administrator())
    given(FIFTH)
    settings.plan("4317", 1, 2)
    target(version := shops())
    report(Asked(version), 1)


def triggers() -> set[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(ENABLED_TRIGGERS[connection.vendor])
        return set(cursor.fetchall())


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


def test_every_history_has_its_triggers():
    tables = [model._meta.db_table for model in [*HISTORIES, Edition, SchemeEvent, Evaluation, Explanation]]
    histories = {(table, f"{table}_refuses_{action}") for table in tables for action in ("update", "delete")}
    assert triggers() == histories | {(table, name) for name, table, _ in fixed_rules.triggers()}


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize(
    "change",
    [
        lambda events: events.update(action="lock"),
        lambda events: events.delete(),
        lambda events: events.get().delete(),
        lambda events: events.get().save(),
        lambda events: events.bulk_update(events, ["action"]),
    ],
    ids=["update", "delete", "delete one", "save one", "bulk update"],
)
def test_the_orm_cannot_change_a_history(history, change):
    before = list(history.objects.values())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        change(history.objects.all())
    assert list(history.objects.values()) == before


@pytest.mark.parametrize("history", HISTORIES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET action = 'lock'", "DELETE FROM {}"])
def test_sql_cannot_change_a_history_but_could_without_the_triggers(history, statement):
    statement = statement.format(history._meta.db_table)
    with pytest.raises(DatabaseError, match="append-only"):
        run(statement)

    append_only.drop_triggers(connection, [history._meta.db_table])
    assert run(statement) == 1


@pytest.mark.sqlite
def test_sqlite_cannot_replace_an_event_by_inserting_over_it():
    """REPLACE deletes what stands in its way, and fires the trigger only where recursive triggers are on."""
    with pytest.raises(DatabaseError, match="append-only"):
        run("INSERT OR REPLACE INTO sales_sheetevent SELECT * FROM sales_sheetevent")
