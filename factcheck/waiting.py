"""What waits for a person, for the numbers in the shell: all of them in one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, QuerySet, Subquery, Value

from articles.prepared import Prepared, stand_in
from reviews.models import Notification, Review
from reviews.workflow import LEAD, SECOND

MOST = 99
ASKED = Prepared()
AS_INDEXED = ("due_key", "article", "pk")  # so that a count that stops at a hundred reads no more than these


@dataclass(frozen=True, slots=True)
class Waiting:
    """Each number in at most three characters; empty for none."""

    second_looks: str = ""
    disputes: str = ""
    news: str = ""


def waiting_for(person: Any) -> Waiting:
    """Count what this person may act on."""
    found = ASKED.rows(lambda pk: _counts(stand_in(person, pk)), person.pk, kind=person.rights)
    told = found[0] if found else {}
    return Waiting(**{name[2:]: f"{MOST}+" if n > MOST else str(n) for name, n in told.items() if n})


def _counts(person: Any) -> QuerySet[Any, Any]:
    """One row with all the numbers, as n_second_looks and so on."""
    reviews = Review.objects.visible_to(person)
    lists: dict[str, QuerySet[Any]] = {"news": Notification.objects.visible_to(person).unread().order_by()}
    if person.has_perm(SECOND):
        lists["second_looks"] = reviews.awaiting_second_look_by(person).order_by(*AS_INDEXED)
    if person.has_perm(LEAD):
        lists["disputes"] = reviews.disputes_for(person).order_by()
    counted = {f"n_{name}": Subquery(_capped_count(rows)) for name, rows in lists.items()}
    return get_user_model()._default_manager.filter(pk=person.pk).annotate(**counted).values(*counted)


def _capped_count(rows: QuerySet[Any]) -> QuerySet[Any]:
    """One row with how many there are, no further than a little above the most that is shown."""
    few = rows.model._default_manager.filter(pk__in=rows.values("pk")[: MOST + 1])
    return few.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("pk")).values("n")
