"""Histories that the database itself keeps from being changed: triggers on both databases.

A SQLite migration that rebuilds a table drops its triggers silently: a test looks for them after all migrations.
"""

from collections.abc import Collection

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("sales_sheetevent", "sales_producerevent", "sales_officerevent", "sales_duedateevent", "sales_explanation")
_ACTIONS = ("UPDATE", "DELETE")


def trigger_name(table: str, action: str) -> str:
    return f"{table}_refuses_{action.lower()}"


def create_triggers(connection: BaseDatabaseWrapper, tables: Collection[str]) -> None:
    create = _create_postgresql if connection.vendor == "postgresql" else _create_sqlite
    _execute(connection, create(tables))


def drop_triggers(connection: BaseDatabaseWrapper, tables: Collection[str]) -> None:
    on_table = " ON {table}" if connection.vendor == "postgresql" else ""
    _execute(
        connection,
        [
            f"DROP TRIGGER IF EXISTS {trigger_name(table, action)}{on_table.format(table=table)}"
            for table in tables
            for action in _ACTIONS
        ],
    )


def _create_sqlite(tables: Collection[str]) -> list[str]:
    return [
        f"CREATE TRIGGER {trigger_name(table, action)} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for table in tables
        for action in _ACTIONS
    ]


def _create_postgresql(tables: Collection[str]) -> list[str]:
    function = (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    return [
        function,
        *(
            f"CREATE TRIGGER {trigger_name(table, action)} BEFORE {action} ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            for table in tables
            for action in _ACTIONS
        ),
    ]


def _execute(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
