"""One statement for many rows, on both databases."""

from collections.abc import Collection, Iterable, Sequence
from io import StringIO

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


def copy_rows(rows: Iterable[tuple], names: Sequence[str]) -> None:
    """Add rows of values as the database stores them (amounts in satang), in the order of the named columns."""
    table, columns = Sale._meta.db_table, ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lines = ("\t".join(map(_copied, row)) for row in rows)
            cursor.copy_expert(f'COPY "{table}" ({columns}) FROM STDIN', StringIO("\n".join(lines)))
        else:
            cursor.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({", ".join(["%s"] * len(names))})', rows)


def _copied(value: object) -> str:
    return r"\N" if value is None else str(value)
