"""The checks on a person's desk, lane by lane: to go on with, to mend, to begin, to look at, to settle; two queries."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.expressions import OrderBy

from reviews.models import Draft, Review
from reviews.querysets import ReviewQuerySet, events_visible_to
from reviews.workflow import CHECK, LEAD, SECOND, State, Verb

A_FEW = 5
ROWS = ("claim", "article", "lease_by", "author", "rating")
BEGINNING = datetime.datetime(1, 1, 1, tzinfo=datetime.UTC)


class Lane(StrEnum):
    """The piles of a desk."""

    RESUME = "resume"
    RETURNED = "returned"
    NEXT = "next"
    BLIND = "blind"
    SECOND_LOOK = "second_look"
    DISPUTED = "disputed"


def urgency(review: Review) -> tuple[Any, ...]:
    """The order of the queue."""
    return (-review.priority, review.due_key, -review.worth, review.pk)


@dataclass(frozen=True, slots=True)
class Pile:
    """All checks of one lane, and the order in which the first few of them are taken."""

    rows: ReviewQuerySet
    order: tuple[str | OrderBy, ...] = ("-priority", "due_key", "-worth", "pk")
    key: Callable[[Review], Any] = urgency

    def first(self, lane: Lane) -> Any:
        """The keys of the first few, with their lane. Asked for inside another query: not every database limits the
        parts of a union."""
        few = Review.objects.filter(pk__in=self.rows.order_by(*self.order).values("pk")[:A_FEW])
        return few.order_by().values_list("pk", Value(str(lane), output_field=CharField()))


def lanes_of(person: Any, now: datetime.datetime) -> dict[Lane, list[Review]]:
    """The first few checks of every lane that is this person's work: which they are, then all that they show."""
    piles = _piles(person, now)
    if not piles:
        return {}
    first, *others = (pile.first(lane) for lane, pile in piles.items())
    in_lane: dict[str, list[int]] = defaultdict(list)
    for key, lane in first.union(*others, all=True):
        in_lane[lane].append(key)
    keys = {key for few in in_lane.values() for key in few}
    found = Review.objects.select_related(*ROWS).annotate(**_return(person)).in_bulk(keys) if keys else {}
    return {
        lane: sorted((found[key] for key in in_lane[lane] if key in found), key=pile.key)
        for lane, pile in piles.items()
    }


def _piles(person: Any, now: datetime.datetime) -> dict[Lane, Pile]:
    seen = Review.objects.visible_to(person)
    piles: dict[Lane, Pile] = {}
    if person.has_perm(CHECK):
        piles[Lane.RESUME] = Pile(_begun(person, now), (F("lease_until").desc(nulls_last=True), "-pk"), _longest_held)
        piles[Lane.RETURNED] = Pile(seen.returned_to(person), ("-returned_at", "-pk"), _latest_back)
        piles[Lane.NEXT] = Pile(_free(person))
        piles[Lane.BLIND] = Pile(seen.awaiting_blind_second_by(person))
    if person.has_perm(SECOND):
        piles[Lane.SECOND_LOOK] = Pile(seen.awaiting_second_look_by(person))
    if person.has_perm(LEAD):
        piles[Lane.DISPUTED] = Pile(seen.disputes_for(person))
    return piles


def _begun(person: Any, now: datetime.datetime) -> ReviewQuerySet:
    """Claims the person holds or has begun to write on, but for those that came back."""
    seen = Review.objects.visible_to(person)
    states = (State.OPEN, State.IN_REVIEW, State.SECOND_REVIEW)
    drafts = Draft.objects.of(person).filter(round=F("review__round"), review__state__in=states)
    either = drafts.order_by().values("review").union(seen.held_by(person, now).order_by().values("pk"))
    return seen.filter(pk__in=either).exclude(state=State.OPEN, assigned_to=person, returned_at__isnull=False)


def _free(person: Any) -> ReviewQuerySet:
    """Claims nobody works on that this person may begin."""
    free = Review.objects.visible_to(person).in_queue()
    free = free.filter(Q(assigned_to=None) | Q(assigned_to=person), returned_at=None)
    own_drafts = Draft.objects.of(person).filter(review=OuterRef("pk"), round=OuterRef("round"))
    return free.exclude(Exists(own_drafts))


def _return(person: Any) -> dict[str, Subquery]:
    """Why a check came back, and who sent it."""
    last = events_visible_to(person).filter(claim=OuterRef("claim"), verb=Verb.RETURN).order_by("-pk")
    return {"why": Subquery(last.values("reason")[:1]), "returned_by": Subquery(last.values("actor__display_name")[:1])}


def _longest_held(review: Review) -> tuple[float, int]:
    return _backwards(review.lease_until, review)


def _latest_back(review: Review) -> tuple[float, int]:
    return _backwards(review.returned_at, review)


def _backwards(at: datetime.datetime | None, review: Review) -> tuple[float, int]:
    return (-(at or BEGINNING).timestamp(), -review.pk)
