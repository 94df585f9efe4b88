"""What people do with saved views: save a list under a name, rename it, show it to everybody, delete it."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from articles.refusals import Kind
from reviews import list_words
from reviews.filters import ClaimFilter
from reviews.models import SavedView

MOST_VIEWS = 50
MOST_CHARS = 80


def save_view(*, by: Any, name: str, query: str, is_shared: bool = False) -> SavedView:
    """Keep the filter and the sort of a list under a name."""
    name = _checked(name)
    if SavedView.objects.filter(owner=by).count() >= MOST_VIEWS:
        raise list_words.refusal("too_many_views", Kind.CONFLICT, most=MOST_VIEWS)
    view = SavedView(owner=by, name=name, query=_understood(query), is_shared=is_shared)
    _store(view)
    return view


def change_view(
    view: SavedView, *, by: Any, name: str | None = None, query: str | None = None, is_shared: bool | None = None
) -> SavedView:
    """Change what is given of one's own view."""
    _check_own(view, by)
    view.name = view.name if name is None else _checked(name)
    view.query = view.query if query is None else _understood(query)
    view.is_shared = view.is_shared if is_shared is None else is_shared
    _store(view)
    return view


def delete_view(view: SavedView, *, by: Any) -> None:
    """Take one's own view away; the claims stay as they are."""
    _check_own(view, by)
    SavedView.objects.filter(pk=view.pk).delete()


def _store(view: SavedView) -> None:
    """A name is one's own once: the constraint says so also when two windows save at the same time."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError:
        raise list_words.refusal("view_name_taken", Kind.CONFLICT, field="name", name=view.name) from None


def _check_own(view: SavedView, by: Any) -> None:
    if view.owner_id != by.pk:
        raise list_words.refusal("view_not_yours", Kind.FORBIDDEN, who=view.owner)


def _checked(name: str) -> str:
    clean = " ".join(name.replace("\x00", "").encode("utf-8", "replace").decode().split())
    if not clean:
        raise list_words.refusal("view_name_missing", field="name")
    if len(clean) > MOST_CHARS:
        raise list_words.refusal("view_name_long", field="name", most=MOST_CHARS)
    return clean


def _understood(query: str) -> str:
    """The query as a list would write it itself: nothing else is kept."""
    return ClaimFilter.of_query(query).query()
