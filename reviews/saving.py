"""Keep what a reviewer types: the first save starts the check, later ones hold it a while longer."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet, Subquery

from articles.models import Claim
from articles.prepared import Prepared, columns, row_of
from articles.refusals import Refusal
from reviews.guarding import with_protected
from reviews.models import Draft, RatingScale, Review, RuleLevel
from reviews.moves import perform
from reviews.quotes_found import with_quotes_found
from reviews.rules import Level, Rule
from reviews.workflow import CHECK, HELD, Policy, State, Verb

ASKED = Prepared()
RENEW_BELOW = datetime.timedelta(minutes=10)
WRITABLE = (State.OPEN, State.IN_REVIEW)
WRITABLE_BLIND = (*WRITABLE, State.AWAITING_SECOND, State.SECOND_REVIEW)


@dataclass(frozen=True, slots=True)
class Check:
    """The check of a claim with its scale and the people named in it, and the levels of the rules."""

    review: Review
    levels: Mapping[Rule, Level]


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft that was kept, the check it belongs to, and the levels of the rules as it was kept."""

    draft: Draft
    review: Review
    levels: Mapping[Rule, Level]


def save_draft(claim: Claim, payload: Any, *, by: Any, base_rev: int, now: datetime.datetime) -> Saved:
    """Keep a draft, starting or holding the check for its author.

    Raises Refusal where the claim cannot be held. What was typed is kept all the same as long as somebody
    may still need it; `params["draft"]` names it then.
    """
    payload = with_protected(with_quotes_found(payload, by))
    check = _check(claim)
    if check is None or not _writes_beside(check.review, by, now):
        try:
            check = _held(claim, check, by=by, now=now)
        except Refusal as refusal:
            refusal.params["draft"] = _kept_without_hold(claim, payload, by=by, base_rev=base_rev, now=now)
            raise
    draft = Draft.store(check.review, payload, by=by, base_rev=base_rev, now=now)
    return Saved(draft, check.review, check.levels)


def _writes_beside(review: Review, by: Any, now: datetime.datetime) -> bool:
    """Whether this person writes without holding the claim: to settle a dispute or to amend what was decided."""
    return review.allows(Verb.ADJUDICATE, by, now) or review.allows(Verb.AMEND, by, now)


def _held(claim: Claim, check: Check | None, *, by: Any, now: datetime.datetime) -> Check:
    if check is None or not check.review.is_held_by(by, now) or State(check.review.state) not in HELD:
        perform(Verb.START, claim, by=by, now=now)
        (started,) = _checks(claim)
        return started
    if (check.review.lease_until or now) - now < RENEW_BELOW:
        check.review.renew(by=by, now=now)
    return check


def _kept_without_hold(claim: Claim, payload: Any, *, by: Any, base_rev: int, now: datetime.datetime) -> Draft | None:
    check = _check(claim)
    if check is None or not by.has_perm(CHECK):
        return None
    if check.review.state not in (WRITABLE_BLIND if check.review.policy == Policy.BLIND_DOUBLE else WRITABLE):
        return None
    try:
        return Draft.store(check.review, payload, by=by, base_rev=base_rev, now=now)
    except Refusal:
        return None


def _check(claim: Claim) -> Check | None:
    return next(iter(_checks(claim)), None)


def _checks(claim: Claim) -> list[Check]:
    """The check of a claim, if it has one, in two queries."""
    return [_read(answer) for answer in ASKED.rows(_row, claim.pk)]


def _read(answer: dict[str, Any]) -> Check:
    review: Any = row_of(Review, answer)
    review.claim = row_of(Claim, answer, "claim__")
    review.lease_by = row_of(get_user_model(), answer, "lease_by__")
    review.assigned_to = row_of(get_user_model(), answer, "assigned_to__")
    review.scale = RatingScale.with_ratings(review.scale_id)
    return Check(review, RuleLevel.in_force_as_of(answer["levels_of"]))


def _row(claim: int) -> QuerySet[Any, Any]:
    people = [name for under in ("lease_by__", "assigned_to__") for name in columns(get_user_model(), under)]
    found = Review.objects.filter(claim=claim).annotate(levels_of=Subquery(RuleLevel.newest()))
    return found.values(*columns(Review), *columns(Claim, "claim__"), *people, "levels_of")
