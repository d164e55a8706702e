"""Statements of the ledger's own, on both databases: one for many rows, and one for a line that each transition writes.

The ORM takes longer to build the latter than the database to carry them out.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from io import StringIO
from typing import Any

from django.db import connection, models

from otop_portal import money

from .models import Sale


def update_rows(rows: Collection[Any], names: Collection[str]) -> None:
    """Write the named attributes (`producer_id`, `stage`, …) of all rows in one statement."""
    if not rows:
        return
    columns = {name: [_stored(getattr(row, name)) for row in rows] for name in sorted(names)}
    same = {name: values[0] for name, values in columns.items() if len(set(values)) == 1}
    own = {"id": [row.pk for row in rows]} | {name: columns[name] for name in columns if name not in same}
    assignments = [*(f"{name} = %s" for name in same), *(f"{name} = new.{name}" for name in own if name != "id")]
    source, parameters = _table_of(own)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH new ({', '.join(own)}) AS ({source}) "
            f"UPDATE sales_sale SET {', '.join(assignments)} FROM new WHERE sales_sale.id = new.id",
            [*parameters, *same.values()],
        )


def insert(line: models.Model) -> None:
    """Add the line, as `save` would, and give it its id."""
    statement, fields = _insertion(type(line))
    with connection.cursor() as cursor:
        cursor.execute(statement, _values(line, fields))
        [line.pk] = cursor.fetchone()
    line._state.adding = False


@cache
def _insertion(model: type[models.Model]) -> tuple[str, list[models.Field]]:
    fields = [field for field in model._meta.concrete_fields if not field.primary_key]
    columns, marks = ", ".join(f'"{field.column}"' for field in fields), ", ".join(["%s"] * len(fields))
    return f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks}) RETURNING id', fields


def update(line: models.Model, *names: str) -> None:
    """Write the named fields of the line."""
    fields = [line._meta.get_field(name) for name in names]
    assignments = ", ".join(f'"{field.column}" = %s' for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{line._meta.db_table}" SET {assignments} WHERE id = %s', [*_values(line, fields), line.pk]
        )


def _values(line: models.Model, fields: Iterable[models.Field]) -> list[Any]:
    return [field.get_db_prep_save(getattr(line, field.attname), connection) for field in fields]


def _table_of(columns: Mapping[str, Sequence[Any]]) -> tuple[str, list[Any]]:
    """SQL whose rows are the columns' values, and its parameters: arrays cost PostgreSQL a third of VALUES."""
    if connection.vendor == "postgresql":
        arrays = [f"%s::{Sale._meta.get_field(name).cast_db_type(connection)}[]" for name in columns]
        return f"SELECT * FROM unnest({', '.join(arrays)})", [*map(array_text, columns.values())]
    lines = list(zip(*columns.values(), strict=True))
    line = f"({', '.join(['%s'] * len(columns))})"
    return f"VALUES {', '.join([line] * len(lines))}", [value for values in lines for value in values]


def array_text(values: Iterable[Any]) -> str:
    """PostgreSQL's text of an array: psycopg2 needs ten times as long for a list, and PostgreSQL to read it."""
    return f"{{{','.join(map(_element, values))}}}"


def _element(value: Any) -> str:
    if value is None:
        return "NULL"
    return str(value) if isinstance(value, int) else '"' + re.sub(r'(["\\])', r"\\\1", str(value)) + '"'


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal):
        return money.satang(value)
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


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
