"""Rows into a table, many at a time and without a model object for each: of those a split makes a hundred a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, partial
from typing import Any

from django.db import models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_TEXTS = (models.CharField, models.TextField)
_AS_THEY_ARE = (models.IntegerField, models.FloatField, models.BooleanField, models.ForeignKey)
Prepare = Callable[[Any], Any]


def insert(model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, within the caller's transaction. Each holds the values of the named fields in that order.

    A field that is not named gets its default, in each row anew; the key too, unless it is named. What `save` would do
    on its way (dates set anew, signals) is not done. The database checks as it does for any row.
    """
    connection = transaction.get_connection()
    given: list[Any] = [model._meta.get_field(name) for name in names]
    others = [field for field in model._meta.concrete_fields if field not in given and not field.primary_key]
    prepare = [_prepare(field, connection) for field in given]
    makers = [_maker(field, connection) for field in others]
    whole = [
        [*(ready(value) for ready, value in zip(prepare, row, strict=True)), *(make() for make in makers)]
        for row in rows
    ]
    if whole:
        _write(connection, model._meta.db_table, [str(field.column) for field in (*given, *others)], whole)


def reserved_keys(model: type[models.Model], n: int) -> list[int]:
    """Keys for rows to be inserted within the caller's transaction: so they can name one another before they are there.

    PostgreSQL gives no key twice. On SQLite they are the next ones, which nobody else takes while the caller writes.
    """
    connection = transaction.get_connection()
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            asked = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(asked, [connection.ops.quote_name(table), key, n])
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone()
    return list(range(last + 1, last + 1 + n))


def _write(connection: BaseDatabaseWrapper, table: str, columns: list[str], rows: list[list[Any]]) -> None:
    quoted = ", ".join(map(connection.ops.quote_name, columns))
    into = f"{connection.ops.quote_name(table)} ({quoted})"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {into} VALUES ({places})", rows)  # noqa: S608


def _prepare(field: Any, connection: BaseDatabaseWrapper) -> Prepare:
    """What makes a value fit for the database: little for most kinds of fields, which is what saves the time."""
    ready = _prepare_filled(field, connection)
    return (lambda value: None if value is None else ready(value)) if field.null else ready


def _prepare_filled(field: Any, connection: BaseDatabaseWrapper) -> Prepare:
    whole = partial(field.get_db_prep_save, connection=connection)
    if isinstance(field, _TEXTS):
        return _words
    if isinstance(field, models.JSONField):
        return lambda value: connection.ops.adapt_json_value(value, field.encoder)
    if isinstance(field, models.DateTimeField):
        return lru_cache(maxsize=4)(whole)  # mostly one moment for all
    if isinstance(field, models.UUIDField) and connection.features.has_native_uuid_field:
        return _as_it_is
    return _as_it_is if isinstance(field, _AS_THEY_ARE) else whole


def _as_it_is(value: Any) -> Any:
    return value


def _words(value: Any) -> str | None:
    """Text as it is, of an enum its code; nothing stays nothing, which the database refuses."""
    return value if value is None or type(value) is str else str(value)


def _maker(field: Any, connection: BaseDatabaseWrapper) -> Callable[[], Any]:
    """Gives a field's default again and again; empty lists and the like need not be made anew, being written out."""
    ready = _prepare(field, connection)
    if field.has_default() and callable(field.default) and not isinstance(field, models.JSONField):
        return lambda: ready(field.default())
    fixed = ready(field.get_default())
    return lambda: fixed
