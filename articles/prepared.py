"""Questions that pages ask again and again: their SQL is written once, then only the numbers in it change.

Django writes a query anew whenever it is asked. For one that nests several others this takes longer than the database
needs to answer it, and such a query is part of every page.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

FIRST = 2_147_480_000  # numbers stand in for others while the SQL is written: no query has one of these by itself
MOST_KINDS = 100


@dataclass(frozen=True, slots=True)
class Written:
    """One question as SQL, with what makes its answers Python's."""

    compiler: Any
    sql: str
    params: tuple[Any, ...]
    names: tuple[str, ...]
    converters: Any

    def rows(self, numbers: tuple[int, ...]) -> list[dict[str, Any]]:
        given = {FIRST + place: number for place, number in enumerate(numbers)}
        params = [type(one)(given[one]) if isinstance(one, int) and one in given else one for one in self.params]
        with self.compiler.connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if self.converters:
            found = self.compiler.apply_converters(found, self.converters)
        return [dict(zip(self.names, row, strict=True)) for row in found]


class Prepared:
    """A question whose queryset, of `values()`, is built by a function of whole numbers.

    What else the question depends on is its kind: the same kind must always give the same queryset but for the numbers.
    Moments and texts cannot be put in; they belong into the kind, or the question is none to be prepared.
    """

    def __init__(self) -> None:
        self.kept = threading.local()

    def rows(
        self, build: Callable[..., QuerySet[Any, Any]], *numbers: int, kind: Hashable = None
    ) -> list[dict[str, Any]]:
        """The answer, as `list(build(*numbers))` would give it."""
        known: dict[Hashable, Written | None] = self.kept.__dict__.setdefault("written", {})
        connection = connections[DEFAULT_DB_ALIAS]
        key = (id(connection), kind)
        if key not in known:
            if len(known) >= MOST_KINDS:
                known.clear()
            known[key] = _write(build(*range(FIRST, FIRST + len(numbers))), connection)
        written = known[key]
        return written.rows(numbers) if written else []


def stand_in(row: Any, number: int) -> Any:
    """A row like another under the number that stands in for its key."""
    other = copy(row)
    other.pk = number
    return other


def _write(question: QuerySet[Any, Any], connection: Any) -> Written | None:
    """The question as SQL; None where Django knows that nothing can be found."""
    query = question.query
    compiler = query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    names = tuple(query.selected or (*query.values_select, *query.annotation_select))
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    return Written(compiler, sql, tuple(params), names, converters)
