"""Keep what a reviewer types: the first save starts the check, later ones hold it a while longer."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from articles.models import Claim
from articles.refusals import Refusal
from reviews.guarding import with_protected
from reviews.models import Draft, Review
from reviews.moves import perform
from reviews.querysets import ReviewQuerySet
from reviews.quotes_found import with_quotes_found
from reviews.workflow import CHECK, HELD, Policy, State, Verb

RENEW_BELOW = datetime.timedelta(minutes=10)
WRITABLE = (State.OPEN, State.IN_REVIEW)
WRITABLE_BLIND = (*WRITABLE, State.AWAITING_SECOND, State.SECOND_REVIEW)


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft that was kept, and the check it belongs to."""

    draft: Draft
    review: Review


def save_draft(claim: Claim, payload: Any, *, by: Any, base_rev: int, now: datetime.datetime) -> Saved:
    """Keep a draft, starting or holding the check for its author.

    Raises Refusal where the claim cannot be held. What was typed is kept all the same as long as somebody
    may still need it; `params["draft"]` names it then.
    """
    payload = with_protected(with_quotes_found(payload, by))
    review = _reviews().filter(claim=claim).first()
    if review is not None and _writes_beside(review, by, now):
        return Saved(Draft.store(review, payload, by=by, base_rev=base_rev, now=now), review)
    try:
        review = _held(claim, review, by=by, now=now)
    except Refusal as refusal:
        refusal.params["draft"] = _kept_without_hold(claim, payload, by=by, base_rev=base_rev, now=now)
        raise
    return Saved(Draft.store(review, payload, by=by, base_rev=base_rev, now=now), review)


def _writes_beside(review: Review, by: Any, now: datetime.datetime) -> bool:
    """Whether this person writes without holding the claim: to settle a dispute or to amend what was decided."""
    return review.allows(Verb.ADJUDICATE, by, now) or review.allows(Verb.AMEND, by, now)


def _held(claim: Claim, review: Review | None, *, by: Any, now: datetime.datetime) -> Review:
    if review is None or not review.is_held_by(by, now) or State(review.state) not in HELD:
        perform(Verb.START, claim, by=by, now=now)
        return _reviews().get(claim=claim)
    if (review.lease_until or now) - now < RENEW_BELOW:
        review.renew(by=by, now=now)
    return review


def _kept_without_hold(claim: Claim, payload: Any, *, by: Any, base_rev: int, now: datetime.datetime) -> Draft | None:
    review = _reviews().filter(claim=claim).first()
    if review is None or not by.has_perm(CHECK):
        return None
    if review.state not in (WRITABLE_BLIND if review.policy == Policy.BLIND_DOUBLE else WRITABLE):
        return None
    try:
        return Draft.store(review, payload, by=by, base_rev=base_rev, now=now)
    except Refusal:
        return None


def _reviews() -> ReviewQuerySet:
    return Review.objects.select_related("claim", "scale", "lease_by", "assigned_to")
