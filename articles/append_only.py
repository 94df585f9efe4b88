"""Tables whose rows may only be added: triggers refuse UPDATE and DELETE on SQLite and PostgreSQL alike.

SQLite drops triggers when it rebuilds a table, so they are put up again after every migrate, and a system check
(`manage.py check --database default`) watches them.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.models.signals import post_migrate

SENTENCE = "rows of %s are never changed or removed"


def put_up(tables: Sequence[str], using: str) -> None:
    """Put the triggers up where they are missing."""
    connection = connections[using]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        for table in tables:
            if table in existing:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def take_down(tables: Sequence[str], using: str) -> None:
    """Take the triggers away: only for emptying a database, as tests do."""
    connection = connections[using]
    on = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in set(tables) & set(connection.introspection.table_names(cursor)):
            for action in ("update", "delete"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{action}" + on.format(table=table))


def missing(tables: Iterable[str], using: str) -> list[str]:
    """The tables that exist without both of their triggers."""
    connection = connections[using]
    catalog = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        existing = set(connection.introspection.table_names(cursor))
        cursor.execute(catalog)
        names = {row[0] for row in cursor.fetchall()}
    return [t for t in tables if t in existing and not {f"{t}_no_update", f"{t}_no_delete"} <= names]


def check(tables: Sequence[str], databases: Sequence[str] | None) -> list[CheckMessage]:
    """One error for each table that could be rewritten."""
    return [
        Error(
            f"The rows of {table} can be changed: its triggers are missing.",
            hint="Run `python manage.py migrate`; it puts them up again.",
            id="articles.E001",
        )
        for using in databases or ()
        for table in missing(tables, using)
    ]


def guard(app: AppConfig, tables: Sequence[str]) -> None:
    """Register the step after migrate and the system check for an app's tables; called from its `ready`."""

    def after_migrate(using: str, **kwargs: Any) -> None:
        put_up(tables, using)

    def watch(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
        return check(tables, databases)

    post_migrate.connect(after_migrate, sender=app, weak=False, dispatch_uid=f"{app.label}.append_only")
    register(watch, Tags.database)


def _statements(vendor: str, table: str) -> list[str]:
    words = SENTENCE % table
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{action} BEFORE {action.upper()} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            for action in ("update", "delete")
        ]
    function = (
        "CREATE OR REPLACE FUNCTION workbench_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "BEGIN RAISE EXCEPTION 'rows of %% are never changed or removed', TG_TABLE_NAME USING ERRCODE = '23000'; END $$"
    ).replace("%%", "%")
    triggers = [
        f"CREATE OR REPLACE TRIGGER {table}_no_{action} BEFORE {action.upper()} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION workbench_append_only()"
        for action in ("update", "delete")
    ]
    return [function, *triggers]
