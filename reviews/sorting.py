"""The closed list of sorts: which a list offers, and the keys of each, so that an index serves it."""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db.models import F, QuerySet, Subquery

from articles.models import Article
from reviews.list_terms import Sort
from reviews.workflow import State

REVIEW_KEYS: dict[Sort, tuple[str, ...]] = {
    Sort.URGENT: ("-priority", "due_key", "-worth", "pk"),
    Sort.DUE: ("due_key", "pk"),
    Sort.WORTH: ("-worth", "pk"),
    Sort.NEWEST: ("-pk",),
    Sort.OLDEST: ("pk",),
}
CLAIM_KEYS: dict[Sort, tuple[str, ...]] = {
    Sort.WORTH: ("-check_worthiness", "pk"),
    Sort.NEWEST: ("-pk",),
    Sort.OLDEST: ("pk",),
}
READING_KEYS = ("reading_start", "reading_end", "reading_anchor")
READ_AS_CLAIMS = (State.PROPOSED, State.DISMISSED)
OF_ALL_STATES = (Sort.NEWEST, Sort.OLDEST)
Rows = TypeVar("Rows", bound=QuerySet[Any])


def offered(state: State | None, *, in_one_article: bool) -> tuple[Sort, ...]:
    """The sorts of a list, the usual one first. Over all states and articles only the order they came in has an
    index; in one article there is little to sort, and its text has an order."""
    if state in READ_AS_CLAIMS:
        sorts: tuple[Sort, ...] = tuple(CLAIM_KEYS)
    elif state or in_one_article:
        sorts = tuple(REVIEW_KEYS)
    else:
        sorts = OF_ALL_STATES
    usual = sorts[0] if state else Sort.NEWEST
    return (usual, *(sort for sort in sorts if sort is not usual), *((Sort.READING,) if in_one_article else ()))


def keys_of(sort: Sort, state: State | None) -> tuple[str, ...]:
    """The keys to order by; the last one is unique."""
    if sort is Sort.READING:
        return READING_KEYS
    return CLAIM_KEYS[sort] if state in READ_AS_CLAIMS else REVIEW_KEYS[sort]


def in_reading_order(rows: Rows, article: uuid.UUID, *, prefix: str) -> Rows:
    """Rows with their place in the current version of the article; what is no longer in the text comes first.
    `prefix` leads from the row to its claim ("claim__" or "")."""
    current = Subquery(Article.objects.filter(uid=article).values("current")[:1])
    anchored = rows.filter(**{f"{prefix}anchors__version": current})
    return anchored.annotate(
        reading_start=F(f"{prefix}anchors__start"),
        reading_end=F(f"{prefix}anchors__end"),
        reading_anchor=F(f"{prefix}anchors__pk"),
    )
