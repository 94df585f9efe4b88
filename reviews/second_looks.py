"""Which submitted verdict waits next for a person's second look: the oldest deadline first, then in reading order."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Anchor
from reviews.models import Review
from reviews.querysets import ReviewQuerySet

MOST_COUNTED = 99


def next_second_look(person: Any, *, after: Review | None = None) -> Review | None:
    """The next check to look at; with `after`, the one behind it, else the first again."""
    rows = list(_in_order(person).values_list("pk", flat=True)[:500])
    place = rows.index(after.pk) + 1 if after is not None and after.pk in rows else 0
    ahead = [pk for pk in [*rows[place:], *rows[:place]] if after is None or pk != after.pk]
    return Review.objects.select_related("claim").get(pk=ahead[0]) if ahead else None


def n_waiting(person: Any) -> int:
    """How many wait, counted up to one more than is ever told."""
    return _waiting(person)[: MOST_COUNTED + 1].count()


def _waiting(person: Any) -> ReviewQuerySet:
    return Review.objects.visible_to(person).awaiting_second_look_by(person)


def _in_order(person: Any) -> ReviewQuerySet:
    anchors = Anchor.objects.filter(claim=OuterRef("claim"), version=OuterRef("article__current"))
    start = Coalesce(Subquery(anchors.values("start")[:1]), 0)
    return _waiting(person).annotate(start=start).order_by("due_key", "article_id", "start", "pk")
