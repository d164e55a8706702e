"""One UPDATE for many rows, each with values of its own, on both databases."""

from collections.abc import Collection

from django.db import connection

from .models import Sale


def update_rows(rows: Collection[Sale], names: Collection[str]) -> None:
    """Write the named attributes (`producer_id`, `stage`, …) of all rows in one statement."""
    if not rows:
        return
    fields = [Sale._meta.get_field(name.removesuffix("_id")) for name in sorted(names)]
    line = f"({', '.join(['%s'] * (len(fields) + 1))})"
    values = [
        value
        for row in rows
        for value in (
            row.pk,
            *(field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields),
        )
    ]
    # Without column aliases: SQLite and PostgreSQL both name the columns of VALUES column1, column2, …
    assignments = ", ".join(f'"{field.column}" = {_typed(index, field)}' for index, field in enumerate(fields, 2))
    table = Sale._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET {assignments} FROM (VALUES {", ".join([line] * len(rows))}) AS new '
            f'WHERE "{table}"."id" = new.column1',
            values,
        )


def _typed(index: int, field) -> str:
    # PostgreSQL takes a column of NULLs for text.
    cast = f"::{field.cast_db_type(connection)}" if connection.vendor == "postgresql" else ""
    return f"new.column{index}{cast}"
