"""Which submitted verdicts wait for a person's second look: the oldest deadline first, then in reading order."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import Anchor
from reviews.models import Review

MOST = 500
LAST = 2**31 - 1  # where claims come whose words are gone


def waiting_second_looks(person: Any) -> list[uuid.UUID]:
    """The uids of the claims whose verdicts wait for this person, in the order in which to look at them."""
    anchors = Anchor.objects.filter(claim=OuterRef("claim"), version=OuterRef("article__current")).standing()
    start = Coalesce(Subquery(anchors.values("start")[:1]), LAST)
    waiting = Review.objects.visible_to(person).awaiting_second_look_by(person).annotate(start=start)
    ordered = waiting.order_by("due_key", "article_id", "start", "pk")
    return list(ordered.values_list("claim__uid", flat=True)[:MOST])


def behind(waiting: list[uuid.UUID], uid: uuid.UUID) -> uuid.UUID | None:
    """The one to look at after this one, beginning again at the end; None where no other waits."""
    place = waiting.index(uid) + 1 if uid in waiting else 0
    around = [*waiting[place:], *waiting[:place]]
    return next((other for other in around if other != uid), None)
