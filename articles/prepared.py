"""Questions that pages ask again and again: their SQL is written once, then only the keys in it change.

Django writes a query anew whenever it is asked, and PostgreSQL plans it anew. For one that nests or joins several
others this takes longer than the answer, and such a query is part of every page. PostgreSQL keeps the plans of these
(see `planned.py`).
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable, Hashable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

from articles.planned import bound, inlined, planning_once

FIRST = 2_147_480_000  # numbers stand in for others while the SQL is written: no query has one of these by itself
MOST_KINDS = 100
Key = int | uuid.UUID
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Written:
    """One question as SQL, with where the keys go in its parameters and what makes its answers Python's."""

    compiler: Any
    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    converters: Any

    def answers(self, keys: tuple[Key, ...]) -> list[Sequence[Any]]:
        connection, params = self.compiler.connection, list(self.params)
        for at, place in self.places:
            params[at] = bound(keys[place], connection)
        with planning_once(connection) as cursor:
            cursor.execute(self.sql, params)
            found: list[Sequence[Any]] = cursor.fetchall()
        return list(self.compiler.apply_converters(found, self.converters)) if self.converters else found


class Prepared:
    """A question whose queryset, of `values()`, is built by a function of keys: whole numbers and uids.

    What else the question depends on is its kind: the same kind must always give the same queryset but for the keys.
    Moments and texts cannot be put in; they belong into the kind, or the question is none to be prepared.
    """

    def __init__(self) -> None:
        self.kept = threading.local()

    def rows(self, build: Callable[..., QuerySet[Any, Any]], *keys: Key, kind: Hashable = None) -> list[dict[str, Any]]:
        """The answer, as `list(build(*keys))` would give it."""
        written = self._written(build, keys, kind)
        return [dict(zip(written.names, one, strict=True)) for one in written.answers(keys)] if written else []

    def lines(self, build: Callable[..., QuerySet[Any, Any]], *keys: Key, kind: Hashable = None) -> list[Sequence[Any]]:
        """The answer without the names of its columns, which are in the order of `values()`."""
        written = self._written(build, keys, kind)
        return written.answers(keys) if written else []

    def _written(
        self, build: Callable[..., QuerySet[Any, Any]], keys: tuple[Key, ...], kind: Hashable
    ) -> Written | None:
        known: dict[Hashable, Written | None] = self.kept.__dict__.setdefault("written", {})
        connection = connections[DEFAULT_DB_ALIAS]
        key = (id(connection), kind)
        if key not in known:
            if len(known) >= MOST_KINDS:
                known.clear()
            known[key] = _write(build, keys, connection)
        return known[key]


def stand_in(row: Any, number: int) -> Any:
    """A row like another under the number that stands in for its key."""
    other = copy(row)
    other.pk = number
    return other


def columns(model: type[Model], under: str = "") -> list[str]:
    """The names of a model's columns as `values()` takes them, under that of a relation."""
    return [f"{under}{field.attname}" for field in model._meta.concrete_fields]


def row_of(model: type[Row], answer: dict[str, Any], under: str = "") -> Row | None:
    """The row of a model as it was read, from an answer with its `columns`; None where the relation led to none."""
    given = [answer[name] for name in columns(model, under)]
    if answer[f"{under}{model._meta.pk.attname}"] is None:
        return None
    return model.from_db(DEFAULT_DB_ALIAS, [field.attname for field in model._meta.concrete_fields], given)


def _write(build: Callable[..., QuerySet[Any, Any]], keys: tuple[Key, ...], connection: Any) -> Written | None:
    """The question as SQL; None where Django knows that nothing can be found."""
    others = [_other(key, place) for place, key in enumerate(keys)]
    query = build(*others).query
    compiler = query.get_compiler(connection=connection)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    sent = {bound(other, connection): place for place, other in enumerate(others)}
    places = [sent.get(one) if isinstance(one, Key | str) else None for one in params]
    sql, params, places = inlined(sql, params, places, connection)
    names = tuple(query.selected or (*query.values_select, *query.annotation_select))
    converters = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    at = tuple((n, place) for n, place in enumerate(places) if place is not None)
    return Written(compiler, sql, tuple(params), at, names, converters)


def _other(key: Key, place: int) -> Key:
    """What stands in for a key while the SQL is written."""
    return FIRST + place if isinstance(key, int) else uuid.UUID(int=FIRST + place)
