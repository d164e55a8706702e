"""Rules that were announced, which the database itself keeps as they are: triggers on both databases.

Before a migration changes one of these tables, it drops them, and creates them again afterwards: SQLite rebuilds the
table, which loses its triggers silently, and stumbles over those of the other tables that read from it.
"""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

_ANNOUNCED = "FROM targets_schemeversion AS version WHERE version.letter_date IS NOT NULL AND version.id"
# By table, what makes a row one of an announced version.
_FIXED = {
    "targets_schemeversion": "{row}.letter_date IS NOT NULL",
    "targets_schemelevel": f"EXISTS (SELECT 1 {_ANNOUNCED} = {{row}}.version_id)",
    "targets_schemepart": (
        f"EXISTS (SELECT 1 {_ANNOUNCED} = (SELECT version_id FROM targets_schemelevel WHERE id = {{row}}.level_id))"
    ),
}
_ROWS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}
_REFUSAL = "an announced scheme is fixed"


def triggers() -> Iterator[tuple[str, str, str]]:
    """Name, table and action of each."""
    for table in _FIXED:
        for action in _ROWS:
            if (table, action) != ("targets_schemeversion", "insert"):
                yield f"{table}_refuses_{action}", table, action


def create_triggers(connection: BaseDatabaseWrapper) -> None:
    create = _create_postgresql if connection.vendor == "postgresql" else _create_sqlite
    with connection.cursor() as cursor:
        for trigger in triggers():
            for statement in create(*trigger):
                cursor.execute(statement)


def drop_triggers(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        for name, table, _ in triggers():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def _condition(table: str, action: str) -> str:
    """A version is announced by a change of it, so that only what it was before counts."""
    rows = ["OLD"] if table == "targets_schemeversion" else _ROWS[action]
    return " OR ".join(_FIXED[table].format(row=row) for row in rows)


def _create_sqlite(name: str, table: str, action: str) -> list[str]:
    return [
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} WHEN {_condition(table, action)} "
        f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    ]


def _create_postgresql(name: str, table: str, action: str) -> list[str]:
    """The condition of a trigger may not ask another table there, its function may."""
    row = "OLD" if action == "delete" else "NEW"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {_condition(table, action)} THEN RAISE EXCEPTION '{_REFUSAL}'; END IF; RETURN {row}; END $$",
        f"CREATE TRIGGER {name} BEFORE {action} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
