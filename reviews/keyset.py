"""Paging by position, not by number: the next rows after one that was seen, cheap however deep the page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows in their order, and the uid to go on from in either direction ("" where there is nothing)."""

    rows: list[Any]
    next: str = ""
    previous: str = ""


def page_of(rows: QuerySet[Any], keys: Sequence[str], *, size: int, asked: QueryDict) -> Page:
    """The page asked for by `after` or `before`, the uid of a row. `keys` as in order_by, the last one unique.

    A row that is not known (a mistyped address) gives the first page.
    """
    after, before = _row(rows.model, asked.get("after")), _row(rows.model, asked.get("before"))
    if before is not None:
        found = _rows_beyond(rows, _reversed(keys), before, size + 1)
        shown = found[:size][::-1]
        return Page(shown, next=_uid(shown, -1), previous=_uid(shown, 0) if len(found) > size else "")
    found = _rows_beyond(rows, keys, after, size + 1) if after is not None else list(rows.order_by(*keys)[: size + 1])
    shown = found[:size]
    return Page(shown, next=_uid(shown, -1) if len(found) > size else "", previous=_uid(shown, 0) if after else "")


def _row(model: type[Model], uid: str | None) -> Model | None:
    try:
        return model._default_manager.filter(uid=uuid.UUID(uid)).first() if uid else None
    except ValueError:
        return None


def _rows_beyond(rows: QuerySet[Any], keys: Sequence[str], row: Model, size: int) -> list[Any]:
    """The rows after `row`: those equal in all keys but the last two first, then in ever fewer, each an index range."""
    found: list[Any] = []
    for depth in range(max(len(keys) - 2, 0), -1, -1):
        if len(found) < size:
            found += rows.filter(_beyond(keys, row, depth)).order_by(*keys)[: size - len(found)]
    return found


def _beyond(keys: Sequence[str], row: Model, depth: int) -> Q:
    """Rows with the first `depth` keys as in `row` and the next one beyond it."""
    same = Q(**{key.lstrip("-"): getattr(row, key.lstrip("-")) for key in keys[:depth]})
    key, value = _name(keys[depth]), getattr(row, keys[depth].lstrip("-"))
    if depth + 2 != len(keys):
        return same & Q(**{f"{key}{_way(keys[depth])}": value})
    last = Q(**{key: value}) & ~Q(**{f"{_name(keys[-1])}{_way(keys[-1])}": getattr(row, _name(keys[-1]))})
    return same & Q(**{f"{key}{_way(keys[depth])}e": value}) & ~last


def _name(key: str) -> str:
    return key.lstrip("-")


def _way(key: str) -> str:
    return "__lt" if key.startswith("-") else "__gt"


def _reversed(keys: Sequence[str]) -> list[str]:
    return [key[1:] if key.startswith("-") else f"-{key}" for key in keys]


def _uid(rows: Sequence[Any], position: int) -> str:
    return str(rows[position].uid) if rows else ""
