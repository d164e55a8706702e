"""Questions whose statements are built once: the ORM takes longer to build one than the database to answer it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import lru_cache, wraps
from operator import attrgetter
from typing import Any, NoReturn

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, QuerySet

from .models import District, Officer, Role

# Statements of each question: its months, for each role.
_MOST = 500


class Given(Expression):
    """Stands in a statement for an attribute of the officer."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.of = attrgetter(path)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Given]]:
        return "%s", [self]

    def __str__(self) -> NoReturn:
        # A field that makes a text of its value would write it into the statement.
        raise TypeError("only what the officer who asks brings along is put in, by its id")


def built_once(build: Callable[..., QuerySet]) -> Callable[..., list]:
    """`build(officer, …)`: what the officer is asked for; whatever else it takes becomes part of the statement.

    For each role the query is built with an officer whose ids are given only when it is asked.
    """
    statement = lru_cache(_MOST)(lambda role, active, *others: _Statement(build(_anybody(role, active), *others)))

    @wraps(build)
    def answer(officer: Officer, *others: Any) -> list:
        return statement(officer.role, officer.is_active, *others).answer(officer)

    return answer


def _anybody(role: str, is_active: bool) -> Officer:
    officer = Officer(pk=Given("pk"), role=role, is_active=is_active)
    if role in (Role.DISTRICT, Role.CHIEF):
        officer.district = District(pk=Given("district_id"), province_id=Given("district.province_id"))
    if role == Role.PROVINCE:
        officer.province_id = Given("province_id")
    return officer


class _Statement:
    def __init__(self, queryset: QuerySet) -> None:
        self._queryset = queryset
        self._compiler = queryset.query.get_compiler(queryset.db)
        try:
            self._sql, self._parameters = self._compiler.as_sql()
        except EmptyResultSet:
            self._sql, self._parameters = "", ()

    def answer(self, officer: Officer) -> list:
        """As the queryset would: its compiler has the statement, and this thread's connection."""
        parameters = tuple(each.of(officer) if isinstance(each, Given) else each for each in self._parameters)
        compiler = copy(self._compiler)
        compiler.connection, compiler.as_sql = connection, lambda: (self._sql, parameters)
        query = copy(self._queryset.query)
        query.get_compiler = lambda *args, **kwargs: compiler
        answered = type(self._queryset)(self._queryset.model, query)
        answered._iterable_class = self._queryset._iterable_class
        return list(answered)
