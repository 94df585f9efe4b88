"""What waits for a person, for the numbers in the shell: all of them in one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet, Subquery, Value

from reviews.models import Notification, Review
from reviews.workflow import LEAD, SECOND

MOST = 99


@dataclass(frozen=True, slots=True)
class Waiting:
    """Each number in at most three characters; empty for none."""

    second_looks: str = ""
    disputes: str = ""
    news: str = ""


def waiting_for(person: Any) -> Waiting:
    """Count what this person may act on."""
    reviews = Review.objects.visible_to(person)
    lists: dict[str, QuerySet[Any]] = {"news": Notification.objects.visible_to(person).unread()}
    if person.has_perm(SECOND):
        lists["second_looks"] = reviews.awaiting_second_look_by(person)
    if person.has_perm(LEAD):
        lists["disputes"] = reviews.disputes_for(person)
    counted = {name: Subquery(_capped_count(rows)) for name, rows in lists.items()}
    [found] = get_user_model()._default_manager.filter(pk=person.pk).values_list(*counted.values())
    told = zip(counted, found, strict=True)
    return Waiting(**{name: f"{MOST}+" if n > MOST else str(n) for name, n in told if n})


def _capped_count(rows: QuerySet[Any]) -> QuerySet[Any]:
    """One row with how many there are, no further than a little above the most that is shown."""
    few = rows.model._default_manager.filter(pk__in=rows.order_by().values("pk")[: MOST + 1])
    return few.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
