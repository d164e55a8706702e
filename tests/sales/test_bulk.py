"""Values on their way to the database, many in one parameter."""

import pytest
from django.db import connection

from sales.bulk import array_text


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("bigint", [1, None, -3]),
        ("boolean", [True, False, None]),
        ("text", ["", "NULL", None, 'a"b', "a\\b", "a,b", "{a}", " a ", "กลุ่ม\nที่ 1", "%s", "'"]),
    ],
)
def test_postgresql_reads_the_values_of_an_array_as_they_are(kind, values):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s::{kind}[]", [array_text(values)])
        assert cursor.fetchone() == (values,)
