"""Paging by position, not by number: the next rows after one that was seen, cheap however deep the page."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Subquery
from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows in their order, and the uid to go on from in either direction ("" where there is nothing)."""

    rows: list[Any]
    next: str = ""
    previous: str = ""


def page_of(
    rows: QuerySet[Any], keys: Sequence[str], *, size: int, asked: QueryDict, among: QuerySet[Any] | None = None
) -> Page:
    """The page asked for by `after` or `before`, the uid of a row. `keys` as in order_by, the last one unique.

    A row that is not known (a mistyped address) gives the first page. The row named is looked up `among` these, which
    bring the keys that are no fields: it may have left the list meanwhile.
    """
    among = rows.model._default_manager.all() if among is None else among
    after, before = _uid(asked.get("after")), _uid(asked.get("before"))
    if before and (found := _rows_beyond(rows, among, _reversed(keys), before, size + 1)):
        shown = found[:size][::-1]
        return Page(shown, next=_end(shown, -1), previous=_end(shown, 0) if len(found) > size else "")
    found = _rows_beyond(rows, among, keys, after, size + 1) if after else []
    is_first = not found
    found = found or list(rows.order_by(*keys)[: size + 1])
    shown = found[:size]
    return Page(shown, next=_end(shown, -1) if len(found) > size else "", previous="" if is_first else _end(shown, 0))


def _rows_beyond(
    rows: QuerySet[Any], among: QuerySet[Any], keys: Sequence[str], uid: uuid.UUID, size: int
) -> list[Any]:
    """The rows after one: those equal in all keys but the last two first, then in ever fewer, each an index range."""
    found: list[Any] = []
    for depth in range(max(len(keys) - 2, 0), -1, -1):
        if len(found) < size:
            found += rows.filter(_beyond(among, keys, uid, depth)).order_by(*keys)[: size - len(found)]
    return found


def _beyond(among: QuerySet[Any], keys: Sequence[str], uid: uuid.UUID, depth: int) -> Q:
    """Rows with the first `depth` keys as in the row named and the next one beyond it."""
    names = [key.lstrip("-") for key in keys]
    value = {name: Subquery(among.filter(uid=uid).values(name)[:1]) for name in names}
    same = Q(**{name: value[name] for name in names[:depth]})
    key, way = names[depth], _way(keys[depth])
    if depth + 2 != len(keys):
        return same & Q(**{f"{key}__{way}": value[key]})
    beyond_last = Q(**{f"{names[-1]}__{_way(keys[-1])}": value[names[-1]]})
    return same & Q(**{f"{key}__{way}e": value[key]}) & (Q(**{f"{key}__{way}": value[key]}) | beyond_last)


def _way(key: str) -> str:
    return "lt" if key.startswith("-") else "gt"


def _reversed(keys: Sequence[str]) -> list[str]:
    return [key[1:] if key.startswith("-") else f"-{key}" for key in keys]


def _uid(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None


def _end(rows: Sequence[Any], position: int) -> str:
    return str(rows[position].uid) if rows else ""
