"""How a question that is written once is asked: of PostgreSQL by a statement that it prepares, and so plans once.

Only keys are sent apart from the statement. Everything else in it stays where it is: a plan made without knowing the
state looked for could not use an index over the rows of that state.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import sql as literally
from psycopg.types.numeric import Int8

POSTGRESQL = "postgresql"


def bound(key: int | uuid.UUID, connection: Any) -> Any:
    """A key as it is sent; every number with one type, for a statement is prepared for its types."""
    if isinstance(key, uuid.UUID):
        return key if connection.features.has_native_uuid_field else key.hex
    return Int8(key) if connection.vendor == POSTGRESQL else key


def inlined(
    sql: str, params: Sequence[Any], places: Sequence[int | None], connection: Any
) -> tuple[str, list[Any], list[int | None]]:
    """A statement in which only the keys, those that have a place, are left to be sent; on PostgreSQL."""
    if connection.vendor != POSTGRESQL:
        return sql, list(params), list(places)
    connection.ensure_connection()
    kept = [(one, place) for one, place in zip(params, places, strict=True) if place is not None]
    texts = [
        "%s" if place is not None else literally.Literal(one).as_string(connection.connection).replace("%", "%%")
        for one, place in zip(params, places, strict=True)
    ]
    written = sql.replace("%%", "%%%%") % tuple(texts)
    return written, [one for one, _ in kept], [place for _, place in kept]


@contextmanager
def planning_once(connection: Any) -> Iterator[Any]:
    """A cursor as Django gives it; on PostgreSQL one that prepares what it is asked several times (see settings)."""
    if connection.vendor != POSTGRESQL:
        with connection.cursor() as cursor:
            yield cursor
        return
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    wrapped = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
    with wrapped(psycopg.Cursor(connection.connection)) as cursor:
        yield cursor
