"""The claim a page is about and its check: one query, one for the scale where one may rate, one for names if any.

A single query with everything in it would join fifteen tables, and a database plans such a query for longer than it
takes to answer all of these.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.http import Http404

from articles.models import Article, Claim, Event, Version
from articles.prepared import Prepared, columns, row_of
from articles.querysets import keep_rows
from reviews.models import Comment, Correction, Draft, Plan, Rating, RatingScale, Review, RuleLevel, Waiver
from reviews.models.guards import state_of
from reviews.rules import Level, Rule
from reviews.workflow import Policy, State

ASKED = Prepared()
PEOPLE = ("assigned_to", "lease_by", "amended_by")  # those whom pages name; the reader while a verdict waits
READ = {
    "": Claim,
    "article__": Article,
    "article__current__": Version,
    "article__plan__": Plan,
    "review__": Review,
    "review__rating__": Rating,
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The claim looked at, and its check; unsaved where nobody chose the claim yet. `levels` are those of the rules."""

    claim: Claim
    review: Review
    levels: Mapping[Rule, Level]
    draft: Draft | None = None
    has_comments: bool = False
    has_history: bool = True

    @property
    def state(self) -> State:
        return State(self.review.state)

    def take_scale(self) -> None:
        """Read the scale with its ratings, for who may choose one."""
        self.review.scale = RatingScale.with_ratings(self.review.scale_id)

    def name_people(self, known: Iterable[Any]) -> None:
        """Read at once whoever the check names, but for those who are known already."""
        names = (*PEOPLE, "reader") if self.state is State.AWAITING_SECOND else PEOPLE
        wanted = {name: key for name in names if (key := getattr(self.review, f"{name}_id")) is not None}
        people = {person.pk: person for person in known}
        if not people.keys() >= set(wanted.values()):
            people |= get_user_model()._default_manager.in_bulk(set(wanted.values()) - people.keys())
        for name, key in wanted.items():
            setattr(self.review, name, people[key])


def subject(uid: uuid.UUID, person: Any) -> Subject:
    """Find a claim and its check by the claim's uid. Raises Http404."""
    found = ASKED.rows(_found, uid, person.pk) if _may_read(person) else []
    if not found or (article := _article(found[0])) is None:
        raise Http404
    (row,) = found
    claim: Any = row_of(Claim, row)
    claim.article = article
    review = row_of(Review, row, "review__") or _would_be(claim)
    review.claim, review.article = claim, article
    if review.rating_id is not None:
        review.rating = row_of(Rating, row, "review__rating__")
    if not row["has_waivers"]:
        keep_rows(review, "waivers", Waiver.objects.none())
    if not row["has_corrections"]:
        keep_rows(review, "corrections", Correction.objects.none())
    if claim.same_as_id is not None:
        claim.same_as = Claim.objects.select_related("review__rating").get(pk=claim.same_as_id)
    levels = RuleLevel.in_force_as_of(row["levels_of"])
    return Subject(claim, review, levels, _draft(row), row["has_comments"], row["has_history"])


def _may_read(person: Any) -> bool:
    return bool(person.has_perm("reviews.view_review"))


def _found(uid: uuid.UUID, by: int) -> QuerySet[Any, Any]:
    """One row: a claim, its check, the article's plan, and what this person has typed in the round."""
    mine = Q(review__drafts__author=by, review__drafts__round=F("review__round"))
    extras = {
        "draft_rev": F("own_draft__rev"),
        "draft_payload": F("own_draft__payload"),
        "draft_saved_at": F("own_draft__saved_at"),
        "has_waivers": Exists(Waiver.objects.filter(review__claim=OuterRef("pk"))),
        "has_corrections": Exists(Correction.objects.filter(review__claim=OuterRef("pk"))),
        "has_comments": Exists(Comment.objects.filter(claim=OuterRef("pk"))),
        "has_history": Exists(Event.objects.filter(claim=OuterRef("pk"))),
        "levels_of": Subquery(RuleLevel.newest()),
    }
    found = Claim.objects.filter(uid=uid).annotate(own_draft=FilteredRelation("review__drafts", condition=mine))
    names = [name for under, model in READ.items() for name in columns(model, under)]
    return found.annotate(**extras).values(*names, *extras)


def _article(row: dict[str, Any]) -> Article | None:
    """The claim's article with its current version and its plan; None where it has no text."""
    article: Any = row_of(Article, row, "article__")
    article.current = row_of(Version, row, "article__current__")
    Article._meta.get_field("plan").set_cached_value(article, row_of(Plan, row, "article__plan__"))
    return None if article.current is None else article


def _would_be(claim: Claim) -> Review:
    """The check that a claim would have if it were chosen now."""
    plan = getattr(claim.article, "plan", None)
    planned = {"policy": plan.policy, "scale_id": plan.scale_id} if plan else {"policy": Policy.SECOND_LOOK}
    review = Review(claim=claim, state=state_of(claim), **planned)
    keep_rows(review, "waivers", Waiver.objects.none())
    return review


def _draft(row: dict[str, Any]) -> Draft | None:
    if row["draft_rev"] is None:
        return None
    return Draft(rev=row["draft_rev"], payload=row["draft_payload"], saved_at=row["draft_saved_at"])
